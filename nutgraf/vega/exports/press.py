"""What a process needs to print pictures: it draws, measures and sets words, and keeps what takes long to make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.exports.lettering import Font, Lettering


@dataclass(frozen=True, slots=True)
class Press:
    """`drawer` draws charts, `lettering` sets words as outlines, `fonts` is a folder for the fonts of PDFs."""

    drawer: Drawer
    lettering: Lettering
    fonts: Path

    def faces(self) -> frozenset[str]:
        """The faces of fonts that were measured or set since this was last asked: `source sans pro/bold`."""
        return self.drawer.faces() | self.lettering.faces()

    def text_width(self, text: str, size: float, weight: int, families: str) -> float:
        """The width of a line in px. A line that our fonts cannot set is as wide as charts take it to be."""
        line = self.lettering.line(text, Font(families, str(weight)))
        if line is None:
            return self.drawer.text_width(text, size, weight, families)
        return line.width / line.units * size
