"""Where the font files lie with which charts are drawn and measured."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

FONT_DIRECTORIES = tuple(Path(str(files(name))) / "files" for name in ("font_source_sans_pro", "font_source_serif_pro"))
