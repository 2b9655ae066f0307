"""Target types that the tests decode to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from nutgraf.decode import Located


class Kind(Enum):
    CORRECTION = "correction"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """One field of every type that the decoder knows; all optional."""

    text: str = ""
    number: float = 0.0
    whole: int = 0
    flag: bool = False
    day: dt.date | None = None
    choice: Literal["open", "derived-only"] = "open"
    kind: Kind = Kind.UPDATE
    words: tuple[str, ...] = ()
    author: Author | None = None
    authors: tuple[str | Author, ...] = ()
    pins: Mapping[Located[str], Located[dt.date]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    from_: str = ""
    missing_values: tuple[str, ...] = field(default=(), metadata={"key": "missingValues"})
    place: Located[str] | None = None
    anything: Any = None


@dataclass(frozen=True, slots=True)
class Article:
    title: Located[str]
    date: dt.date
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    texts: Mapping[str, Located[str]]


@dataclass(frozen=True, slots=True)
class Bag:
    anything: Any
