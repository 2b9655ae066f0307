"""The steps of a view's `transform` that can be taken on a whole frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from nutgraf.vega.expressions import first_name
from nutgraf.vega.large.aggregates import OPERATIONS, UnknownOperationError
from nutgraf.vega.large.binning import UnknownGroupingError, unit_starts
from nutgraf.vega.large.filtering import kept_rows
from nutgraf.vega.large.grouping import Key, Measure, bins_of, grouped, moments

Step = Mapping[str, Any]


def after_steps(frame: pd.DataFrame, steps: Sequence[Step]) -> tuple[pd.DataFrame, tuple[Step, ...]]:
    """The frame after the first of the steps, and those that are left: the first that cannot be taken here, and all
    that follow it or an aggregation."""
    for number, step in enumerate(steps):
        try:
            taken = _taken(frame, step)
        except (UnknownOperationError, UnknownGroupingError):
            return frame, tuple(steps[number:])
        frame = taken
        if "aggregate" in step:
            return frame, tuple(steps[number + 1 :])
    return frame, ()


def _taken(frame: pd.DataFrame, step: Step) -> pd.DataFrame:
    if "filter" in step:
        return frame[kept_rows(step["filter"], frame)].reset_index(drop=True)
    if "aggregate" in step:
        return _aggregated(frame, step)
    if "bin" in step and isinstance(step.get("as"), str | list):
        return _binned(frame, step)
    if "timeUnit" in step and isinstance(step.get("as"), str):
        starts = unit_starts(moments(_column(frame, step.get("field"))), step["timeUnit"])
        if starts is None:
            raise UnknownGroupingError(f"time unit {step['timeUnit']}")
        return frame.assign(**{step["as"]: starts})
    raise UnknownOperationError(", ".join(step))


def _binned(frame: pd.DataFrame, step: Step) -> pd.DataFrame:
    if step["bin"] is not True and not isinstance(step["bin"], Mapping):
        raise UnknownGroupingError(f"bin {step['bin']}")
    settings = {} if step["bin"] is True else dict(step["bin"])
    column = _column(frame, step.get("field"))
    bins = bins_of(column, settings)
    starts = bins.starts(column.to_numpy(np.float64, na_value=np.nan))
    names = [step["as"], f"{step['as']}_end"] if isinstance(step["as"], str) else step["as"]
    return frame.assign(**dict(zip(names, (starts, starts + bins.step), strict=False)))


def _aggregated(frame: pd.DataFrame, step: Step) -> pd.DataFrame:
    keys = [Key(_known(frame, name)) for name in step.get("groupby", ())]
    measures = []
    for operation in step["aggregate"]:
        name = operation.get("op")
        if not isinstance(name, str) or name not in OPERATIONS or not isinstance(operation.get("as"), str):
            raise UnknownOperationError(f"aggregate {operation}")
        column = "" if name == "count" else _known(frame, operation.get("field"))
        measures.append(Measure(operation["as"], name, column))
    return grouped(frame, keys, measures)


def _column(frame: pd.DataFrame, name: Any) -> pd.Series[Any]:
    column: pd.Series[Any] = frame[_known(frame, name)]
    return column


def _known(frame: pd.DataFrame, name: Any) -> str:
    column = first_name(name) if isinstance(name, str) else ""
    if column not in frame.columns:
        raise UnknownOperationError(f"no column {name}")
    return column
