from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.datasets.documents import read_document, records_of
from nutgraf.datasets.summary import describe_version
from nutgraf.model.dataset import Version
from nutgraf.problems import Location

FEATURES = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 7, "properties": {"n": "A", "x": [1]}}]}'
)
TOPOLOGY = (
    '{"type": "Topology", "objects": {"a": {"type": "Point", "id": 1}, "b": {"geometries": [{"id": 2}]}}, "arcs": []}'
)


def version(ending: str) -> Version:
    return Version(dt.date(2026, 5, 31), f"data/it/2026-05-31.{ending}", "")


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("json", "[1, null]"),
        ("json", FEATURES),
        ("geojson", FEATURES),
        ("geojson", '{"type": "Point", "coordinates": [1, 2]}'),
        ("topojson", TOPOLOGY),
        ("json", "\ufeff{}"),
    ],
)
def test_what_can_be_read(ending: str, text: str) -> None:
    outcome = read_document(text.encode(), version(ending))
    assert outcome.problems == ()
    assert outcome.value is not None


@pytest.mark.parametrize(
    ("ending", "text", "code", "message", "hint", "column"),
    [
        (
            "topojson",
            FEATURES,
            "data-format",
            "this is no TopoJSON: its type is FeatureCollection",
            "name it .geojson",
            10,
        ),
        ("geojson", TOPOLOGY, "data-format", "this is no GeoJSON: its type is Topology", "name it .topojson", 10),
        ("geojson", "[1]", "data-format", "this is no GeoJSON: it has no type", "GeoJSON is a Feature", 1),
        ("topojson", '{"type": "Topology"}', "data-format", "this is no TopoJSON: its type is Topology", "objects", 10),
        ("json", "[1,]", "json-syntax", "a value should stand here", "JSON has no comments", 4),
        ("json", '{"a": NaN}', "json-syntax", "NaN is not JSON", "", 7),
    ],
)
def test_what_is_not_what_its_name_says(
    ending: str, text: str, code: str, message: str, hint: str, column: int
) -> None:
    (problem,) = read_document(text.encode(), version(ending)).problems
    assert (problem.code, problem.message) == (code, message)
    assert hint in problem.hint
    place = problem.location
    assert (place.path, place.line, place.column) == (f"data/it/2026-05-31.{ending}", 1, column)


def test_bytes_that_are_no_text() -> None:
    (problem,) = read_document(b'{"a": "\xe9"}', version("json")).problems
    assert (problem.code, problem.location) == ("csv-encoding", Location("data/it/2026-05-31.json", 1, 8, 9))


def test_records() -> None:
    def records(ending: str, text: str) -> list[object]:
        return list(records_of(read_document(text.encode(), version(ending)).value))

    assert records("json", '[{"a": 1}, 2]') == [{"a": 1}]
    assert records("json", '{"a": [1]}') == []
    assert records("geojson", FEATURES) == [{"id": 7, "n": "A", "x": [1]}]
    assert records("topojson", TOPOLOGY) == [{"id": 1}, {"id": 2}]


def test_the_page_of_a_dataset_shows_features() -> None:
    summary = describe_version(FEATURES.encode(), version("geojson"), 12).value
    assert summary is not None
    assert (summary.rows, summary.noun) == (1, "feature")
    assert [column.name for column in summary.columns] == ["id", "n", "x"]
    assert summary.preview == (("7", "A", "[1]"),)
