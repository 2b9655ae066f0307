"""Lettering: the letters of a line of text, each with its outline and its place.

Exported pictures draw their words with these outlines, so that they look the same where the theme's fonts are missing,
or are there in another version. A line is set as the isolate measures it, with ligatures and kerning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

FAMILIES = {"Source Sans Pro": "s", "Source Serif Pro": "r"}
"""Our families, in the order in which they help out, with the letter that ids have of each."""

_FACES_BY_WEIGHT = (
    (299, "extralight", "2"),
    (399, "light", "3"),
    (500, "regular", "4"),
    (600, "semibold", "6"),
    (700, "bold", "7"),
    (1000, "black", "9"),
)
_NAMED_WEIGHTS = {"normal": 400, "bold": 700, "lighter": 100, "bolder": 700}
_GENERIC = {"serif": "Source Serif Pro", "monospace": None, "ui-monospace": None}
_MOST_LINES, _LONGEST_KEPT = 1000, 200
"""Of lines that are kept: their number, and their length in characters."""
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")

Table = Mapping[str, Any]


class TypeCase(Protocol):
    """Where the letters are: `glyphs.glyph_table` says what a table holds."""

    def table(self, family: str, face: str) -> Table:
        """The table of a face, as JSON has it: `Source Sans Pro`, `bold italic`."""
        ...


@dataclass(frozen=True, slots=True)
class Font:
    """What SVG says of a line's font: a CSS list of families, a weight as CSS writes it, whether it is italic."""

    families: str
    weight: str = "400"
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A glyph in a line. `id` names its outline: equal ids mean equal outlines, in every picture.

    `path` is in font units, y downwards; `x` is where it stands, in the same units from the start of the line.
    """

    id: str
    path: str
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, set; spaces are not among the letters. `width` is in font units, `units` of them an em."""

    letters: tuple[Letter, ...]
    width: float
    units: int


@dataclass(frozen=True, slots=True)
class _Style:
    """A face's name in `fonts.FACES`, and what ids say of it."""

    name: str
    short: str


class Lettering:
    """Sets lines in the fonts that come with Nutgraf, and keeps the faces that it has read."""

    def __init__(self, case: TypeCase) -> None:
        self._case = case
        self._tables: dict[tuple[str, str], Table] = {}
        self._asked: set[str] = set()
        self._lines: dict[tuple[str, Font], tuple[Line | None, frozenset[str]]] = {}

    def faces(self) -> frozenset[str]:
        """The faces whose letters were looked for since this was last asked: `source sans pro/bold`."""
        asked, self._asked = self._asked, set()
        return frozenset(asked)

    def line(self, text: str, font: Font) -> Line | None:
        """One line. None where our fonts cannot set it: a glyph is missing, or the script wants more than letters in
        a row.

        Most lines of a figure are measured before they are set, and its axes have many lines of the last figure's.
        """
        known = self._lines.get((text, font))
        if known is None:
            before, self._asked = self._asked, set()
            known = self._set(text, font), frozenset(self._asked)
            self._asked |= before
            if len(self._lines) >= _MOST_LINES:
                self._lines.clear()
            if len(text) <= _LONGEST_KEPT:
                self._lines[text, font] = known
        line, faces = known
        self._asked |= faces
        return line

    def _set(self, text: str, font: Font) -> Line | None:
        family, style = family_of(font.families), _style(font)
        if family is None:
            return None
        own = self._table(family, style)
        units = own["unitsPerEm"]
        letters: list[Letter] = []
        position, previous = 0.0, ("", "")
        for code in _codes(text, own["ligatures"]):
            holder = self._holder(code, family, style)
            if not holder:
                return None
            table = self._table(holder, style)
            key = str(code) if str(code) in table["advances"] else str(ord(" "))
            if previous[0] == holder:
                position += _kerning(table["kerning"], previous[1], key)
            if table["outlines"][key]:
                letter_id = f"{FAMILIES[holder]}{style.short}-{code:x}"
                letters.append(Letter(letter_id, table["outlines"][key], position))
            position += table["advances"][key] * units / table["unitsPerEm"]
            previous = (holder, key)
        return Line(tuple(letters), position, units)

    def is_plain(self, text: str, font: Font) -> bool:
        """Whether the line's own face has every glyph of it."""
        family, style = family_of(font.families), _style(font)
        if family is None:
            return False
        table = self._table(family, style)
        return all(str(code) in table["advances"] for code in _codes(text, table["ligatures"]))

    def missing(self, text: str, font: Font) -> str:
        """The characters of a line that none of our fonts has, each once."""
        family, style = family_of(font.families), _style(font)
        if family is None:
            return ""
        codes = dict.fromkeys(_codes(text, ()))
        return "".join(chr(code) for code in codes if not self._holder(code, family, style))

    def _holder(self, code: int, family: str, style: _Style) -> str:
        """The family whose face has the glyph: the line's own if it can, else another, "" if none."""
        character = chr(code) if code < 0x110000 else ""
        if character and unicodedata.category(character) in ("Mn", "Mc", "Me"):
            return ""  # its place depends on the letter before
        for each in (family, *(other for other in FAMILIES if other != family)):
            if str(code) in self._table(each, style)["advances"]:
                return each
        return family if character and unicodedata.category(character) == "Zs" else ""

    def _table(self, family: str, style: _Style) -> Table:
        self._asked.add(face_id(family, style.name))
        known = (family, style.name)
        if known not in self._tables:
            self._tables[known] = self._case.table(family, style.name)
        return self._tables[known]


def face_id(family: str, face: str) -> str:
    """What a face is called where faces are listed, as the isolate does too: `source sans pro/bold`."""
    return f"{family.lower()}/{face}"


def family_of(families: str) -> str | None:
    """Ours among the families of a CSS list, as charts are measured; None for a monospaced one, which we lack."""
    ours = {name.lower(): name for name in FAMILIES}
    for part in families.split(","):
        name = part.strip().strip("\"'").lower()
        if name in ours:
            return ours[name]
        if name in _GENERIC:
            return _GENERIC[name]
    return next(iter(FAMILIES))


def numeric_weight(weight: str) -> float:
    """A CSS weight as a number, 400 where it is none."""
    if weight in _NAMED_WEIGHTS:
        return _NAMED_WEIGHTS[weight]
    return float(weight) if weight.replace(".", "", 1).isdigit() else 400


def _style(font: Font) -> _Style:
    weight = min(numeric_weight(font.weight), 1000)
    name, digit = next((name, digit) for limit, name, digit in _FACES_BY_WEIGHT if weight <= limit)
    return _Style(f"{name} italic", f"{digit}i") if font.italic else _Style(name, digit)


def _codes(text: str, ligatures: Sequence[Sequence[Any]]) -> list[int]:
    """Code points as they are set: composed, white space collapsed, without what only steers, ligatures joined."""
    shown = unicodedata.normalize("NFC", _WHITE_SPACE.sub(" ", text).strip(" "))
    codes = [ord(character) for character in shown if unicodedata.category(character) != "Cf"]
    for parts, code in ligatures:
        start = 0
        while parts[0] in codes[start:]:
            start = codes.index(parts[0], start)
            if codes[start : start + len(parts)] == parts:
                codes[start : start + len(parts)] = [code]
            start += 1
    return codes


def _kerning(subtables: Sequence[Mapping[str, Any]], left: str, right: str) -> float:
    """How much nearer (below zero) or farther two glyphs stand; the first subtable that knows the pair decides."""
    for table in subtables:
        if "pairs" in table:
            shift = table["pairs"].get(left, {}).get(right)
            if shift is not None:
                return float(shift)
        elif left in table["left"] and right in table["right"]:
            return float(table["shifts"][table["left"][left]][table["right"][right]])
    return 0
