"""Fixture pairs: what a check finds wrong, what a record may say, and how pairs are made and mended."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import pages

from boilerkit import BoilerkitError, Result, clean
from boilerkit.config import Config
from boilerkit.fixtures.align import align, same_words
from boilerkit.fixtures.build import accepted, from_text, of_result
from boilerkit.fixtures.check import Verdict, check, compare, run_pair
from boilerkit.fixtures.corrections import CorrectedPage, Correction, wanted_of
from boilerkit.fixtures.overlay import overlay
from boilerkit.fixtures.pairs import PairFiles, cut_text, find_pairs, safe_name, write_pair
from boilerkit.fixtures.show import lines_of
from boilerkit.fixtures.wanted import Wanted, WantedCut, read_wanted, write_wanted

PROSE = (
    "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said. "
    "The ferry will run until the bridge is open."
)
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nA line that nobody wants\n\nShare this article\n#bridge #city\n"
FOLDER = Path("fixtures")
PAGES = pages().filter(lambda page: "\0" not in page)


def pair_in(folder: Path, page: str = PAGE, **changes: object) -> PairFiles:
    """A pair of a page as it comes out, its record changed."""
    pair = of_result(clean(page, format="text"), folder, "a")
    write_pair(pair)
    if changes:
        path = pair.files.path(".record.json")
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return pair.files


def told(verdict: Verdict) -> str:
    return "\n".join(lines_of(verdict))


def test_a_pair_of_a_page_as_it_comes_out_is_as_expected(tmp_path: Path) -> None:
    verdict = check(pair_in(tmp_path))
    assert (verdict.outcome, verdict.good, verdict.differences) == ("as expected", True, ())
    assert verdict.score is not None
    assert verdict.score.f1 == 1.0
    assert verdict.score.right == verdict.score.wanted == verdict.score.removed


def test_differences_name_line_rule_and_reason(tmp_path: Path) -> None:
    files = pair_in(tmp_path)
    source = files.input.read_text("utf-8")
    unwanted = source.index("A line that nobody")
    tags = source.index("#bridge")
    cuts = [
        {"start": unwanted, "end": source.index("Share"), "category": "related"},
        {"start": tags, "end": len(source), "category": "share"},
    ]
    files.path(".record.json").write_text(json.dumps({"title": "Old bridge", "removals": cuts}), "utf-8")
    text = source[:unwanted] + source[source.index("Share") : tags]
    files.path(".expected.txt").write_text(text, "utf-8")
    verdict = check(files)
    assert verdict.outcome == "differs"
    assert told(verdict).splitlines() == [
        "a: differs",
        "  wrongly kept, should go as related (line 5)",
        "    + A line that nobody wants",
        "  wrongly removed by share.button: “Share this article” is a button to share or follow (line 7)",
        "    - Share this article",
        "  wrong category: removed by tags.hashtag-trailer, and should go as share (line 8)",
        "      #bridge #city",
        "  wrong title: it is 'Old bridge reopens', and should be 'Old bridge'",
    ]


def test_a_rule_counts_only_where_the_pair_names_one(tmp_path: Path) -> None:
    files = pair_in(tmp_path)
    record = json.loads(files.path(".record.json").read_text("utf-8"))
    record["removals"][0]["rule"] = "share.network"
    files.path(".record.json").write_text(json.dumps(record), "utf-8")
    assert "wrong rule: removed by share.button, and should go as share.network" in told(check(files))
    del record["removals"][0]["rule"]
    files.path(".record.json").write_text(json.dumps(record), "utf-8")
    assert check(files).good


def test_without_a_record_white_space_does_not_count_and_words_do(tmp_path: Path) -> None:
    files = pair_in(tmp_path)
    files.path(".record.json").unlink()
    files.path(".expected.txt").write_text(f"Old bridge reopens\n{PROSE}\n\n\n  A line that nobody wants  ", "utf-8")
    assert check(files).good
    files.path(".expected.txt").write_text(f"Old bridge reopens\n{PROSE}\nShare this article", "utf-8")
    assert [(each.kind, each.text.strip()) for each in check(files).differences] == [
        ("wrongly kept", "A line that nobody wants"),
        ("wrongly removed", "Share this article"),
    ]
    files.path(".expected.txt").write_text(f"Old bridge reopens\n{PROSE}\nA line that everybody wants", "utf-8")
    assert ("not in the page", "everybody") in [(each.kind, each.text) for each in check(files).differences]


def test_a_known_failure_has_to_go_on_failing(tmp_path: Path) -> None:
    files = pair_in(tmp_path, known_failure="no rule for it")
    mended = check(files)
    assert (mended.outcome, mended.good) == ("mended", False)
    assert told(mended) == "a: comes out right now; take known_failure out of its record"
    files.path(".record.json").write_text('{"known_failure": "no rule for it", "title": "Another"}', "utf-8")
    failing = check(files)
    assert (failing.outcome, failing.good, failing.reason) == ("known failure", True, "no rule for it")


def test_a_page_of_html_is_compared_by_the_text_it_shows(tmp_path: Path) -> None:
    (tmp_path / "a.input.html").write_text("<html><body><p>The <b>ferry</b> runs.</p></body></html>", "utf-8")
    (tmp_path / "a.expected.txt").write_text("The ferry runs.", "utf-8")
    (files,) = find_pairs(tmp_path)
    assert check(files).outcome == "as expected"
    (tmp_path / "a.expected.txt").write_text("The boat runs.", "utf-8")
    assert told(check(files)).splitlines()[1:] == [
        "  wrongly kept (line 1)",
        "    + ferry",
        "  not in the page, but in the expected text",
        "      boat",
    ]


def test_a_page_of_html_can_say_its_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.input.html").write_text("<html><body><p>The <b>ferry</b> runs.</p></body></html>", "utf-8")
    (tmp_path / "a.expected.txt").write_text("The ferry runs.", "utf-8")
    (tmp_path / "a.expected.md").write_text("The **ferry** runs.\n", "utf-8")
    (files,) = find_pairs(tmp_path)
    assert check(files).outcome == "as expected"
    (tmp_path / "a.expected.md").write_text("The *ferry* runs.\n", "utf-8")
    assert told(check(files)).splitlines()[1:] == [
        "  wrong Markdown: - as it should be, + as it is",
        "      @@ -1 +1 @@",
        "      -The *ferry* runs.",
        "      +The **ferry** runs.",
    ]
    verdict = check(files)
    assert verdict.pair
    assert verdict.result
    write_pair(accepted(verdict.pair, verdict.result), record=False)
    assert check(files).outcome == "as expected"


def test_the_record_of_a_page_of_html_counts_code_points_of_the_text_it_shows(tmp_path: Path) -> None:
    page = "<html><body><h1>Ferry sails on</h1><p>The ferry runs.</p><p>#ferry #halm</p></body></html>"
    (tmp_path / "a.input.html").write_text(page, "utf-8")
    (tmp_path / "a.expected.txt").write_text("Ferry sails on\nThe ferry runs.\n", "utf-8")
    record = {"title": "Ferry sails on", "removals": [{"start": 31, "end": 43, "category": "tags"}]}
    (tmp_path / "a.record.json").write_text(json.dumps(record), "utf-8")
    (files,) = find_pairs(tmp_path)
    assert files.read().source == "Ferry sails on\nThe ferry runs.\n#ferry #halm"
    assert told(check(files)) == "a: as expected"


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda f: f.path(".expected.txt").unlink(), "there is no .*a.expected.txt; write what is to stay"),
        (lambda f: f.path(".expected.txt").write_text("something else"), "removes something else than its expected"),
        (lambda f: f.path(".record.json").write_text("{"), "a.record.json: not JSON"),
        (lambda f: f.path(".record.json").write_text("[]"), "must be an object"),
        (lambda f: f.path(".record.json").write_text('{"removal": []}'), "unknown key 'removal', did you mean 'remov"),
        (lambda f: f.path(".record.json").write_text('{"known_failure": ""}'), "known_failure a string that says why"),
        (lambda f: record(f, {"start": 0, "end": 900, "category": "ad"}), "reaches to 900, but the page has"),
        (lambda f: record(f, {"start": 3, "end": 3, "category": "ad"}), "removal 1: start 3 and end 3 are no range"),
        (lambda f: record(f, {"start": "3", "end": 4, "category": "ad"}), "start is '3'; it must be a whole number"),
        (lambda f: record(f, {"start": 3, "end": 4, "category": "ads"}), "there is no category 'ads'; use one of"),
        (lambda f: record(f, {"start": 3, "end": 4, "category": "ad", "rule": "nav.menu"}), "is not of the category"),
        (lambda f: record(f, {"start": 3, "end": 9}, {"start": 8, "end": 10}), "removal 2 starts at 8, before"),
    ],
)
def test_a_broken_pair_says_what_is_wrong(tmp_path: Path, damage: Callable[[PairFiles], object], message: str) -> None:
    files = pair_in(tmp_path)
    damage(files)
    verdict = check(files)
    assert (verdict.outcome, verdict.good) == ("broken", False)
    with pytest.raises(BoilerkitError, match=message):
        raise BoilerkitError(verdict.reason)


def record(files: PairFiles, *removals: object) -> None:
    files.path(".record.json").write_text(json.dumps({"removals": removals}), "utf-8")


def test_a_record_of_a_run_serves_as_the_record_of_a_pair(tmp_path: Path) -> None:
    files = pair_in(tmp_path)
    files.path(".record.json").write_text(clean(PAGE).to_json(), "utf-8")
    assert check(files).good


@given(PAGES)
def test_any_page_makes_a_pair_that_comes_out_as_expected(page: str) -> None:
    result = clean(page, format="text")
    pair = of_result(result, FOLDER)
    assert list(compare(pair, result)) == []
    assert cut_text(result.source, pair.wanted) == pair.expected


@given(PAGES)
def test_a_record_is_read_as_it_was_written(page: str) -> None:
    wanted = of_result(clean(page, format="text"), FOLDER).wanted
    assert read_wanted(write_wanted(wanted), "a.record.json") == wanted


TWICE = "The council approved the new bridge on Monday, and work on it will begin in spring. " * 2
GLUED_BETWEEN_ITS_LIKE = (
    f"{TWICE}\nلن يتم نشر عنوان بريدك الإلكتروني\u2028مقالات ذات صلة\n"
    f"{TWICE}\n{TWICE.strip()}Advertisement{TWICE}\nمقالات ذات صلة\n"
)


@given(PAGES)
@example(GLUED_BETWEEN_ITS_LIKE)
def test_a_record_made_of_the_expected_text_removes_the_same_words(page: str) -> None:
    result = clean(page, format="text")
    pair = of_result(result, FOLDER)
    again = from_text(pair, result)
    assert same_words(again.expected, pair.expected)


@given(PAGES, st.data())
def test_corrections_of_a_page_change_what_was_marked_and_nothing_else(page: str, data: st.DataObject) -> None:
    result = clean(page, format="text")
    assert wanted_of(CorrectedPage(result, ())).cuts == of_result(result, FOLDER).wanted.cuts
    if not result.removals:
        return
    stays = data.draw(st.sampled_from(result.removals))
    wanted = wanted_of(CorrectedPage(result, (Correction(stays.start, stays.end, stays=True),)))
    gone = {at for cut in wanted.cuts or () for at in range(cut.start, cut.end)}
    for at, character in enumerate(result.source):
        was_cut = any(cut.start <= at < cut.end for cut in result.removals)
        if not character.isspace():
            assert (at in gone) == (was_cut and not stays.start <= at < stays.end)


def test_a_correction_can_give_a_cut_another_category() -> None:
    result = clean(PAGE)
    (share, tags) = result.removals
    wanted = wanted_of(CorrectedPage(result, (Correction(share.start, share.end, stays=False, category="nav"),)))
    assert [(cut.category, cut.rule) for cut in wanted.cuts or ()] == [("nav", None), ("tags", tags.rule)]


def test_an_edited_text_lends_its_cuts_the_rules_they_had() -> None:
    result = clean(PAGE)
    pair = of_result(result, FOLDER)
    edited = pair.expected.replace("A line that nobody wants\n", "")
    again = from_text(replace(pair, expected=edited), result)
    assert [
        (result.source[cut.start : cut.end].strip(), cut.category, cut.rule) for cut in again.wanted.cuts or ()
    ] == [
        ("A line that nobody wants", "other", None),
        ("Share this article", "share", "share.button"),
        ("#bridge #city", "tags", "tags.hashtag-trailer"),
    ]
    with pytest.raises(BoilerkitError, match="says 'Sunday', which is not in the page there"):
        from_text(replace(pair, expected=pair.expected.replace("Monday", "Sunday")), result)


def test_updating_takes_what_comes_and_the_mark_away(tmp_path: Path) -> None:
    files = pair_in(tmp_path, known_failure="no rule for it", title="Another")
    pair = files.read()
    write_pair(accepted(pair, run_pair(pair, Config())))
    assert check(files).outcome == "as expected"
    assert not files.read().wanted.known_failure


def test_overlay_says_who_cuts_what() -> None:
    old, new = [WantedCut(0, 5), WantedCut(8, 12)], [WantedCut(3, 9), WantedCut(20, 21)]
    found = [(each.start, each.end, each.old is not None, each.new is not None) for each in overlay(old, new)]
    assert found == [
        (0, 3, True, False),
        (3, 5, True, True),
        (5, 8, False, True),
        (8, 9, True, True),
        (9, 12, True, False),
        (20, 21, False, True),
    ]


def test_align_finds_what_is_missing_and_what_is_foreign() -> None:
    source = "One two three.\nFour five.\nSix (seven) eight.\n"
    missing, foreign = align(source, "One three.\nSix eight nine.")
    assert [source[start:end] for start, end in missing] == ["two", "Four five.", "(seven)"]
    assert foreign == ["nine"]


@pytest.mark.parametrize(
    ("page_id", "name"),
    [
        ("gazette/ferry.txt", "gazette/ferry"),
        ("https://example.org/a/b?c=d&e", "example.org/a/b-c-d-e"),
        ("../../etc/passwd", "etc/passwd"),
        ("a.input.txt", "a"),
        ("-", "page"),
        ("/", "page"),
        ("ünïcode name.TXT", "ünïcode-name"),
    ],
)
def test_a_pages_id_becomes_a_name_that_stays_in_the_folder(page_id: str, name: str) -> None:
    assert safe_name(page_id) == name


def test_a_folder_without_pairs_or_with_two_of_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BoilerkitError, match="there is no folder"):
        find_pairs(tmp_path / "nowhere")
    with pytest.raises(BoilerkitError, match=r"holds no NAME\.input\.txt"):
        find_pairs(tmp_path)
    (tmp_path / "a.input.txt").touch()
    (tmp_path / "a.input.html").touch()
    with pytest.raises(BoilerkitError, match="are inputs of one pair; rename one of them"):
        find_pairs(tmp_path)


def test_a_page_that_no_file_can_hold_makes_no_pair() -> None:
    with pytest.raises(BoilerkitError, match="lone surrogates"):
        of_result(Result("\ud800", id="x"), FOLDER)
    assert of_result(Result("\ufeffAn order mark stays", id="x"), FOLDER).content.count(b"\xef\xbb\xbf") == 2


def test_white_space_alone_is_a_difference_only_when_nothing_else_is() -> None:
    result = clean(PAGE)
    pair = of_result(result, FOLDER)
    cuts = pair.wanted.cuts or ()
    shorter = (*cuts[:-1], WantedCut(cuts[-1].start, cuts[-1].end - 1, cuts[-1].category))
    pair = replace(pair, expected=cut_text(result.source, Wanted(shorter)), wanted=Wanted(shorter))
    (difference,) = compare(pair, result)
    assert (difference.kind, difference.text) == ("wrongly removed", "\n")
