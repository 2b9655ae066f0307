"""Corrections of checked numbers in an author's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.checks import JudgedFact
from nutgraf.edits.fixing import Correction, fix_numbers, show_changes
from nutgraf.model.figure import ExhibitId, Fact
from nutgraf.model.page import Reference, ReferenceKind
from nutgraf.numbers import judge
from nutgraf.problems import Location
from nutgraf.sources import Sources

PATH = "content/a.md"


def site(folder: Path, content: bytes) -> Sources:
    (folder / "content").mkdir()
    (folder / PATH).write_bytes(content)
    return Sources(folder, {PATH: len(content)})


def number(
    text: str, value: float, line: int, column: int, *, unit: str = "", title: str | None = None, before: str = ""
) -> JudgedFact:
    place = Location(PATH, line, column)
    reference = Reference(0, ReferenceKind.FACT, "x", place, place, text, title, before=before)
    fact = Fact(ExhibitId("x"), value, unit)
    return JudgedFact(reference, fact, judge(text, value, unit, title=title, before=before))


def test_two_numbers_of_a_line_are_exchanged_whatever_their_lengths(tmp_path: Path) -> None:
    sources = site(tmp_path, "Ä [2.60](fact:x) and [about $9bn](fact:x) é.\n".encode())
    fixes = fix_numbers([number("about $9bn", 12.2e9, 1, 22, unit="USD"), number("2.60", 2.4, 1, 3)], sources)
    assert fixes.files[PATH].decode() == "Ä [2.40](fact:x) and [about $12bn](fact:x) é.\n"
    assert [(each.old, each.new) for each in fixes.corrections] == [("2.60", "2.40"), ("about $9bn", "about $12bn")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_byte_order_mark_and_separators_are_kept(tmp_path: Path, end: str) -> None:
    text = end.join(["\ufeff[1](fact:x)", "\u2028a\x0c [2.60](fact:x)", "no end"])
    fixes = fix_numbers([number("1", 2, 1, 1), number("2.60", 2.4, 2, 5)], site(tmp_path, text.encode()))
    assert fixes.files[PATH].decode() == text.replace("[1]", "[2]").replace("2.60", "2.40")


def test_a_number_that_two_figures_show_is_exchanged_once(tmp_path: Path) -> None:
    fixes = fix_numbers([number("2.60", 2.4, 1, 1)] * 2, site(tmp_path, b"[2.60](fact:x)"))
    assert fixes.corrections == (Correction(Location(PATH, 1, 1), "2.60", "2.40"),)


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("[2.40](fact:x)", number("2.40", 2.4, 1, 1)),
        ('[a third](fact:x "0.32..0.35")', number("a third", 0.5, 1, 1, title="0.32..0.35")),
        ('[2.60](fact:x "2.5..2.7")', number("2.60", 2.4, 1, 1, title="2.5..2.7")),
        ("[a third](fact:x)", number("a third", 0.5, 1, 1)),
        ("[three](fact:x)", number("three", 7, 1, 1)),
        ("rose [3%](fact:x)", number("3%", -4, 1, 6, unit="%", before="It rose ")),
        ("[**2.60**](fact:x)", number("**2.60**", 2.4, 1, 1)),
        ("[zillions](fact:x)", number("zillions", 2.4, 1, 1)),
    ],
)
def test_what_is_true_or_more_than_digits_is_left(tmp_path: Path, text: str, judged: JudgedFact) -> None:
    fixes = fix_numbers([judged], site(tmp_path, text.encode()))
    assert (dict(fixes.files), fixes.corrections) == ({}, ())


def test_a_place_that_holds_other_words_is_left(tmp_path: Path) -> None:
    # YAML reads the escape as the number that was judged.
    fixes = fix_numbers([number("2.60", 2.4, 1, 8)], site(tmp_path, b'title: "[2\\x2e60](fact:x)"\n'))
    assert not fixes.files


def test_a_diff_marks_a_missing_last_line_end() -> None:
    assert show_changes(PATH, b"a\n[1]", b"a\n[2]") == (
        f"--- a/{PATH}\n+++ b/{PATH}\n@@ -1,2 +1,2 @@\n a\n"
        "-[1]\n\\ No newline at end of file\n+[2]\n\\ No newline at end of file\n"
    )
