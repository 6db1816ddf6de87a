"""The report for all comers: hostile pages, giant pages, phones, the dark, text from right to left, no eyes."""

from pathlib import Path

import pytest
from browser import INSTALL, Tab
from report_pages import LONG_LINE, open_page


def test_a_hostile_page_is_text_and_nothing_else(tab: Tab, report: Path) -> None:
    open_page(tab, report, "odd/hostile")
    assert tab.driver.title == "boilerkit report"
    shown = tab.run("return document.querySelector('#text pre').textContent")
    assert "<script>document.title = 'hacked'</script> & <b>bold</b>" in shown
    assert "\\u202eruns backwards\\u202c and \\u2066on." in shown
    assert "\\x07\\x1b[31m\\x0d lone" in shown
    assert not {"\u202e", "\u2066", "\x1b"} & set(tab.run("return document.body.textContent"))
    inside = tab.run("return [...new Set([...document.querySelectorAll('#text pre *')].map((e) => e.tagName))].sort()")
    assert set(inside) <= {"BR", "BUTTON", "DEL", "SPAN"}
    assert tab.run("return document.querySelectorAll('img, iframe, object, embed, svg[onload], [onerror]').length") == 0
    tab.open(report, "view=pages&site=odd")
    assert "odd/\\u202efdp.txt" in [each.text for each in tab.all("#list a")]
    assert tab.driver.title == "boilerkit report"
    assert tab.errors() == []


def test_the_policy_lets_no_other_script_run(tab: Tab, report: Path) -> None:
    tab.open(report)
    refused = tab.run(
        """
        const attempts = [
          () => { document.body.insertAdjacentHTML('beforeend', "<svg onload=\\"document.title='hacked'\\">") },
          () => { document.createElement('img').setAttribute('onerror', "document.title = 'hacked'") },
          () => { document.createElement('iframe').srcdoc = "<script>parent.document.title = 'hacked'</script>" },
        ];
        const script = document.createElement('script');
        script.append("document.title = 'hacked'");
        try { document.body.append(script) } catch {}
        return attempts.filter((attempt) => { try { attempt(); return false } catch { return true } }).length;
        """
    )
    assert refused == 3
    assert any("TrustedScript" in message or "Content Security Policy" in message for message in tab.errors())
    assert tab.driver.title == "boilerkit report"


def test_a_line_of_five_megabytes_comes_in_parts(tab: Tab, report: Path) -> None:
    assert len(LONG_LINE.encode()) > 5_000_000
    open_page(tab, report, "odd/long")
    assert tab.text("#part-place").startswith("part 1 of ")
    assert len(tab.run("return document.querySelector('#text pre').textContent")) <= 60_000
    tab.find("#part-on").click()
    assert tab.text("#part-place").startswith("part 2 of ")
    assert "\ufffd" not in tab.text("#text")
    assert tab.errors() == []


def test_right_to_left_text_runs_from_right_to_left(tab: Tab, report: Path) -> None:
    open_page(tab, report, "odd/arabic")
    box, arabic, english = tab.run(
        """
        const rect = (node) => { const r = node.getBoundingClientRect(); return [r.left, r.right] };
        const text = document.querySelector('#text pre');
        return [rect(text), rect(text.querySelector('.piece')), rect(text.querySelector('.cut'))];
        """
    )
    assert arabic[1] == pytest.approx(box[1], abs=2)
    assert english[0] == pytest.approx(box[0], abs=2)


def test_on_a_phone_nothing_is_wider_than_the_screen(tab: Tab, report: Path) -> None:
    tab.emulate(width=360, height=740)
    for view in ("view=overview", "view=pages", "view=page&n=3", "view=page&n=64"):
        tab.open(report, view)
        assert tab.run("return document.documentElement.scrollWidth") <= 360, view


def test_in_the_dark_the_page_is_dark(tab: Tab, report: Path) -> None:
    def lightness() -> int:
        colours = tab.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        return sum(colours[:3])

    tab.open(report)
    light = lightness()
    tab.emulate(dark=True)
    assert lightness() < 150 < light


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360], ids=["desk", "phone"])
def test_axe_has_no_serious_finding(tab: Tab, report: Path, dark: bool, width: int) -> None:
    axe = pytest.importorskip("axe_core_python.selenium", reason=f"axe is missing; {INSTALL}").Axe()
    tab.emulate(dark=dark, width=width)
    tab.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # for axe itself, which is a script from outside
    try:
        for view in ("view=overview", "view=pages", "view=page&n=3", "view=page&n=0"):
            tab.open(report, view)
            if "view=page&" in view:
                tab.find("#cut-on").click()
            tab.run("document.querySelectorAll('details').forEach((each) => { each.open = true })")
            found = axe.run(tab.driver)
            shown = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]]
            assert shown == [], view
            assert len(found["passes"]) > 10
    finally:
        tab.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
