from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from nutgraf.vega.exports.lettering import Font, Lettering
from nutgraf.vega.exports.outlines import in_own_fonts, outlined

SANS = "Source Sans Pro, sans-serif"
HREF = "{http://www.w3.org/1999/xlink}href"


def picture(content: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80" viewBox="0 0 300 80"><title>T</title>'
        f'<rect width="300" height="80" fill="#ffffff"/>{content}</svg>'
    )


def lines(svg: str) -> list[ElementTree.Element]:
    return [element for element in ElementTree.fromstring(svg).iter() if element.get("aria-label") is not None]


def starts(line: ElementTree.Element) -> list[float]:
    return [float(letter.get("x", 0)) for letter in line]


def test_a_line_is_a_group_of_letters(lettering: Lettering) -> None:
    svg = outlined(picture('<text x="10" y="20" font-size="13px" fill="#333333">a &amp; a</text>'), lettering, SANS).svg
    (line,) = lines(svg)
    assert line.attrib == {"transform": "translate(10,20)scale(.013)", "aria-label": "a & a", "fill": "#333333"}
    assert [letter.get(HREF) for letter in line] == ["#s4-61", "#s4-26", "#s4-61"]
    assert starts(line) == [0, 704, 1513]
    assert "<text" not in svg


def test_each_glyph_is_drawn_once_for_the_picture(lettering: Lettering) -> None:
    svg = outlined(picture('<text font-size="13px">anna</text><text font-size="30px">nana</text>'), lettering, SANS).svg
    paths = re.findall(r'<path id="([^"]+)"', svg)
    assert paths == ["s4-61", "s4-6e"]
    # The definitions come before what uses them, and after the words that name the picture.
    assert svg.index("</title>") < svg.index("<defs>") < svg.index("<use")


@pytest.mark.parametrize(("anchor", "part"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_lines_hang_where_they_are_anchored(lettering: Lettering, anchor: str, part: float) -> None:
    text = f'<text text-anchor="{anchor}" transform="translate(5,6)rotate(-90)" font-size="10px">Away</text>'
    (line,) = lines(outlined(picture(text), lettering, SANS).svg)
    assert line.get("transform") == "translate(5,6)rotate(-90)scale(.01)"
    measured = lettering.line("Away", Font(SANS))
    assert measured is not None
    assert starts(line)[0] == -round(part * measured.width)
    assert "text-anchor" not in line.attrib


def test_several_lines_share_paint_and_place(lettering: Lettering) -> None:
    text = (
        '<text transform="translate(5,6)" font-size="10px" opacity="0.5">'
        '<tspan>one</tspan><tspan x="0" dy="15">two</tspan><tspan x="0" dy="15">three</tspan></text>'
    )
    svg = outlined(picture(text), lettering, SANS).svg
    assert [line.get("transform") for line in lines(svg)] == [
        "scale(.01)",
        "translate(0,15)scale(.01)",
        "translate(0,30)scale(.01)",
    ]
    assert svg.count('<g transform="translate(5,6)" opacity="0.5">') == 1


def test_lines_around_letters_keep_their_width(lettering: Lettering) -> None:
    svg = outlined(picture('<text font-size="20px" stroke="#fff" stroke-width="3">a</text>'), lettering, SANS).svg
    assert lines(svg)[0].get("stroke-width") == "150"


def test_text_of_other_scripts_stays_text(lettering: Lettering) -> None:
    words = outlined(
        picture('<text font-size="13px">Tokyo 東京</text><text font-size="13px">ok</text>'), lettering, SANS
    )
    assert words.missing == "東京"
    assert '<text font-size="13px">Tokyo 東京</text>' in words.svg
    assert [line.get("aria-label") for line in lines(words.svg)] == ["ok"]


def test_what_outlines_cannot_say_stays_text(lettering: Lettering) -> None:
    for attributes in ('letter-spacing="2"', 'dir="rtl"', 'font-family="monospace"', 'font-size="2em"'):
        text = f"<text {attributes}>abc</text>"
        assert text in outlined(picture(text), lettering, SANS).svg


def test_pdf_text_names_our_own_fonts(lettering: Lettering) -> None:
    names = {"Source Sans Pro": "Own Sans", "Source Serif Pro": "Own Serif"}
    content = (
        '<text font-size="13px">a <tspan>b</tspan></text><text font-size="13px" font-family="serif">c</text>'
        '<text font-size="13px">東</text>'
    )
    words = in_own_fonts(picture(content), lettering, SANS, names)
    assert '<text font-size="13px" font-family="Own Sans">a <tspan>b</tspan></text>' in words.svg
    assert '<text font-size="13px" font-family="Own Serif">c</text>' in words.svg
    assert '<text font-size="13px">東</text>' in words.svg
    assert words.missing == "東"
