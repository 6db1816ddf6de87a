"""Config: found, read, refused with a clear word, and turned into the same pipeline everywhere."""

import pickle
from pathlib import Path

import pytest

from boilerkit import BoilerkitError, Finding, Page, Pipeline, clean, rule
from boilerkit.config import Config, find_config

PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring, the mayor said."
PACK = """
[[line]]
rule = "other.house-style"
why = "the paper's own closing line"
phrases = ["thank you for reading the gazette"]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_with_every_key(tmp_path: Path) -> None:
    write(tmp_path / "packs" / "gazette.toml", PACK)
    lines = ('favor = "recall"', 'select = ["tags", "other"]', 'ignore = ["tags.list"]', "rules = []")
    text = "\n".join([*lines, 'packs = ["packs/gazette.toml"]'])
    config = Config.load(write(tmp_path / "boilerkit.toml", text))
    assert config.favor == "recall"
    assert config.packs == (str(tmp_path / "packs" / "gazette.toml"),)
    pipeline = config.pipeline()
    assert set(pipeline.ids) - pipeline.off == {
        "tags.hashtag-trailer",
        "tags.judge",
        "other.judge",
        "other.stray",
        "other.separator",
        "other.download",
        "other.line",
        "tags.below",
        "other.below",
        "other.house-style",
    }
    result = clean(f"{PROSE}\n\nThank you for reading the Gazette\n\nTags: bridge, city\n", pipeline=pipeline)
    assert [cut.rule for cut in result.removals] == ["other.house-style"]


def test_pyproject_has_a_table_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n[tool.boilerkit]\nignore = ["share"]\n')
    assert Config.load(path) == Config(ignore=("share",))


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert Config.load(write(tmp_path / "boilerkit.toml", '\ufefffavor = "recall"')) == Config(favor="recall")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('favour = "recall"', ["unknown key 'favour'", "did you mean 'favor'", "ignore, packs, rules"]),
        ('favor = "recal"', ["favor = 'recal'", "precision, balanced, recall"]),
        ("favor = 3", ["favor = 3"]),
        ('select = "tags"', ["select = 'tags'", "list of strings"]),
        ("ignore = [1]", ["ignore: 1", "list of strings"]),
        ("packs = 7", ["packs = 7", "list of strings"]),
        ('packs = ["gazete.toml"]', ["no file 'gazete.toml'", "did you mean 'gazette.toml'"]),
        ('packs = ["elsewhere/x.toml"]', ["no file 'elsewhere/x.toml'", "folder of this config file"]),
        ("favor = ", ["not TOML"]),
    ],
)
def test_what_is_wrong_is_said_with_the_files_name(tmp_path: Path, text: str, said: list[str]) -> None:
    write(tmp_path / "gazette.toml", PACK)
    path = write(tmp_path / "boilerkit.toml", text)
    with pytest.raises(BoilerkitError) as caught:
        Config.load(path)
    for words in (str(path), *said):
        assert words in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for path, said in (("none.toml", "cannot be read"), ("bytes.toml", "not UTF-8")):
        with pytest.raises(BoilerkitError, match=said):
            Config.load(tmp_path / path)
    with pytest.raises(BoilerkitError, match=r"no table \[tool.boilerkit\]"):
        Config.load(write(tmp_path / "pyproject.toml", "[project]"))


def test_a_config_made_in_code_is_checked_too() -> None:
    assert Config(select=["tags"]) == Config(select=("tags",))  # type: ignore[arg-type]
    with pytest.raises(BoilerkitError, match="list of strings"):
        Config(select="tags")  # type: ignore[arg-type]


def test_the_nearest_config_governs(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    write(deep / "pyproject.toml", "[project]\n")
    above = write(tmp_path / "pyproject.toml", "[tool.boilerkit]\n")
    assert find_config(deep) == above
    write(tmp_path / "a" / "pyproject.toml", "somebody else's = = broken")
    assert find_config(deep) == above
    near = write(tmp_path / "a" / "pyproject.toml", "[tool.boilerkit]\nours = = broken")
    assert find_config(deep) == near
    nearer = write(tmp_path / "a" / "boilerkit.toml", "")
    assert find_config(deep) == nearer


def test_a_missing_or_unknown_name_stops_the_pipeline(tmp_path: Path) -> None:
    for config, said in (
        (Config(select=("tag",)), "did you mean 'tags'"),
        (Config(ignore=("nothing-like-it",)), "no rule or category 'nothing-like-it'"),
        (Config(rules=("acme",)), "no installed package"),
        (Config(packs=(str(tmp_path / "none.toml"),)), "none.toml"),
    ):
        with pytest.raises(BoilerkitError, match=said):
            config.pipeline()


def test_rules_of_other_packages_come_before_packs_and_selection(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("other.shouting")
    def shouting(page: Page) -> list[Finding]:
        return [block.finding("all capitals") for block in page.blocks if block.text.isupper()]

    monkeypatch.setattr("boilerkit.config.plugin_rules", lambda name: {"acme": (shouting,)}[name])
    pipeline = Config(rules=("acme",), select=("other.shouting",)).pipeline()
    assert clean(f"{PROSE}\nBUY NOW, PAY LATER", pipeline=pipeline).text == f"{PROSE}\n"


def test_the_command_line_goes_over_the_file() -> None:
    ours = Config(favor="recall", select=("tags",), ignore=("share",))
    assert ours.override(None, (), ()) == ours
    assert ours.override("precision", (), ("byline",)) == Config("precision", ("tags",), ("share", "byline"))
    assert ours.override(None, ("share",), ("byline",)) == Config("recall", ("share",), ("byline",))


def test_another_process_builds_the_same_pipeline() -> None:
    config = Config(ignore=("tags",))
    copy: Config = pickle.loads(pickle.dumps(config))
    assert copy == config
    assert copy.pipeline().version == config.pipeline().version != Pipeline.default().version
