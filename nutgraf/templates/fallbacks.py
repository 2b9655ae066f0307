"""Stand-ins for the theme's fonts until they have loaded: fonts of the reader's machine, stretched to the same room.

A page that is set again when its font comes jumps. CSS can scale a local font and give it the line height of another;
how much follows from the widths of both, weighted by how often letters occur.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

# How often, in a thousand characters of English text.
FREQUENCIES: Mapping[str, float] = {
    " ": 180, "e": 102, "t": 74, "a": 67, "o": 62, "i": 57, "n": 55, "s": 52, "h": 50, "r": 49, "d": 35, "l": 33,
    "c": 23, "u": 23, "m": 20, "w": 19, "f": 18, "g": 17, "y": 16, "p": 16, "b": 12, "v": 8, "k": 6, "j": 1.3,
    "x": 1.2, "q": 0.8, "z": 0.6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalFont:
    """A font that most machines have under one of the `names`; `widths` are its advances of " a…z" in 1/1000 em."""

    names: tuple[str, ...]
    widths: tuple[int, ...]

    def average(self) -> float:
        """The average width of a character of English text, in em."""
        letters = " abcdefghijklmnopqrstuvwxyz"
        return _weighted({letter: width / 1000 for letter, width in zip(letters, self.widths, strict=True)})


# Arial has the widths of Helvetica and of Liberation Sans, Times New Roman those of Times and of Liberation Serif.
ARIAL = LocalFont(
    ("Arial", "Liberation Sans", "Helvetica"),
    (278, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556,
     500, 722, 500, 500, 500),
)  # fmt: skip
ARIAL_BOLD = LocalFont(
    ("Arial Bold", "Liberation Sans Bold", "Helvetica Bold"),
    (278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611,
     556, 778, 556, 556, 500),
)  # fmt: skip
TIMES = LocalFont(
    ("Times New Roman", "Liberation Serif", "Times"),
    (250, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500,
     500, 722, 500, 500, 444),
)  # fmt: skip
TIMES_BOLD = LocalFont(
    ("Times New Roman Bold", "Liberation Serif Bold", "Times Bold"),
    (250, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556,
     500, 722, 500, 500, 444),
)  # fmt: skip
TIMES_ITALIC = LocalFont(
    ("Times New Roman Italic", "Liberation Serif Italic", "Times Italic"),
    (250, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500, 500, 500, 389, 389, 278, 500,
     444, 667, 444, 444, 389),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How a local font stands in for another, in per cent: CSS `size-adjust`, and its ascent and descent."""

    size: float
    ascent: float
    descent: float

    def to_json(self) -> bytes:
        return json.dumps([self.size, self.ascent, self.descent]).encode()


def fit_from_json(content: bytes) -> Fit:
    return Fit(*json.loads(content))


def measure_fit(font: bytes, local: LocalFont) -> Fit:
    """How `local` must be set to take the room of a TrueType font."""
    # Imported here: a build that finds the measures in its cache does without.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # has no types  # noqa: PLC0415

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        units, characters, widths = opened["head"].unitsPerEm, opened.getBestCmap(), opened["hmtx"].metrics
        average = _weighted({letter: widths[characters[ord(letter)]][0] / units for letter in FREQUENCIES})
        ascent, descent = opened["hhea"].ascent / units, -opened["hhea"].descent / units
    size = average / local.average()
    return Fit(*(round(100 * value, 2) for value in (size, ascent / size, descent / size)))


def _weighted(widths: Mapping[str, float]) -> float:
    total = sum(FREQUENCIES[letter] * width for letter, width in widths.items())
    return total / sum(FREQUENCIES[letter] for letter in widths)
