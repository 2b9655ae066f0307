"""Names that have too little room, in the default theme."""

from __future__ import annotations

import re
from typing import Any

import pytest

from nutgraf.figures.pictures import raw_pictures
from nutgraf.vega.drawing import Drawer, draw_raw
from nutgraf.vega.layout.crowding import relief, wrapping
from nutgraf.vega.layout.fitting import fit
from tests.templates.sites import default_theme

Spec = dict[str, Any]

THEME = default_theme()
SECTORS = ("Farming and fishing", "Hotels, food and drink", "Energy, water and waste", "Construction", "Retail", "Army")
YEARS = tuple(str(year) for year in range(1980, 2026))
TOWNS = ("Bath", "Crewe", "Dover", "Leeds")


def columns(names: tuple[str, ...], **mark: Any) -> Spec:
    values = [{"name": name, "value": number + 1} for number, name in enumerate(names)]
    encoding = {
        "x": {"field": "name", "type": "nominal", "sort": None},
        "y": {"field": "value", "type": "quantitative"},
    }
    return {"data": {"values": values}, "mark": {"type": "bar", **mark}, "encoding": encoding}


def coloured(names: tuple[str, ...]) -> Spec:
    spec = columns(tuple(str(number) for number in range(len(names))))
    for row, name in zip(spec["data"]["values"], names, strict=True):
        row["sector"] = name
    spec["encoding"]["color"] = {"field": "sector", "type": "nominal"}
    return spec


def relieved(drawer: Drawer, spec: Spec, width: int, tried: Spec | None = None) -> Spec:
    raw = draw_raw(drawer, fit(spec, THEME, width, narrow=width < 400, laid_over=tried), THEME)
    return relief(raw.svg, raw.width, tried or {})


def shown(svg: str, role: str) -> list[str]:
    """The labels that can be seen, each as one line."""
    groups = re.findall(rf'{role}"[^>]*>(.*?)</g>', svg, re.DOTALL)
    texts = [found for group in groups for found in re.findall(r"<text ([^>]*)>(.*?)</text>", group, re.DOTALL)]
    return [
        " ".join(re.sub("<[^>]*>", " ", words).split())
        for attributes, words in texts
        if 'opacity="0"' not in attributes
    ]


def test_what_has_room_is_left_alone(drawer: Drawer) -> None:
    assert relieved(drawer, columns(TOWNS), 680) == {}
    assert relieved(drawer, coloured(TOWNS), 320) == {}


def test_of_years_some_may_be_left_out(drawer: Drawer) -> None:
    assert relieved(drawer, columns(YEARS), 320) == {}


def test_names_go_into_several_lines_and_then_aslant(drawer: Drawer) -> None:
    wrapped = relieved(drawer, columns(SECTORS), 680)
    assert set(wrapped) == {"axisXBand", "axisXPoint"}
    assert "split(" in wrapped["axisXBand"]["labelExpr"]
    assert relieved(drawer, columns(SECTORS), 680, wrapped) == {}
    slanted = relieved(drawer, columns(SECTORS), 320)
    assert slanted["axisXBand"]["labelAngle"] < 0
    assert relieved(drawer, columns(SECTORS), 320, slanted) == {}


def test_legends_get_fewer_columns_until_they_fit(drawer: Drawer) -> None:
    names = tuple(f"{name} and everything else" for name in SECTORS)
    tried: Spec = {}
    steps = []
    for _ in range(5):
        more = relieved(drawer, coloured(names), 680, tried)
        if not more:
            break
        tried = more
        steps.append(more["legend"]["columns"])
    assert steps
    assert steps == sorted(steps, reverse=True)
    assert relieved(drawer, coloured(names), 680, tried) == {}


def test_legends_side_by_side_that_do_not_fit_stand_one_below_the_other(drawer: Drawer) -> None:
    spec = coloured(TOWNS)
    spec["mark"] = "point"
    spec["encoding"]["size"] = {"field": "value", "type": "quantitative", "title": "Size of the place in numbers"}
    found = relieved(drawer, spec, 320)
    assert found["legend"]["layout"]["top"]["direction"] == "vertical"
    assert relieved(drawer, spec, 320, found) == {}


@pytest.mark.parametrize("spec", [columns(SECTORS), coloured(SECTORS)], ids=["axis", "legend"])
def test_every_name_is_in_both_drawings(drawer: Drawer, spec: Spec) -> None:
    role = "role-axis-label" if "color" not in spec["encoding"] else "role-legend-label"
    for raw in raw_pictures(drawer, THEME, spec, spec):
        assert set(SECTORS) <= set(shown(raw.svg, role))


def test_long_names_beside_bars_stand_in_two_lines_in_the_narrow_drawing(drawer: Drawer) -> None:
    name = "Accommodation and food services"
    spec = columns((name, "Defence"))
    spec["encoding"] = {"y": spec["encoding"]["x"], "x": spec["encoding"]["y"]}
    wide, narrow = raw_pictures(drawer, THEME, spec, spec)
    assert name in shown(wide.svg, "role-axis-label")
    assert name in shown(narrow.svg, "role-axis-label")
    assert f">{name}<" in wide.svg
    assert f">{name}<" not in narrow.svg


def test_an_author_who_sets_an_angle_keeps_it(drawer: Drawer) -> None:
    spec = columns(SECTORS)
    spec["encoding"]["x"]["axis"] = {"labelAngle": -90}
    wide, _ = raw_pictures(drawer, THEME, spec, spec)
    assert "rotate(270)" in wide.svg


def test_labels_are_broken_between_words(drawer: Drawer) -> None:
    spec = columns(("Farming and fishing", "Manufacturing", "A"))
    spec["encoding"]["x"]["axis"] = {"labelExpr": wrapping(12)}
    svg = draw_raw(drawer, fit(spec, THEME, 680, narrow=False), THEME).svg
    lines = [
        re.findall(r"<tspan[^>]*>([^<]*)", text) or [text] for text in re.findall(r"<text [^>]*>(.*?)</text>", svg)
    ]
    assert ["Farming and", "fishing"] in lines
    assert ["Manufacturing"] in lines
