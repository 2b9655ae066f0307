"""Vega's aggregate operations over the groups of a column, all groups at once.

Sums are taken in the order of the rows and medians of sorted values, so that every machine gets the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COUNTING = frozenset({"count", "valid", "missing", "distinct"})
REPEATABLE = frozenset({"sum", "mean", "average", "min", "max", "median", "q1", "q3"})
"""Operations that leave a group of one row what it is."""
SPREAD = frozenset({"variance", "variancep", "stdev", "stdevp", "stderr"})
OPERATIONS = COUNTING | REPEATABLE | SPREAD


class UnknownOperationError(Exception):
    """An operation that is not worked out here, or not for such a column; the message names it."""


def aggregate(operation: str, column: pd.Series[Any] | None, groups: Codes, count: int) -> pd.Series[Any]:
    """One value for each of `count` groups; `groups[i]` is the group of row `i`. `column` is None for `count` alone.

    What Vega leaves undefined, the mean of nothing, say, is missing.
    """
    if operation == "count" or column is None:
        return pd.Series(np.bincount(groups, minlength=count))
    if operation in COUNTING:
        return pd.Series(_counted(operation, column, groups, count))
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        if operation not in ("min", "max"):
            raise UnknownOperationError(f"{operation} of dates")
        return column.groupby(groups).agg(operation).reindex(range(count))
    values = numbers(column)
    present = ~np.isnan(values)
    return pd.Series(_computed(operation, values[present], groups[present], count))


def numbers(column: pd.Series[Any]) -> Floats:
    """A column of numbers or flags as doubles; what is missing or infinite is NaN."""
    if not (pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype)):
        raise UnknownOperationError(f"numbers in a column of type {column.dtype}")
    if pd.api.types.is_complex_dtype(column.dtype):
        raise UnknownOperationError("complex numbers")
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def _counted(operation: str, column: pd.Series[Any], groups: Codes, count: int) -> Codes:
    if pd.api.types.is_float_dtype(column.dtype):
        column = pd.Series(numbers(column))
    missing = column.isna().to_numpy()
    if operation == "distinct":
        values, kinds = pd.factorize(column, use_na_sentinel=False)
        pairs = np.unique(groups * max(len(kinds), 1) + values)
        return np.bincount(pairs // max(len(kinds), 1), minlength=count)
    if pd.api.types.is_string_dtype(column.dtype):
        missing |= (column == "").fillna(False).to_numpy(np.bool_)
    return np.bincount(groups[missing if operation == "missing" else ~missing], minlength=count)


def _computed(operation: str, values: Floats, groups: Codes, count: int) -> Floats:
    valid = np.bincount(groups, minlength=count)
    if operation in ("min", "max", "median", "q1", "q3"):
        return _ranked(operation, values, groups, valid)
    sums = np.bincount(groups, weights=values, minlength=count)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = sums / valid
        if operation == "sum":
            return np.where(valid > 0, sums, np.nan)
        if operation in ("mean", "average"):
            return means
        if operation not in SPREAD:
            raise UnknownOperationError(operation)
        squares = np.bincount(groups, weights=(values - means[groups]) ** 2, minlength=count)
        spread: Callable[[], Floats] = {
            "variance": lambda: squares / (valid - 1),
            "variancep": lambda: squares / valid,
            "stdev": lambda: np.sqrt(squares / (valid - 1)),
            "stdevp": lambda: np.sqrt(squares / valid),
            "stderr": lambda: np.sqrt(squares / (valid * (valid - 1))),
        }[operation]
        return np.where(valid > 1, spread(), np.nan)


def _ranked(operation: str, values: Floats, groups: Codes, valid: Codes) -> Floats:
    """Order statistics, between two values where the place falls between them."""
    ordered = values[np.lexsort((values, groups))]
    if not len(ordered):
        return np.full(len(valid), np.nan)
    share = {"min": 0.0, "q1": 0.25, "median": 0.5, "q3": 0.75, "max": 1.0}[operation]
    place = np.maximum(valid - 1, 0) * share
    below = np.floor(place)
    first = np.cumsum(valid) - valid
    last = np.maximum(first + valid - 1, 0)
    low = ordered[np.minimum(first + below.astype(np.int64), last)]
    high = ordered[np.minimum(first + below.astype(np.int64) + 1, last)]
    return np.where(valid > 0, low + (high - low) * (place - below), np.nan)
