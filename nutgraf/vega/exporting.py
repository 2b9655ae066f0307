"""Pictures that stand alone: title, subtitle, source and site inside, in the colours of light paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import vl_convert

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.colours import resolve_colours
from nutgraf.vega.drawing import Drawer
from nutgraf.vega.fitting import font_list
from nutgraf.vega.fonts import FONT_DIRECTORIES
from nutgraf.vega.tidying import SVG_NAMESPACE, escaped, short_number

_MARGIN = 24.0
_GAP = 14.0
_MINIMUM_WIDTH = 320.0
_INNER = re.compile(
    r"^<svg(?P<attributes>[^>]*)>(?:<title[^>]*>.*?</title>)?(?:<desc[^>]*>.*?</desc>)?(?P<content>.*)</svg>$",
    re.DOTALL,
)
_FONT = re.compile(r'font-family="[^"]*"')
_BLEND = re.compile(r'class="([^"]*?) ?\bblend-([a-z-]+)"')


@dataclass(frozen=True, slots=True)
class _Style:
    """How a block of words is set; sizes in px, `colour` a named colour of the theme with a fallback."""

    size: float
    line_height: float
    weight: int
    colour: str


_TITLE = _Style(22, 27, 600, "var(--ink, #111111)")
_SUBTITLE = _Style(15, 20, 400, "var(--muted, #555555)")
_SOURCE = _Style(12, 16, 400, "var(--muted, #555555)")
_SITE = _Style(12, 16, 600, "var(--ink, #111111)")


def export_svg(
    drawer: Drawer, drawing: Svg, theme: Theme, *, title: str, subtitle: str = "", source: str = "", site: str = ""
) -> str:
    """`drawing`, a figure's wide one, as an SVG file: on paper, with its words around it, without named colours.

    Title and subtitle stand above, the source and the name of the site below, in the data font, wrapped to the width
    of the drawing; empty ones take no room. Equal arguments give equal text.
    """
    room = max(drawing.width, _MINIMUM_WIDTH)
    family = theme.fonts.data
    page = _Page(drawer, family, room)
    page.write(title, _TITLE)
    page.write(subtitle, _SUBTITLE)
    page.place(drawing)
    page.write(source, _SOURCE)
    page.write(site, _SITE)
    width, height = short_number(room + 2 * _MARGIN), short_number(page.bottom + _MARGIN)
    svg = (
        f'<svg xmlns="{SVG_NAMESPACE}" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{escaped(font_list(family))}"><title>{escaped(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="var(--paper, #ffffff)"/>{"".join(page.parts)}</svg>'
    )
    return resolve_colours(svg, theme)


def export_png(svg: str, scale: float = 2) -> bytes:
    """The PNG of an exported SVG, `scale` pixels to its px, with the fonts that come with Nutgraf.

    The same SVG gives the same bytes on every machine.
    """
    _register_fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


@cache
def _register_fonts() -> None:
    """Once a process: vl-convert's list of fonts is the process's too, and grows with every call."""
    for folder in FONT_DIRECTORIES:
        vl_convert.register_font_directory(str(folder))


class _Page:
    """Blocks from top to bottom; `bottom` is where the last one ends."""

    def __init__(self, drawer: Drawer, family: str, width: float) -> None:
        self._drawer = drawer
        self._family = family
        self._width = width
        self._style: _Style | None = None
        self.parts: list[str] = []
        self.bottom = _MARGIN

    def write(self, text: str, style: _Style) -> None:
        lines = list(self._lines(text, style))
        if not lines:
            return
        self.bottom += 4 if self._style is not None else 0
        self._style = style
        for line in lines:
            # Line boxes are centred on the letters: a baseline at 0.7 of the font size from their middle's top.
            baseline = self.bottom + style.line_height / 2 + style.size * 0.35
            self.parts.append(
                f'<text x="{_MARGIN:.0f}" y="{short_number(baseline)}" font-size="{style.size:.0f}px"'
                f' font-weight="{style.weight}" fill="{style.colour}">{escaped(line)}</text>'
            )
            self.bottom += style.line_height

    def place(self, drawing: Svg) -> None:
        inner = _INNER.match(drawing.text)
        if inner is None:
            raise ValueError("the drawing is not one that draw() made")
        font = _FONT.search(inner["attributes"])
        top = self.bottom + (_GAP if self.parts else 0)
        # Out of a page there is no style sheet that blends marks, and no rule against styles.
        content = _BLEND.sub(r'class="\1" style="mix-blend-mode:\2"', inner["content"])
        place = f'transform="translate({_MARGIN:.0f},{short_number(top)})"'
        self.parts.append(f"<g {place} {font[0]}>{content}</g>" if font is not None else f"<g {place}>{content}</g>")
        self.bottom = top + drawing.height + _GAP
        self._style = None

    def _lines(self, text: str, style: _Style) -> Iterator[str]:
        """The words of `text`, as many to a line as fit; a longer word has a line of its own."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if line and self._drawer.text_width(longer, style.size, style.weight, self._family) > self._width:
                yield line
                longer = word
            line = longer
        if line:
            yield line
