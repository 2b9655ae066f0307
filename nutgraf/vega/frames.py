"""Frames to values: the one converter from a data frame to the rows that a Vega-Lite spec holds."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

# Beyond this JavaScript numbers skip integers; such values are drawn at the nearest double.
LARGEST_EXACT_INTEGER = 2**53

Value = Any


class FrameError(ValueError):
    """A frame that no spec can hold; the message says why."""


def frame_values(frame: pd.DataFrame) -> list[dict[str, Value]]:
    """The rows of `frame` as JSON values; its index is left out.

    Moments become ISO text in UTC (`2024-03-01T00:00:00Z`; one without a zone is taken as UTC), days `2024-03-01`,
    periods their first moment, durations milliseconds. NaN, infinities and every kind of missing value become None.
    Integers beyond 2^53 become floats, decimals too. Column names become text.
    Raises FrameError when two columns have the same name.
    """
    names = column_names(frame)
    columns = [_column_values(frame.iloc[:, position]) for position in range(len(names))]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def column_names(frame: pd.DataFrame) -> list[str]:
    """The names of the columns as a spec knows them. Raises FrameError when two columns have the same one."""
    names = [_column_name(name) for name in frame.columns]
    for name in names:
        if names.count(name) > 1:
            raise FrameError(f"two columns of the frame are named {name!r}")
    return names


def _column_name(name: object) -> str:
    if isinstance(name, tuple):
        return "_".join(str(_plain(part)) for part in name if part != "")
    return str(_plain(name))


def _column_values(column: pd.Series[Any]) -> list[Value]:
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        categories = [_plain(category) for category in column.cat.categories]
        return [categories[code] if code >= 0 else None for code in column.cat.codes]
    if isinstance(kind, pd.DatetimeTZDtype):
        return _moments(column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy())
    letter = kind.kind if isinstance(kind, np.dtype) else ""
    if letter == "M":
        return _moments(column.to_numpy())
    if letter == "f":
        return _floats(column.to_numpy(dtype=np.float64))
    if letter == "i":
        return [_integer(value) for value in column.to_list()]
    return [_plain(value) for value in column.array]


def _moments(moments: np.ndarray[Any, np.dtype[np.datetime64]]) -> list[str | None]:
    """ISO text with `Z`; milliseconds are written only in columns that have them."""
    thousandths = moments.astype("datetime64[ms]")
    whole = bool(np.all(np.isnat(thousandths) | (thousandths == thousandths.astype("datetime64[s]"))))
    texts = np.datetime_as_string(thousandths, unit="s" if whole else "ms")
    missing = np.isnat(thousandths)
    return [None if gap else f"{text}Z" for text, gap in zip(texts.tolist(), missing.tolist(), strict=True)]


def _floats(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> list[float | None]:
    values: list[float | None] = numbers.tolist()
    for position in np.flatnonzero(~np.isfinite(numbers)).tolist():
        values[position] = None
    return values


def _integer(value: int) -> int | float | None:
    if -LARGEST_EXACT_INTEGER <= value <= LARGEST_EXACT_INTEGER:
        return value
    try:
        return float(value)
    except OverflowError:
        return None  # as infinite as any double


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _plain(value: object) -> Value:  # noqa: C901, PLR0911, PLR0912 - one line a type reads better than a table
    """One value of a column of mixed or extension type."""
    if isinstance(value, str):
        return str(value)
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return _integer(int(value))
    if isinstance(value, decimal.Decimal):
        return _number(float(value)) if value.is_finite() else None
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, pd.Timedelta | dt.timedelta | np.timedelta64):
        return pd.Timedelta(value).total_seconds() * 1000
    if isinstance(value, dt.datetime | np.datetime64):
        return _moment(pd.Timestamp(value))
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, pd.Period):
        return _moment(value.start_time)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray):
        return [_plain(part) for part in value.tolist()]
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [_plain(part) for part in value]
    return str(value)


def _moment(moment: pd.Timestamp) -> str | None:
    in_utc = moment if moment.tzinfo is None else moment.tz_convert("UTC").tz_localize(None)
    return _moments(np.array([in_utc.to_datetime64()]))[0]
