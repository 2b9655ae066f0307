"""The two drawings of a chart for a page, and whether their text can be read there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Svg
from nutgraf.model.rules import Finding
from nutgraf.model.theme import ChartTheme, Theme
from nutgraf.vega.drawing import Drawer, DrawingError, RawDrawing, draw_raw, finished
from nutgraf.vega.layout.composing import compose
from nutgraf.vega.layout.crowding import relief
from nutgraf.vega.layout.fitting import fit, has_own_width, is_composed, merged
from nutgraf.vega.layout.text_sizes import smallest_text
from nutgraf.vega.shape import shape_fault

LEAST_TEXT = 10  # px

_ROUNDING = 0.05
_MOST_DRAWINGS = 5
_THEME_SIZES = 12  # px; the theme sets no smaller text

Spec = Mapping[str, Any]


def finished_pictures(raw: tuple[RawDrawing, RawDrawing], title: str, description: str) -> tuple[Svg, Svg]:
    """Wide and narrow drawings as they stand in pages; one stays one. Raises DrawingError."""
    first = finished(raw[0], title, description)
    return first, first if raw[1] is raw[0] else finished(raw[1], title, description)


def raw_pictures(drawer: Drawer, theme: Theme, wide: Spec, narrow: Spec) -> tuple[RawDrawing, RawDrawing]:
    """The drawings of a chart for wide and narrow figures, from its specs for both (often the same one), surveyed.

    They are one and the same where the author says how wide the chart is, and says it once. Raises DrawingError.
    """
    first = replace(raw_picture(drawer, theme, wide, narrow=False), survey=drawer.survey())
    if narrow is wide and has_own_width(wide):
        return first, first
    return first, replace(raw_picture(drawer, theme, narrow, narrow=True), survey=drawer.survey())


def raw_picture(drawer: Drawer, theme: Theme, spec: Spec, *, narrow: bool) -> RawDrawing:
    """The drawing of a chart for wide figures, or for narrow ones. Raises DrawingError."""
    if fault := shape_fault(spec):
        raise DrawingError(fault)
    width = theme.chart.narrow if narrow else theme.chart.wide

    def measure(spec: Spec) -> RawDrawing:
        return draw_raw(drawer, spec, theme)

    def drawn(laid_over: Spec) -> RawDrawing:
        if is_composed(spec) and not has_own_width(spec):
            return measure(compose(spec, theme, width, narrow=narrow, measure=measure, laid_over=laid_over))
        return measure(fit(spec, theme, width, narrow=narrow, laid_over=laid_over))

    laid_over: Spec = {}
    drawing = drawn(laid_over)
    for _ in range(_MOST_DRAWINGS - 1):
        more = relief(drawing.svg, drawing.width, laid_over)
        if not more:
            break
        laid_over = merged(laid_over, more)
        drawing = drawn(laid_over)
    return drawing


def small_text(exhibit: Exhibit, spec: Spec, chart: ChartTheme, wide: Svg, narrow: Svg) -> Finding | None:
    """A finding where text of a chart is smaller than 10 px in the narrowest figure that shows it."""
    for picture, room, scale in _shown(chart, wide, narrow):
        text = smallest_text(picture.text)
        if text is not None and text.size * scale < LEAST_TEXT - _ROUNDING:
            place = f"{room} px wide, as on a phone" if room == chart.phone else f"{room} px wide"
            message = f"the text “{_cut(text.words)}” is {text.size * scale:.1f} px high where the figure is {place}"
            return Finding("small-text", message, _way_out(exhibit, spec, text.size, scale, room))
    return None


def _shown(chart: ChartTheme, wide: Svg, narrow: Svg) -> Iterator[tuple[Svg, int, float]]:
    """Each drawing with the width of the narrowest figure that shows it and its scale there."""
    if wide is narrow:
        yield wide, chart.phone, min(1.0, chart.phone / wide.width)
    else:
        yield narrow, chart.phone, chart.phone / narrow.width
        yield wide, chart.wide_from, chart.wide_from / wide.width


def _way_out(exhibit: Exhibit, spec: Spec, size: float, scale: float, room: int) -> str:
    by_width = "" if exhibit.is_json else ", or take a parameter `width: int` and arrange the chart by it"
    if size * min(1.0, scale) < LEAST_TEXT and size < _THEME_SIZES:
        least = ceil(LEAST_TEXT / min(1.0, scale))
        return f"leave the sizes of text to the theme, or make them at least {least} px"
    most = int(room * size / LEAST_TEXT)
    if has_own_width(spec):
        leave = "leave out `width`, and the chart is drawn for phones too"
        return f"{leave}; or make the whole at most {most} px wide{by_width}"
    return f"put fewer plots side by side (`columns`, rows for columns){by_width}"


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
