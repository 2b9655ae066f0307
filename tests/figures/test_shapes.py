from __future__ import annotations

from typing import Any

from nutgraf.figures.drawn_data import drawn_data
from nutgraf.figures.publishing import published_spec
from nutgraf.figures.shapes import rows_of, without_undrawn_shapes

TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "objects": {
        "lands": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "N", "arcs": [[0, ~1]], "properties": {"name": "North", "secret": 1}},
                {"type": "GeometryCollection", "geometries": [{"type": "LineString", "arcs": [3]}], "id": "S"},
            ],
        },
        "wrecks": {"type": "LineString", "arcs": [2], "properties": {"secret": 2}},
    },
    "arcs": [[[0, 0]], [[1, 1]], [[2, 2]], [[3, 3]]],
}
FEATURES = [
    {"type": "Feature", "id": 1, "geometry": None, "properties": {"name": "Port", "secret": 1}},
    {"type": "Feature", "geometry": None, "properties": None},
]
FORM = {"type": "topojson", "feature": "lands"}


def test_shapes_are_rows_of_their_properties() -> None:
    assert rows_of(TOPOLOGY, FORM) == [{"id": "N", "properties.name": "North", "properties.secret": 1}, {"id": "S"}]
    collection = {"type": "FeatureCollection", "features": FEATURES}
    wanted = [{"id": 1, "properties.name": "Port", "properties.secret": 1}, {}]
    assert rows_of(collection, {"property": "features"}) == rows_of(FEATURES) == wanted


def test_other_documents_have_the_rows_that_the_format_names() -> None:
    assert rows_of({"crops": [{"a": 1}, 2]}, {"property": "crops"}) == [{"a": 1}]
    assert rows_of({"crops": 1}) == rows_of(None) == []


def test_only_objects_properties_and_arcs_that_are_named_are_published() -> None:
    kept = without_undrawn_shapes(TOPOLOGY, "lands\nproperties.name")
    assert list(kept["objects"]) == ["lands"]
    assert kept["objects"]["lands"]["geometries"][0]["properties"] == {"name": "North"}
    assert kept["arcs"] == [[[0, 0]], [[1, 1]], [], [[3, 3]]]


def test_features_keep_their_shape_and_lose_what_is_not_drawn() -> None:
    spec = {
        "data": {"name": "it"},
        "datasets": {"it": FEATURES},
        "mark": "geoshape",
        "encoding": {"color": {"field": "properties.name"}},
    }
    [first, second] = published_spec(spec)["datasets"]["it"]
    assert first == {"type": "Feature", "id": 1, "geometry": None, "properties": {"name": "Port"}}
    assert second == FEATURES[1]


def test_the_table_of_a_map_is_the_one_that_it_looks_up() -> None:
    spec = {
        "data": {"name": "lands", "format": FORM},
        "datasets": {"lands": TOPOLOGY, "rates": [{"land": "N", "rate": 2, "more": 3}]},
        "transform": [{"lookup": "id", "from": {"data": {"name": "rates"}, "key": "land", "fields": ["rate"]}}],
        "mark": "geoshape",
        "encoding": {"color": {"field": "rate", "title": "Rate"}},
    }
    data = drawn_data(spec, {})
    assert ([column.title for column in data.columns], data.rows) == (["land", "Rate"], (("N", "2"),))
