"""The constraints of fields and the primary key, checked on whole columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from nutgraf.datasets.cells import parse_cell
from nutgraf.datasets.columns import ConvertedColumn, Mask, TextColumn
from nutgraf.datasets.findings import Finding, quoted
from nutgraf.datasets.rows import Integers, Rows
from nutgraf.model.dataset import DataField
from nutgraf.problems import did_you_mean, listed

CODE = "csv-constraint"

Describe = Callable[[int, str], tuple[str, str]]


def check_constraints(
    field: DataField, position: int, column: ConvertedColumn, text: TextColumn, rows: Rows, kept: Integers
) -> Iterator[Finding]:
    """What breaks the constraints of one field; `kept[i]` is the row of the file that value `i` comes from."""
    constraints, values, name = field.constraints, column.values, field.name
    present = values.notna().to_numpy()

    def finding(broken: Mask, describe: Describe) -> Iterator[Finding]:
        if broken.any():
            yield Finding(CODE, kept[broken], position, describe)

    if constraints.required:
        yield from finding(column.missing, lambda row, cell: _empty(f"{name} is required", cell))
    if constraints.unique:
        repeated = values.duplicated().to_numpy() & present
        yield from finding(repeated, _repeated([name], [values], rows, kept))
    for bound, words, is_outside in (
        (constraints.minimum, "less than the minimum", pd.Series.lt),
        (constraints.maximum, "more than the maximum", pd.Series.gt),
    ):
        limit = None if bound is None else _comparable(field, bound)
        if limit is not None:
            outside = is_outside(values, limit).fillna(False).to_numpy(np.bool_)
            yield from finding(outside, _outside(name, words, bound))
    if constraints.enum:
        allowed = [_comparable(field, value) for value in constraints.enum]
        foreign = present & ~values.isin(allowed).to_numpy(np.bool_)
        yield from finding(foreign, _foreign(name, constraints.enum))
    if constraints.pattern is not None:
        yield from finding(_unmatched(constraints.pattern, text()), _not_like(name, constraints.pattern))


def check_primary_key(
    key: Sequence[str], fields: Sequence[DataField], columns: Sequence[ConvertedColumn], rows: Rows, kept: Integers
) -> Iterator[Finding]:
    """Rows whose key is not whole, or stands in an earlier row too."""
    positions = [position for position, field in enumerate(fields) if field.name in key]
    if not positions:
        return
    for position in positions:
        name, missing = fields[position].name, columns[position].missing
        if missing.any() and not fields[position].constraints.required:
            yield Finding(CODE, kept[missing], position, _no_key(name))
    if any(fields[position].constraints.unique for position in positions):
        return  # then the key is unique too, or it has been said that it is not
    series = [columns[position].values for position in positions]
    keys = pd.concat(series, axis=1, keys=range(len(series)))
    repeated = keys.duplicated().to_numpy() & keys.notna().all(axis=1).to_numpy()
    if repeated.any():
        names = [fields[position].name for position in positions]
        yield Finding(CODE, kept[repeated], positions[0], _repeated(names, series, rows, kept))


def _comparable(field: DataField, text: str) -> Any:
    """A bound as the column's values can be compared with; None where it is not of the type."""
    value = parse_cell(field.type, text)
    return pd.Timestamp(value) if isinstance(value, dt.date) else value


def _unmatched(pattern: str, texts: pd.Series[Any]) -> Mask:
    match = re.compile(pattern).fullmatch
    codes, distinct = pd.factorize(texts)
    unmatched: Mask = np.array([not match(cell) for cell in distinct.tolist()] + [False], np.bool_)[codes]
    return unmatched


def _empty(what: str, cell: str) -> tuple[str, str]:
    found = f"holds {quoted(cell)}, which means no value" if cell else "is empty"
    return f"{what}, but the cell {found}", "fill it in, or take the constraint out of the schema"


def _no_key(name: str) -> Describe:
    return lambda row, cell: _empty(f"{name} is part of the primary key", cell)


def _outside(name: str, words: str, bound: str | None) -> Describe:
    return lambda row, cell: (f"{name} is {cell.strip()}, {words} {bound}", "")


def _foreign(name: str, allowed: Sequence[str]) -> Describe:
    return lambda row, cell: (
        f"{name} is {quoted(cell)}, which is not in its enum",
        did_you_mean(cell, allowed, "values"),
    )


def _not_like(name: str, pattern: str) -> Describe:
    return lambda row, cell: (f"{name} is {quoted(cell)}, which does not match the pattern {pattern}", "")


def _repeated(names: Sequence[str], columns: Sequence[pd.Series[Any]], rows: Rows, kept: Integers) -> Describe:
    """Says in which line the same value, or the same values of a key, stand first."""

    def describe(row: int, cell: str) -> tuple[str, str]:
        index = int(np.searchsorted(kept, row))
        same = np.ones(index, np.bool_)
        for column in columns:
            same &= (column.iloc[:index] == column.iloc[index]).fillna(False).to_numpy(np.bool_)
        first = rows.line(int(kept[np.flatnonzero(same)[0]]))
        message = f"{listed(names)} must be unique, but line {first} has the same"
        return message, "keep one of the rows, or add what tells them apart to the key"

    return describe
