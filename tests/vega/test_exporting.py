from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw
from nutgraf.vega.exports.exporting import PictureWords, compose_picture
from nutgraf.vega.exports.outlines import outlined
from nutgraf.vega.exports.png import export_png
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import fit

SPEC = {
    "data": {"values": [{"k": "a", "v": 3}, {"k": "b", "v": 5}]},
    "mark": {"type": "bar", "color": "var(--series-1)", "blend": "multiply", "cornerRadius": 3},
    "encoding": {"x": {"field": "k", "type": "nominal"}, "y": {"field": "v", "type": "quantitative"}},
}


@pytest.fixture
def drawing(drawer: Drawer, theme: Theme) -> Svg:
    return draw(drawer, fit(SPEC, theme, 500, narrow=False), theme, title="T", description="D")


def texts(svg: str) -> list[str]:
    return [
        "".join(element.itertext()) for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")
    ]


def test_words_stand_around_the_drawing(press: Press, theme: Theme, drawing: Svg) -> None:
    words = PictureWords("A & B", "Sub", "Source: <x>", "Nutgraf", "Two bars")
    svg = compose_picture(press, drawing, theme, words)
    assert texts(svg)[:2] == ["A & B", "Sub"]
    assert texts(svg)[-2:] == ["Source: <x>", "Nutgraf"]
    assert svg.index(">A &amp; B</text>") < svg.index('class="mark-rect') < svg.index(">Nutgraf</text>")
    assert "<title>A &amp; B</title><desc>Two bars</desc>" in svg


def test_named_colours_are_those_of_light_paper(press: Press, theme: Theme, drawing: Svg) -> None:
    assert "var(--series-1)" in drawing.text
    svg = compose_picture(press, drawing, theme, PictureWords("T"))
    assert "var(" not in svg
    assert 'fill="#2b6a8f"' in svg
    assert 'fill="#fcfbf8"' in svg
    assert 'style="mix-blend-mode:multiply"' in svg


def test_long_words_are_wrapped_to_the_width(press: Press, theme: Theme, drawing: Svg) -> None:
    title = "How the ten largest companies came to weigh more than all the others in the index together"
    lines = texts(compose_picture(press, drawing, theme, PictureWords(title)))
    wrapped = [line for line in lines if line in title and " " in line]
    assert " ".join(wrapped) == title
    assert len(wrapped) == 2
    assert all(press.text_width(line, 22, 600, theme.fonts.data) <= 500 for line in wrapped)
    endless = "x" * 200
    assert endless in texts(compose_picture(press, drawing, theme, PictureWords(endless)))


def test_empty_words_take_no_room(press: Press, theme: Theme, drawing: Svg) -> None:
    def height(**words: str) -> float:
        svg = compose_picture(press, drawing, theme, PictureWords("T", **words))
        return float(ElementTree.fromstring(svg).attrib["height"])

    assert height() < height(source="S") < height(source="S", site="N")


def test_a_font_of_the_author_stays_with_the_drawing(press: Press, theme: Theme) -> None:
    spec = {**SPEC, "config": {"font": "Source Serif Pro"}}
    drawing = draw(press.drawer, fit(spec, theme, 500, narrow=False), theme)
    svg = compose_picture(press, drawing, theme, PictureWords("T"))
    families = [element.get("font-family") for element in ElementTree.fromstring(svg).iter() if "text" in element.tag]
    assert families[0] is None
    assert set(families[1:]) == {"Source Serif Pro"}


def test_the_png_has_two_pixels_to_the_px(press: Press, theme: Theme, drawing: Svg) -> None:
    svg = outlined(compose_picture(press, drawing, theme, PictureWords("T", source="S")), press.lettering, "sans").svg
    png = export_png(svg)
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    root = ElementTree.fromstring(svg).attrib
    assert (width, height) == (2 * float(root["width"]), 2 * float(root["height"]))
    assert export_png(svg) == png


def test_only_drawings_can_be_exported(press: Press, theme: Theme) -> None:
    with pytest.raises(ValueError, match="not one that draw"):
        compose_picture(press, Svg("<p/>", 1, 1), theme, PictureWords("T"))
