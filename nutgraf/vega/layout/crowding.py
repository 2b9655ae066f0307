"""Crowding: names along an axis or in a legend that have too little room, and the config that gives them more.

Vega leaves out axis labels that would touch, cuts long ones, and lets a long legend run out of the picture. For years
and other sequences that is right; names must all be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Config = dict[str, Any]

_DISCRETE_AXIS = re.compile(r'aria-label="X-axis[^"]* for a discrete scale')
_AXIS_LABELS = re.compile(r'role-axis-label"[^>]*>(?P<texts>.*?)</g>', re.DOTALL)
_TEXT = re.compile(
    r'<text [^>]*?transform="translate\((?P<x>-?[\d.]+),[^>]*?font-size="(?P<size>[\d.]+)px"[^>]*?'
    r'opacity="(?P<opacity>[\d.]+)"[^>]*>(?P<words>.*?)</text>',
    re.DOTALL,
)
_LEGEND = re.compile(r'class="mark-group role-legend" ')
_LEGEND_PLACE = re.compile(
    r'<g transform="translate\((?P<left>-?[\d.]+),[^>]*><path class="background" [^>]*?d="M0,0h(?P<width>[\d.]+)v'
)
_LEGEND_LABEL = re.compile(r'role-legend-label"[^>]*><text [^>]*>(?P<words>.*?)</text>', re.DOTALL)
_INDENT = re.compile(r'stroke-miterlimit="10" transform="translate\((?P<x>[\d.]+),')
_TAG = re.compile(r"<[^>]*>")

_LETTER = 0.5  # of the font size, about
_SLANT = -40  # degrees
_SLANTED_LENGTH = 220  # px, and not more than this share of the whole width
_SLANTED_SHARE = 0.53
_SYMBOL = 40  # px, with the space around it
_BETWEEN_LEGENDS = 8  # px


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of a discrete axis: their words, and how many letters fit between one and the next."""

    words: tuple[str, ...]
    letters: int
    hidden: bool

    def incomplete(self) -> bool:
        """Whether a reader misses a name; of numbers and years some may be left out."""
        numbers = sum(any(letter.isdigit() for letter in word) for word in self.words)
        return any("…" in word for word in self.words) or (self.hidden and numbers * 2 < len(self.words))

    def longest_word(self) -> int:
        return max((len(part) for word in self.words for part in word.split()), default=0)


def relief(svg: str, width: float, tried: Mapping[str, Any]) -> Config:
    """What to lay over the config so that names in `svg`, Vega's own drawing, have more room; empty if all is well.

    `tried` is what was laid over it before: names along an axis are set in several lines, then aslant; a legend gets
    fewer and fewer columns.
    """
    return {
        **_axis_relief(svg, width, tried.get("axisXBand", {})),
        **_legend_relief(svg, width, tried.get("legend", {})),
    }


def wrapping(letters: int) -> str:
    """A `labelExpr` that breaks labels between words, into lines of at most so many letters."""
    lines = f"replace(datum.label, regexp('(.{{1,{letters}}})(?: +|$)', 'g'), '$1\\n')"
    return f"split(trim({lines}), '\\n')"


def _axis_relief(svg: str, width: float, tried: Mapping[str, Any]) -> Config:
    crowded = [labels for labels in _discrete_axes(svg) if labels.incomplete()]
    if not crowded or "labelAngle" in tried:
        return {}
    letters = min(labels.letters for labels in crowded)
    if "labelExpr" not in tried and max(labels.longest_word() for labels in crowded) <= letters:
        more: Config = {"labelExpr": wrapping(letters), "labelLimit": 0}
    else:
        limit = min(_SLANTED_LENGTH, int(width * _SLANTED_SHARE))
        more = {"labelAngle": _SLANT, "labelLimit": limit, "labelOverlap": False, "labelExpr": "datum.label"}
    return {"axisXBand": more, "axisXPoint": more}


def _discrete_axes(svg: str) -> Iterator[_Labels]:
    for axis in _DISCRETE_AXIS.finditer(svg):
        group = _AXIS_LABELS.search(svg, axis.end())
        texts = list(_TEXT.finditer(group["texts"])) if group is not None else []
        if not texts:
            continue
        places = sorted(float(text["x"]) for text in texts)
        room = min((after - before for before, after in pairwise(places)), default=0.0)
        yield _Labels(
            words=tuple(_TAG.sub(" ", text["words"]) for text in texts),
            letters=int(room / (float(texts[0]["size"]) * _LETTER)),
            hidden=any(text["opacity"] == "0" for text in texts),
        )


def _legend_relief(svg: str, width: float, tried: Mapping[str, Any]) -> Config:
    indent = _INDENT.search(svg)
    room = width - (float(indent["x"]) if indent is not None else 0)
    for start in _LEGEND.finditer(svg):
        following = _LEGEND.search(svg, start.end())
        legend = svg[start.end() : following.start() if following is not None else len(svg)]
        place, labels = _LEGEND_PLACE.search(legend), _LEGEND_LABEL.findall(legend)
        if place is None:
            continue
        left, size = float(place["left"]), float(place["width"])
        if left > 0 and left + size > room + 1 and "layout" not in tried:
            return {"legend": {"layout": {"top": {"direction": "vertical", "margin": _BETWEEN_LEGENDS}}}}
        columns = tried.get("columns", len(labels))
        if columns > 1 and (size > room + 1 or any("…" in label for label in labels)):
            # Of labels in columns the longest decides: a little too wide may cost more than one column.
            fewer = min(columns - 1, max(1, int(columns * room / max(size, room))))
            return {"legend": {"columns": fewer, "labelLimit": max(100, int(room / fewer) - _SYMBOL)}}
    return {}
