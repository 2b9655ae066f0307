from __future__ import annotations

import pytest

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.fonts import FACES
from nutgraf.vega.metrics import FIRST_LIGATURE, advance_table


@pytest.mark.parametrize("family", FACES)
@pytest.mark.parametrize("face", ["regular", "semibold", "bold", "italic"])
def test_every_face_has_a_table(family: str, face: str) -> None:
    table = advance_table(FACES[family][face])
    assert table["unitsPerEm"] == 1000
    assert all(ord(letter) in table["advances"] for letter in "AZaz09 €–−½é")
    assert table["ligatures"][0][0][:2] == [ord("f"), ord("f")]
    assert table["ligatures"][0][1] >= FIRST_LIGATURE
    assert table["kerning"]


def test_widths_are_advances_with_kerning_and_ligatures(drawer: Drawer) -> None:
    table = advance_table(FACES["Source Sans Pro"]["regular"])
    advances = table["advances"]

    def width(text: str) -> float:
        return drawer.text_width(text, 1000, 400, "Source Sans Pro")

    assert width("n") == pytest.approx(advances[ord("n")])
    assert width("nn") == pytest.approx(2 * advances[ord("n")])
    assert width("AV") < width("A") + width("V") - 10
    assert width("ff") == pytest.approx(dict((tuple(p), advances[c]) for p, c in table["ligatures"])[(102, 102)])


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("  a \n b ", "a b"),
        ("e\u0301", "é"),
        ("a\u200db", "ab"),
    ],
)
def test_texts_that_look_alike_are_as_wide(drawer: Drawer, text: str, same: str) -> None:
    one, two = (drawer.text_width(each, 12, 400, "Source Sans Pro") for each in (text, same))
    assert one == pytest.approx(two)


def test_missing_glyphs_have_a_width(drawer: Drawer) -> None:
    def ems(text: str) -> float:
        return drawer.text_width(text, 1, 400, "Source Sans Pro")

    assert ems("日本語") == pytest.approx(3)
    assert ems("한국") == pytest.approx(2)
    assert ems("ไทย") == pytest.approx(1.8)
    assert ems("😀") == pytest.approx(1)
    assert ems("") == 0


def test_weights_and_families_differ(drawer: Drawer) -> None:
    widths = [drawer.text_width("Handgloves", 20, weight, "Source Sans Pro") for weight in (400, 600, 700)]
    assert widths == sorted(set(widths))
    serif = drawer.text_width("Handgloves", 20, 400, "Nothing, 'Source Serif Pro'")
    assert serif != widths[0]
    assert drawer.text_width("Handgloves", 20, 400, "Nothing") == widths[0]
