"""How colours look: their contrast, and how far apart they are to people with and without all kinds of cones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from nutgraf.vega.honesty.colour_difference import Triple, difference, lab

Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision deficiency", IEEE
# Transactions on Visualization and Computer Graphics 15 (6): complete loss of one kind of cone, for linear RGB.
FULL = "full colour vision"
VISIONS: Mapping[str, Matrix] = {
    FULL: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    """The channels of `#rrggbb` in linear sRGB, from 0 to 1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two `#rrggbb`, from 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(sum(w * c for w, c in zip(weights, linear(x), strict=True)) for x in (one, other))
    return (light + 0.05) / (dark + 0.05)


def over(colour: str, opacity: float, ground: str) -> str:
    """`colour`, seen through so much of it over `ground`; all `#rrggbb`, mixed as browsers do."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(under + (top - under) * min(1.0, opacity)):02x}" for top, under in pairs)


def seen_difference(one: str, other: str, vision: str) -> float:
    """ΔE00 of two `#rrggbb` to someone with that vision."""
    matrix = VISIONS[vision]
    first, second = (lab(_times(matrix, linear(colour))) for colour in (one, other))
    return difference(first, second)


@lru_cache(maxsize=4096)
def least_difference(one: str, other: str) -> tuple[float, str]:
    """The least ΔE00 of two `#rrggbb` over all visions, and to whom."""
    return min((seen_difference(one, other, vision), vision) for vision in VISIONS)


def _times(matrix: Matrix, colour: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third
