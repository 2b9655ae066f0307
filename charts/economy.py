"""American share prices beside the country's output: the ratio named after Warren Buffett."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import HOT, MUTED, PAPER

QUARTER_BEFORE: Final = pd.Timestamp("2024-10-01")


def buffett_indicator(market_to_gdp: pd.DataFrame, width: int) -> alt.LayerChart:
    """American share prices as a percentage of GDP, quarterly since the end of 1970."""
    frame = market_to_gdp
    marked = frame[frame["quarter"].isin(pd.to_datetime(["2000-01-01", "2021-10-01", "2025-10-01"]))].copy()
    names = ["Early 2000", "End of 2021", "End of 2025"]
    marked["text"] = [f"{name}: {ratio:.0f}%" for name, ratio in zip(names, marked["ratio"], strict=True)]
    shock = frame[frame["quarter"] == QUARTER_BEFORE].assign(floor=0, text="DeepSeek")
    x = alt.X(
        "date:T",
        title="Last trading day",
        scale=time_scale(span=(utc(1970), utc(2027))),
        axis=alt.Axis(
            title=None, format="%Y", values=[utc(year) for year in range(1980, 2021, 20 if is_narrow(width) else 10)]
        ),
    )
    y = alt.Y(
        "ratio:Q",
        title="Wilshire 5000 / GDP, %",
        scale=alt.Scale(domain=[0, 230], nice=False),
        axis=value_axis(after="%", values=[0, 50, 100, 150, 200]),
    )
    tooltip = [
        alt.Tooltip("date:T", title="Last trading day", format="%-d %b %Y"),
        alt.Tooltip("ratio:Q", title="Wilshire 5000 / GDP, %", format=".0f"),
    ]
    line = alt.Chart(frame).mark_line(color=HOT).encode(x=x, y=y, tooltip=tooltip)
    stem = alt.Chart(shock).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x="date:T", y="floor:Q", y2="ratio:Q")
    stem_text = (
        alt.Chart(shock)
        .mark_text(align="right", dx=-6, dy=-12, color=MUTED)
        .encode(x="date:T", y="floor:Q", text="text:N")
    )
    dots = alt.Chart(marked).mark_point(filled=False, fill=PAPER, stroke=HOT, opacity=1).encode(x="date:T", y="ratio:Q")
    # Below its hairline at 200% the middle one, above theirs the others.
    above = marked[marked["ratio"].round() != 195]
    texts = alt.Chart(above).mark_text(align="right", dx=-9, dy=-3).encode(x="date:T", y="ratio:Q", text="text:N")
    middle = (
        alt.Chart(marked.drop(above.index))
        .mark_text(align="right", dx=-9, dy=5)
        .encode(x="date:T", y="ratio:Q", text="text:N")
    )
    return layered(
        line,
        stem,
        stem_text,
        dots,
        texts,
        middle,
        height=270 if is_narrow(width) else 330,
        title=alt.TitleParams(
            "Beside the economy, American shares set a record at the end of 2025",
            subtitle="Wilshire 5000 index as a percentage of annual GDP, quarterly, 1970 to March 2026",
        ),
        description=(
            f"Line chart: the ratio falls from {frame['ratio'].iloc[0]:.0f}% in 1970 to {frame['ratio'].min():.0f}% in "
            "1982. "
            f"{', '.join(marked['text'])}. In March 2026 it is {frame['ratio'].iloc[-1]:.0f}%."
        ),
        usermeta=notes(
            "Index points are read as a sum of money. That is the custom, and not a market value: a point has been "
            "worth somewhat more. GDP is that of the quarter, at an annual rate."
        ),
    )


def market_to_gdp_before_shock(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The ratio at the end of 2024."""
    return _ratio_in(market_to_gdp, "2024-10-01")


def market_to_gdp_2000(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The ratio at the end of the first quarter of 2000, the highest of the dot-com years."""
    return _ratio_in(market_to_gdp, "2000-01-01")


def market_to_gdp_passed_2000(market_to_gdp: pd.DataFrame) -> Annotated[date, "date"]:
    """The first quarter's end after 2000 with a higher ratio than early 2000."""
    peak = market_to_gdp_2000(market_to_gdp)
    later = market_to_gdp[(market_to_gdp["quarter"] > pd.Timestamp("2000-12-31")) & (market_to_gdp["ratio"] > peak)]
    return pd.Timestamp(later["date"].min()).date()


def market_to_gdp_2002(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The ratio at the end of the third quarter of 2002, the low after the dot-com years."""
    return _ratio_in(market_to_gdp, "2002-07-01")


def market_to_gdp_fall_2002(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """How far the ratio fell from early 2000 to its low of 2002, as a positive number."""
    return (1 - market_to_gdp_2002(market_to_gdp) / market_to_gdp_2000(market_to_gdp)) * 100


def market_to_gdp_2021(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The ratio at the end of 2021."""
    return _ratio_in(market_to_gdp, "2021-10-01")


def market_to_gdp_highest(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The highest ratio since 1970: the end of 2025."""
    return float(market_to_gdp["ratio"].max())


def market_to_gdp_highest_day(market_to_gdp: pd.DataFrame) -> Annotated[date, "date"]:
    """The quarter's end with the highest ratio."""
    return pd.Timestamp(market_to_gdp.sort_values("ratio")["date"].iloc[-1]).date()


def market_to_gdp_latest(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The last ratio of the data: the end of March 2026."""
    return float(market_to_gdp.sort_values("quarter")["ratio"].iloc[-1])


def market_to_gdp_mean(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The mean of all quarters since the end of 1970."""
    return float(market_to_gdp["ratio"].mean())


def _ratio_in(market_to_gdp: pd.DataFrame, quarter: str) -> float:
    return float(market_to_gdp.set_index("quarter")["ratio"][pd.Timestamp(quarter)])
