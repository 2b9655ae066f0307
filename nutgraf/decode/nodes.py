"""What YAML and TOML have in common: a tree whose every node knows its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from nutgraf.problems import Location

MAX_DEPTH = 100
MAX_NODES = 100_000

Native = str | int | float | bool | dt.date | dt.time


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `native` is what the format itself says it is: everything in TOML, only quoted text in YAML.

    None means that the text may be read as the target type wants. The location is that of the text, without quotes.
    """

    text: str
    location: Location
    native: Native | None = None

    @property
    def empty(self) -> bool:
        return self.native is None and self.text == ""

    @property
    def null(self) -> bool:
        return self.native is None and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Key:
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys may stand in it twice; the decoder says so."""

    entries: tuple[tuple[Key, Node], ...]
    location: Location


Node = Scalar | Sequence | Mapping
