"""From a published spec to its picture, without what else makes a site.

This module and `from_data` are where a bundle's drawing module begins: it holds them and whatever they import. Needs
mini-racer and brotli.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # has no types

from nutgraf.figures.drawn_data import csv_bytes, drawn_data
from nutgraf.figures.pictures import raw_picture
from nutgraf.figures.printing import plain_picture
from nutgraf.figures.publishing import spec_bytes
from nutgraf.figures.tasks import House
from nutgraf.figures.words import read_words
from nutgraf.model.config import FigureOptions
from nutgraf.model.recipe import Recipe
from nutgraf.vega.composing_script import composed_script
from nutgraf.vega.drawing import drawer_of, finished
from nutgraf.vega.exports.lettering import FAMILIES, Lettering, Table, face_id
from nutgraf.vega.exports.outlines import outlined
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import font_list

VEGA = "vega.js.br"
FONTS = "fonts/"
PACKED = ".json.br"


def house_of(recipe: Recipe) -> House:
    """What the site of a recipe gives to its figures; an exhibit may take as long as it wants."""
    return House(recipe.theme, FigureOptions(), recipe.site_title, recipe.locale, seconds=3600.0)


def open_press(module: Path) -> Press:
    """A press that draws with the Vega and the fonts of a drawing module, a zip."""
    with zipfile.ZipFile(module) as archive:
        vega = brotli.decompress(archive.read(VEGA)).decode()
        fonts = [name for name in archive.namelist() if name.startswith(FONTS)]
        texts = {name[len(FONTS) : -len(PACKED)]: brotli.decompress(archive.read(name)).decode() for name in fonts}
    case = _Fonts(texts)
    return Press(drawer_of(composed_script(vega, case.by_family())), Lettering(case), module.parent)


def redrawn(press: Press, recipe: Recipe, name: str, spec: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of a figure by extension, made from its published spec: "csv" where it shows a table, "svg" and
    "vl.json". Raises DrawingError."""
    house, plan = house_of(recipe), recipe.figures[name]
    words = read_words(spec, plan.exhibit)
    raw = raw_picture(press.drawer, house.theme, spec, narrow=False)
    drawing = finished(raw, words.title, words.description)
    picture = plain_picture(press, house, plan, words, drawing)
    data = drawn_data(spec, {})
    return {
        **({"csv": csv_bytes(data)} if data.columns else {}),
        "svg": outlined(picture, press.lettering, font_list(house.theme.fonts.data)).svg.encode(),
        "vl.json": spec_bytes(spec),
    }


class _Fonts:
    """The type case of a drawing module: the tables of faces as JSON, by the names of the faces."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def table(self, family: str, face: str) -> Table:
        table: Table = json.loads(self._texts[face_id(family, face)])
        return table

    def by_family(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {face_id(family, ""): {} for family in FAMILIES}
        for face, text in self._texts.items():
            family, slash, name = face.partition("/")
            found[family + slash][name] = text
        return {family: found[face_id(family, "")] for family in FAMILIES}
