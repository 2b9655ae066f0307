"""American share prices beside the country's output: the ratio named after Warren Buffett."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COOL, HOT, MUTED, PAPER

QUARTER_BEFORE: Final = pd.Timestamp("2024-10-01")
DECADE_ENDS: Final = (1970, 1980, 1990, 2000, 2010, 2020)


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


def market_to_gdp_highest(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The highest ratio since 1970: the end of 2025."""
    return float(market_to_gdp["ratio"].max())


def market_to_gdp_highest_day(market_to_gdp: pd.DataFrame) -> Annotated[date, "date"]:
    """The quarter's end with the highest ratio."""
    return pd.Timestamp(market_to_gdp.sort_values("ratio")["date"].iloc[-1]).date()


def market_to_gdp_latest(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The last ratio of the data: the end of March 2026."""
    return float(market_to_gdp.sort_values("quarter")["ratio"].iloc[-1])


def _ratio_in(market_to_gdp: pd.DataFrame, quarter: str) -> float:
    return float(market_to_gdp.set_index("quarter")["ratio"][pd.Timestamp(quarter)])


def market_and_output(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame, width: int) -> alt.LayerChart:
    """The two halves of the ratio, share prices and output, indexed to the end of 1970, on a log scale."""
    frame = wilshire_5000.merge(us_gdp, on="quarter").sort_values("quarter")
    for column, name in (("index_level", "Shares"), ("gdp_usd_bn", "Output")):
        frame[name] = (frame[column] / frame[column].iloc[0] * 100).round(1)
    long = frame.melt("date", ["Shares", "Output"], "series", "indexed")
    last = long[long["date"] == long["date"].max()].copy()
    last["text"] = last["series"] + " " + last["indexed"].map("{:,.0f}".format)
    colour = alt.Color(
        "series:N", title="Series", scale=alt.Scale(domain=["Shares", "Output"], range=[HOT, COOL]), legend=None
    )
    x = alt.X(
        "date:T",
        title="Last trading day of the quarter",
        scale=time_scale(88, span=(utc(1970), utc(2026, 4))),
        axis=alt.Axis(
            title=None, format="%Y", values=[utc(year) for year in range(1980, 2021, 20 if is_narrow(width) else 10)]
        ),
    )
    y = alt.Y(
        "indexed:Q",
        title="End of 1970 = 100, log scale",
        scale=alt.Scale(type="log", domain=[50, 10_000], nice=False),
        axis=value_axis(values=[100, 1_000, 10_000]),
    )
    tooltip = [
        alt.Tooltip("date:T", title="Last trading day", format="%-d %b %Y"),
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("indexed:Q", title="End of 1970 = 100", format=",.0f"),
    ]
    lines = alt.Chart(long).mark_line().encode(x=x, y=y, color=colour, tooltip=tooltip)
    names = (
        alt.Chart(last)
        .mark_text(align="left", dx=6)
        .encode(x="date:T", y="indexed:Q", text="text:N", color=alt.Color("series:N", legend=None))
    )
    ends = last.set_index("series")["indexed"]
    return layered(
        lines,
        names,
        height=270 if is_narrow(width) else 330,
        title=alt.TitleParams(
            "Share prices lagged behind output for years and have outrun it since",
            subtitle="Wilshire 5000 and nominal GDP, end of 1970 = 100, quarterly to March 2026, log scale",
        ),
        description=(
            "Line chart with a log scale. Output climbs almost straight. Shares fall behind it in the mid-1970s, catch "
            "up in the 1990s, fall back after 2000 and after 2007, and then pull away. At the end shares stand at "
            f"{ends['Shares']:,.0f}, output at {ends['Output']:,.0f}."
        ),
        usermeta=notes(
            "On a log scale equal slopes are equal rates of growth. Neither series is corrected for inflation, and "
            "share prices are without dividends."
        ),
    )


def growth_by_decade(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame, width: int) -> alt.LayerChart:
    """The yearly growth of output and of share prices in each decade since 1970."""
    frame = _growth(wilshire_5000, us_gdp)
    order = frame["decade"].tolist()
    long = frame.melt("decade", ["Output", "Shares"], "series", "growth")
    long["text"] = long["growth"].map("{:.1f}".format)
    y = alt.Y("decade:N", title="Decade", sort=order, axis=alt.Axis(title=None, domain=False))
    offset = alt.YOffset("series:N", sort=["Output", "Shares"])
    x = alt.X("growth:Q", title="Growth a year, %", scale=alt.Scale(domain=[0, 17], nice=False), axis=None)
    colour = alt.Color(
        "series:N",
        title="Growth of",
        scale=alt.Scale(domain=["Output", "Shares"], range=[COOL, HOT]),
        legend=alt.Legend(title=None, orient="top"),
    )
    bars = alt.Chart(long).mark_bar().encode(x=x, y=y, yOffset=offset, color=colour)
    texts = (
        alt.Chart(long)
        .mark_text(align="left", dx=5)
        .encode(x=x, y=y, yOffset=offset, text=alt.Text("text:N", title="Growth a year, %"))
    )
    said = frame["decade"] + ": output " + frame["Output"].map("{:.1f}%".format)
    return layered(
        bars,
        texts,
        height=350,
        title=alt.TitleParams(
            "Output grew fastest in a poor decade for shares, and slowest in a good one",
            subtitle="Growth a year of nominal GDP and of the Wilshire 5000, %, year end to year end",
        ),
        description=(
            "Bar chart of growth a year, with a bar for output and one for shares in each decade. "
            + "; ".join(said + ", shares " + frame["Shares"].map("{:.1f}%".format))
            + "."
        ),
        usermeta=notes(
            "The last row runs from the end of 2020 to March 2026. Nothing is corrected for inflation, which was "
            "highest in the first row; share prices are without dividends."
        ),
    )


def _growth(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> pd.DataFrame:
    frame = wilshire_5000.merge(us_gdp, on="quarter").set_index("quarter")[["gdp_usd_bn", "index_level"]].sort_index()
    marks = [pd.Timestamp(year, 10, 1) for year in DECADE_ENDS] + [frame.index.max()]
    rows = []
    for start, end in pairwise(marks):
        years = (end.year - start.year) + (end.month - start.month) / 12
        growth = (frame.loc[end] / frame.loc[start]) ** (1 / years) - 1
        # The end of 2020 begins the 2020s, and 2025 is not one of them yet: the row is named after its years.
        name = f"{start.year + 1}–{end.year}"
        rows.append((name, round(growth["gdp_usd_bn"] * 100, 2), round(growth["index_level"] * 100, 2)))
    return pd.DataFrame(rows, columns=["decade", "Output", "Shares"])


def shares_multiple(wilshire_5000: pd.DataFrame) -> Annotated[float, "x"]:
    """The Wilshire 5000 at the end of March 2026 as a multiple of the end of 1970."""
    levels = wilshire_5000.sort_values("quarter")["index_level"]
    return float(levels.iloc[-1] / levels.iloc[0])


def output_multiple(us_gdp: pd.DataFrame) -> Annotated[float, "x"]:
    """Nominal GDP of the first quarter of 2026 as a multiple of the last of 1970."""
    levels = us_gdp.sort_values("quarter")["gdp_usd_bn"]
    return float(levels.iloc[-1] / levels.iloc[0])


def _growth_in(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame, decade: str, series: str) -> float:
    return float(_growth(wilshire_5000, us_gdp).set_index("decade")[series][decade])


def output_growth_1970s(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """Output's growth a year from the end of 1970 to the end of 1980."""
    return _growth_in(wilshire_5000, us_gdp, "1971–1980", "Output")


def shares_growth_1970s(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """Share prices' growth a year from the end of 1970 to the end of 1980."""
    return _growth_in(wilshire_5000, us_gdp, "1971–1980", "Shares")


def output_growth_2010s(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """Output's growth a year from the end of 2010 to the end of 2020."""
    return _growth_in(wilshire_5000, us_gdp, "2011–2020", "Output")


def shares_growth_2010s(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """Share prices' growth a year from the end of 2010 to the end of 2020."""
    return _growth_in(wilshire_5000, us_gdp, "2011–2020", "Shares")


def quarters_since_1990(market_to_gdp: pd.DataFrame) -> float:
    """How many quarters the data have from the last of 1990 on."""
    return float((market_to_gdp["quarter"] >= pd.Timestamp("1990-10-01")).sum())


def quarters_not_above_own_past(market_to_gdp: pd.DataFrame) -> float:
    """In how many quarters since the last of 1990 the ratio was not above the mean of all quarters up to it."""
    frame = market_to_gdp.sort_values("quarter")
    below = frame["ratio"] <= frame["ratio"].expanding().mean()
    return float((below & (frame["quarter"] >= pd.Timestamp("1990-10-01"))).sum())


def market_to_gdp_lowest(market_to_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The lowest ratio since 1970."""
    return float(market_to_gdp["ratio"].min())


def market_to_gdp_lowest_day(market_to_gdp: pd.DataFrame) -> Annotated[date, "date"]:
    """The quarter's end with the lowest ratio: 30 June 1982."""
    return pd.Timestamp(market_to_gdp.sort_values("ratio")["date"].iloc[0]).date()


def quarters_above_2000(market_to_gdp: pd.DataFrame) -> float:
    """In how many quarters the ratio was above the peak of early 2000."""
    return float((market_to_gdp["ratio"] > market_to_gdp_2000(market_to_gdp)).sum())
