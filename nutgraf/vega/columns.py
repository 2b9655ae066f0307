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
    return None if columns is None or added is None else columns | added


def _replaced(step: str, transform: Mapping[str, Any]) -> Columns:
    """The columns of steps that make new rows: the groups and what is computed for each."""
    groups = names_in(transform.get("groupby"))
    if step == "aggregate":
        return frozenset(groups | _operation_names(transform["aggregate"]))
    defaults = {
        "quantile": ("prob", "value"),
        "density": ("value", "density"),
        "regression": (transform.get("on"), transform.get("regression")),
        "loess": (transform.get("on"), transform.get("loess")),
    }[step]
    if step == "regression" and transform.get("params"):
        return frozenset(groups | {"coef", "rSquared"})
    named = transform.get("as", defaults)
    return frozenset(groups | {str(name) for name in (named if isinstance(named, list | tuple) else [named])})


def _added(transform: Mapping[str, Any], datasets: Mapping[str, Any]) -> Columns:
    """What a step adds to every row; None when the spec does not say."""
    if "lookup" in transform:
        return _looked_up(transform, datasets)
    for step in ("window", "joinaggregate"):
        if step in transform:
            return frozenset(_operation_names(transform[step]))
    named = transform.get("as")
    if "fold" in transform:
        return frozenset(named if isinstance(named, list) else ("key", "value"))
    if "flatten" in transform:
        return names_in(named)
    if any(step in transform for step in ("bin", "timeUnit", "stack", "calculate")):
        if isinstance(named, str):
            return frozenset({named, f"{named}_end"})
        return names_in(named)
    known_steps = ("filter", "impute", "sample", "extent")
    return frozenset() if any(step in transform for step in known_steps) else None


def _looked_up(transform: Mapping[str, Any], datasets: Mapping[str, Any]) -> Columns:
    named = transform.get("as")
    if named is not None:
        return names_in(named)
    source = transform.get("from")
    fields = source.get("fields") if isinstance(source, Mapping) else None
    if fields is not None:
        return names_in(fields)
    return data_columns(source.get("data"), datasets) if isinstance(source, Mapping) else None


def _operation_names(operations: Any) -> frozenset[str]:
    found = operations if isinstance(operations, list) else []
    return frozenset(
        str(operation["as"]) for operation in found if isinstance(operation, Mapping) and "as" in operation
    )


def names_in(names: Any) -> frozenset[str]:
    """The columns that a name or list of names stands for; other things in it are left out."""
    found = names if isinstance(names, list | tuple) else [names]
    return frozenset(first_name(name) for name in found if isinstance(name, str))
