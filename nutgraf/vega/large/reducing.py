"""Large frames in a spec: aggregated before they are drawn, so that only what is drawn gets into the spec.

A view that bins or aggregates a large frame is given one row for each of its groups instead. Its encodings stay what
they are: the mean of one mean is that mean, the year of a year's first day that year. So whatever else Vega-Lite does
with the view, it goes on doing.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from nutgraf.vega.fields import unknown_fields
from nutgraf.vega.frames import column_names, frame_values
from nutgraf.vega.large.aggregates import UnknownOperationError
from nutgraf.vega.large.binning import UnknownGroupingError
from nutgraf.vega.large.summarising import merged_encoding, summarised, titled
from nutgraf.vega.large.tabular_steps import after_steps

LARGE = 10_000
"""Rows above which a frame is aggregated first. Below, a spec with all values is drawn in a tenth of a second."""

MOST_ROWS = 100_000
"""Rows that a view may draw. More marks than that no reader can tell apart, nor a browser show."""

Spec = dict[str, Any]


class TooManyRowsError(Exception):
    """A view would draw `rows` rows; `reason` says what kept them from being aggregated, "" where nothing does it."""

    def __init__(self, rows: int, reason: str) -> None:
        super().__init__(f"{rows} rows to draw")
        self.rows = rows
        self.reason = reason


def with_frames(spec: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> Spec:
    """The spec with its named frames under `datasets`: small ones as they are, large ones as its views need them.

    A spec that names fields which its frames do not have is not worth that: it gets one row of each large frame, in
    which nothing is but the names of the columns, so that `unknown_fields` tells what is wrong.
    Raises TooManyRowsError, and FrameError for a frame that no spec can hold.
    """
    looked_up = frozenset(_looked_up(spec))
    large = {name: _named(frame) for name, frame in frames.items() if len(frame) > LARGE and name not in looked_up}
    longest = max((len(frame) for name, frame in frames.items() if name in looked_up), default=0)
    if longest > MOST_ROWS:
        raise TooManyRowsError(longest, "a lookup in it")
    datasets: Spec = {name: frame_values(frame) for name, frame in frames.items() if name not in large}
    result = dict(spec)
    stubs = {name: [dict.fromkeys(frame.columns)] for name, frame in large.items()}
    if large and unknown_fields({**spec, "datasets": {**spec.get("datasets", {}), **datasets, **stubs}}):
        datasets |= stubs
    elif large:
        writer = _Writer(large, json.dumps(spec, default=str), dict(spec.get("config") or {}), datasets)
        result = writer.view(spec, None)
    known = {**spec.get("datasets", {}), **datasets}
    return {**result, "datasets": known} if known else result


def _looked_up(value: Any) -> Iterator[str]:
    """The names of data that lookups read."""
    if isinstance(value, Mapping):
        source = value.get("from")
        if "lookup" in value and isinstance(source, Mapping) and isinstance(source.get("data"), Mapping):
            yield str(source["data"].get("name"))
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for part in parts:
        if isinstance(part, dict | list):
            yield from _looked_up(part)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """With the column names that the spec knows, and rows numbered from 0."""
    return frame.set_axis(column_names(frame), axis="columns").reset_index(drop=True)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a view's rows come from: a large frame, and the steps on the way. `layered` inside of layers, which share
    the channels `encoding`."""

    data: Spec
    steps: tuple[Spec, ...] = ()
    encoding: Spec = field(default_factory=dict)
    layered: bool = False


@dataclass(frozen=True, slots=True)
class _Writer:
    """`text` is the whole spec, to see which columns it names at all; rows are added to `datasets`."""

    frames: Mapping[str, pd.DataFrame]
    text: str
    config: Spec
    datasets: Spec

    def view(self, view: Mapping[str, Any], outer: _Source | None) -> Spec:
        source = outer
        if "data" in view:
            data = view["data"]
            large = isinstance(data, Mapping) and "values" not in data and data.get("name") in self.frames
            shared = outer or _Source({})
            source = replace(shared, data=dict(data), steps=()) if large else None
        if source is None:
            return self._children(view, None)
        source = replace(source, steps=(*source.steps, *view.get("transform", ())))
        if "mark" in view:
            return self._unit(view, source)
        if "facet" in view and isinstance(view.get("spec"), Mapping) and "mark" in view["spec"]:
            return self._facet(view, source)
        if any(key in view for key in ("layer", "concat", "hconcat", "vconcat")):
            if "layer" in view:
                shared_encoding = merged_encoding(source.encoding, view.get("encoding", {}))
                source = replace(source, encoding=shared_encoding, layered=True)
            moved = {"data", "transform", *(["encoding"] if "layer" in view else [])}
            return self._children({key: value for key, value in view.items() if key not in moved}, source)
        return self._with_rows(view, source, "")

    def _children(self, view: Mapping[str, Any], source: _Source | None) -> Spec:
        result = dict(view)
        for key in ("layer", "concat", "hconcat", "vconcat"):
            if isinstance(view.get(key), list):
                result[key] = [self.view(child, source) for child in view[key]]
        if isinstance(view.get("spec"), Mapping):
            result["spec"] = self.view(view["spec"], source)
        return result

    def _unit(self, unit: Mapping[str, Any], source: _Source) -> Spec:
        whole = {**unit, "encoding": copy.deepcopy(merged_encoding(source.encoding, unit.get("encoding", {})))}
        if source.layered:
            titled(whole["encoding"], self.config)
        made = self._summarised(whole, {}, source)
        return self._with_rows(whole, source, made) if isinstance(made, str) else made

    def _facet(self, view: Mapping[str, Any], source: _Source) -> Spec:
        facet, inner = view["facet"], view["spec"]
        channels = {"facet": facet} if "field" in facet else dict(facet)
        if "data" in inner or "transform" in inner:
            return self._with_rows(view, source, "")
        made = self._summarised(inner, channels, source)
        if isinstance(made, str):
            return self._with_rows(view, source, made)
        data, transform = made.pop("data"), made.pop("transform", [])
        facets = made.pop("facets")
        return {
            **view,
            "data": data,
            **({"transform": transform} if transform else {}),
            "facet": facets["facet"] if "field" in facet else facets,
            "spec": made,
        }

    def _summarised(self, unit: Mapping[str, Any], facets: Spec, source: _Source) -> Spec | str:
        """The unit on aggregated rows, its facets' channels under `facets`.

        Where it cannot be aggregated, what is in the way; "" where nothing in it aggregates.
        """
        try:
            frame, rest = after_steps(self.frames[source.data["name"]], source.steps)
            made = summarised(copy.deepcopy(dict(unit)), copy.deepcopy(facets), frame, self.config)
        except (UnknownOperationError, UnknownGroupingError) as error:
            return str(error)
        if made is None or rest or source.data.get("format"):
            return ""
        made.unit.pop("transform", None)
        result = {**made.unit, "data": self._data(made.frame, source)}
        return {**result, "facets": made.facets} if facets else result

    def _with_rows(self, view: Mapping[str, Any], source: _Source, reason: str) -> Spec:
        """The view with all rows that its first steps leave, in the columns that the spec names."""
        frame, rest = after_steps(self.frames[source.data["name"]], source.steps)
        if len(frame) > MOST_ROWS:
            raise TooManyRowsError(len(frame), reason)
        used = [name for name in frame.columns if json.dumps(name)[1:-1] in self.text]
        result = {key: value for key, value in view.items() if key != "transform"}
        transform = {"transform": list(rest)} if rest else {}
        return {**result, "data": self._data(frame[used], source), **transform}

    def _data(self, frame: pd.DataFrame, source: _Source) -> Spec:
        if len(frame) > MOST_ROWS:
            raise TooManyRowsError(len(frame), "")
        rows = frame_values(frame)
        name = next((name for name, other in self.datasets.items() if other == rows), "")
        if not name:
            taken: Iterator[str] = (f"{source.data['name']}-{number}" for number in range(1, len(self.datasets) + 2))
            name = next(free for free in taken if free not in self.datasets and free not in self.frames)
            self.datasets[name] = rows
        return {**source.data, "name": name}
