"""Which names of Vega-Lite a spec uses: marks, channels, transforms, properties of axes and so on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

Used = tuple[str, str]  # a kind of name, and the name: ("mark", "bar")

_COMPOSITIONS = ("layer", "concat", "hconcat", "vconcat", "facet", "repeat")
_TRANSFORMS = (
    *("aggregate", "bin", "calculate", "density", "extent", "filter", "flatten", "fold", "impute", "joinaggregate"),
    *("loess", "lookup", "pivot", "quantile", "regression", "sample", "stack", "timeUnit", "window"),
)
_PREDICATES = ("equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid", "param", "and", "or", "not")
# Objects that are found under a key wherever it stands, and the kind of their keys.
_OBJECTS = {"axis": "axis", "legend": "legend", "header": "header", "projection": "projection", "view": "view"}


def names_used(spec: Mapping[str, Any]) -> frozenset[Used]:
    """Every name that the spec uses."""
    return frozenset(_names(spec)) | frozenset(_config_names(_mapping(spec.get("config"))))


def names_of_schema() -> frozenset[Used]:
    """Every name that there is, by the JSON schema that Altair carries."""
    text = (files("altair.vegalite.v6.schema") / "vega-lite-schema.json").read_text(encoding="utf-8")
    definitions = json.loads(text)["definitions"]

    def properties(kind: str, *names: str) -> Iterator[Used]:
        yield from ((kind, key) for name in names for key in definitions[name]["properties"])

    def choices(kind: str, *names: str) -> Iterator[Used]:
        yield from ((kind, value) for name in names for value in definitions[name]["enum"] if value is not None)

    units = [
        ("time unit", f"{u}") for n in ("LocalSingleTimeUnit", "LocalMultiTimeUnit") for u in definitions[n]["enum"]
    ]
    return frozenset(
        [
            *choices("mark", "Mark"),
            *(("mark", name) for name in ("boxplot", "errorband", "errorbar")),
            *properties("mark property", "MarkDef", "BoxPlotDef", "ErrorBandDef", "ErrorBarDef"),
            *properties("channel", "FacetedEncoding"),
            *(("transform", name) for name in _TRANSFORMS),
            *(("composition", name) for name in _COMPOSITIONS),
            *(("predicate", name) for name in _PREDICATES),
            *properties("axis", "Axis"),
            *properties("legend", "Legend"),
            *properties("header", "Header"),
            *properties("title", "TitleParams"),
            *properties("view", "ViewBackground"),
            *properties("scale", "Scale"),
            *choices("scale type", "ScaleType"),
            *choices("scale interpolation", "ScaleInterpolateEnum"),
            *properties("projection", "Projection"),
            *choices("projection type", "ProjectionType"),
            *choices("aggregate", "AggregateOp"),
            *choices("window", "WindowOnlyOp"),
            *choices("imputation", "ImputeMethod"),
            *choices("interpolation", "Interpolate"),
            *choices("blend", "Blend"),
            *choices("stack", "StackOffset"),
            *choices("legend orient", "LegendOrient"),
            *choices("axis orient", "AxisOrient"),
            *choices("selection", "SelectionType"),
            *properties("selection property", "PointSelectionConfig", "IntervalSelectionConfig"),
            *properties("bin", "BinParams"),
            *properties("config", "Config"),
            *properties("axis config", "AxisConfig"),
            *properties("legend config", "LegendConfig"),
            *properties("scale config", "ScaleConfig"),
            *units,
        ]
    )


def _names(node: Any, key: str = "") -> Iterator[Used]:
    if isinstance(node, list):
        for part in node:
            yield from _names(part, key)
    if not isinstance(node, Mapping):
        return
    yield from _object_names(node, key)
    for name, value in node.items():
        yield from _value_names(name, value)
        if name not in ("values", "datasets", "config", "usermeta"):
            yield from _names(value, name)


def _object_names(node: Mapping[str, Any], key: str) -> Iterator[Used]:
    kind = _OBJECTS.get(key)
    if kind is not None:
        yield from ((kind, name) for name in node)
    if key == "encoding":
        yield from (("channel", name) for name in node)
    if key == "transform":
        yield from (("transform", name) for name in node if name in _TRANSFORMS)
    if key == "mark":
        yield from (("mark property", name) for name in node)
    if key == "title":
        yield from (("title", name) for name in node)
    if key == "scale":
        yield from (("scale", name) for name in node)
    if key == "select":
        yield from (("selection property", name) for name in node)
    if key == "bin":
        yield from (("bin", name) for name in node)
    if key in ("filter", "test", "and", "or", "not", "condition"):
        yield from (("predicate", name) for name in node if name in _PREDICATES)
    yield from (("composition", name) for name in node if name in _COMPOSITIONS)


def _value_names(name: str, value: Any) -> Iterator[Used]:
    """Names that stand as the value of a key: `"interpolate": "monotone"`."""
    typed = value.get("type") if isinstance(value, Mapping) else None
    kinds = {
        "mark": (("mark", typed or value),),
        "scale": (("scale type", typed),),
        "projection": (("projection type", typed),),
        "interpolate": (("interpolation", value), ("scale interpolation", value), ("scale interpolation", typed)),
        "blend": (("blend", value),),
        "stack": (("stack", value),),
        "offset": (("stack", value),),
        "orient": (("legend orient", value), ("axis orient", value)),
        "method": (("imputation", value),),
        "op": (("aggregate", value), ("window", value)),
        "aggregate": (("aggregate", value), *(("aggregate", key) for key in _mapping(value))),
        "timeUnit": (("time unit", value), ("time unit", _mapping(value).get("unit"))),
        "select": (("selection", typed or value),),
        "impute": (("imputation", "value"),) if "value" in _mapping(value) else (),
    }
    yield from ((kind, word) for kind, word in kinds.get(name, ()) if isinstance(word, str))


def _config_names(config: Mapping[str, Any]) -> Iterator[Used]:
    for name, block in config.items():
        yield "config", name
        if name.startswith("axis"):
            yield from (("axis config", key) for key in _mapping(block))
        elif name in ("legend", "scale"):
            yield from ((f"{name} config", key) for key in _mapping(block))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
