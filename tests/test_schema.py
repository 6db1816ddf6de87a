"""The published schema is the record's: every record is of its form, and what is damaged is refused."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import pages

from boilerkit import CATEGORIES, clean
from boilerkit.cli import main
from boilerkit.corpus import Outcome
from boilerkit.record import SCHEMA
from boilerkit.settle import FAVORS, Favor

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").rglob("*.input.txt"))
FORM = json.loads(resources.files("boilerkit").joinpath("schema/record-1.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(FORM)

PAGE = (
    "Old bridge reopens\n\nThe council approved the new bridge on Monday, and work on it will begin in spring.\n\n"
    "Share this article\nTags: bridge, city\n"
)


def record(**changes: Any) -> dict[str, Any]:
    return {**clean(PAGE).to_dict(), **changes}


def with_removal(**changes: Any) -> dict[str, Any]:
    data = record()
    data["removals"][0] |= changes
    return data


def without(key: str) -> dict[str, Any]:
    data = record()
    del data[key]
    return data


def test_the_schema_is_one_of_draft_2020_12_and_names_the_record() -> None:
    Draft202012Validator.check_schema(FORM)
    assert FORM["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert FORM["title"] == FORM["$defs"]["schema"]["const"] == SCHEMA


def test_the_categories_are_the_librarys() -> None:
    assert tuple(FORM["$defs"]["removal"]["properties"]["category"]["enum"]) == CATEGORIES


def test_every_field_is_described() -> None:
    for form in FORM["$defs"].values():
        for name, field in form.get("properties", {}).items():
            described = field if "description" in field else FORM["$defs"][field["$ref"].rpartition("/")[2]]
            assert described["description"].endswith("."), name


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name.removesuffix(".input.txt"))
def test_the_records_of_the_fixtures_are_valid(path: Path) -> None:
    for favor in FAVORS:
        result = clean(path.read_bytes(), favor=favor)
        for data in (result.to_dict(), result.to_dict(source=False), json.loads(result.to_json())):
            VALIDATOR.validate(data)


@given(pages(), st.sampled_from(FAVORS))
@settings(max_examples=50)
def test_the_record_of_any_page_is_valid(page: str, favor: Favor) -> None:
    VALIDATOR.validate(clean(page, format="text", favor=favor).to_dict())


@pytest.mark.parametrize("page", ["", " \n", "Advertisement", b"caf\xe9", "\ud800 Share this article"])
def test_the_record_of_a_page_with_an_event_is_valid(page: str | bytes) -> None:
    VALIDATOR.validate(clean(page, format="text").to_dict())


def test_what_the_command_writes_is_valid(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/good.txt").write_text(PAGE, "utf-8")
    (tmp_path / "pages/binary.txt").write_bytes(b"\0\1\2")
    out, removed = tmp_path / "pages.jsonl", tmp_path / "removed.jsonl"
    arguments = ["clean", str(tmp_path / "pages"), "--format", "jsonl", "-o", str(out), "--record", str(removed), "-q"]
    assert main(arguments) == 1
    for path, fields in ((out, {"text"}), (removed, set())):
        failed, good = map(json.loads, path.read_text("utf-8").splitlines())
        VALIDATOR.validate(failed)
        VALIDATOR.validate(good)
        assert set(failed) == {"schema", "id", "error"}
        assert set(good) == set(FORM["$defs"]["record"]["required"]) | fields


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda key=key: without(key) for key in FORM["$defs"]["record"]["required"]),
        lambda: record(schema="boilerkit.record/2"),
        lambda: record(sha256="0"),
        lambda: record(length=-1),
        lambda: record(headline=[1]),
        lambda: record(headline=[1, 2, 3]),
        lambda: record(note="mine"),
        lambda: record(error="both a record and a failure"),
        lambda: record(events=[{"kind": "empty page"}]),
        lambda: with_removal(start=-1),
        lambda: with_removal(start="0"),
        lambda: with_removal(rule="share"),
        lambda: with_removal(category="advertisement"),
        lambda: with_removal(confidence=1.5),
        lambda: with_removal(reason=""),
        lambda: with_removal(note="mine"),
        lambda: {"schema": SCHEMA, "id": "a.txt"},
        lambda: Outcome("a.txt", error="").to_dict(),
    ],
)
def test_a_damaged_record_is_refused(damage: Callable[[], dict[str, Any]]) -> None:
    VALIDATOR.validate(record())
    assert not VALIDATOR.is_valid(damage())
