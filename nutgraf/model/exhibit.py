"""Exhibits: what the functions in `charts/` make, known from their source alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from nutgraf.problems import Location

DataForm = Literal["table", "document", "either"]
"""What a parameter wants its dataset to be: a frame, the value of a JSON file, or whichever it is."""


class ExhibitKind(Enum):
    CHART = "chart"
    TABLE = "table"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dataset that an exhibit asks for.

    `all_versions`: it receives every version by date, not one. `version` is the ISO date where the exhibit
    itself names the version (a `url` in a `.vl.json`), else "".
    """

    dataset: str
    all_versions: bool = False
    version: str = ""
    form: DataForm = "either"
    location: Location = field(default=Location("charts"), compare=False)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart, table or fact. `module` is its file; `shared` the `charts/_*.py` it imports, directly or not.

    `images` are the pictures below `charts/` that it may show. `unit` is a fact's unit. `takes_width`: the function has
    a parameter `width: int`. `code` is its source text.
    """

    name: str
    kind: ExhibitKind
    module: str
    parameters: tuple[Parameter, ...] = ()
    unit: str = ""
    takes_width: bool = False
    docstring: str = ""
    code: str = ""
    shared: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    location: Location = field(default=Location("charts"), compare=False)

    @property
    def is_json(self) -> bool:
        return self.module.endswith(".vl.json")


@dataclass(frozen=True, slots=True)
class Exhibits:
    """All exhibits by name, and the names of those whose source could not be used."""

    by_name: Mapping[str, Exhibit]
    unreadable: frozenset[str] = frozenset()
