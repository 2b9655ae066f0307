"""Options for made-up specs: what may stand in marks, axes, legends, scales, titles and configs."""

from __future__ import annotations

from random import Random
from typing import Any

Options = dict[str, Any]

MARK_OPTIONS: dict[str, tuple[Options, ...]] = {
    "any": (
        {"opacity": 0.6},
        {"color": "#75005a"},
        {"clip": True},
        {"tooltip": True},
        {"strokeWidth": 1.5},
        {"aria": False},
    ),
    "area": (
        {"line": True},
        {"interpolate": "monotone"},
        {"point": True},
        {"interpolate": "step"},
        {"fillOpacity": 0.3},
    ),
    "bar": ({"cornerRadius": 3}, {"cornerRadiusEnd": 4}, {"width": {"band": 0.6}}, {"size": 8}, {"stroke": "black"}),
    "circle": ({"size": 60}, {"stroke": "white"}),
    "line": (
        {"point": True},
        {"interpolate": "basis"},
        {"strokeDash": [4, 2]},
        {"strokeCap": "round"},
        {"invalid": "filter"},
    ),
    "point": ({"filled": True}, {"shape": "triangle-up"}, {"size": 90}, {"angle": 30}),
    "rect": ({"stroke": "white"}, {"cornerRadius": 2}),
    "rule": ({"strokeDash": [2, 2]}, {"strokeCap": "square"}),
    "square": ({"size": 20},),
    "text": (
        {"align": "left", "dx": 4},
        {"baseline": "top"},
        {"angle": -30},
        {"limit": 40},
        {"fontSize": 15, "fontWeight": "bold"},
        {"fontStyle": "italic"},
        {"font": "Source Serif Pro"},
    ),
    "tick": ({"thickness": 3}, {"bandSize": 10}),
    "trail": ({"orient": "vertical"},),
    "arc": ({"innerRadius": 30}, {"padAngle": 0.02}, {"outerRadius": 70}, {"cornerRadius": 5}, {"stroke": "white"}),
}

_AXIS: tuple[Options, ...] = (
    {"title": None},
    {"title": "AV Title, set by hand"},
    {"title": ["Two lines", "of title"]},
    {"grid": True, "gridDash": [2, 2]},
    {"grid": False},
    {"domain": False},
    {"ticks": False},
    {"tickCount": 3},
    {"tickSize": 10, "tickColor": "red"},
    {"labels": False},
    {"labelAngle": -45},
    {"labelAngle": 0},
    {"labelAngle": 90, "labelAlign": "left"},
    {"labelFontSize": 14, "labelColor": "gray"},
    {"labelFontWeight": "bold", "labelPadding": 8},
    {"labelFont": "Source Serif Pro"},
    {"labelLimit": 30},
    {"labelOverlap": "greedy"},
    {"labelFlush": False},
    {"labelExpr": "'~' + datum.label"},
    {"titleFontStyle": "italic", "titleFontSize": 15},
    {"titleAnchor": "start", "titlePadding": 12},
    {"titleAngle": 0, "titleAlign": "right"},
    {"offset": 8},
    {"minExtent": 50},
    {"zindex": 1},
)

_LEGEND: tuple[Options, ...] = (
    {"orient": "bottom"},
    {"orient": "top", "direction": "horizontal"},
    {"orient": "left"},
    {"orient": "bottom-right"},
    {"title": None},
    {"title": "A legend’s title"},
    {"titleFontSize": 14, "titleFontWeight": 400},
    {"labelFontSize": 13, "labelFontStyle": "italic"},
    {"labelLimit": 25},
    {"padding": 6, "strokeColor": "gray"},
    {"offset": 2},
)
_SYMBOL_LEGEND: tuple[Options, ...] = (
    {"columns": 2},
    {"symbolType": "square", "symbolSize": 150},
    {"symbolLimit": 2},
    {"rowPadding": 8},
    {"labelExpr": "'– ' + datum.label"},
)
_RAMP_LEGEND: tuple[Options, ...] = (
    {"gradientLength": 80},
    {"tickCount": 3},
    {"format": ".2f"},
    {"gradientThickness": 6},
)

_SCALE: dict[str, tuple[Options, ...]] = {
    "number": (
        {"zero": False},
        {"nice": False},
        {"reverse": True},
        {"domain": [-60, 60]},
        {"type": "symlog"},
        {"padding": 10},
    ),
    "positive": (
        {"type": "log"},
        {"type": "sqrt"},
        {"type": "pow", "exponent": 0.4},
        {"domainMax": 500},
        {"clamp": True},
    ),
    "discrete": ({"padding": 0.3}, {"reverse": True}, {"paddingOuter": 0.5}, {"align": 0}),
    "colour": ({"scheme": "dark2"}, {"scheme": "tableau20"}, {"range": ["#853", "teal", "#c87930"]}),
    "ramp": (
        {"scheme": "magma"},
        {"scheme": "redblue", "domainMid": 0},
        {"type": "quantize", "scheme": "greens"},
        {"type": "quantile", "scheme": "oranges"},
        {"type": "threshold", "domain": [0, 20], "range": ["#ccc", "#888", "#333"]},
        {"range": ["#fff5eb", "#7f2704"]},
        {"reverse": True, "scheme": "blues"},
    ),
}

_CONFIG: tuple[Options, ...] = (
    {"view": {"stroke": None}},
    {"view": {"continuousWidth": 300, "continuousHeight": 180}},
    {"axis": {"labelFontSize": 13, "titleFontWeight": 400, "grid": False}},
    {"axisX": {"labelAngle": 0}, "axisY": {"titleAngle": 0, "titleAlign": "left", "titleY": -10, "titleX": 0}},
    {"legend": {"orient": "bottom"}},
    {"legend": {"labelFontSize": 12, "titleFontSize": 12}},
    {"bar": {"color": "teal"}, "line": {"strokeWidth": 3}, "point": {"filled": True}},
    {"background": "#fcfbf8", "padding": 12},
    {"title": {"anchor": "start", "fontSize": 18}},
    {"range": {"category": {"scheme": "set2"}}},
    {"numberFormat": ".1f"},
    {"autosize": {"type": "pad", "contains": "content"}},
)


def _some(dice: Random, pool: tuple[Options, ...], most: int) -> Options:
    chosen: Options = {}
    for options in dice.sample(pool, dice.randint(0, most)):
        chosen |= options
    return chosen


def axis_options(dice: Random, channel: str) -> Options:
    """Perhaps an axis, on either of the two sides of its channel."""
    axis = _some(dice, _AXIS, 3)
    if dice.random() < 0.15:
        axis["orient"] = {"x": "top", "y": "right"}[channel]
    if dice.random() < 0.05:
        return {"axis": None}
    return {"axis": axis} if axis else {}


def legend_options(dice: Random, kind: str) -> Options:
    """Perhaps a legend for a channel of type `kind`."""
    legend = _some(dice, _LEGEND + (_RAMP_LEGEND if kind == "quantitative" else _SYMBOL_LEGEND), 3)
    if dice.random() < 0.07:
        return {"legend": None}
    return {"legend": legend} if legend else {}


def scale_options(dice: Random, kind: str) -> Options:
    """Perhaps a scale; `kind` is a key of the pools."""
    return {"scale": dice.choice(_SCALE[kind])} if dice.random() < 0.3 else {}


def title(dice: Random) -> str | Options:
    pool: tuple[str | Options, ...] = (
        "A plain title",
        {"text": "With a subtitle", "subtitle": "which says more"},
        {"text": ["Two", "lines"], "anchor": "start"},
        {"text": "To the left", "orient": "left", "fontStyle": "italic"},
        {"text": "At the bottom", "orient": "bottom", "fontSize": 18, "fontWeight": 300, "color": "teal"},
    )
    return dice.choice(pool)


def config(dice: Random) -> Options:
    """Perhaps blocks of a config, without a font."""
    return _some(dice, _CONFIG, 2)
