"""What a chart has nothing to draw from: tables without rows, columns without values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nutgraf.vega.columns import literal_names

Spec = Mapping[str, Any]
Rows = list[Any]

_POSITIONS = ("x", "y", "theta", "radius", "longitude", "latitude")
# What has a value also where the column has none.
_COUNTING = frozenset({"count", "valid", "missing", "distinct"})


@dataclass(frozen=True, slots=True)
class EmptyColumn:
    """A column that a chart places its marks by and that is null in each of so many rows; `pointer` is a JSON pointer
    to the field in the spec."""

    field: str
    rows: int
    pointer: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: the rows there, None where the spec does not hold them; the names that transforms make; the
    channels that layers share, each with its pointer."""

    rows: Rows | None
    made: frozenset[str]
    channels: Mapping[str, tuple[Any, str]]
    pointer: str


def has_rows(spec: Spec) -> bool:
    """False where a spec holds its data and there is no row in them."""
    tables = list(_tables(spec))
    return not tables or any(tables)


def empty_column(spec: Spec) -> EmptyColumn | None:
    """The first column without a value where each view of the chart has such a one; None where a view can be drawn.

    Views whose rows are not in the spec, or are made by `impute`, a pivot or a repeat, count as drawn.
    """
    found = list(_views(spec, spec.get("datasets") or {}, _Place(None, frozenset(), {}, "")))
    return found[0] if found and all(found) else None


def _tables(spec: Any) -> Iterator[Any]:
    """The data of a spec; True for what is not in it."""
    if isinstance(spec, Mapping):
        datasets = spec.get("datasets")
        if isinstance(datasets, Mapping):
            yield from datasets.values()
        data = spec.get("data")
        if isinstance(data, Mapping) and "name" not in data:
            yield data.get("values", True)
        for key, part in spec.items():
            if key not in ("data", "datasets"):
                yield from _tables(part)
    elif isinstance(spec, list):
        for part in spec:
            yield from _tables(part)


def _views(spec: Any, datasets: Spec, outer: _Place) -> Iterator[EmptyColumn | None]:
    """For each single view its first empty column."""
    if not isinstance(spec, Mapping):
        return
    encoding = spec.get("encoding")
    channels = encoding if isinstance(encoding, Mapping) else {}
    own = {channel: (channels[channel], f"{outer.pointer}/encoding/{channel}") for channel in channels}
    rows = _rows(spec, datasets, outer.rows)
    place = _Place(rows, outer.made | _made(spec), {**outer.channels, **own}, outer.pointer)
    for key in ("layer", "concat", "hconcat", "vconcat"):
        views = spec.get(key)
        for number, view in enumerate(views if isinstance(views, list) else []):
            yield from _views(view, datasets, replace(place, pointer=f"{place.pointer}/{key}/{number}"))
    if "spec" in spec:
        yield from _views(spec["spec"], datasets, replace(place, pointer=f"{place.pointer}/spec"))
    if "mark" in spec:
        yield None if "*" in place.made else next(_empty(place), None)


def _rows(spec: Spec, datasets: Spec, inherited: Rows | None) -> Rows | None:
    if "data" not in spec:
        return inherited
    data = spec["data"]
    if not isinstance(data, Mapping) or "format" in data:
        return None
    rows = data.get("values", datasets.get(str(data.get("name"))))
    return rows if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows) else None


def _made(spec: Spec) -> frozenset[str]:
    """The names that a view's transforms make; `*` stands for any."""
    names: set[str] = {"*"} if "repeat" in spec else set()
    steps = spec.get("transform")
    for step in steps if isinstance(steps, list) else []:
        if not isinstance(step, Mapping) or any(key in step for key in ("impute", "pivot", "lookup", "density")):
            names.add("*")
            continue
        names |= literal_names(step.get("as"))
        for key in ("aggregate", "joinaggregate", "window"):
            operations = step.get(key)
            for operation in operations if isinstance(operations, list) else []:
                names |= literal_names(operation.get("as")) if isinstance(operation, Mapping) else set()
    return frozenset(names)


def _empty(place: _Place) -> Iterator[EmptyColumn]:
    if not place.rows:
        return
    for channel in _POSITIONS:
        definition, pointer = place.channels.get(channel, (None, ""))
        if not isinstance(definition, Mapping) or "impute" in definition or definition.get("aggregate") in _COUNTING:
            continue
        field = definition.get("field")
        if isinstance(field, str) and field not in place.made and _is_empty(place.rows, field):
            yield EmptyColumn(field, len(place.rows), f"{pointer}/field")


def _is_empty(rows: Rows, field: str) -> bool:
    return all(field in row and row[field] is None for row in rows)
