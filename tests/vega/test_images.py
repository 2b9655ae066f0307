from __future__ import annotations

import copy
from typing import Any

from nutgraf.vega.images import ComputedAddresses, ImageAddress, image_addresses, with_images

ROWS = [{"a": 1, "logo": "x.png"}, {"a": 2, "logo": "y.png"}, {"a": 3, "logo": "data:image/png;base64,AA"}, {"a": 4}]
BY_COLUMN: dict[str, Any] = {
    "data": {"name": "d"},
    "datasets": {"d": ROWS},
    "mark": "image",
    "encoding": {"x": {"field": "a"}, "url": {"field": "logo"}},
}


def test_addresses_stand_in_marks_values_constants_columns_and_conditions() -> None:
    spec = {
        "datasets": {"d": ROWS},
        "encoding": {"url": {"condition": {"test": "true", "value": "c.png"}, "field": "logo"}},
        "layer": [
            {"mark": {"type": "image", "url": "m.png"}},
            {"hconcat": [{"mark": "image", "encoding": {"url": {"datum": "e.png"}}}]},
            {"mark": "point", "encoding": {"url": {"value": "no-image.png"}}},
        ],
    }
    found = {one.address: one.pointer for one in image_addresses(spec) if isinstance(one, ImageAddress)}
    assert found == {
        "c.png": ("encoding", "url", "condition", "value"),
        "x.png": ("encoding", "url", "field"),
        "y.png": ("encoding", "url", "field"),
        "m.png": ("layer", 0, "mark", "url"),
        "e.png": ("layer", 1, "hconcat", 0, "encoding", "url", "datum"),
    }


def test_what_only_a_drawing_could_tell_is_told_apart() -> None:
    by_transform = {**BY_COLUMN, "encoding": {"url": {"field": "made"}}}
    by_expression = {"mark": {"type": "image", "url": {"expr": "'a' + 'b'"}}}
    assert image_addresses(by_transform) == (ComputedAddresses(("encoding", "url", "field")),)
    assert image_addresses(by_expression) == (ComputedAddresses(("mark", "url")),)


def test_an_address_is_told_once() -> None:
    layers = [{"mark": {"type": "image", "url": "m.png"}}, {"mark": {"type": "image", "url": "m.png"}}]
    assert [one.pointer for one in image_addresses({"layer": layers})] == [("layer", 0, "mark", "url")]


def test_pictures_take_the_place_of_their_addresses() -> None:
    spec = {
        "encoding": {"url": {"condition": {"test": "true", "value": "c.png"}, "value": "other.png"}},
        "layer": [{"mark": {"type": "image", "url": "m.png", "width": 9}}, {"mark": "bar"}],
    }
    inlined = with_images(spec, {"c.png": "data:c", "m.png": "data:m"})
    assert inlined["encoding"]["url"] == {"condition": {"test": "true", "value": "data:c"}, "value": "other.png"}
    assert inlined["layer"] == [{"mark": {"type": "image", "url": "data:m", "width": 9}}, {"mark": "bar"}]
    assert "datasets" not in inlined


def test_a_column_of_addresses_looks_its_pictures_up() -> None:
    before = copy.deepcopy(BY_COLUMN)
    inlined = with_images(BY_COLUMN, {"x.png": "data:x", "y.png": "data:y", "m.png": "data:m"})
    assert before == BY_COLUMN
    assert inlined["datasets"] == {
        "d": ROWS,
        "images-0": [
            {"address": "x.png", "image": "data:x"},
            {"address": "y.png", "image": "data:y"},
            {"address": "data:image/png;base64,AA", "image": "data:image/png;base64,AA"},
        ],
    }
    [lookup] = inlined["transform"]
    assert (lookup["lookup"], lookup["from"]["data"], lookup["as"]) == ("logo", {"name": "images-0"}, ["image of logo"])
    assert inlined["encoding"]["url"] == {"field": "image of logo"}


def test_lookups_come_after_the_views_own_transforms() -> None:
    spec = {**BY_COLUMN, "transform": [{"filter": "datum.a > 1"}], "datasets": {"d": ROWS, "images-0": []}}
    inlined = with_images(spec, {"x.png": "data:x"})
    assert [next(iter(step)) for step in inlined["transform"]] == ["filter", "lookup"]
    assert inlined["transform"][1]["from"]["data"] == {"name": "images-1"}


def test_a_column_without_paths_is_left_alone() -> None:
    spec = {**BY_COLUMN, "datasets": {"d": ROWS[2:]}}
    assert with_images(spec, {"x.png": "data:x"}) == spec
