"""Whole columns of cells to values. Distinct cells are parsed once; rows are filled from them by their codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from nutgraf.datasets.cells import parse_cell
from nutgraf.model.dataset import FieldType

Mask = npt.NDArray[np.bool_]
TextColumn = Callable[[], "pd.Series[Any]"]
"""Gives the column as text, missing cells as NaN. Reading it again costs time: only asked for when needed."""

TEXT: frozenset[FieldType] = frozenset({"string", "any"})
_TIMES: frozenset[FieldType] = frozenset({"date", "datetime", "yearmonth"})


@dataclass(frozen=True, slots=True)
class ConvertedColumn:
    """A column's values and which cells were not of its type; those are missing in the values."""

    values: pd.Series[Any]
    wrong: Mask

    @property
    def missing(self) -> Mask:
        """The cells that hold no value, as the file has it."""
        empty: Mask = self.values.isna().to_numpy() & ~self.wrong
        return empty


def read_as_text(kind: FieldType) -> bool:
    """Whether the parser is to leave a column as text. Numbers are left to its own guess: asked for whole numbers it
    would take `1.0` and `1e3` for them too, and asked for any numbers it would fail at the first cell that is none."""
    return kind not in {"number", "integer"}


def convert_column(kind: FieldType, read: pd.Series[Any], text: TextColumn) -> ConvertedColumn:
    """`read` is the column as the parser made it; where that is not what the type wants, the text decides."""
    fine = np.zeros(len(read), np.bool_)
    if kind in TEXT or (kind == "integer" and read.dtype == np.int64):
        return ConvertedColumn(read, fine)
    if kind == "number" and read.dtype in (np.int64, np.float64) and not np.isinf(read.to_numpy()).any():
        return ConvertedColumn(read.astype("float64"), fine)
    codes, distinct = pd.factorize(text())
    parsed = [parse_cell(kind, cell) for cell in distinct.tolist()]
    # One more entry at the end stands for the missing cells, whose code is -1.
    wrong = np.array([value is None for value in parsed] + [False], np.bool_)[codes]
    return ConvertedColumn(_values(kind, parsed, codes), wrong)


def _values(kind: FieldType, parsed: list[Any], codes: npt.NDArray[np.intp]) -> pd.Series[Any]:
    parsed = [*parsed, None]
    if kind in _TIMES:
        return pd.Series(np.array(parsed, "datetime64[us]")[codes])
    if kind == "number":
        return pd.Series(np.array(parsed, np.float64)[codes])
    dtype = "bool" if kind == "boolean" else "int64"
    filled = np.array([value or 0 for value in parsed], dtype)[codes]
    missing = np.array([value is None for value in parsed], np.bool_)[codes]
    if not missing.any():
        return pd.Series(filled)
    nullable = pd.arrays.BooleanArray if kind == "boolean" else pd.arrays.IntegerArray
    return pd.Series(nullable(filled, missing))
