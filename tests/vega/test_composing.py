"""Compositions whose widths the author left open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, RawDrawing, draw_raw
from nutgraf.vega.layout.arranging import columns_that_fit, rows, sized, wanted_columns, with_columns, wrapping_kind
from nutgraf.vega.layout.composing import compose

Spec = dict[str, Any]

X = {"field": "a", "type": "quantitative"}
Y = {"field": "b", "type": "quantitative"}
PLOT: Spec = {"mark": "point", "encoding": {"x": X, "y": Y}}
BY_KIND = {"field": "kind", "type": "nominal"}


def values(kinds: int) -> Spec:
    return {"values": [{"a": a, "b": a * 1000, "kind": f"Kind {kind}"} for kind in range(kinds) for a in range(3)]}


def facetted(kinds: int, **channels: Spec) -> Spec:
    return {"data": values(kinds), "mark": "point", "encoding": {"x": X, "y": Y, **channels}}


MATRIX: Spec = {
    "data": values(1),
    "repeat": {"row": ["a", "b"], "column": ["a", "b"]},
    "spec": {
        "mark": "point",
        "encoding": {
            "x": {"field": {"repeat": "column"}, "type": "quantitative"},
            "y": {"field": {"repeat": "row"}, "type": "quantitative"},
        },
    },
}
COMPOSITIONS: dict[str, Spec] = {
    "side by side": {"data": values(1), "hconcat": [PLOT, PLOT]},
    "one below the other": {"data": values(1), "vconcat": [PLOT, PLOT]},
    "one above two": {"data": values(1), "vconcat": [PLOT, {"hconcat": [PLOT, PLOT]}]},
    "in columns": {"data": values(1), "concat": [PLOT, PLOT, PLOT], "columns": 2},
    "by column": facetted(3, column=BY_KIND),
    "by row": facetted(2, row=BY_KIND),
    "wrapped": facetted(7, facet=BY_KIND),
    "by an operator": {"data": values(4), "facet": BY_KIND, "columns": 4, "spec": {"layer": [PLOT, PLOT]}},
    "grid of an operator": {"data": values(2), "facet": {"row": BY_KIND, "column": BY_KIND}, "spec": PLOT},
    "repeated": {**MATRIX, "repeat": ["a", "b"], "spec": {"mark": "bar", "encoding": {"x": Y}}},
    "matrix": MATRIX,
    "repeated in layers": {**MATRIX, "repeat": {"layer": ["a", "b"]}, "spec": PLOT},
}


@pytest.fixture
def measure(drawer: Drawer, theme: Theme) -> Callable[[Spec], RawDrawing]:
    return lambda spec: draw_raw(drawer, spec, theme)


@pytest.mark.parametrize("width", [680, 320])
@pytest.mark.parametrize("name", COMPOSITIONS)
def test_a_composition_is_as_wide_as_asked(
    name: str, width: int, theme: Theme, measure: Callable[[Spec], RawDrawing]
) -> None:
    spec = COMPOSITIONS[name]
    fitted = compose(spec, theme, width, narrow=width < 400, measure=measure)
    assert width - 8 <= measure(fitted).width <= width
    assert fitted == compose(spec, theme, width, narrow=width < 400, measure=measure)


def test_plots_alone_in_their_rows_stand_in_line(theme: Theme, measure: Callable[[Spec], RawDrawing]) -> None:
    wide_labels = {"mark": "point", "encoding": {"x": X, "y": {**Y, "axis": {"format": ",.6f"}}}}
    fitted = compose({"data": values(1), "vconcat": [PLOT, wide_labels]}, theme, 680, narrow=False, measure=measure)
    first, second = (view["width"] for view in fitted["vconcat"])
    assert first == second


def test_rows_of_several_plots_end_where_single_ones_end(theme: Theme, measure: Callable[[Spec], RawDrawing]) -> None:
    fitted = compose(COMPOSITIONS["one above two"], theme, 680, narrow=False, measure=measure)
    for row in (fitted["vconcat"][:1], fitted["vconcat"][1:]):
        assert 670 <= measure({**fitted, "vconcat": row}).width <= 680


def test_a_phone_gets_fewer_columns(theme: Theme, measure: Callable[[Spec], RawDrawing]) -> None:
    def columns(spec: Spec, width: int) -> int:
        return int(compose(spec, theme, width, narrow=width < 400, measure=measure)["encoding"]["facet"]["columns"])

    wrapped = COMPOSITIONS["wrapped"]
    assert (columns(wrapped, 680), columns(wrapped, 320)) == (4, 2)
    by_column = facetted(6, column={**BY_KIND, "header": {"title": None}})
    assert (columns(by_column, 680), columns(by_column, 320)) == (6, 2)


def test_too_many_plots_side_by_side_are_drawn_too_wide(theme: Theme, measure: Callable[[Spec], RawDrawing]) -> None:
    spec = {"data": values(1), "hconcat": [PLOT] * 8}
    assert measure(compose(spec, theme, 320, narrow=True, measure=measure)).width > 8 * 44


def test_narrow_plots_are_lower(theme: Theme, measure: Callable[[Spec], RawDrawing]) -> None:
    def height(spec: Spec) -> float:
        return measure(compose(spec, theme, 680, narrow=False, measure=measure)).height

    assert height(facetted(4, column=BY_KIND)) < height(facetted(2, column=BY_KIND)) < height(facetted(1, row=BY_KIND))
    own = facetted(4, column=BY_KIND)
    assert height({**own, "height": 300}) > 300


@pytest.mark.parametrize(
    ("spec", "kind", "wanted"),
    [
        ({"concat": [PLOT]}, "concat", None),
        ({"concat": [PLOT], "columns": 2}, "concat", 2),
        ({"repeat": ["a"], "spec": PLOT, "columns": 3}, "repeat", 3),
        ({"repeat": {"column": ["a"]}, "spec": PLOT}, None, None),
        ({"facet": BY_KIND, "spec": PLOT, "columns": 3}, "facet", 3),
        ({"facet": {"column": BY_KIND}, "spec": PLOT}, "facet", 0),
        ({"facet": {"row": BY_KIND}, "spec": PLOT}, None, None),
        (facetted(1, facet={**BY_KIND, "columns": 5}), "facet", 5),
        (facetted(1, column=BY_KIND), "facet", 0),
        (facetted(1, column=BY_KIND, row=BY_KIND), None, 0),
        ({"hconcat": [PLOT, PLOT]}, None, None),
    ],
)
def test_what_may_go_into_more_rows(spec: Spec, kind: str | None, wanted: int | None) -> None:
    assert (wrapping_kind(spec), wanted_columns(spec)) == (kind, wanted)


@pytest.mark.parametrize(
    ("kind", "plots", "wanted", "width", "columns"),
    [
        ("facet", 3, 3, 320, 3),
        ("facet", 4, 4, 320, 2),
        ("facet", 4, 0, 680, 4),
        ("facet", 5, None, 680, 3),
        ("facet", 1, None, 680, 1),
        ("repeat", 2, 2, 320, 2),
        ("concat", 3, 3, 680, 3),
        ("concat", 2, 2, 320, 1),
    ],
)
def test_columns_that_fit(kind: str, plots: int, wanted: int | None, width: int, columns: int) -> None:
    assert columns_that_fit(kind, plots, wanted, width) == columns


def test_facets_by_column_become_wrapped_ones() -> None:
    assert with_columns({"facet": {"column": BY_KIND}, "spec": PLOT}, 2) == {
        "facet": BY_KIND,
        "spec": PLOT,
        "columns": 2,
    }
    facet = with_columns(facetted(1, column=BY_KIND), 2)["encoding"]
    assert facet == {"x": X, "y": Y, "facet": {**BY_KIND, "columns": 2}}


def test_a_width_is_shared_out() -> None:
    spec = {"vconcat": [PLOT, {"hconcat": [PLOT, {"vconcat": [PLOT, PLOT]}]}]}
    assert rows(spec) == [0, 2]
    first, second = sized(spec, {0: 100, 2: 90}, least=10)["vconcat"]
    assert first["width"] == 100
    left, right = second["hconcat"]
    assert [left["width"], *(view["width"] for view in right["vconcat"])] == [45, 45, 45]
    assert sized(PLOT, {0: 5}, least=10)["width"] == 10
