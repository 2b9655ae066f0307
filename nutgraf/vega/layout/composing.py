"""Composing: facets, concatenations and repeats whose widths the author left open are made as wide as the page wants.

Vega-Lite fits only single plots to a width. Here a composition is drawn, measured, and drawn again with wider or
narrower plots until the whole is as wide as was asked for. Plots too small to stand side by side go into more rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import RawDrawing
from nutgraf.vega.layout.arranging import (
    columns_that_fit,
    plots_across,
    rows,
    sized,
    wanted_columns,
    with_columns,
    wrapping_kind,
)
from nutgraf.vega.layout.fitting import fit, merged
from nutgraf.vega.tidying import SVG_NAMESPACE, parse_svg

Spec = dict[str, Any]
Measure = Callable[[Spec], RawDrawing]

_LEAST_PLOT = 44  # px; narrower ones are not worth drawing
_ASIDE = 20  # px; so narrow is a row while another one is measured
_ATTEMPTS = 6
_TOLERANCE = 6  # px
_HEADER_OVER_TITLE = 28  # px; the theme sets the title of a y axis above the plot, where headers of facets stand too
_TITLED_ABOVE = 'aria-label="Y-axis titled'
_FACETS = "role-scope cell"


def compose(
    spec: Mapping[str, Any],
    theme: Theme,
    width: int,
    *,
    narrow: bool,
    measure: Measure,
    laid_over: Mapping[str, Any] | None = None,
) -> Spec:
    """`spec`, a composition without widths, fitted so that its drawing is at most `width` px wide, and hardly less.

    Where too many plots stand side by side they get the least width that is worth drawing, and the whole is wider.
    `laid_over` is what `fit` takes. `measure` draws; it is called a few times, with the same specs for the same
    arguments. Raises what `measure` raises.
    """

    def fitted(arranged: Mapping[str, Any], config: Spec) -> Spec:
        return fit(arranged, theme, width, narrow=narrow, laid_over=merged(config, laid_over or {}))

    first = measure(sized(fitted(spec, {}), {group: width / 2 for group in rows(spec)})).svg
    kind = wrapping_kind(spec)
    if kind is not None:
        parts = spec.get(kind)
        plots = len(parts) if isinstance(parts, list) else _facet_cells(first)
        spec = with_columns(spec, columns_that_fit(kind, plots, wanted_columns(spec), width))
    config = _config(width / plots_across(spec))
    if _TITLED_ABOVE in first and _FACETS in first:
        config["header"] = {"labelPadding": _HEADER_OVER_TITLE}
    return _widened(fitted(spec, config), width, measure)


def _config(room: float) -> Spec:
    """For plots with so much room each, in px: narrow ones are upright, wide ones are not; no more ticks than fit."""
    height = round(60 + 0.4 * room)
    return {
        "view": {"continuousHeight": height},
        "axisXTemporal": {"tickCount": max(2, min(8, int(room / 75)))},
        "axisXQuantitative": {"tickCount": max(2, min(6, int(room / 60)))},
        "axisYQuantitative": {"tickCount": max(2, min(5, int(height / 40)))},
    }


def _facet_cells(svg: str) -> int:
    """How many plots the facet in one of Vega's drawings has."""
    groups = parse_svg(svg).iter(f"{{{SVG_NAMESPACE}}}g")
    return max((len(group) for group in groups if _FACETS in group.get("class", "")), default=1)


def _widened(spec: Spec, width: int, measure: Measure) -> Spec:
    groups = sorted(set(rows(spec)))
    aside = dict.fromkeys(groups, float(_ASIDE))

    def total(group: int, plots: float) -> float:
        return measure(sized(spec, {**aside, group: plots})).width

    found = {group: _solved(partial(total, group), width) for group in groups}
    over = measure(sized(spec, found)).width - width if len(groups) > 1 else 0
    if over > 0:
        found = {group: plots - over for group, plots in found.items()}
    return sized(spec, found, least=_LEAST_PLOT)


def _solved(total: Callable[[float], float], width: int) -> float:
    """How wide the plots of a row must be together, so that the drawing is `width` px wide or a little less.

    What stands beside plots takes about the same room whatever their widths, so that two drawings tell nearly all.
    0 where even narrow plots are too wide.
    """
    plots, slope = width * 0.85, 1.0
    best, widest = 0.0, 0.0
    before: tuple[float, float] | None = None
    for _ in range(_ATTEMPTS):
        drawn = total(plots)
        if widest < drawn <= width:
            best, widest = plots, drawn
        if 0 <= width - drawn <= _TOLERANCE:
            break
        if before is not None and before[0] != plots:
            slope = max(0.5, (drawn - before[1]) / (plots - before[0]))
        before = (plots, drawn)
        plots = max(1.0, plots + (width - _TOLERANCE / 4 - drawn) / slope)
    return best
