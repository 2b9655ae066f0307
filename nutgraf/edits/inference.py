"""The schema that a table's own cells suggest: types, missing values, the key that tells the rows apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nutgraf.datasets.cells import parse_cell
from nutgraf.edits.incoming import MISSING, Incoming
from nutgraf.model.dataset import DataField, FieldType

# The first of these that every cell of a column fits is its type. 2024 is a whole number before it is a year, unless
# the column says that it is one; 0 and 1 stay numbers.
_TYPES: tuple[FieldType, ...] = ("integer", "number", "boolean", "date", "datetime", "yearmonth")
_YEAR_NAMES = frozenset({"year", "yr", "jahr", "année", "annee", "año", "anno"})
_MAXIMUM_KEY = 3


def infer_schema(table: Incoming, known: Sequence[DataField] = ()) -> dict[str, Any]:
    """A Table Schema for `table`, as it stands in a descriptor.

    A column that `known` (the fields of the version before) has keeps its title, unit, description and, where its
    cells still fit, its type.
    """
    before = {field.name: field for field in known}
    columns = [table.column(position) for position in range(len(table.header))]
    missing = _missing_values(columns)
    fields = [
        _field(name, column, missing, before.get(name)) for name, column in zip(table.header, columns, strict=True)
    ]
    schema: dict[str, Any] = {"fields": fields}
    if missing != ("",):
        schema["missingValues"] = list(missing)
    key = _primary_key(table.header, columns, fields, missing)
    if key:
        schema["primaryKey"] = list(key)
    return schema


def _missing_values(columns: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The marks for "no value" that stand in columns whose other cells are all numbers or dates, and the empty cell."""
    found: set[str] = set()
    for column in columns:
        marks = {cell for cell in column if cell in MISSING and cell}
        rest = [cell for cell in column if cell not in MISSING]
        if marks and rest and _type_of(rest) not in {"string", "boolean"}:
            found |= marks
    return ("", *sorted(found))


def _field(name: str, column: Sequence[str], missing: Sequence[str], before: DataField | None) -> dict[str, Any]:
    filled = [cell for cell in column if cell not in missing]
    kind: FieldType = _type_of(filled, is_year=name.strip().lower() in _YEAR_NAMES)
    if before is not None and all(parse_cell(before.type, cell) is not None for cell in filled):
        kind = before.type
    title = before.title if before is not None and before.title else name.replace("_", " ").strip().capitalize()
    described: Mapping[str, Any] = {
        "name": name,
        "type": kind,
        "title": title,
        "description": before.description if before is not None else "",
        "unit": before.unit if before is not None else "",
    }
    return {key: value for key, value in described.items() if value}


def _type_of(cells: Sequence[str], *, is_year: bool = False) -> FieldType:
    if not cells:
        return "string"
    if is_year and _all_fit("year", cells):
        return "year"
    if any(len(cell) > 1 and cell.strip()[:1] == "0" and cell.strip().isdigit() for cell in cells):
        return "string"  # codes such as 01067, which a number would lose their zero
    return next((kind for kind in _TYPES if _all_fit(kind, cells)), "string")


def _all_fit(kind: FieldType, cells: Sequence[str]) -> bool:
    return all(parse_cell(kind, cell) is not None for cell in cells)


def _primary_key(
    names: Sequence[str], columns: Sequence[Sequence[str]], fields: Sequence[Mapping[str, Any]], missing: Sequence[str]
) -> tuple[str, ...]:
    """The first columns, up to three, that together never repeat; measures are no keys. Empty where there is none."""
    chosen: list[int] = []
    for position, column in enumerate(columns):
        if fields[position]["type"] == "number" or any(cell in missing for cell in column):
            continue
        chosen.append(position)
        rows = list(zip(*(columns[index] for index in chosen), strict=True))
        if len(set(rows)) == len(rows):
            return tuple(names[index] for index in chosen)
        if len(chosen) == _MAXIMUM_KEY:
            break
    return ()
