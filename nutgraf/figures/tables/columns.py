"""How the columns of a table are written: titles, units, types and decimals. Needs pandas."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from nutgraf.figures.inputs import Inputs
from nutgraf.figures.tables.declared import MOST_DIGITS, DeclaredColumn
from nutgraf.model.dataset import DataField, FieldType
from nutgraf.model.figure import Column
from nutgraf.model.site import Plan

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")
_UNITS: Mapping[str, FieldType] = {"year": "year", "date": "date"}
"""Units that say of which type a column is, as they do of facts."""

_SIGNIFICANT = 3
_CENTS = 2
_MONEY = re.compile(r"[A-Z]{3}\b|[$€£¥₹₩₽₺₿]")
"""A unit that begins with the code or the sign of a currency."""
_TEXT: frozenset[FieldType] = frozenset({"string", "any"})

Originals = Mapping[str, Sequence[tuple[DataField, "pd.Series[Any]"]]]
"""The columns of an exhibit's datasets by name: each with its field."""


def originals(plan: Plan, inputs: Inputs) -> Originals:
    """The columns of all frames that the exhibit was given."""
    found: dict[str, list[tuple[DataField, pd.Series[Any]]]] = {}
    for field, column in _columns_of(plan, inputs):
        found.setdefault(field.name, []).append((field, column))
    return found


def _columns_of(plan: Plan, inputs: Inputs) -> Iterator[tuple[DataField, pd.Series[Any]]]:
    for given in plan.inputs:
        value = inputs[given.dataset.name]
        for version in given.versions:
            frame = value[version.date.isoformat()] if given.all_versions else value
            if isinstance(frame, pd.DataFrame):
                yield from ((field, frame[field.name]) for field in version.fields)


def field_of(name: str, column: pd.Series[Any], known: Originals) -> DataField | None:
    """The field of a dataset whose column this is, unchanged: of the same name, with no value that is not in it."""
    values = column.dropna()
    for field, original in known.get(name, ()):
        try:
            if values.isin(original).all():
                return field
        except TypeError:  # values that have no hash are in no dataset
            continue
    return None


def column_of(
    name: str, cells: Sequence[str], values: Sequence[Any], said: DeclaredColumn, field: DataField | None
) -> Column:
    """The column: what the exhibit says of it goes before what the schema says, and that before what its values are.

    `cells` are its values as text.
    """
    unit = said.unit if said.unit is not None else field.unit if field is not None else ""
    kind = _type_of(cells, values, unit, field)
    numeric = kind in {"number", "integer", "year"}
    title = said.title if said.title is not None else (field.title if field is not None else "") or _in_words(name)
    digits = said.digits if said.digits is not None else _digits(cells, unit) if kind == "number" else 0
    return Column(name, title, "" if unit in _UNITS else unit, numeric, kind, digits if numeric else None)


def _in_words(name: str) -> str:
    words = name.replace("_", " ").strip() or name
    return words[:1].upper() + words[1:]


def _type_of(cells: Sequence[str], values: Sequence[Any], unit: str, field: DataField | None) -> FieldType:
    present = [(cell, value) for cell, value in zip(cells, values, strict=True) if cell]
    if all(isinstance(value, bool) for _, value in present):
        found: FieldType = "boolean"
    elif all(isinstance(value, int | float) and not isinstance(value, bool) for _, value in present):
        found = (
            "number" if any(isinstance(value, float) and not value.is_integer() for _, value in present) else "integer"
        )
    elif all(_DAY.fullmatch(cell) for cell, _ in present):
        found = "date"
    elif all(_DAY.fullmatch(cell) or _MOMENT.fullmatch(cell) for cell, _ in present):
        found = "datetime"
    else:
        found = "string"
    if not present:
        return field.type if field is not None else "string"
    if found == "integer" and (_UNITS.get(unit) == "year" or (field is not None and field.type == "year")):
        return "year"
    if found == "date" and field is not None and field.type == "yearmonth":
        return "yearmonth"
    return found


def _digits(cells: Sequence[str], unit: str) -> int:
    """As many decimals as the numbers have, but no more than show three digits of the largest; cents of money below a
    thousand, both of them."""
    numbers = [abs(float(cell)) for cell in cells if cell]
    largest = max(numbers, default=0.0)
    most = min(max(0, _SIGNIFICANT - 1 - math.floor(math.log10(largest))), MOST_DIGITS) if largest else 0
    is_money = _MONEY.match(unit) is not None and 1 <= largest < 1000
    shown = [f"{number:.{_CENTS if is_money else most}f}".partition(".")[2].rstrip("0") for number in numbers]
    needed = max(map(len, shown), default=0)
    return _CENTS if is_money and needed else needed


def header_columns(columns: Sequence[Column], levels: int, row_header: str) -> tuple[int, ...]:
    """Which columns name the rows: the one that the exhibit says, else those of the index, else the first of words,
    else the first that is no number."""
    if row_header:
        return tuple(place for place, column in enumerate(columns) if column.name == row_header)
    if levels:
        return tuple(range(levels))
    words = [place for place, column in enumerate(columns) if column.type in _TEXT]
    others = [place for place, column in enumerate(columns) if not column.numeric or column.type == "year"]
    return tuple((words or others)[:1])
