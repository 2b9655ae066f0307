"""The glyphs of a font file: their outlines as short SVG paths, beside the advance table that places them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]  # has no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types

from nutgraf.vega.metrics import FIRST_LIGATURE, advance_table, ligature_glyphs

Point = tuple[float, float]


def glyph_table(path: Path) -> dict[str, Any]:
    """The advance table of a font file with `outlines`: SVG paths by code point, in font units, y downwards.

    The outlines are those of the OpenType file beside the TrueType one: the same shapes with cubic curves, which takes
    a tenth less room.
    """
    with TTFont(path.with_suffix(".otf"), lazy=True) as font:
        glyphs = dict(font.getBestCmap())
        glyphs |= {FIRST_LIGATURE + number: glyph for number, (_, glyph) in enumerate(ligature_glyphs(font))}
        glyph_set = font.getGlyphSet()
        outlines = {}
        for code, glyph in glyphs.items():
            pen = _ShortPathPen(glyph_set)
            glyph_set[glyph].draw(pen)
            outlines[code] = pen.path()
    return {**advance_table(path), "outlines": outlines}


class _ShortPathPen(BasePen):  # type: ignore[misc]  # has no types
    """Writes relative commands, which need few digits, and repeats no command's letter."""

    def __init__(self, glyph_set: Any) -> None:
        super().__init__(glyph_set)
        self._parts: list[str] = []
        self._command = ""
        self._position: Point = (0, 0)
        self._start: Point = (0, 0)

    def path(self) -> str:
        return "".join(self._parts)

    def _moveTo(self, point: Point) -> None:  # noqa: N802 - fontTools names it
        self._put("m", point)
        # Further pairs after a move are lines.
        self._command = "l"
        self._start = point

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        if point[1] == self._position[1]:
            self._write("h", round(point[0] - self._position[0]))
            self._position = point
        elif point[0] == self._position[0]:
            self._write("v", round(self._position[1] - point[1]))
            self._position = point
        else:
            self._put("l", point)

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        self._put("c", first, second, end)

    def _closePath(self) -> None:  # noqa: N802
        self._parts.append("z")
        self._command = "z"
        self._position = self._start

    def _put(self, command: str, *points: Point) -> None:
        x, y = self._position
        self._write(command, *(round(number) for px, py in points for number in (px - x, y - py)))
        self._position = points[-1]

    def _write(self, command: str, *numbers: int) -> None:
        text = " ".join(str(number) for number in numbers).replace(" -", "-")
        if command != self._command:
            self._parts.append(command)
            self._command = command
        elif not text.startswith("-"):
            self._parts.append(" ")
        self._parts.append(text)
