"""Advance tables: how wide each character of a font is, and how pairs of them move together.

Chart texts are measured with these tables in the isolate, so that a drawing does not depend on the fonts of the
machine. A table is plain JSON: `unitsPerEm`, `advances` by code point, `ligatures` and `kerning`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

# Ligature glyphs have no code point; these numbers, beyond Unicode, stand for them.
FIRST_LIGATURE = 0x110000

_PAIR_ADJUSTMENT = 2
_LIGATURE = 4
_EXTENSION_POSITIONING = 9
_EXTENSION_SUBSTITUTION = 7


def advance_table(path: Path) -> dict[str, Any]:
    """The table of one font file, in font units.

    `ligatures` is a list of [code points, code]; `kerning` a list of subtables, of which the first that knows a pair
    decides: {"pairs": {left: {right: shift}}} or {"left": {code: class}, "right": {code: class}, "shifts": [[…]]}.
    """
    with TTFont(path, lazy=True) as font:
        characters: Mapping[int, str] = font.getBestCmap()
        codes: dict[str, list[int]] = {}
        for code, glyph in characters.items():
            codes.setdefault(glyph, []).append(code)
        widths = font["hmtx"].metrics
        advances = {code: widths[glyph][0] if _takes_room(code) else 0 for code, glyph in characters.items()}
        ligatures: list[list[Any]] = []
        for number, (parts, glyph) in enumerate(ligature_glyphs(font)):
            code = FIRST_LIGATURE + number
            ligatures.append([parts, code])
            codes.setdefault(glyph, []).append(code)
            advances[code] = widths[glyph][0]
        kerning = [_subtable(subtable, codes) for subtable in _subtables(font, "GPOS", "kern", _PAIR_ADJUSTMENT)]
        return {
            "unitsPerEm": font["head"].unitsPerEm,
            "advances": advances,
            "ligatures": ligatures,
            "kerning": kerning,
        }


def _takes_room(code: int) -> bool:
    """Not so marks on the letter before, and what only steers the setting: joiners, directions, soft hyphens."""
    return unicodedata.category(chr(code)) not in ("Mn", "Me", "Cf")


def ligature_glyphs(font: TTFont) -> list[tuple[list[int], str]]:
    """The code points and the glyph of each standard ligature, longest first; number n has the code
    `FIRST_LIGATURE` + n."""
    found = [
        ([first, *ligature.Component], ligature.LigGlyph)
        for subtable in _subtables(font, "GSUB", "liga", _LIGATURE)
        for first, ligatures in subtable.ligatures.items()
        for ligature in ligatures
    ]
    first_codes: dict[str, int] = {}
    for code, glyph in font.getBestCmap().items():
        first_codes.setdefault(glyph, code)
    ordered = sorted(found, key=lambda ligature: (-len(ligature[0]), ligature[0]))
    return [
        ([first_codes[part] for part in parts], glyph)
        for parts, glyph in ordered
        if all(part in first_codes for part in parts)
    ]


def _subtables(font: TTFont, table_name: str, feature: str, kind: int) -> list[Any]:
    """The subtables of one kind that a feature uses, in the order in which they are tried."""
    if table_name not in font:
        return []
    table = font[table_name].table
    records = [record for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature]
    indexes = sorted({index for record in records for index in record.Feature.LookupListIndex})
    found: list[Any] = []
    for index in indexes:
        lookup = table.LookupList.Lookup[index]
        for subtable in lookup.SubTable:
            extended = lookup.LookupType in (_EXTENSION_POSITIONING, _EXTENSION_SUBSTITUTION)
            inner = subtable.ExtSubTable if extended else subtable
            if (subtable.ExtensionLookupType if extended else lookup.LookupType) == kind:
                found.append(inner)
    return found


def _subtable(subtable: Any, codes: Mapping[str, list[int]]) -> dict[str, Any]:
    covered: list[str] = subtable.Coverage.glyphs
    if subtable.Format == 1:
        pairs = {}
        for glyph, pair_set in zip(covered, subtable.PairSet, strict=True):
            shifts = {
                right: _shift(record)
                for record in pair_set.PairValueRecord
                for right in codes.get(record.SecondGlyph, ())
            }
            pairs.update({left: shifts for left in codes.get(glyph, ())})
        return {"pairs": pairs}
    classes = subtable.ClassDef1.classDefs
    return {
        "left": _by_code({glyph: classes.get(glyph, 0) for glyph in covered}.items(), codes),
        "right": _by_code(subtable.ClassDef2.classDefs.items(), codes),
        "shifts": [[_shift(record) for record in row.Class2Record] for row in subtable.Class1Record],
    }


def _by_code(classes: Iterable[tuple[str, int]], codes: Mapping[str, list[int]]) -> dict[int, int]:
    return {code: number for glyph, number in classes for code in codes.get(glyph, ())}


def _shift(record: Any) -> int:
    """How much the left glyph's advance changes."""
    value = getattr(record, "Value1", None)
    return getattr(value, "XAdvance", 0) or 0
