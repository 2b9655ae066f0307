"""Local fonts that stand in for the theme's until those have loaded."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from nutgraf.cache import Cache, ToolsCache
from nutgraf.templates import make_assets
from nutgraf.templates.fallbacks import (
    ARIAL,
    ARIAL_BOLD,
    TIMES,
    TIMES_BOLD,
    TIMES_ITALIC,
    LocalFont,
    fit_from_json,
    measure_fit,
)
from nutgraf.templates.fonts import FAMILIES, Face
from tests.templates.sites import default_theme, site_with

LETTERS = " abcdefghijklmnopqrstuvwxyz"
SENTENCE = (
    "the seven companies make up about a third of the index and what they spend on machines that few can buy "
    "has grown in every quarter since the models came out of the laboratories where they were first tried"
)
FACES = [face for faces in FAMILIES.values() for face in faces]


def font_of(face: Face) -> bytes:
    return files(face.package).joinpath("files", face.file).read_bytes()


@pytest.mark.parametrize("local", [ARIAL, ARIAL_BOLD, TIMES, TIMES_BOLD, TIMES_ITALIC])
def test_a_local_font_has_a_width_for_every_letter(local: LocalFont) -> None:
    assert len(local.widths) == len(LETTERS)
    assert 0.4 < local.average() < 0.5


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_sentence_takes_the_same_room_in_both(face: Face) -> None:
    fit = measure_fit(font_of(face), face.local)
    with TTFont(str(files(face.package).joinpath("files", face.file)), lazy=True) as font:
        units, codes, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics
        own = sum(widths[codes[ord(letter)]][0] for letter in SENTENCE) / units
        line = (font["hhea"].ascent - font["hhea"].descent) / units
    local = sum(face.local.widths[LETTERS.index(letter)] for letter in SENTENCE) / 1000
    assert local * fit.size / 100 == pytest.approx(own, rel=0.01)
    assert (fit.ascent + fit.descent) * fit.size / 10_000 == pytest.approx(line, rel=0.001)
    assert fit_from_json(fit.to_json()) == fit


def test_the_style_sheet_has_a_stand_in_for_every_face(tmp_path: Path, tools_cache: Path) -> None:
    cache = ToolsCache(Cache(tmp_path, tools_cache))
    assets = make_assets(default_theme(), site_with(Path("no-such-folder"), {}), cache).value
    css = assets.artifacts[assets.style[1:]].content.decode()
    rules = re.findall(r"@font-face \{(.*?)\}", css, re.DOTALL)
    stand_ins = [rule for rule in rules if "local(" in rule]
    assert len(stand_ins) * 2 == len(rules)
    for rule in stand_ins:
        assert re.search(r'font-family: "Source \w+ Pro local"', rule)
        assert "size-adjust" in rule
        assert "url(" not in rule
    assert '--font-data: "Source Sans Pro", "Source Sans Pro local", ' in css
    assert '.chart[font-family^="Source Sans Pro"]' in css
