from __future__ import annotations

import pytest

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.fonts import FACES
from nutgraf.vega.metrics import FIRST_LIGATURE, advance_table

WEIGHTS = ("extralight", "light", "regular", "semibold", "bold", "black")


@pytest.mark.parametrize("family", FACES)
@pytest.mark.parametrize("face", [*WEIGHTS, *(f"{weight} italic" for weight in WEIGHTS)])
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
        ("a\u00adb", "ab"),
        ("\u05e9\u05b8", "\u05e9"),
        ("👍🏽", "👍"),
        ("👩‍👩‍👧‍👦", "👩"),
        ("🇫🇷", "😀"),
        ("❤\ufe0f", "😀"),
        ("Ⅳ", "IV"),
    ],
)
def test_texts_that_look_alike_are_as_wide(drawer: Drawer, text: str, same: str) -> None:
    one, two = (drawer.text_width(each, 12, 400, "Source Sans Pro") for each in (text, same))
    assert one == pytest.approx(two)


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("", 0),
        ("日本語", 3),
        ("한국", 2),
        ("（あ）", 3),
        ("ｱｲｳ", 1.5),
        ("ไทย", 1.8),
        ("สวัสดี", 2.4),
        ("हिन्दी", 0.6 * 3 + 0.3 * 2),
        ("العربية", 0.45 * 7),
        ("שלום", 0.55 * 4),
        ("😀", 1.25),
    ],
)
def test_missing_glyphs_are_as_wide_as_other_fonts_make_them(drawer: Drawer, text: str, ems: float) -> None:
    assert drawer.text_width(text, 1, 400, "Source Sans Pro") == pytest.approx(ems)


@pytest.mark.parametrize("family", FACES)
def test_each_weight_has_widths_of_its_own(drawer: Drawer, family: str) -> None:
    widths = [drawer.text_width("Handgloves", 20, weight, family) for weight in (200, 300, 400, 600, 700, 900)]
    assert widths == sorted(set(widths))
    between = [drawer.text_width("Handgloves", 20, weight, family) for weight in (100, 350, 500, 550, 650, 800)]
    assert between == widths  # as CSS chooses among the faces that there are


def test_families(drawer: Drawer) -> None:
    def width(family: str) -> float:
        return drawer.text_width("Handgloves", 20, 400, family)

    assert width("Nothing, 'Source Serif Pro'") == width("Source Serif Pro") != width("Source Sans Pro")
    assert width("Nothing") == width("sans-serif") == width("Source Sans Pro")
    assert width("Georgia, serif") == width("Source Serif Pro")
    assert width("Menlo, monospace") == pytest.approx(10 * 0.6 * 20)
