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
from tests.templates.colour_difference import difference, lab
from tests.templates.sites import default_theme, site_with

THEME = default_theme()
GROUNDS = ("light", "dark")
SERIES = tuple(name for name in THEME.colours if name.startswith("series-"))

Linear = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency":
# complete loss of one kind of cone, for linear RGB.
VISIONS: dict[str, tuple[Linear, Linear, Linear]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long-wave cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle-wave cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no short-wave cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Linear:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def times(matrix: tuple[Linear, Linear, Linear], colour: Linear) -> Linear:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


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
def test_marks_stand_out(ground: str, name: str) -> None:
    assert contrast(on(ground, name), on(ground, "paper")) >= 3


def least_difference(ground: str, vision: str, names: Sequence[str]) -> float:
    """The least ΔE00 between any two of the colours, as someone with this vision sees them."""
    seen = [lab(times(VISIONS[vision], linear(on(ground, name)))) for name in names]
    return min(difference(one, other) for one, other in itertools.combinations(seen, 2))


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


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_table(one: Linear, other: Linear, expected: float) -> None:
    """Sharma, Wu and Dalal 2005, table 1."""
    assert round(difference(one, other), 4) == expected


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
