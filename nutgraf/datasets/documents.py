"""Versions that are no tables: JSON, GeoJSON and TopoJSON. For worker processes only: such files may be large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.datasets.frames import encoding_problem
from nutgraf.decode.json_text import LocatedJson, parse_json
from nutgraf.model.dataset import Version
from nutgraf.problems import Outcome, Problem

GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)
GEOJSON_TYPES = frozenset({"FeatureCollection", "Feature", *GEOMETRIES})


def read_document(content: bytes, version: Version) -> Outcome[Any]:
    """The value that a JSON file holds, None with problems: `csv-encoding`, `json-syntax` and, where a file is not of
    the kind that its name says, `data-format`."""
    path = version.path
    encoding = encoding_problem(content, path)
    if encoding is not None:
        return Outcome(None, (encoding,))
    parsed = parse_json(content.decode("utf-8-sig"), path)
    if parsed.value is None:
        return Outcome(None, parsed.problems)
    problem = _format_problem(parsed.value, version)
    return Outcome(None, (problem,)) if problem else Outcome(parsed.value.value)


def _format_problem(document: LocatedJson, version: Version) -> Problem | None:
    kind = document.value.get("type") if isinstance(document.value, Mapping) else None
    place = document.locate(("type",))
    if version.format == "topojson" and (kind != "Topology" or not isinstance(document.value.get("objects"), Mapping)):
        hint = "name it .geojson" if kind in GEOJSON_TYPES else "a topology has type: Topology, objects and arcs"
        return Problem("data-format", f"this is no TopoJSON: {_said(kind)}", place, hint)
    if version.format == "geojson" and kind not in GEOJSON_TYPES:
        hint = "name it .topojson" if kind == "Topology" else "GeoJSON is a FeatureCollection, a Feature or a geometry"
        return Problem("data-format", f"this is no GeoJSON: {_said(kind)}", place, hint)
    return None


def _said(kind: Any) -> str:
    return f"its type is {kind}" if isinstance(kind, str) else "it has no type"


def records_of(document: Any) -> Iterator[Mapping[str, Any]]:
    """What a document lists, flat: the items of a list of objects, the features of GeoJSON, the geometries of every
    object of a topology. Of features their `id` and, by name, their properties."""
    if isinstance(document, list):
        yield from (_flat(item) for item in document if isinstance(item, Mapping))
    elif isinstance(document, Mapping):
        if document.get("type") == "Topology" and isinstance(document.get("objects"), Mapping):
            for shape in document["objects"].values():
                yield from _features(shape)
        elif document.get("type") in GEOJSON_TYPES:
            yield from _features(document)


def _features(shape: Any) -> Iterator[Mapping[str, Any]]:
    if not isinstance(shape, Mapping):
        return
    inside = shape.get("features", shape.get("geometries"))
    for item in inside if isinstance(inside, list) else [shape]:
        if isinstance(item, Mapping):
            yield _flat(item)


def _flat(item: Mapping[str, Any]) -> Mapping[str, Any]:
    if item.get("type") not in GEOJSON_TYPES:
        return item
    properties = item.get("properties")
    return {
        **({"id": item["id"]} if "id" in item else {}),
        **(properties if isinstance(properties, Mapping) else {}),
    }
