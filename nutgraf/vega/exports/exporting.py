"""Pictures that stand alone: title, subtitle, source and site inside, in the colours of light paper.

A picture is composed once with its words as text. Of that, `outlined` makes the SVG file, which needs no font, `png`
of that the PNG, and `pdf` the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.colours import resolve_colours
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import font_list
from nutgraf.vega.tidying import SVG_NAMESPACE, escaped, short_number

_MARGIN = 24.0
_GAP = 14.0
_MINIMUM_WIDTH = 320.0
_INNER = re.compile(
    r"^<svg(?P<attributes>[^>]*)>(?:<title[^>]*>.*?</title>)?(?:<desc[^>]*>.*?</desc>)?(?P<content>.*)</svg>$",
    re.DOTALL,
)
_FONT = re.compile(r' font-family="[^"]*"')
_TEXT_WITHOUT_FAMILY = re.compile(r"<text(?![^>]* font-family=)")
_BLEND = re.compile(r'class="([^"]*?) ?\bblend-([a-z-]+)"')


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block of words is set; sizes in px, `colour` a named colour of the theme with a fallback."""

    size: float
    line_height: float
    weight: int
    colour: str


INK = "var(--ink, #111111)"
MUTED = "var(--muted, #555555)"
_TITLE = TextStyle(22, 27, 600, INK)
_SUBTITLE = TextStyle(15, 20, 400, MUTED)
_SOURCE = TextStyle(12, 16, 400, MUTED)
_SITE = TextStyle(12, 16, 600, INK)


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words that stand in a picture around its drawing, and `description`, for those who do not see it."""

    title: str
    subtitle: str = ""
    source: str = ""
    site: str = ""
    description: str = ""


def compose_picture(press: Press, drawing: Svg, theme: Theme, words: PictureWords) -> str:
    """`drawing`, a figure's wide one, as an SVG of its own: on paper, with its words around it, no named colours.

    Title and subtitle stand above, the source and the name of the site below, in the data font, wrapped to the width
    of the drawing; empty ones take no room. Equal arguments give equal text.
    """
    room = max(drawing.width, _MINIMUM_WIDTH)
    page = _Page(press, theme.fonts.data, room)
    page.write(words.title, _TITLE)
    page.write(words.subtitle, _SUBTITLE)
    page.place(drawing)
    page.write(words.source, _SOURCE)
    page.write(words.site, _SITE)
    size = (room + 2 * _MARGIN, page.bottom + _MARGIN)
    return standalone_svg("".join(page.parts), size, theme, words.title, words.description)


def standalone_svg(content: str, size: tuple[float, float], theme: Theme, title: str, description: str = "") -> str:
    """An SVG file on the theme's light paper; its texts are in the data font unless they say otherwise."""
    width, height = (short_number(side) for side in size)
    described = f"<desc>{escaped(description)}</desc>" if description else ""
    svg = (
        f'<svg xmlns="{SVG_NAMESPACE}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img"'
        f' font-family="{escaped(font_list(theme.fonts.data))}"><title>{escaped(title)}</title>{described}'
        f'<rect width="{width}" height="{height}" fill="var(--paper, #ffffff)"/>{content}</svg>'
    )
    return resolve_colours(svg, theme)


def drawing_content(drawing: Svg) -> str:
    """What a drawing shows, to stand in a picture of its own: without its root, fonts and blending said inside."""
    inner = _INNER.match(drawing.text)
    if inner is None:
        raise ValueError("the drawing is not one that draw() made")
    # Out of a page there is no style sheet that blends marks, and no rule against styles.
    content = _BLEND.sub(r'class="\1" style="mix-blend-mode:\2"', inner["content"])
    font = _FONT.search(inner["attributes"])
    return _TEXT_WITHOUT_FAMILY.sub(f"<text{font[0]}", content) if font is not None else content


def wrapped(press: Press, text: str, style: TextStyle, family: str, width: float) -> Iterator[str]:
    """The words of `text`, as many to a line as fit; a longer word has a line of its own."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and press.text_width(longer, style.size, style.weight, family) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def text_line(text: str, x: float, top: float, style: TextStyle, anchor: str = "start") -> str:
    """One line as an SVG text in a line box that begins at `top`."""
    # Line boxes are centred on the letters: a baseline at 0.7 of the font size from their middle's top.
    baseline = top + style.line_height / 2 + style.size * 0.35
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{short_number(x)}" y="{short_number(baseline)}"{anchored} font-size="{short_number(style.size)}px"'
        f' font-weight="{style.weight}" fill="{style.colour}">{escaped(text)}</text>'
    )


class _Page:
    """Blocks from top to bottom; `bottom` is where the last one ends."""

    def __init__(self, press: Press, family: str, width: float) -> None:
        self._press = press
        self._family = family
        self._width = width
        self._style: TextStyle | None = None
        self.parts: list[str] = []
        self.bottom = _MARGIN

    def write(self, text: str, style: TextStyle) -> None:
        lines = list(wrapped(self._press, text, style, self._family, self._width))
        if not lines:
            return
        self.bottom += 4 if self._style is not None else 0
        self._style = style
        for line in lines:
            self.parts.append(text_line(line, _MARGIN, self.bottom, style))
            self.bottom += style.line_height

    def place(self, drawing: Svg) -> None:
        top = self.bottom + (_GAP if self.parts else 0)
        place = f"translate({short_number(_MARGIN)},{short_number(top)})"
        self.parts.append(f'<g transform="{place}">{drawing_content(drawing)}</g>')
        self.bottom = top + drawing.height + _GAP
        self._style = None
