"""Where the font files lie with which charts are drawn and measured."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

FONT_DIRECTORIES = tuple(Path(str(files(name))) / "files" for name in ("font_source_sans_pro", "font_source_serif_pro"))

# The names that `javascript/measuring.js` asks for, and how the files end.
_WEIGHTS = {
    "extralight": "ExtraLight",
    "light": "Light",
    "regular": "",
    "semibold": "Semibold",
    "bold": "Bold",
    "black": "Black",
}


def _faces(folder: Path, stem: str) -> Mapping[str, Path]:
    upright = {name: folder / f"{stem}-{ending or 'Regular'}.ttf" for name, ending in _WEIGHTS.items()}
    italic = {f"{name} italic": folder / f"{stem}-{ending}It.ttf" for name, ending in _WEIGHTS.items()}
    return {**upright, **italic}


# The first family measures text whose own is not among them, nor the theme's.
FACES: Mapping[str, Mapping[str, Path]] = {
    "Source Sans Pro": _faces(FONT_DIRECTORIES[0], "SourceSansPro"),
    "Source Serif Pro": _faces(FONT_DIRECTORIES[1], "SourceSerifPro"),
}
