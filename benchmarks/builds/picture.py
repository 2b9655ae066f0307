"""The picture of the results: a panel for each situation, a dot for each program, time on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt
import vl_convert

_OURS, _PEERS = "#b3261e", "#4a5568"


@dataclass(frozen=True, slots=True)
class Bar:
    """Seconds: the median, the least and the most."""

    situation: str
    program: str
    middle: float
    least: float
    most: float
    ours: bool


def draw(bars: Sequence[Bar], subtitle: str) -> str:
    """The SVG."""
    return str(vl_convert.vegalite_to_svg(_chart(bars, subtitle).to_json()))


def _chart(bars: Sequence[Bar], subtitle: str) -> Any:
    least, most = min(bar.least for bar in bars), max(bar.most for bar in bars)
    scale = alt.Scale(type="log", domain=[least / 1.5, most * 2], nice=False)
    situations = list(dict.fromkeys(bar.situation for bar in bars))
    panels = [
        _panel([bar for bar in bars if bar.situation == situation], situation, scale, last=situation == situations[-1])
        for situation in situations
    ]
    title = alt.TitleParams(
        "How long a build takes", subtitle=[subtitle, "Medians and ranges, seconds, each line ten times the one before"]
    )
    return (
        alt.vconcat(*panels, spacing=6)
        .properties(title=title, background="white", padding=12)
        .configure_view(stroke=None)
        .configure_title(anchor="start", font="sans-serif")
        .configure_axis(labelFont="sans-serif", labelFontSize=11, ticks=False, domain=False)
    )


def _panel(bars: Sequence[Bar], situation: str, scale: alt.Scale, *, last: bool) -> Any:
    rows = [{**asdict(bar), "said": f"{bar.middle:.3g} s"} for bar in bars]
    axis = alt.Axis(title=None, values=[0.1, 1, 10, 100, 1000], format="~g", labels=last)
    shade = alt.condition("datum.ours", alt.value(_OURS), alt.value(_PEERS))
    order = [bar.program for bar in sorted(bars, key=lambda bar: bar.middle)]
    marks = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("program:N", title=None, sort=order, axis=alt.Axis(labelPadding=8, minExtent=130)), color=shade
    )
    ranges = marks.mark_rule(strokeWidth=2).encode(x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q")
    dots = marks.mark_circle(size=70, opacity=1).encode(x=alt.X("middle:Q", scale=scale, axis=axis))
    words = marks.mark_text(align="left", dx=8, font="sans-serif").encode(
        x=alt.X("most:Q", scale=scale, axis=axis), text="said:N"
    )
    return alt.layer(ranges, dots, words).properties(
        width=520, height={"step": 18}, title=alt.TitleParams(situation, fontSize=12, anchor="start", offset=4)
    )
