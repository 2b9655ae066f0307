"""A single view on a large frame: its encodings say how the rows are grouped and what is worked out over them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from nutgraf.vega.expressions import as_field, first_name
from nutgraf.vega.large.aggregates import COUNTING, OPERATIONS, REPEATABLE, UnknownOperationError
from nutgraf.vega.large.binning import UnknownGroupingError, unit_parts
from nutgraf.vega.large.grouping import Key, Measure, bins_of, extent, grouped

Spec = dict[str, Any]

_COMPOSITE_MARKS = frozenset({"boxplot", "errorbar", "errorband"})
_FEW_BINS = frozenset(
    {"row", "column", "size", "color", "fill", "stroke", "strokeWidth", "opacity", "fillOpacity", "strokeOpacity"}
    | {"shape"}
)
_POSITIONS = frozenset({"x", "y", "xOffset", "yOffset", "row", "column", "facet"})


@dataclass(frozen=True, slots=True)
class Summary:
    """A unit whose encodings fit the aggregated `frame`; `facets` are the channels of a facet around it."""

    unit: Spec
    facets: Spec
    frame: pd.DataFrame


def merged_encoding(outer: Mapping[str, Any], own: Mapping[str, Any]) -> Spec:
    """The channels of a view inside a layer: its own, over those that the layers share."""
    merged = dict(outer)
    for channel, definition in own.items():
        shared = merged.get(channel)
        inherits = isinstance(shared, Mapping) and isinstance(definition, Mapping)
        fields = inherits and any(key in definition for key in ("field", "datum", "aggregate"))
        merged[channel] = {**shared, **definition} if inherits and fields and shared is not None else definition
    return merged


def summarised(unit: Spec, facets: Spec, frame: pd.DataFrame, config: Mapping[str, Any]) -> Summary | None:
    """The unit on one row for each of its groups; None where no encoding aggregates. Both specs are changed.

    Raises UnknownOperationError and UnknownGroupingError where the grouping cannot be worked out here.
    """
    mark = unit.get("mark")
    kind = mark.get("type") if isinstance(mark, Mapping) else mark
    definitions = [*_definitions(unit.get("encoding", {})), *_definitions(facets)]
    measured = [definition for _, definition in definitions if "aggregate" in definition]
    if kind in _COMPOSITE_MARKS:
        raise UnknownOperationError(f"the parts of a {kind}")
    if not measured:
        return None
    text = json.dumps([unit, facets], default=str)
    keys = [_key(channel, definition, frame) for channel, definition in definitions if "aggregate" not in definition]
    _settle_orders(definitions, keys, frame)
    measures = _measures(measured, {key.column for key in keys}, frame, config, text)
    if any(key.bins for key in keys) and "bin_maxbins" in text:
        raise UnknownOperationError("names that Vega-Lite makes for bins")
    return Summary(unit, facets, grouped(frame, keys, measures))


def _definitions(encoding: Mapping[str, Any]) -> Iterator[tuple[str, Spec]]:
    """Every definition of a field in the channels, those of conditions among them."""
    for channel, definition in encoding.items():
        for part in definition if isinstance(definition, list) else [definition]:
            yield from _fields(channel, part)


def _fields(channel: str, definition: Any) -> Iterator[tuple[str, Spec]]:
    if not isinstance(definition, dict):
        return
    if "field" in definition or "aggregate" in definition:
        yield channel, definition
    condition = definition.get("condition")
    for part in condition if isinstance(condition, list) else [condition]:
        yield from _fields(channel, part)


def _column(definition: Spec, frame: pd.DataFrame) -> str:
    field = definition.get("field")
    column = first_name(field) if isinstance(field, str) else ""
    if column not in frame.columns or field not in (column, as_field(column)):
        raise UnknownOperationError(f"the field {json.dumps(field)}")
    return column


def _key(channel: str, definition: Spec, frame: pd.DataFrame) -> Key:
    """How a field groups the rows. Bins get the extent that the whole frame gives them."""
    column = _column(definition, frame)
    bin_, unit = definition.get("bin"), definition.get("timeUnit")
    if unit is not None:
        if not isinstance(unit, str):
            raise UnknownOperationError(f"the time unit {json.dumps(unit)}")
        return Key(column, unit=unit)
    if not bin_ or bin_ == "binned":
        return Key(column)
    settings: Spec = {} if bin_ is True else dict(bin_)
    if "maxbins" not in settings and "step" not in settings:
        settings["maxbins"] = 6 if channel in _FEW_BINS else 10
    if "extent" not in settings:
        settings["extent"] = list(extent(frame[column]))
    bins = bins_of(frame[column], settings)
    definition["bin"] = settings
    return Key(column, bins)


def _measures(
    definitions: list[Spec], keys: set[str], frame: pd.DataFrame, config: Mapping[str, Any], text: str
) -> list[Measure]:
    """What is worked out for each group; each definition is made to read it from a column of its own."""
    wanted = {(_operation(definition), _measured(definition, frame)) for definition in definitions}
    measures: dict[tuple[str, str], Measure] = {}
    for definition in definitions:
        operation, column = _operation(definition), _measured(definition, frame)
        alone = sum(1 for _, other in wanted if other == column) == 1
        keeps = operation in REPEATABLE and alone and column not in keys
        name = column if keeps else _free_name(operation, column, [*frame.columns])
        # Said outright, for the table under the figure too: `price` now is what has been worked out.
        definition.setdefault("title", _title(definition, config))
        if not keeps:
            if f'"{operation}_{column}"' in text or f"datum.{operation}_{column}" in text or "__count" in text:
                raise UnknownOperationError("names that Vega-Lite makes for aggregates")
            definition["field"] = as_field(name)
            definition["aggregate"] = _again(operation)
        measures[operation, column] = Measure(name, operation, column)
    return list(measures.values())


def _operation(definition: Spec) -> str:
    operation = definition["aggregate"]
    if not _is_known(operation) or definition.get("bin") or definition.get("timeUnit"):
        raise UnknownOperationError(f"the aggregate {json.dumps(operation)}")
    return str(operation)


def _is_known(operation: Any) -> bool:
    return isinstance(operation, str) and operation in OPERATIONS


def _measured(definition: Spec, frame: pd.DataFrame) -> str:
    return "" if definition["aggregate"] == "count" else _column(definition, frame)


def _free_name(operation: str, column: str, taken: list[str]) -> str:
    name = f"{operation}_{column}" if column else operation
    while name in taken:
        name += "_"
    return name


def _again(operation: str) -> str:
    """The operation that makes of one row's value that value, and stacks where the first one did."""
    if operation in REPEATABLE:
        return operation
    return "sum" if operation in COUNTING else "mean"


def titled(encoding: Spec, config: Mapping[str, Any]) -> None:
    """Writes every field's title into the encoding, as Vega-Lite would make it.

    Layers share an axis: where one of them says its title, those that Vega-Lite makes for the others are left out.
    """
    for _, definition in _definitions(encoding):
        if "title" not in definition and isinstance(definition.get("field", ""), str):
            with contextlib.suppress(UnknownOperationError, UnknownGroupingError):
                definition["title"] = _title(definition, config)


def _title(definition: Spec, config: Mapping[str, Any]) -> str:
    if config.get("fieldTitle", "verbal") != "verbal":
        raise UnknownOperationError("titles of another style")
    field = str(definition.get("field", ""))
    if definition.get("aggregate") == "count":
        return str(config.get("countTitle", "Count of Records"))
    if definition.get("bin") and definition["bin"] != "binned":
        return f"{field} (binned)"
    if isinstance(definition.get("timeUnit"), str):
        return f"{field} ({'-'.join(unit_parts(definition['timeUnit']))})"
    aggregate = definition.get("aggregate")
    return f"{aggregate.capitalize()} of {field}" if isinstance(aggregate, str) else field


def _settle_orders(definitions: list[tuple[str, Spec]], keys: list[Key], frame: pd.DataFrame) -> None:
    """Orders by what a field adds up to become lists, for the rows that they are worked out over will be gone."""
    by_channel = {channel: definition for channel, definition in definitions}
    for channel, definition in definitions:
        order = definition.get("sort")
        if isinstance(order, str) and order.lstrip("-") in by_channel:
            order = {"encoding": order.lstrip("-"), "order": "descending" if order.startswith("-") else "ascending"}
        if not isinstance(order, Mapping):
            continue
        if "encoding" in order:
            other = by_channel.get(order["encoding"])
            if other is None:
                raise UnknownOperationError(f"the order {json.dumps(order)}")
            operation, field = other.get("aggregate"), other.get("field")
        else:
            operation, field = order.get("op"), order.get("field")
        if not _is_known(operation) or channel not in _POSITIONS or definition.get("bin"):
            raise UnknownOperationError(f"the order {json.dumps(order)}")
        column = "" if operation == "count" else _column({"field": field}, frame)
        descending = order.get("order") == "descending"
        definition["sort"] = _ordered(definition, Measure("\0", str(operation), column), frame, descending=descending)


def _ordered(definition: Spec, measure: Measure, frame: pd.DataFrame, *, descending: bool) -> list[Any]:
    column = _column(definition, frame)
    if definition.get("timeUnit") or pd.api.types.is_datetime64_any_dtype(frame[column].dtype):
        raise UnknownOperationError("dates ordered by a measure")
    table = grouped(frame, [Key(column)], [measure])
    table = table.sort_values(
        "\0", ascending=not descending, kind="stable", na_position="last" if descending else "first"
    )
    return [None if pd.isna(value) else value for value in table[column].astype(object).tolist()]
