"""Maps' data as tables, and without what the map does not draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def rows_of(values: Any, form: Any = None) -> Sequence[Row]:
    """The rows of a spec's data. Of shapes, given as GeoJSON or as a topology with the feature that `form` names,
    their `id` and their properties under the names that encodings use (`properties.name`)."""
    if isinstance(values, Mapping):
        values = _shapes(values, form if isinstance(form, Mapping) else {})
    rows = [row for row in values if isinstance(row, Mapping)] if isinstance(values, list) else []
    return [_flat(row) for row in rows] if rows and "geometry" in rows[0] else rows


def _shapes(document: Row, form: Row) -> Any:
    if document.get("type") == "Topology":
        shape = document.get("objects", {}).get(form.get("feature"), {})
        inside = shape.get("geometries", [shape])
        return [{"geometry": None, **geometry} for geometry in inside]
    if document.get("type") == "FeatureCollection":
        return document.get("features", [])
    return document.get(str(form.get("property")), [])


def _flat(feature: Row) -> Row:
    properties = feature.get("properties")
    named = properties if isinstance(properties, Mapping) else {}
    flat = {f"properties.{name}": value for name, value in named.items()}
    return {"id": feature["id"], **flat} if "id" in feature else flat


def without_undrawn_shapes(document: Row, said: str) -> Row:
    """A document without the objects, and its shapes without the properties, whose names stand nowhere in `said`.

    Arcs that are left without a shape lose their coordinates; they keep their place, for shapes count arcs.
    """
    if document.get("type") == "FeatureCollection":
        return {**document, "features": shapes_without_unused_properties(document.get("features", []), said)}
    if document.get("type") != "Topology":
        return document
    objects = {name: _trimmed(shape, said) for name, shape in document["objects"].items() if name in said}
    used = set(_arcs(list(objects.values())))
    arcs = [arc if number in used else [] for number, arc in enumerate(document.get("arcs", []))]
    return {**document, "objects": objects, "arcs": arcs}


def shapes_without_unused_properties(features: list[Row], said: str) -> list[Row]:
    return [_named_only(feature, said) for feature in features]


def _trimmed(shape: Row, said: str) -> Row:
    trimmed = _named_only(shape, said)
    if "geometries" in shape:
        trimmed = {**trimmed, "geometries": [_trimmed(inner, said) for inner in shape["geometries"]]}
    return trimmed


def _named_only(shape: Row, said: str) -> Row:
    properties = shape.get("properties")
    if not isinstance(properties, Mapping):
        return shape
    kept = {name: value for name, value in properties.items() if name in said}
    return {**shape, "properties": kept}


def _arcs(value: Any) -> Iterator[int]:
    """The numbers of the arcs that shapes use; ~n is arc n backwards."""
    if isinstance(value, list):
        for part in value:
            yield from _arcs(part)
    elif isinstance(value, Mapping):
        yield from _numbers(value.get("arcs"))
        yield from _arcs(value.get("geometries"))


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int):
        yield value if value >= 0 else ~value
