"""In the default theme every mark, axis and legend takes its colours from the theme, so that they follow the paper."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from nutgraf.vega.drawing import Drawer, draw
from nutgraf.vega.layout.fitting import fit
from tests.templates.sites import default_theme
from tests.vega.reference import gallery

THEME = default_theme()
RANGES = {
    colour for name in ("ramp", "heatmap", "ordinal", "diverging") for colour in THEME.chart.config["range"][name]
}
PAINT = re.compile(r' (?:fill|stroke|stop-color)="([^"]*)"')
TEXT = re.compile(r"<text ([^>]*)>")

# A rule whose only places are in pixels is drawn black by Vega-Lite itself; a title gets its colour from a style.
SPECS = sorted(gallery().keys() - {"marks/positions-in-pixels", "texts/titles"})


def followed_by_theme(colour: str, own: str) -> bool:
    """Whether a paint is a named colour, none, one between those of a scale, or one that the spec itself says."""
    if colour in ("none", "transparent") or colour.startswith(("var(--", "url(#", "rgb(")):
        return True
    return colour in RANGES or colour.lower() in own


@pytest.mark.parametrize("name", SPECS)
def test_no_mark_axis_or_legend_has_a_colour_of_its_own(drawer: Drawer, name: str) -> None:
    spec: dict[str, Any] = {key: value for key, value in gallery()[name].items() if key != "config"}
    own = json.dumps(spec).lower()
    svg = draw(drawer, fit(spec, THEME, 680, narrow=False), THEME).text
    assert {attributes for attributes in TEXT.findall(svg) if "fill=" not in attributes} == set()
    if '"scheme"' not in own:
        assert {colour for colour in PAINT.findall(svg) if not followed_by_theme(colour, own)} == set()
