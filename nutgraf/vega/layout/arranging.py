"""Arranging: how many plots of a composition stand side by side, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

Spec = dict[str, Any]

_SPACING = 24  # px between plots, about

# In px: what an author put side by side stays so while each part, axes included, has the first width; where the
# engine arranges the parts, or has to, each has at least the second. Different charts need more than small multiples.
_ROOM = {"facet": (100, 140), "repeat": (140, 180), "concat": (200, 240)}


def wrapping_kind(spec: Mapping[str, Any]) -> str | None:
    """ "concat", "repeat" or "facet" where the plots of a spec may go into more rows without a change of meaning."""
    if "concat" in spec:
        return "concat"
    if "repeat" in spec:
        return "repeat" if isinstance(spec["repeat"], list) else None
    channels = _facet_channels(spec)
    return "facet" if set(channels) in ({"facet"}, {"column"}) else None


def wanted_columns(spec: Mapping[str, Any]) -> int | None:
    """How many plots the author put side by side; None where that was left open, 0 for all of them."""
    channels = _facet_channels(spec)
    if "column" in channels:
        return 0
    columns = channels["facet"].get("columns") if "facet" in channels and "facet" not in spec else spec.get("columns")
    return columns if isinstance(columns, int) else None


def columns_that_fit(kind: str, plots: int, wanted: int | None, width: int) -> int:
    """How many of `plots` plots to put side by side in `width` px: as many as wanted, or rows of about equal length."""
    kept, least = _ROOM[kind]
    most = min(wanted or plots, plots)
    if wanted is not None and width / most >= kept:
        return most
    across = max(1, min(most, (width + _SPACING) // (least + _SPACING)))
    return ceil(plots / ceil(plots / across))


def with_columns(spec: Mapping[str, Any], columns: int) -> Spec:
    """A spec with a wrapping kind in rows of `columns` plots; facets by `column` become wrapped ones."""
    operator = spec.get("facet")
    if isinstance(operator, Mapping) and "column" in operator:
        return {**spec, "facet": operator["column"], "columns": columns}
    channels = _facet_channels(spec)
    if not channels or "facet" in spec:
        return {**spec, "columns": columns}
    encoding = {channel: value for channel, value in spec["encoding"].items() if channel != "column"}
    return {**spec, "encoding": {**encoding, "facet": {**next(iter(channels.values())), "columns": columns}}}


def _facet_channels(spec: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The definitions by which a spec is facetted, under `row`, `column` or `facet`."""
    operator = spec.get("facet")
    if isinstance(operator, Mapping):
        grid = {channel: operator[channel] for channel in ("row", "column") if channel in operator}
        return grid or {"facet": operator}
    encoding = spec.get("encoding")
    found = encoding if isinstance(encoding, Mapping) else {}
    return {
        channel: found[channel] for channel in ("row", "column", "facet") if isinstance(found.get(channel), Mapping)
    }


def rows(spec: Mapping[str, Any]) -> list[int]:
    """For each row of a composition its group: plots that are alone in their rows are one, to stand in line."""
    if "vconcat" not in spec:
        return [0]
    return [number if _side_by_side(view) else 0 for number, view in enumerate(spec["vconcat"], start=1)]


def _side_by_side(view: Mapping[str, Any]) -> bool:
    if "vconcat" in view:
        return any(map(_side_by_side, view["vconcat"]))
    return "hconcat" in view or "concat" in view or "repeat" in view or bool(_facet_channels(view))


def sized(spec: Mapping[str, Any], widths: Mapping[int, float], least: int = 1) -> Spec:
    """`spec` with a width for each plot, `least` px or more; a group's width is shared out among plots side by side."""
    if "vconcat" not in spec:
        return _shared_out(spec, widths[0], least)
    pairs = zip(spec["vconcat"], rows(spec), strict=True)
    return {**spec, "vconcat": [_shared_out(view, widths[group], least) for view, group in pairs]}


def _shared_out(view: Mapping[str, Any], width: float, least: int) -> Spec:
    share = width / plots_across(view)
    for key in ("hconcat", "vconcat", "concat"):
        if key in view:
            return {**view, key: [_shared_out(part, share, least) for part in view[key]]}
    if "spec" in view:
        return {**view, "spec": _shared_out(view["spec"], share, least)}
    return {**view, "width": max(least, int(share))}


def plots_across(view: Mapping[str, Any]) -> int:
    """How many plots stand side by side, as far as a spec tells: not where a facet's values decide."""
    if "hconcat" in view:
        return max(1, len(view["hconcat"]))
    if "vconcat" in view:
        return 1
    repeat = view.get("repeat")
    if isinstance(repeat, Mapping):
        return max(1, len(repeat.get("column", ())))
    parts = view.get("concat") or repeat
    wanted = wanted_columns(view)
    if isinstance(parts, list):
        return max(1, min(wanted or len(parts), len(parts)))
    return wanted or 1
