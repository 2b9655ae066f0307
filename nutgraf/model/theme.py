"""The theme: what pages and charts share, read from `templates/theme.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Colour:
    """A named colour, `#rrggbb`, on light and on dark paper; `var(--name)` in charts and style sheets."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class ChartTheme:
    """`wide` and `narrow` are the widths in px at which every chart is drawn; `height` is the default height.

    `phone` is how many px a figure has on a screen of 360 px, `wide_from` how many it has where the style sheet shows
    the wide drawing first. `config` is a Vega-Lite config; `narrow_config` is laid over it in the narrow drawing.
    """

    wide: int = 680
    narrow: int = 320
    height: int = 360
    phone: int = 324
    wide_from: int = 576
    config: Mapping[str, Any] = field(default_factory=dict)
    narrow_config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fonts:
    """Family names: `text` for reading, `data` for charts, tables and furniture."""

    text: str = "Source Serif Pro"
    data: str = "Source Sans Pro"


@dataclass(frozen=True, slots=True)
class Theme:
    fonts: Fonts = Fonts()
    colours: Mapping[str, Colour] = field(default_factory=dict)
    chart: ChartTheme = ChartTheme()
