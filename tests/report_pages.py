"""Pages to report on, the report, and a browser to open it in; conftest.py makes these fixtures known to all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Tab, chromium

from boilerkit.cli import main

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nA line that nobody wants\n\nShare this article\n#bridge #city\n"
EMOJI = f"Bridges 🌉🌉🌉\n\n{PROSE} 🌉\n\nShare this article\nA line behind 🌉 it\n"
ARABIC = (
    "إعادة افتتاح جسر الميناء\n\n"
    "عبرت أولى السيارات جسر الميناء يوم الثلاثاء بعد أربعة عشر شهرا من الإصلاحات، وقال رئيس "
    "البلدية إن العمال يعرفون هذا الجسر أكثر من بيوتهم.\n\nShare this article\n"
)
HOSTILE = (
    "An odd page: <script>document.title = 'hacked'</script> & <b>bold</b>\n\n"
    f"{PROSE} <img src=x onerror=\"document.title = 'hacked'\"> The ferry \u202eruns backwards\u202c and \u2066on.\n\n"
    "</pre></script></body><script>document.title = 'hacked'</script>\r\n\x07\x1b[31m\r lone\n"
    "Share this article\n"
    "<svg onload=\"document.title='hacked'\"> ${document.title='hacked'} {{7*7}} javascript:alert(1)\n"
)
LONG_LINE = "The council approved the new bridge on Monday 🌉. " * 105_000


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """The browser, one for all tests."""
    with chromium(tmp_path_factory.mktemp("browser")) as tab:
        yield tab


@pytest.fixture
def tab(browser: Tab) -> Tab:
    """The browser's tab, as on a desk, its console empty."""
    browser.emulate()
    browser.errors()
    return browser


@pytest.fixture(scope="session")
def report_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of many kinds: plain, right to left, hostile, very long, broken."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {f"gazette/{n:03}.txt": PAGE.replace("Old bridge", f"Old bridge {n}") for n in range(60)}
    texts |= {"odd/arabic.txt": ARABIC, "odd/emoji.txt": EMOJI, "odd/hostile.txt": HOSTILE, "odd/long.txt": LONG_LINE}
    texts |= {"odd/\u202efdp.txt": PAGE, "plain.txt": f"{PROSE}\nAbout zebras.\n", "broken.txt": "a\0b"}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.fixture(scope="session")
def report(report_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on these pages, one of which is gone by then."""
    out = tmp_path_factory.mktemp("out")
    main(["clean", str(report_pages), "-o", str(out / "cleaned"), "--record", str(out / "removed.jsonl"), "-q"])
    (report_pages / "gazette/059.txt").unlink()
    assert main(["report", str(out / "removed.jsonl"), str(report_pages), "-o", str(out / "report")]) == 1
    return out / "report/index.html"


def open_page(tab: Tab, report: Path, name: str) -> None:
    """Open the page of that name as a person does, from the list."""
    tab.open(report, "view=pages")
    tab.find("#filters [name=q]").send_keys(name)
    tab.wait(lambda: tab.text("#count").startswith("1 page "))
    tab.find("#list a").click()
    tab.wait(lambda: name in tab.text("#page-title"))


def panel(tab: Tab) -> str:
    return tab.text("#panel")
