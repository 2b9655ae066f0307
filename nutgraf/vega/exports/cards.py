"""Social cards: a figure as a preview shows it, 1200 × 630, drawn anew for that room and not cut out of the page.

A card is seen small, so its words are large and few: title, subtitle, source and the site's name, no note. The chart
is drawn as if on less paper and then enlarged, so that its own labels can be read too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.model.card import CARD_HEIGHT, CARD_WIDTH
from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import DrawingError, draw
from nutgraf.vega.exports.exporting import INK, MUTED, TextStyle, drawing_content, standalone_svg, text_line, wrapped
from nutgraf.vega.exports.overlaps import overlapping_texts
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import fit, has_own_layout, merged
from nutgraf.vega.marks import marks_drawn
from nutgraf.vega.tidying import short_number

_MARGIN = 56.0
_TOP = 40.0
_BOTTOM = 36.0
_ROOM = CARD_WIDTH - 2 * _MARGIN
_GAP = 20.0
_RULE = "var(--rule, #cccccc)"

# Each with the number of lines that it may take; the last is cut.
_TITLES = (
    (TextStyle(48, 55, 600, INK), 2),
    (TextStyle(43, 49, 600, INK), 2),
    (TextStyle(38, 44, 600, INK), 3),
    (TextStyle(34, 40, 600, INK), 3),
)
_HEADLINES = (
    (TextStyle(88, 100, 600, INK), 2),
    (TextStyle(72, 82, 600, INK), 3),
    (TextStyle(58, 68, 600, INK), 4),
    (TextStyle(48, 56, 600, INK), 5),
)
_FIGURE_TITLES = tuple(TextStyle(size, 35, 600, INK) for size in (27, 25, 23))
_SUBTITLES = tuple(TextStyle(size, 35, 400, MUTED) for size in (27, 25, 23))
_SUMMARY = TextStyle(32, 42, 400, MUTED)
_SOURCE = TextStyle(20, 26, 400, MUTED)
_SITE = TextStyle(24, 26, 600, INK)

# How much a chart is enlarged: as much as leaves it this part of the height that it has in a page. Rows of labels
# cannot be pressed as close as a curve.
_SCALES = (2.0, 1.85, 1.7, 1.55, 1.4, 1.25, 1.1, 1.0)
_LEAST_PART = 0.48
_LEAST_PART_OF_ROWS = 0.6
_CLOSE_ROWS = {"labelSeparation": 0}
# Where labels still stand on each other, it is enlarged less; a chart of very many marks is drawn once.
_ATTEMPTS = (1.0, 0.82, 0.68)
_LARGE = 300_000


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says. An article's card has the article's `title` and, under it, the figure's as `figure_title`."""

    title: str
    subtitle: str = ""
    source: str = ""
    site: str = ""
    figure_title: str = ""


def figure_card(press: Press, theme: Theme, spec: Mapping[str, Any], wide: Svg, words: CardWords) -> str:
    """The card of a figure as SVG, its words as text. `spec` is drawn again at the room that the words leave; `wide`,
    the page's wide drawing, is shown as it is where the author arranged the chart himself."""
    sheet = _Sheet(press, theme.fonts.data)
    sheet.header(words)
    sheet.footer(words)
    room, height = _ROOM, sheet.bottom - sheet.top
    picture = _redrawn(press, theme, spec, wide, (room, height)) or wide
    scale = min(room / picture.width, height / picture.height)
    left = _MARGIN + (room - picture.width * scale) / 2
    place = f"translate({short_number(left)},{short_number(sheet.top)})scale({scale:.6g})"
    sheet.parts.append(f'<g transform="{place}">{drawing_content(picture)}</g>')
    return sheet.svg(theme, words.title)


def text_card(press: Press, theme: Theme, words: CardWords) -> str:
    """The card of a page without figure: its title large, its summary (`subtitle`), the site's name."""
    sheet = _Sheet(press, theme.fonts.data)
    sheet.footer(words)
    sheet.headline(words)
    return sheet.svg(theme, words.title)


def _redrawn(press: Press, theme: Theme, spec: Mapping[str, Any], wide: Svg, room: tuple[float, float]) -> Svg | None:
    """The chart drawn for the room: on less paper, so that it can be enlarged, but on as much as its labels need."""
    if has_own_layout(spec):
        return None
    needed = (_LEAST_PART_OF_ROWS if _has_rows(spec) else _LEAST_PART) * wide.height
    largest = next((scale for scale in _SCALES if room[1] / scale >= needed), _SCALES[-1])
    family = theme.fonts.data
    allowed = overlapping_texts(wide.text, press, family)
    best: tuple[int, Svg] | None = None
    for part in _ATTEMPTS:
        scale = max(1.0, largest * part)
        picture = _pressed(press, theme, spec, (int(room[0] / scale), int(room[1] / scale)))
        if picture is None:
            break
        overlaps = overlapping_texts(picture.text, press, family)
        if best is None or overlaps < best[0]:
            best = (overlaps, picture)
        if overlaps <= allowed or scale == 1 or len(picture.text) > _LARGE:
            break
    return best[1] if best is not None else None


def _pressed(press: Press, theme: Theme, spec: Mapping[str, Any], size: tuple[int, int]) -> Svg | None:
    """The chart in exactly so much room; None where it cannot be drawn there."""
    fitted = fit(spec, theme, size[0], narrow=False)
    close = {axis: _CLOSE_ROWS for axis in ("axisYDiscrete", "axisYBand", "axisYPoint")}
    fitted |= {
        "height": size[1],
        "autosize": {"type": "fit", "contains": "padding"},
        "config": merged(fitted["config"], close),
    }
    try:
        picture = draw(press.drawer, fitted, theme)
    except DrawingError:
        return None
    return picture if marks_drawn(picture.text) else None


def _has_rows(spec: Mapping[str, Any]) -> bool:
    """Whether the chart has a row for each of its categories."""
    encoding = spec.get("encoding")
    channel = encoding.get("y") if isinstance(encoding, Mapping) else None
    if isinstance(channel, Mapping) and channel.get("type") in ("nominal", "ordinal"):
        return True
    layers = spec.get("layer")
    return isinstance(layers, list) and any(_has_rows(layer) for layer in layers if isinstance(layer, Mapping))


class _Sheet:
    """A card in the making. What is between `top` and `bottom` is free."""

    def __init__(self, press: Press, family: str) -> None:
        self._press = press
        self._family = family
        self.parts: list[str] = []
        self.top = _TOP
        self.bottom = CARD_HEIGHT - _BOTTOM

    def svg(self, theme: Theme, title: str) -> str:
        return standalone_svg("".join(self.parts), (CARD_WIDTH, CARD_HEIGHT), theme, title)

    def header(self, words: CardWords) -> None:
        title, style = self._fitting(words.title, _TITLES)
        self._block(title, style)
        self.top += 6
        if words.figure_title:
            self._block(*self._fitting(words.figure_title, tuple((each, 1) for each in _FIGURE_TITLES)))
        most = 1 if words.figure_title or len(title) > 2 else 2
        self._block(*self._fitting(words.subtitle, tuple((each, most) for each in _SUBTITLES)))
        self.top += _GAP

    def headline(self, words: CardWords) -> None:
        """The title and the summary, a little above the middle of what is free."""
        title, style = self._fitting(words.title, _HEADLINES)
        summary, below = self._fitting(words.subtitle, ((_SUMMARY, 4),))
        height = 40 + len(title) * style.line_height + 16 + len(summary) * below.line_height
        self.top += max(0.0, (self.bottom - self.top - height) * 0.45)
        self.parts.append(self._line(self.top, 5, INK, 96))
        self.top += 40
        self._block(title, style)
        self.top += 16
        self._block(summary, below)

    def footer(self, words: CardWords) -> None:
        site = self._press.text_width(words.site, _SITE.size, _SITE.weight, self._family) if words.site else 0
        room = _ROOM - (site + 40 if site else 0)
        lines = self._cut(words.source, _SOURCE, 2, room)
        height = max(len(lines), bool(words.site)) * _SOURCE.line_height
        if not height:
            return
        top = self.bottom - height
        self.parts += [
            text_line(line, _MARGIN, top + number * _SOURCE.line_height, _SOURCE) for number, line in enumerate(lines)
        ]
        if words.site:
            self.parts.append(text_line(words.site, CARD_WIDTH - _MARGIN, top, _SITE, "end"))
        self.parts.append(self._line(top - 16, 1.5, _RULE, _ROOM))
        self.bottom = top - 16 - _GAP

    def _block(self, lines: list[str], style: TextStyle) -> None:
        for line in lines:
            self.parts.append(text_line(line, _MARGIN, self.top, style))
            self.top += style.line_height

    def _fitting(self, text: str, styles: tuple[tuple[TextStyle, int], ...]) -> tuple[list[str], TextStyle]:
        """The lines of a text in the first of the styles in which it takes no more lines than it may."""
        for style, most in styles:
            lines = list(wrapped(self._press, text, style, self._family, _ROOM))
            if len(lines) <= most and all(self._width(line, style) <= _ROOM for line in lines):
                return self._balanced(text, style, len(lines)), style
        return self._cut(text, style, most), style

    def _balanced(self, text: str, style: TextStyle, count: int) -> list[str]:
        """The text in so many lines of about one length, so that no word is left alone in the last."""
        lines: list[str] = []
        for part in (0.55, 0.65, 0.75, 0.85, 0.95, 1.0):
            lines = list(wrapped(self._press, text, style, self._family, _ROOM * part))
            if len(lines) <= count:
                break
        return lines

    def _cut(self, text: str, style: TextStyle, most: int, room: float = _ROOM) -> list[str]:
        """At most so many lines; the last ends with an ellipsis where words are left."""
        lines = list(wrapped(self._press, text, style, self._family, room))
        if len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        return [self._shortened(line, style, room) for line in lines[:most]]

    def _shortened(self, line: str, style: TextStyle, room: float) -> str:
        """The line, or as many whole words as fit and an ellipsis: half a number would be another one."""
        shown = line
        while line and self._width(shown, style) > room:
            line = line.rpartition(" ")[0] or line[:-1]
            shown = f"{line.rstrip(' ,;:.–')}…"
        return shown

    def _width(self, text: str, style: TextStyle) -> float:
        return self._press.text_width(text, style.size, style.weight, self._family)

    @staticmethod
    def _line(top: float, thickness: float, colour: str, width: float) -> str:
        return (
            f'<rect x="{short_number(_MARGIN)}" y="{short_number(top)}" width="{short_number(width)}"'
            f' height="{short_number(thickness)}" fill="{colour}"/>'
        )
