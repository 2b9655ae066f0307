"""What an exhibit says of its table, under `frame.attrs["nutgraf"]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nutgraf.figures.places import place_of_text
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Location, Outcome, Problem, did_you_mean

KEY = "nutgraf"
MOST_DIGITS = 12
"""As many as figures are published with."""

_TEXTS = ("title", "subtitle", "description", "notes", "credit")
_COLUMN_KEYS = ("title", "unit", "digits")
_CODE = "table-words"


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """What is said of a column; None where nothing is."""

    title: str | None = None
    unit: str | None = None
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of a table. `row_header` is the column that names its rows, "" where none is said to."""

    title: str = ""
    subtitle: str = ""
    description: str = ""
    notes: str = ""
    credit: str = ""
    row_header: str = ""
    columns: Mapping[str, DeclaredColumn] = field(default_factory=dict)


def read_declared(said: Any, names: Sequence[str], exhibit: Exhibit) -> Outcome[Declared]:
    """What `said`, the value in the frame's `attrs`, means for a table with columns of these names.

    Problems at the author's own words: `table-words` for keys that have no meaning here and values of another type,
    `unknown-field` for columns that the table does not have.
    """
    reader = _Reader(exhibit, names)
    if said is None:
        return Outcome(Declared())
    words = reader.mapping(said, (*_TEXTS, "row_header", "columns"), f'attrs["{KEY}"]')
    columns = reader.mapping(words.get("columns"), None, "columns")
    declared = Declared(
        **{key: " ".join((reader.text(words, key) or "").split()) for key in _TEXTS},
        row_header=reader.column(reader.text(words, "row_header") or ""),
        columns={name: reader.declared_column(name, value) for name, value in columns.items()},
    )
    return Outcome(declared, tuple(reader.problems))


class _Reader:
    """Reads values and gathers what is wrong with them."""

    def __init__(self, exhibit: Exhibit, names: Sequence[str]) -> None:
        self._exhibit = exhibit
        self._names = names
        self.problems: list[Problem] = []

    def mapping(self, value: Any, known: Iterable[str] | None, what: str) -> Mapping[str, Any]:
        """The value as a mapping; `known` are its keys, None where they are the names of columns."""
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._wrong(what, value, "a dict", self._place(what))
            return {}
        texts = {str(key): part for key, part in value.items()}
        for key in texts:
            if known is None:
                self.column(key)
            elif key not in known:
                message = f"{self._exhibit.name} says {key} of its table, which means nothing"
                self._problem(message, self._place(key), did_you_mean(key, known, "keys"))
        return texts

    def column(self, name: str) -> str:
        """The name, which must be one of the table's columns, or ""."""
        if name and name not in self._names:
            message = f"{self._exhibit.name} has no column {name}"
            hint = did_you_mean(name, self._names, "columns")
            self.problems.append(Problem("unknown-field", message, self._place(name), hint))
        return name

    def text(self, words: Mapping[str, Any], key: str) -> str | None:
        value = words.get(key)
        if value is not None and not isinstance(value, str):
            self._wrong(key, value, "a text", self._place(key))
            return None
        return value

    def declared_column(self, name: str, value: Any) -> DeclaredColumn:
        said = self.mapping(value, _COLUMN_KEYS, name)
        digits = said.get("digits")
        if digits is not None and not (type(digits) is int and 0 <= digits <= MOST_DIGITS):
            self._wrong("digits", digits, f"a number from 0 to {MOST_DIGITS}", self._place("digits"))
            digits = None
        return DeclaredColumn(self.text(said, "title"), self.text(said, "unit"), digits)

    def _wrong(self, what: str, value: Any, wanted: str, place: Location) -> None:
        self._problem(f"{self._exhibit.name}: {what} is {value!r}, not {wanted}", place, "")

    def _problem(self, message: str, place: Location, hint: str) -> None:
        self.problems.append(Problem(_CODE, message, place, hint))

    def _place(self, text: str) -> Location:
        return place_of_text(self._exhibit, text)
