from __future__ import annotations

import copy
from typing import Any

from nutgraf.figures.naming import with_named_data

ROWS = [{"a": 1}, {"a": 2}]
TOPOLOGY: dict[str, Any] = {"type": "Topology", "objects": {}, "arcs": []}


def test_inline_data_get_names_and_equal_data_share_one() -> None:
    spec = {
        "layer": [
            {"data": {"values": ROWS}, "mark": "bar"},
            {"data": {"values": copy.deepcopy(ROWS)}, "mark": "line"},
            {"data": {"values": [{"b": 1}]}, "transform": [{"lookup": "b", "from": {"data": {"values": ROWS}}}]},
        ]
    }
    named = with_named_data(spec, {})
    assert named["datasets"] == {"inline-0": ROWS, "inline-1": [{"b": 1}]}
    assert [layer["data"] for layer in named["layer"]] == [
        {"name": "inline-0"},
        {"name": "inline-0"},
        {"name": "inline-1"},
    ]
    assert named["layer"][2]["transform"][0]["from"]["data"] == {"name": "inline-0"}


def test_one_document_in_two_formats_gets_two_names() -> None:
    """Vega refuses a name that stands for two things."""
    shapes, borders = {"type": "topojson", "feature": "land"}, {"type": "topojson", "mesh": "land"}
    spec = {
        "layer": [
            {"data": {"values": TOPOLOGY, "format": shapes}, "mark": "geoshape"},
            {"data": {"values": TOPOLOGY, "format": borders}, "mark": "geoshape"},
            {"data": {"name": "europe", "format": shapes}, "mark": "geoshape"},
        ]
    }
    named = with_named_data(spec, {"europe": TOPOLOGY})
    assert [layer["data"] for layer in named["layer"]] == [
        {"name": "europe", "format": shapes},
        {"name": "europe-format-1", "format": borders},
        {"name": "europe", "format": shapes},
    ]
    assert named["datasets"] == {"europe": TOPOLOGY, "europe-format-1": TOPOLOGY}


def test_a_document_is_named_after_its_dataset() -> None:
    spec = {"data": {"values": copy.deepcopy(TOPOLOGY), "format": {"type": "topojson"}}, "mark": "geoshape"}
    named = with_named_data(spec, {"europe": TOPOLOGY, "prices": "a frame"})
    assert (named["data"]["name"], named["datasets"]) == ("europe", {"europe": TOPOLOGY})


def test_a_documents_name_is_not_given_to_other_data() -> None:
    named = with_named_data({"data": {"values": ROWS}, "datasets": {"inline-0": [{"c": 3}]}}, {"inline-1": TOPOLOGY})
    assert named["data"] == {"name": "inline-2"}


def test_the_specs_own_name_stays() -> None:
    assert with_named_data({"data": {"name": "mine", "values": ROWS}}, {})["data"] == {"name": "mine"}


def test_text_and_plain_values_stay_where_they_are() -> None:
    for data in ({"values": "a,b\n1,2", "format": {"type": "csv"}}, {"values": [1, 2]}, {"values": []}, {"url": "x"}):
        assert with_named_data({"data": data}, {}) == {"data": data}


def test_the_argument_is_not_changed() -> None:
    spec = {"data": {"values": ROWS}, "datasets": {"x": []}}
    before = copy.deepcopy(spec)
    with_named_data(spec, {})
    assert spec == before
