"""Pictures that stand alone: title, subtitle, source and site inside, in the colours of light paper."""

from __future__ import annotations

import vl_convert

from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer


def export_svg(
    drawer: Drawer, drawing: Svg, theme: Theme, *, title: str, subtitle: str = "", source: str = "", site: str = ""
) -> str:
    """`drawing`, a figure's wide one, as an SVG file: on paper, with its words around it, without named colours."""
    raise NotImplementedError


def export_png(svg: str, scale: float = 2) -> bytes:
    """The PNG of an exported SVG, `scale` pixels to its px, with the fonts that come with Nutgraf.

    The same SVG gives the same bytes on every machine.
    """
    return vl_convert.svg_to_png(svg, scale=scale)
