"""What columns a view's rows have, as far as the spec alone tells: None where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.vega.expressions import first_name

Columns = frozenset[str] | None


def data_columns(data: Any, datasets: Mapping[str, Any]) -> Columns:
    """The columns of a `data` property, over all its rows; `datasets` are the spec's named ones."""
    if not isinstance(data, Mapping):
        return None
    if "sequence" in data and isinstance(data["sequence"], Mapping):
        return frozenset({str(data["sequence"].get("as", "data"))})
    form = data.get("format")
    if isinstance(form, Mapping) and (form.get("type", "json") != "json" or "property" in form):
        return None
    rows = data.get("values") if "values" in data else datasets.get(str(data.get("name")))
    return _row_columns(rows)


def _row_columns(rows: Any) -> Columns:
    if isinstance(rows, Mapping) and "type" not in rows:
        rows = [rows]
    if not isinstance(rows, list) or not rows:
        return None
    names: set[str] = set()
    for row in rows:
        if isinstance(row, Mapping):
            names.update(row)
        elif isinstance(row, list):
            names.update(map(str, range(len(row))))
        else:
            names.add("data")
    return frozenset(names)


def columns_after(transform: Mapping[str, Any], columns: Columns, datasets: Mapping[str, Any]) -> Columns:
    """The columns after one step of a view's `transform`."""
    if "pivot" in transform:
        return None
    for step in ("aggregate", "quantile", "density", "regression", "loess"):
        # `stack`, `bin` and the like have a groupby too, but keep every column.
        if step in transform:
            return _replaced(step, transform)
    added = _added(transform, datasets)
    return _joined(columns, added)


def _joined(columns: Columns, added: Columns) -> Columns:
    return None if columns is None or added is None else columns | added


def _replaced(step: str, transform: Mapping[str, Any]) -> Columns:
    """The columns of steps that make new rows: the groups and what is computed for each."""
    groups = names_in(transform.get("groupby"))
    if step == "aggregate":
        return _joined(groups, _operation_names(transform["aggregate"]))
    defaults = {
        "quantile": ("prob", "value"),
        "density": ("value", "density"),
        "regression": (transform.get("on"), transform.get("regression")),
        "loess": (transform.get("on"), transform.get("loess")),
    }[step]
    if step == "regression" and transform.get("params"):
        return frozenset(groups | {"coef", "rSquared"})
    return groups | literal_names(transform.get("as", defaults))


def _added(transform: Mapping[str, Any], datasets: Mapping[str, Any]) -> Columns:
    """What a step adds to every row; None when the spec does not say."""
    named = transform.get("as")
    added: Columns = None
    if "lookup" in transform:
        added = _looked_up(transform, datasets)
    elif "window" in transform or "joinaggregate" in transform:
        added = _operation_names(transform.get("window") or transform.get("joinaggregate"))
    elif "fold" in transform:
        added = literal_names(named if named is not None else ["key", "value"])
    elif "flatten" in transform:
        added = literal_names(named)
    elif any(step in transform for step in ("bin", "timeUnit", "stack", "calculate")):
        added = literal_names([named, f"{named}_end"] if isinstance(named, str) else named)
    elif any(step in transform for step in ("filter", "impute", "sample", "extent")):
        added = frozenset()
    return added


def _looked_up(transform: Mapping[str, Any], datasets: Mapping[str, Any]) -> Columns:
    named = transform.get("as")
    if named is not None:
        return literal_names(named)
    source = transform.get("from")
    fields = source.get("fields") if isinstance(source, Mapping) else None
    if fields is not None:
        return names_in(fields)
    return data_columns(source.get("data"), datasets) if isinstance(source, Mapping) else None


def _operation_names(operations: Any) -> Columns:
    """What operations are called; None when one has no name, for then Vega-Lite makes one up."""
    found = (
        [operation for operation in operations if isinstance(operation, Mapping)]
        if isinstance(operations, list)
        else []
    )
    if any("as" not in operation for operation in found):
        return None
    return frozenset(str(operation["as"]) for operation in found)


def literal_names(names: Any) -> frozenset[str]:
    """The columns that an `as` makes: a name or a list of names, taken to the letter."""
    found = names if isinstance(names, list | tuple) else [names]
    return frozenset(name for name in found if isinstance(name, str))


def names_in(names: Any) -> frozenset[str]:
    """The columns that a field or a list of fields reads."""
    return frozenset(first_name(name) for name in literal_names(names))
