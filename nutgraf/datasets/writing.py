"""A frame as a CSV that is the same wherever it is written. Needs pandas: for worker processes only."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd


class UnwritableFrameError(ValueError):
    """The frame holds something that has no place in a CSV; the message says what, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def csv_of_frame(frame: pd.DataFrame) -> bytes:
    """The frame in UTF-8, comma-separated, with `\\n` line ends and the names of the columns first.

    Numbers have the fewest digits that read back the same, times are ISO 8601 in UTC (dates where a whole column lies
    at midnight), truth is true or false, and what is missing is an empty cell. A plain index is not written. Raises
    UnwritableFrameError for a named index, columns without names of their own, and cells that are no single value.
    """
    _check_shape(frame)
    columns = [_cells(str(name), frame.iloc[:, position]) for position, name in enumerate(frame.columns)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([str(name) for name in frame.columns])
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode()


def _check_shape(frame: pd.DataFrame) -> None:
    named = [str(name) for name in frame.index.names if name is not None]
    if named:
        message = f"the index {', '.join(named)} would be lost"
        raise UnwritableFrameError(message, "make columns of it: frame.reset_index()")
    names = list(frame.columns)
    if not names:
        raise UnwritableFrameError("the frame has no columns", "return a frame with the columns of the dataset")
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise UnwritableFrameError(f"a column is named {name!r}", "name every column with a word")
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise UnwritableFrameError(f"{times} columns are named {name}", "rename all but one of them")


def _cells(name: str, column: pd.Series[Any]) -> list[str]:
    values = column.astype("object").tolist()
    missing = column.isna().tolist()
    write = _writer(values, missing)
    cells = []
    for value, absent in zip(values, missing, strict=True):
        cell = "" if absent is True else write(value)
        if cell is None:
            hint = "a cell is a number, a text, a date or time, true or false, or missing"
            raise UnwritableFrameError(f"the column {name} holds {value!r}"[:120], hint)
        cells.append(cell)
    return cells


def _writer(values: list[Any], missing: list[Any]) -> Callable[[Any], str | None]:
    """Moments are written as dates where all of a column are."""
    moments = [value for value, absent in zip(values, missing, strict=True) if absent is not True]
    if moments and all(isinstance(value, dt.datetime) and _is_midnight(value) for value in moments):
        return lambda value: value.date().isoformat()
    return _cell


def _is_midnight(moment: dt.datetime) -> bool:
    return moment.tzinfo is None and moment.time() == dt.time() and getattr(moment, "nanosecond", 0) == 0


def _cell(value: Any) -> str | None:
    if hasattr(value, "item") and not isinstance(value, dt.date):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else None
    if isinstance(value, dt.datetime):
        utc = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        return f"{utc.isoformat()}{'Z' if value.tzinfo else ''}"
    if isinstance(value, str):
        return None if "\0" in value else value
    return str(value) if isinstance(value, int | dt.date | pd.Period) else None
