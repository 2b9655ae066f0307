"""Grouping the rows of a large frame: one row for each group, with what is worked out over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from nutgraf.vega.large.aggregates import UnknownOperationError, aggregate, numbers
from nutgraf.vega.large.binning import Bins, Moments, find_bins, unit_codes, unit_starts

Codes = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by: a column as it is, in `bins`, or by a time unit (`unit`)."""

    column: str
    bins: Bins | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An operation on a column ("" for `count`), and the name of what it gives."""

    name: str
    operation: str
    column: str = field(default="")


def grouped(frame: pd.DataFrame, keys: Sequence[Key], measures: Sequence[Measure]) -> pd.DataFrame:
    """One row for each group, in the order in which groups appear: its keys, in the frame's order, then its measures.

    A key's value is where its bin or time unit starts; for a unit without a start of its own, and for a column that is
    several keys at once, the value of the group's first row. Raises UnknownOperationError and UnknownGroupingError for
    what is not worked out here.
    """
    groups, first = _groups(frame, keys)
    result: dict[str, pd.Series[Any]] = {}
    for name in (name for name in frame.columns if name in {key.column for key in keys}):
        same = {key for key in keys if key.column == name}
        only = same.pop() if len(same) == 1 else Key(name)
        result[name] = _representative(frame[name].iloc[first], only)
    for measure in measures:
        column = frame[measure.column] if measure.column else None
        result[measure.name] = aggregate(measure.operation, column, groups, len(first))
    return pd.DataFrame({name: series.reset_index(drop=True) for name, series in result.items()})


def bins_of(column: pd.Series[Any], settings: dict[str, Any]) -> Bins:
    """The bins that Vega makes for a column."""
    return find_bins(*extent(column), settings)


def extent(column: pd.Series[Any]) -> tuple[float, float]:
    """The lowest and the highest number in a column."""
    values = numbers(column)
    if np.isnan(values).all():
        raise UnknownOperationError("bins of nothing")
    return float(np.nanmin(values)), float(np.nanmax(values))


def moments(column: pd.Series[Any]) -> Moments:
    """A column of dates as moments in UTC, to the millisecond."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        raise UnknownOperationError(f"dates in a column of type {column.dtype}")
    return column.to_numpy().astype("datetime64[ms]")


def _groups(frame: pd.DataFrame, keys: Sequence[Key]) -> tuple[Codes, Positions]:
    """The number of each row's group, and the position of each group's first row."""
    groups = np.zeros(len(frame), np.int64)
    for key in keys:
        codes, _ = pd.factorize(_comparable(frame[key.column], key), use_na_sentinel=False)
        # Numbered anew after each key, so that the product never grows beyond the number of rows squared.
        groups, _ = pd.factorize(groups * (int(codes.max(initial=0)) + 1) + codes)
    count = int(groups.max(initial=-1)) + 1
    first = np.empty(count, np.int64)
    first[groups[::-1]] = np.arange(len(groups))[::-1]
    return groups, first


def _comparable(column: pd.Series[Any], key: Key) -> Any:
    """Values that are equal where Vega sees one group."""
    if key.bins is not None:
        return key.bins.starts(numbers(column))
    if key.unit:
        return unit_codes(moments(column), key.unit)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return moments(column)
    if pd.api.types.is_float_dtype(column.dtype):
        return numbers(column)
    if column.dtype == object and pd.api.types.infer_dtype(column, skipna=True) not in ("string", "boolean", "date"):
        raise UnknownOperationError("groups by values of mixed types")
    return column


def _representative(values: pd.Series[Any], key: Key) -> pd.Series[Any]:
    if key.bins is not None:
        starts = key.bins.starts(numbers(values))
        return pd.Series(np.where(np.isinf(starts), numbers(values), starts))
    if key.unit:
        starts_of_unit = unit_starts(moments(values), key.unit)
        return values if starts_of_unit is None else pd.Series(starts_of_unit)
    return values
