"""The theme file, and what its colours promise to readers."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from charts._palette import COMPANY_COLOURS
from nutgraf.decode import decode_toml
from nutgraf.model.theme import Colour
from nutgraf.problems import Location, Problem
from nutgraf.templates import read_theme
from nutgraf.vega.honesty.vision import VISIONS, contrast, over, seen_difference
from tests.templates.sites import default_theme, site_with

THEME = default_theme()
GROUNDS = ("light", "dark")
SERIES = tuple(name for name in THEME.colours if name.startswith("series-"))


def on(ground: str, name: str) -> str:
    colour = THEME.colours[name]
    return colour.light if ground == "light" else colour.dark


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("behind", ["paper", "tint"])
@pytest.mark.parametrize("name", ["ink", "muted", "hot", "cool", "series-6"])
def test_text_can_be_read(ground: str, behind: str, name: str) -> None:
    assert contrast(on(ground, name), on(ground, behind)) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", SERIES)
def test_marks_stand_out_through_their_opacity(ground: str, name: str) -> None:
    config = THEME.chart.config
    opacity = min(config["area"]["fillOpacity"], *(config[mark]["opacity"] for mark in ("point", "circle", "square")))
    paper = on(ground, "paper")
    assert contrast(over(on(ground, name), opacity, paper), paper) >= 3


def least_difference(ground: str, vision: str, names: Sequence[str]) -> float:
    """The least ΔE00 between any two of the colours, as someone with this vision sees them."""
    return min(
        seen_difference(on(ground, one), on(ground, other), vision) for one, other in itertools.combinations(names, 2)
    )


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("vision", VISIONS)
def test_series_differ_for_every_reader(ground: str, vision: str) -> None:
    assert least_difference(ground, vision, SERIES) >= 10


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("vision", VISIONS)
def test_the_hot_colour_differs_from_what_stands_beside_it(ground: str, vision: str) -> None:
    """Brown, the sixth series, is not among it: without long-wave cones it looks like the hot one on light paper."""
    assert least_difference(ground, vision, ("hot", "cool", "ink", "muted")) >= 10
    companies = [colour.removeprefix("var(--").removesuffix(")") for colour in COMPANY_COLOURS.values()]
    assert least_difference(ground, vision, companies) >= 8


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["ramp", "heatmap", "ordinal", "diverging"])
def test_continuous_colours_stand_out_on_both_papers(ground: str, name: str) -> None:
    for colour in THEME.chart.config["range"][name]:
        assert contrast(colour, on(ground, "paper")) >= 1.9


def test_there_are_seven_series_and_charts_use_them_in_order() -> None:
    assert THEME.chart.config["range"]["category"] == [f"var(--series-{number})" for number in range(1, 8)]
    assert tuple(f"series-{number}" for number in range(1, 8)) == SERIES


def test_charts_name_only_colours_that_there_are() -> None:
    configs = json.dumps([THEME.chart.config, THEME.chart.narrow_config])
    named = set(re.findall(r"var\(--([\w-]+)\)", configs))
    assert named
    assert named <= set(THEME.colours)
    assert not re.search(r"var\((?!--[\w-]+\))", configs)


def test_the_narrow_drawing_has_smaller_letters_but_no_tiny_ones() -> None:
    wide, narrow = THEME.chart.config, THEME.chart.narrow_config
    for key in ("axis", "legend"):
        assert 10 <= narrow[key]["labelFontSize"] < wide[key]["labelFontSize"]
    assert (THEME.chart.wide, THEME.chart.narrow) == (680, 320)


def test_charts_are_set_in_the_data_font() -> None:
    assert THEME.chart.config["font"] == THEME.fonts.data


def test_a_site_changes_what_it_says_and_keeps_the_rest(tmp_path: Path) -> None:
    text = '[colours]\nhot = { light = "#aa0000", dark = "#ffaaaa" }\nown = { light = "#000000", dark = "#ffffff" }\n'
    outcome = read_theme(site_with(tmp_path, {"templates/theme.toml": text}), decode_toml)
    assert outcome.problems == ()
    assert outcome.value.colours["hot"] == Colour("#aa0000", "#ffaaaa")
    assert outcome.value.colours["own"] == Colour("#000000", "#ffffff")
    assert outcome.value.colours["paper"] == THEME.colours["paper"]
    assert outcome.value.chart == THEME.chart


def test_a_chart_config_replaces_the_default_one_as_a_whole(tmp_path: Path) -> None:
    text = "[chart]\nwide = 600\n[chart.config.axis]\ngrid = true\n"
    chart = read_theme(site_with(tmp_path, {"templates/theme.toml": text}), decode_toml).value.chart
    assert chart.config == {"font": "Source Sans Pro", "axis": {"grid": True}}
    assert chart.narrow_config == THEME.chart.narrow_config
    assert (chart.wide, chart.narrow) == (600, 320)


def test_everything_that_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    text = (
        '[fonts]\ntext = "Sauce Serif Pro"\n\n'
        '[colours]\nhot = { light = "red", dark = "#ff0000" }\nBig = { light = "#000000", dark = "#FFFFFF" }\n'
    )
    problems = read_theme(site_with(tmp_path, {"templates/theme.toml": text}), decode_toml).problems
    path = "templates/theme.toml"
    assert problems == (
        Problem("theme", "light colour of `hot` is 'red'", Location(path, 5, 1, 4), HEX_HINT),
        Problem(
            "theme", "`Big` cannot name a colour", Location(path, 6, 1, 4), "use lower-case letters, digits and hyphens"
        ),
        Problem("theme", "dark colour of `Big` is '#FFFFFF'", Location(path, 6, 1, 4), HEX_HINT),
        Problem(
            "theme",
            'there is no font "Sauce Serif Pro" to draw with',
            Location(path, 2, 1, 5),
            "did you mean Source Serif Pro or Source Sans Pro?",
        ),
    )


HEX_HINT = "write it as #rrggbb, with lower-case digits"


@pytest.mark.parametrize("text", ["[colours\n", '[colours]\nhot = { light = "#aa0000" }\n', "[fonts]\ntxt = 1\n"])
def test_a_theme_that_cannot_be_decoded_leaves_a_whole_one(tmp_path: Path, text: str) -> None:
    outcome = read_theme(site_with(tmp_path, {"templates/theme.toml": text}), decode_toml)
    assert outcome.problems
    assert all(problem.location.path == "templates/theme.toml" for problem in outcome.problems)
    assert set(outcome.value.colours) >= set(THEME.colours)
    assert outcome.value.chart.config
