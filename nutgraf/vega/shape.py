"""The outer shape of a spec: what Vega-Lite would only answer with words about its own insides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.problems import did_you_mean

COMPOSITIONS = ("layer", "concat", "hconcat", "vconcat")
VIEWS = ("mark", *COMPOSITIONS, "spec")
MARKS = (
    *("arc", "area", "bar", "boxplot", "circle", "errorband", "errorbar", "geoshape", "image", "line", "point"),
    *("rect", "rule", "square", "text", "tick", "trail"),
)


def shape_fault(spec: Any) -> str:
    """What is wrong with the marks and compositions of a spec, in words; empty when nothing is."""
    if not isinstance(spec, Mapping):
        return "a view must be an object with a mark"
    if "mark" in spec:
        return _mark_fault(spec["mark"])
    if "spec" in spec:
        return shape_fault(spec["spec"])
    composition = next((key for key in COMPOSITIONS if key in spec), None)
    if composition is None:
        return f"a view has none of {', '.join(VIEWS)}"
    views = spec[composition]
    if not isinstance(views, list) or not views:
        return f"{composition} must be a list of views"
    return next((fault for fault in map(shape_fault, views) if fault), "")


def _mark_fault(mark: Any) -> str:
    name = mark.get("type") if isinstance(mark, Mapping) else mark
    if isinstance(name, str) and name in MARKS:
        return ""
    return f"there is no mark {name!r}: {did_you_mean(str(name), MARKS, 'marks')}"
