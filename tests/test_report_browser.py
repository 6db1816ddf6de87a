"""The report in a browser, at work: opened, searched, filtered, paged through, corrected, and read in again."""

import json
from pathlib import Path

import pytest
from browser import Tab
from report_pages import EMOJI, PAGE, PROSE, open_page, panel

from boilerkit import clean
from boilerkit.cli import main
from boilerkit.fixtures.pairs import PairFiles
from boilerkit.jsonline import to_json_line


def test_it_opens_with_figures_and_charts_and_fetches_nothing(tab: Tab, report: Path) -> None:
    tab.open(report)
    figures = {each.find_element("css selector", "dt").text: each.text for each in tab.all(".figures div")}
    assert figures["pages"].split() == ["pages", "67"]
    assert figures["failed"].split() == ["failed", "1"]
    assert figures["without their text"].split()[-1] == "1"
    assert [figure.text for figure in tab.all(".chart h3")] == [
        "Removed, by category",
        "Pages, by removed share",
        "Removed, by rule",
        "Removed, by site",
    ]
    assert "broken.txt could not be cleaned" in tab.text(".odd")
    assert tab.run("return performance.getEntriesByType('resource').length") == 0
    assert tab.errors() == []


def test_a_bar_of_a_chart_leads_to_its_pages(tab: Tab, report: Path) -> None:
    tab.open(report)
    tab.run("document.querySelector('.chart a[href*=\"category=tags\"]').focus()")
    tab.driver.switch_to.active_element.send_keys("\ue007")
    tab.wait(lambda: tab.text("#count") == "61 pages of 67")
    assert tab.find("#filters [name=category]").get_property("value") == "tags"
    assert tab.run("return document.activeElement.id") == "h-pages"
    assert tab.errors() == []


def test_filters_narrow_the_list_and_stand_in_the_address(tab: Tab, report: Path) -> None:
    tab.open(report, "view=pages&site=odd")
    assert tab.text("#count") == "5 pages of 67"
    tab.find("#filters [name=only] option[value=failed]").click()
    tab.wait(lambda: tab.text("#count") == "0 pages of 67")
    tab.find("#filters button[type=reset]").click()
    tab.wait(lambda: tab.text("#count") == "67 pages of 67")
    tab.find("#filters [name=q]").send_keys("zebras")
    tab.wait(lambda: tab.text("#count") == "0 pages of 67")
    tab.find("#filters [name=text]").click()
    tab.wait(lambda: tab.text("#count") == "1 page of 67")
    assert tab.text("#list a") == "plain.txt"
    address = tab.driver.current_url
    assert "q=zebras" in address
    tab.open(report, address.partition("#")[2])
    tab.wait(lambda: tab.text("#count") == "1 page of 67")


def test_a_range_of_shares_and_an_order(tab: Tab, report: Path) -> None:
    tab.open(report, "view=pages&min=0&max=10&sort=long")
    assert tab.all("#list a")[0].text == "odd/long.txt"
    assert all(float(each.text.split("%")[0].strip("<")) < 10 for each in tab.all("#list .facts span:nth-child(2)"))
    tab.open(report, "view=pages&sort=most&site=gazette")
    shares = [float(each.text.split("%")[0]) for each in tab.all("#list .facts span:nth-child(2)")]
    assert shares == sorted(shares, reverse=True)


def test_the_list_comes_fifty_at_a_time(tab: Tab, report: Path) -> None:
    tab.open(report, "view=pages")
    first = [each.text for each in tab.all("#list a")]
    assert len(first) == 50
    assert not tab.find("#list-back").is_enabled()
    tab.find("#list-on").click()
    second = [each.text for each in tab.all("#list a")]
    assert len(second) == 17
    assert not set(first) & set(second)
    assert not tab.find("#list-on").is_enabled()
    tab.find("#list-back").click()
    assert [each.text for each in tab.all("#list a")] == first


def test_removals_are_labelled_and_say_why(tab: Tab, report: Path) -> None:
    open_page(tab, report, "gazette/000")
    assert [tag.text for tag in tab.all("#text .tag")] == ["share", "tags"]
    assert tab.find("#text .tag").get_attribute("aria-label") == (
        "share, removed by share.button: “Share this article” is a button to share or follow"
    )
    tab.press("n")
    assert "share.button" in panel(tab)
    assert "“Share this article” is a button to share or follow" in panel(tab)
    assert tab.text("#cut-place") == "removal 1 of 2"
    tab.press("n")
    assert "tags.hashtag-trailer" in panel(tab)
    tab.press("p")
    assert "share.button" in panel(tab)
    tab.run("document.querySelectorAll('#text .tag')[1].focus()")
    assert "tags.hashtag-trailer" in panel(tab)
    assert tab.find("#text .cut").get_attribute("data-at")
    assert tab.errors() == []


def test_pages_follow_one_another_in_the_order_of_the_list(tab: Tab, report: Path) -> None:
    tab.open(report, "view=pages&site=gazette&sort=name")
    tab.find("#list a").click()
    tab.wait(lambda: tab.text("#page-title") == "gazette/000.txt")
    assert not tab.find("#page-back").is_enabled()
    tab.find("#page-on").click()
    tab.wait(lambda: tab.text("#page-title") == "gazette/001.txt")
    tab.find("#back").click()
    tab.wait(lambda: tab.text("#count") == "60 pages of 67")


def test_marks_are_downloaded_and_become_pairs(
    tab: Tab, report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_page(tab, report, "odd/emoji")
    tab.press("n")
    tab.press("s")
    assert "You say: should stay" in panel(tab)
    tab.press("j")
    assert "Kept." in panel(tab)
    tab.find("#as option[value=related]").click()
    tab.press("g")
    assert "should go as related" in panel(tab)
    assert tab.text("#basket-count") == "2 corrections on 1 page"
    tab.find("#download").click()
    file = tab.downloads / "corrections.json"
    tab.wait(file.exists)
    data = json.loads(file.read_text("utf-8"))
    file.unlink()
    (page,) = data["pages"]
    spans = [(each["verdict"], EMOJI[each["start"] : each["end"]].strip()) for each in page["corrections"]]
    assert spans == [("stay", "Share this article"), ("go", "A line behind 🌉 it")]

    saved = tmp_path / "corrections.json"
    saved.write_text(json.dumps(data), "utf-8")
    assert main(["fixtures", "add", "--corrections", str(saved), "--to", str(tmp_path / "pairs")]) == 0
    pair = PairFiles(tmp_path / "pairs", "odd/emoji").read()
    assert pair.content.decode() == EMOJI
    assert pair.expected == f"Bridges 🌉🌉🌉\n\n{PROSE} 🌉\n\nShare this article\n"
    assert main(["fixtures", "check", str(tmp_path / "pairs")]) == 1
    told = capsys.readouterr().out
    assert "wrongly removed by share.button" in told
    assert "wrongly kept, should go as related" in told

    tab.open(report, "view=pages&only=marked")
    assert [each.text for each in tab.all("#list a")] == ["odd/emoji.txt"]
    tab.find("#list a").click()
    tab.wait(lambda: tab.all("#text .sign"))
    tab.press("nu")
    assert tab.text("#basket-count") == "1 correction on 1 page"
    tab.find("#discard").click()
    tab.driver.switch_to.alert.accept()
    tab.wait(lambda: not tab.find("#basket").is_displayed())
    assert tab.all("#text .sign") == []
    assert tab.errors() == []


def test_a_selection_is_judged_to_the_letter(tab: Tab, report: Path) -> None:
    open_page(tab, report, "odd/emoji")
    tab.run(
        """
        const pieces = [...document.querySelectorAll('#text .piece')];
        const text = pieces.find((piece) => piece.textContent.startsWith('A line behind')).lastChild;
        document.getSelection().setBaseAndExtent(text, 'A line '.length, text, 'A line behind 🌉 '.length);
        """
    )
    tab.wait(lambda: "Selected: 9 characters" in panel(tab))
    tab.find("#go").click()
    key = tab.run("return Object.keys(localStorage)[0]")
    ((_, (mark,)),) = json.loads(tab.run("return localStorage.getItem(arguments[0])", key))
    assert EMOJI[mark["start"] : mark["end"]] == "behind 🌉 "
    tab.find("#undo").click()
    assert json.loads(tab.run("return localStorage.getItem(arguments[0])", key)) == []


def test_ten_thousand_pages_are_listed_a_few_at_a_time(tab: Tab, tmp_path: Path) -> None:
    record = clean(PAGE).to_dict()
    with (tmp_path / "r.jsonl").open("w", encoding="utf-8") as file:
        for number in range(10_000):
            file.write(to_json_line(record | {"id": f"site{number % 90}/{number:05}.txt"}) + "\n")
    main(["report", str(tmp_path / "r.jsonl"), "-o", str(tmp_path)])
    tab.open(tmp_path / "index.html", "view=pages")
    assert tab.text("#count") == "10,000 pages of 10,000"
    assert tab.text("#list-place") == "page 1 of 200"
    tab.find("#filters [name=q]").send_keys("09999")
    tab.wait(lambda: tab.text("#count") == "1 page of 10,000")
    tab.find("#list a").click()
    tab.wait(lambda: tab.text("#page-title") == "site9/09999.txt")
    assert tab.run("return document.querySelectorAll('body *:not(script)').length") < 2_000
    assert tab.errors() == []


def test_a_page_without_its_text_and_one_that_failed_say_so(tab: Tab, report: Path) -> None:
    open_page(tab, report, "gazette/059")
    assert "The text cannot be shown" in tab.text("#text")
    assert "share.button: “Share this article” is a button" in tab.text("#text")
    open_page(tab, report, "broken.txt")
    assert "could not be cleaned: the input holds NUL bytes" in tab.text("#text")
    assert tab.errors() == []
