"""Config: boilerkit.toml or [tool.boilerkit] in pyproject.toml, and the pipeline that comes of it."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from boilerkit.errors import BoilerkitError
from boilerkit.pipeline import Pipeline
from boilerkit.rules.packs import read_pack
from boilerkit.rules.registry import plugin_rules
from boilerkit.settle import FAVORS, Favor

CONFIG_NAME = "boilerkit.toml"
PYPROJECT_NAME = "pyproject.toml"


@dataclass(frozen=True)
class Config:
    """What a run is told: small, immutable and picklable, so that every process builds the same pipeline from it.

    Attributes:
        favor: of the kept text: "recall" keeps whatever is in doubt, "precision" cuts on suspicion.
        select: rules or categories that may cut; none named means all.
        ignore: rules or categories that may not cut, also when `select` names them.
        packs: files with phrases of one's own; in a config file, relative to it.
        rules: entry points of installed packages that bring rules, which run after the built-in ones.

    Raises:
        BoilerkitError: a value has a wrong type, or there is no such `favor`.
    """

    favor: Favor = "balanced"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.favor not in FAVORS:
            raise BoilerkitError(f"favor = {self.favor!r}: use one of {', '.join(FAVORS)}")
        for key in ("select", "ignore", "packs", "rules"):
            object.__setattr__(self, key, _names(key, getattr(self, key)))

    @classmethod
    def load(cls, path: Path) -> Config:
        """The config in a file: the table [tool.boilerkit] of a pyproject.toml, the whole of any other file.

        Raises:
            BoilerkitError: the file cannot be read, has an unknown key or a wrong value, or a pack it names is
                not there. The message names the file.
        """
        table = _table(path)
        keys = [field.name for field in fields(cls)]
        for key in table:
            if key not in keys:
                raise BoilerkitError(f"{path}: unknown key {key!r}{_meant(key, keys)}; the keys are {', '.join(keys)}")
        try:
            config = cls(**table)
            packs = tuple(_pack_path(path.absolute().parent, pack) for pack in config.packs)
        except BoilerkitError as error:
            raise BoilerkitError(f"{path}: {error}") from error
        return cls(config.favor, config.select, config.ignore, packs, config.rules)

    def override(self, favor: Favor | None, select: Sequence[str], ignore: Sequence[str]) -> Config:
        """The config under what the command line says.

        A `favor` takes the place of ours; a `select` that of our `select` and `ignore`, since whoever names a rule
        wants it; an `ignore` adds to ours.
        """
        ours = replace(self, favor=favor or self.favor)
        if select:
            ours = replace(ours, select=tuple(select), ignore=())
        return replace(ours, ignore=(*ours.ignore, *ignore))

    def pipeline(self) -> Pipeline:
        """The built-in rules, then those of `rules`, then the phrases of `packs`; of them what is selected.

        Raises:
            BoilerkitError: a rule, an entry point or a pack is unknown or broken.
        """
        pipeline = Pipeline.default()
        for name in self.rules:
            pipeline = pipeline.add(*plugin_rules(name))
        for pack in self.packs:
            pipeline = pipeline.with_packs(read_pack(Path(pack), pack))
        if self.select:
            pipeline = pipeline.only(*self.select)
        return pipeline.without(*self.ignore)


def find_config(start: Path) -> Path | None:
    """The config file that governs a folder: the nearest one in it or above it, None when there is none.

    In one folder boilerkit.toml goes before pyproject.toml, which counts when it has a table [tool.boilerkit].
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder / CONFIG_NAME
        if _has_table(folder / PYPROJECT_NAME):
            return folder / PYPROJECT_NAME
    return None


def _has_table(pyproject: Path) -> bool:
    try:
        text = pyproject.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    try:
        return "boilerkit" in tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError:
        # Somebody else's broken file is not our business; one that means us is, and load() will say what is wrong.
        return "[tool.boilerkit" in text


def _table(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise BoilerkitError(f"config file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BoilerkitError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BoilerkitError(f"{path}: not TOML: {error}") from error
    if path.name != PYPROJECT_NAME:
        return data
    tool = data.get("tool")
    table = tool.get("boilerkit") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise BoilerkitError(f"{path}: has no table [tool.boilerkit]; add one, or use a {CONFIG_NAME}")
    return table


def _names(key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise BoilerkitError(f'{key} = {value!r}: must be a list of strings, such as {key} = ["..."]')
    names = tuple(value)
    for name in names:
        if not isinstance(name, str) or not name:
            raise BoilerkitError(f"{key}: {name!r} in it is no name; it must be a list of strings, none of them empty")
    return names


def _pack_path(folder: Path, pack: str) -> str:
    path = folder / pack
    if not path.is_file():
        siblings = [file.name for file in path.parent.glob("*.toml")] if path.parent.is_dir() else []
        hint = _meant(path.name, siblings) or ", looked for in the folder of this config file"
        raise BoilerkitError(f"packs: there is no file {pack!r}{hint}")
    return str(path)


def _meant(name: str, choices: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(choices), n=1)
    return f", did you mean {close[0]!r}?" if close else ""
