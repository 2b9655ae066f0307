from __future__ import annotations

import json

import pytest

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.exports.font_files import FontFiles
from nutgraf.vega.exports.lettering import Font, Lettering, family_of, numeric_weight

SANS = Font("Source Sans Pro, sans-serif")


class Shelf:
    """A cache in memory that counts what is put into it."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.entries.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.entries[key] = content


def ids(lettering: Lettering, text: str, font: Font = SANS) -> list[str]:
    line = lettering.line(text, font)
    assert line is not None
    return [letter.id for letter in line.letters]


@pytest.mark.parametrize(
    ("text", "weight", "family"),
    [
        ("A headline that says what happened, in 2026", 600, "Source Sans Pro"),
        ("AVAST To. Ty Wa “quoted” – 1.234,5 %", 400, "Source Sans Pro"),
        ("first, affluent fjord: office", 700, "Source Serif Pro"),
        ("Łódź, Ærøskøbing, e\u0301tude", 400, "Source Sans Pro"),
    ],
)
def test_lines_are_as_wide_as_charts_measure_them(
    lettering: Lettering, drawer: Drawer, text: str, weight: int, family: str
) -> None:
    line = lettering.line(text, Font(family, str(weight)))
    assert line is not None
    assert line.width / line.units * 20 == pytest.approx(drawer.text_width(text, 20, weight, family), abs=1e-9)


def test_pairs_are_kerned_and_letters_joined(lettering: Lettering) -> None:
    apart = [lettering.line(letter, SANS) for letter in "AV"]
    pair = lettering.line("AV", SANS)
    assert pair is not None
    assert pair.width < sum(line.width for line in apart if line is not None)
    assert pair.letters[1].x == pair.width - apart[1].width  # type: ignore[union-attr]
    serif = Font("Source Serif Pro")
    assert len(ids(lettering, "fi", serif)) == 1
    assert len(ids(lettering, "f i", serif)) == 2


def test_spaces_move_what_follows_and_have_no_outline(lettering: Lettering) -> None:
    assert ids(lettering, "a b") == ["s4-61", "s4-62"]
    near, far = lettering.line("ab", SANS), lettering.line(" a  \n b ", SANS)
    assert near is not None
    assert far is not None
    assert far.letters[1].x - near.letters[1].x == pytest.approx(200, abs=20)
    thin = lettering.line("1\u2009000", SANS)  # not in the font
    assert thin is not None
    assert len(thin.letters) == 4


def test_ids_say_family_weight_and_style(lettering: Lettering) -> None:
    assert ids(lettering, "a", Font("Source Serif Pro, serif", "bold", italic=True)) == ["r7i-61"]
    assert ids(lettering, "a", Font("Georgia", "650")) == ["s7-61"]
    assert ids(lettering, "a", Font("Georgia, serif", "350")) == ["r3-61"]


def test_a_glyph_that_only_the_other_family_has_comes_from_there(lettering: Lettering) -> None:
    sans, serif = (set(json.loads(content)["advances"]) for content in _tables())
    alone = sorted(int(code) for code in serif - sans)
    assert alone, "the families have the same glyphs: the test needs another one"
    text = f"a{chr(alone[0])}"
    assert [name[0] for name in ids(lettering, text)] == ["s", "r"]
    assert not lettering.is_plain(text, SANS)
    assert lettering.is_plain(text, Font("Source Serif Pro"))


def _tables() -> list[bytes]:
    shelf = Shelf()
    own = Lettering(FontFiles(shelf))
    own.line("a", SANS)
    own.line("a", Font("Source Serif Pro"))
    return list(shelf.entries.values())


@pytest.mark.parametrize("text", ["漢字", "مرحبا", "q\u0323 \u0303", "ok 😀"])
def test_what_our_fonts_cannot_set_is_no_line(lettering: Lettering, text: str) -> None:
    assert lettering.line(text, SANS) is None
    assert set(lettering.missing(text, SANS)) <= set(text)
    assert lettering.missing(text, SANS)


def test_there_is_no_monospaced_font(lettering: Lettering) -> None:
    assert lettering.line("a", Font("monospace")) is None
    assert lettering.missing("a", Font("monospace")) == ""


def test_what_only_steers_is_not_set(lettering: Lettering) -> None:
    assert ids(lettering, "a\u200db\u00ad") == ids(lettering, "ab")


def test_families_are_found_as_css_finds_them() -> None:
    assert family_of('"Source Serif Pro", serif') == "Source Serif Pro"
    assert family_of("Helvetica, source sans pro") == "Source Sans Pro"
    assert family_of("Helvetica") == "Source Sans Pro"
    assert family_of("serif") == "Source Serif Pro"
    assert family_of("monospace") is None
    assert [numeric_weight(word) for word in ("bold", "300", "heavy")] == [700, 300, 400]


def test_faces_are_read_out_of_the_cache() -> None:
    shelf = Shelf()
    first = Lettering(FontFiles(shelf)).line("Ay", SANS)
    (key,) = shelf.entries
    table = json.loads(shelf.entries[key])
    table["outlines"][str(ord("A"))] = "m0 0z"
    shelf.entries[key] = json.dumps(table).encode()
    second = Lettering(FontFiles(shelf)).line("Ay", SANS)
    assert first is not None
    assert second is not None
    assert second.letters[0].path == "m0 0z" != first.letters[0].path
    assert second.letters[1] == first.letters[1]


def test_a_line_that_was_set_before_asks_for_its_faces_again(lettering: Lettering) -> None:
    lettering.faces()
    first = lettering.line("Set twice", SANS)
    asked = lettering.faces()
    assert asked
    assert lettering.line("Set twice", SANS) is first
    assert lettering.faces() == asked
