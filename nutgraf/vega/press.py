"""What a process needs to print pictures: it draws, measures and sets words, and keeps what takes long to make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nutgraf.vega.drawing import Drawer
from nutgraf.vega.lettering import Lettering


@dataclass(frozen=True, slots=True)
class Press:
    """`drawer` draws charts, `lettering` sets words as outlines, `fonts` is a folder for the fonts of PDFs."""

    drawer: Drawer
    lettering: Lettering
    fonts: Path
