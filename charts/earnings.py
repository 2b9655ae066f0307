"""American share prices beside earnings: of the last four quarters, and of ten years (Shiller's CAPE)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import day, is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COOL, HOT, INK, MUTED

SHOCK_MONTH: Final = pd.Timestamp("2025-01-01")
MOVED: Final = 0.05


def pe_and_cape(shiller_sp500: pd.DataFrame, shiller_cape: pd.DataFrame, width: int) -> alt.LayerChart:
    """The S&P 500's price/earnings ratio of the last four quarters beside Shiller's ten-year ratio."""
    frame = shiller_sp500.merge(shiller_cape, on="month")
    frame["trailing"] = (frame["price"] / frame["earnings"]).round(2)
    frame = frame[frame["month"] >= pd.Timestamp("1985-01-01")]
    long = frame.melt("month", ["trailing", "cape"], "measure", "ratio").dropna()
    long["measure"] = long["measure"].map({"trailing": "Last four quarters", "cape": "Ten years (CAPE)"})
    last = long.sort_values("month").groupby("measure").tail(1).copy()
    short = {"Last four quarters": "P/E", "Ten years (CAPE)": "CAPE"}
    last["text"] = last["measure"].map(short) + " " + last["ratio"].map("{:.1f}".format)
    peak = frame[frame["trailing"] == frame["trailing"].max()].copy()
    peak["text"] = f"May 2009: {peak['trailing'].iloc[0]:.0f}"
    colour = alt.Color(
        "measure:N",
        title="Ratio",
        scale=alt.Scale(domain=list(short), range=[COOL, HOT]),
        legend=None,
    )
    x = alt.X(
        "month:T",
        title="Month",
        scale=time_scale(68),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(1990, 2021, 10)]),
    )
    y = alt.Y(
        "ratio:Q",
        title="Price/earnings ratio",
        scale=alt.Scale(domain=[0, 130], nice=False),
        axis=value_axis(values=[0, 50, 100]),
    )
    tooltip = [
        alt.Tooltip("month:T", title="Month", format="%b %Y"),
        alt.Tooltip("measure:N", title="Earnings of"),
        alt.Tooltip("ratio:Q", title="Ratio", format=".1f"),
    ]
    lines = alt.Chart(long).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour, tooltip=tooltip)
    ends = (
        alt.Chart(last)
        .mark_text(align="left", dx=6)
        .encode(x="month:T", y="ratio:Q", text="text:N", color=alt.Color("measure:N", legend=None))
    )
    top = (
        alt.Chart(peak)
        .mark_text(align="left", dx=10, dy=4, color=COOL)
        .encode(x="month:T", y="trailing:Q", text="text:N")
    )
    return layered(
        lines,
        ends,
        top,
        height=290 if is_narrow(width) else 340,
        title=alt.TitleParams(
            "When profits collapse, the plain ratio soars at the bottom of the market",
            subtitle="S&P 500: price divided by the earnings of the last year, and by their ten-year average, "
            "monthly, 1985–2026",
        ),
        description=(
            "Line chart of both ratios. They rise to the turn of the century. In May 2009 the plain ratio jumps to "
            f"{peak['trailing'].iloc[0]:.0f} while the ten-year one stands at {peak['cape'].iloc[0]:.0f}. At the end: "
            f"{', '.join(last['text'])}."
        ),
        usermeta=notes(
            "CAPE divides by a decade of earnings in today’s prices. Earnings end in March 2026, and the last "
            "quarters are estimates."
        ),
    )


def cape_revisions(shiller_cape: Mapping[str, pd.DataFrame], width: int) -> alt.LayerChart:
    """The months whose CAPE changed between issues of the workbook: as first issued, and in the newest issue."""
    frame = _revised(shiller_cape)
    frame["label"] = frame["month"].map(lambda month: day(month).partition(" ")[2])
    frame["difference"] = (
        (frame["newest"] - frame["first"]).round(2).map(lambda value: f"{value:+.2f}".replace("-", "−"))
    )
    order = frame.sort_values("month")["label"].tolist()
    y = alt.Y("label:N", title="Month", sort=order, axis=alt.Axis(title=None, domain=False))
    scale = alt.Scale(domain=[29, 33], nice=False, zero=False)
    x = alt.X(
        "first:Q",
        title="CAPE as first issued",
        scale=scale,
        axis=alt.Axis(title=None, format="~g", values=[29, 30, 31, 32, 33]),
    )
    stem = alt.Chart(frame).mark_rule(color=MUTED).encode(x=x, x2="newest:Q", y=y)
    first = alt.Chart(frame).mark_tick(color=COOL, thickness=3, size=16, opacity=1).encode(x=x, y=y)
    newest = (
        alt.Chart(frame)
        .mark_point(color=HOT, opacity=1)
        .encode(x=alt.X("newest:Q", title="CAPE, May 2026", scale=scale, axis=alt.Axis(title=None)), y=y)
    )
    difference = (
        alt.Chart(frame)
        .mark_text(align="left", dx=14)
        .encode(x=x, y=y, text=alt.Text("difference:N", title="Revision"))
    )
    key = frame[frame["month"] == frame["month"].max()]
    first_name = alt.Chart(key).mark_text(align="left", dx=-4, dy=-16, color=COOL, text="first issued").encode(x=x, y=y)
    newest_name = (
        alt.Chart(key)
        .mark_text(align="right", dx=6, dy=-16, color=HOT, text="May 2026")
        .encode(x=alt.X("newest:Q", scale=scale), y=y)
    )
    return layered(
        stem,
        first,
        newest,
        difference,
        first_name,
        newest_name,
        height=200,
        title=alt.TitleParams(
            "Shiller’s ratio is revised, mostly in its last months",
            subtitle=f"CAPE as first issued and in the workbook of May 2026, months that moved by {MOVED} or more",
        ),
        description=(
            f"Dot chart of the months that were revised by {MOVED} or more, and by how much: "
            + ", ".join(frame["label"] + " " + frame["difference"])
            + "."
        ),
        usermeta=notes("First issued: the issues of April 2018 and September 2023, the two that were found."),
    )


def _revised(shiller_cape: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    issues = [shiller_cape[version].set_index("month")["cape"] for version in sorted(shiller_cape)]
    newest = issues[-1]
    rows = []
    seen = pd.Index([])
    for issue in issues[:-1]:
        fresh = issue[~issue.index.isin(seen)]
        seen = issue.index
        both = pd.DataFrame({"first": fresh, "newest": newest}).dropna()
        rows.append(both[(both["newest"] - both["first"]).abs().round(2) >= MOVED])
    return pd.concat(rows).rename_axis("month").reset_index()


def cape_two_columns(shiller_sp500: pd.DataFrame, shiller_cape: pd.DataFrame, width: int) -> alt.LayerChart:
    """The plain CAPE and the total-return CAPE, which a public copy carried under its name."""
    frame = shiller_sp500.merge(shiller_cape, on="month")
    frame = frame[frame["month"] >= pd.Timestamp("1990-01-01")]
    peak = frame[frame["month"] == pd.Timestamp("1999-12-01")].copy()
    peak["wrong"] = peak["total_return_cape"].map("{:.2f} in the copy".format)
    peak["right"] = peak["cape"].map("{:.2f} in the workbook".format)
    x = alt.X(
        "month:T",
        title="Month",
        scale=time_scale(),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(1990, 2026, 10)]),
    )
    y = alt.Y(
        "total_return_cape:Q",
        title="Total-return CAPE",
        scale=alt.Scale(domain=[0, 55], nice=False),
        axis=value_axis(values=[0, 10, 20, 30, 40, 50]),
    )
    band = alt.Chart(frame).mark_area(color=HOT, opacity=0.35).encode(x=x, y=y, y2=alt.Y2("cape:Q", title="CAPE"))
    right = alt.Chart(frame).mark_line(color=INK, strokeWidth=1.75).encode(x=x, y=alt.Y("cape:Q", title="CAPE"))
    wrong_text = (
        alt.Chart(peak)
        .mark_text(align="left", dx=20, dy=-2, color=HOT)
        .encode(x="month:T", y="total_return_cape:Q", text="wrong:N")
    )
    right_text = alt.Chart(peak).mark_text(align="left", dx=20, dy=2).encode(x="month:T", y="cape:Q", text="right:N")
    gap = frame["total_return_cape"] - frame["cape"]
    return layered(
        band,
        right,
        wrong_text,
        right_text,
        height=260,
        title=alt.TitleParams(
            "A public copy carried the wrong column, which is always higher",
            subtitle="CAPE (line) and the total-return CAPE (top of the band), both ratios, monthly, 1990 to May 2026",
        ),
        description=(
            f"Line with a band above it: the total-return ratio runs {gap.min():.1f} to {gap.max():.1f} points above "
            f"the plain one. In December 1999: {peak['right'].iloc[0]}, {peak['wrong'].iloc[0]}."
        ),
        usermeta=notes("Both ratios are in Shiller’s workbook of May 2026."),
    )


def _cape(shiller_cape: pd.DataFrame) -> pd.Series:
    return shiller_cape.set_index("month")["cape"]


def cape_at_shock(shiller_cape: pd.DataFrame) -> float:
    """The CAPE of January 2025."""
    return float(_cape(shiller_cape)[SHOCK_MONTH])


def cape_latest(shiller_cape: pd.DataFrame) -> float:
    """The CAPE of the newest month."""
    return float(_cape(shiller_cape).iloc[-1])


def cape_highest(shiller_cape: pd.DataFrame) -> float:
    """The highest CAPE since 1881: December 1999."""
    return float(_cape(shiller_cape).max())


def cape_1929(shiller_cape: pd.DataFrame) -> float:
    """The highest CAPE of 1929: September."""
    return float(_cape(shiller_cape)[pd.Timestamp("1929-01-01") : pd.Timestamp("1929-12-01")].max())


def cape_passed_1929(shiller_cape: pd.DataFrame) -> Annotated[date, "date"]:
    """The first month with a higher CAPE than any of 1929."""
    rows = shiller_cape[shiller_cape["cape"] > cape_1929(shiller_cape)]
    return pd.Timestamp(rows["month"].min()).date()


def cape_mean(shiller_cape: pd.DataFrame) -> float:
    """The mean of all months since January 1881."""
    return float(_cape(shiller_cape).mean())


def cape_may_2009(shiller_cape: pd.DataFrame) -> float:
    """The CAPE of May 2009, when the plain ratio peaked."""
    return float(_cape(shiller_cape)[pd.Timestamp("2009-05-01")])


def cape_months_higher(shiller_cape: pd.DataFrame) -> float:
    """How many months before January 2025 had a higher CAPE than it."""
    series = _cape(shiller_cape)
    return float((series[series.index < SHOCK_MONTH] > series[SHOCK_MONTH]).sum())


def cape_months_before(shiller_cape: pd.DataFrame) -> float:
    """The number of months from January 1881 to December 2024."""
    return float((shiller_cape["month"] < SHOCK_MONTH).sum())


def _trailing(shiller_sp500: pd.DataFrame) -> pd.Series:
    frame = shiller_sp500.set_index("month")
    return (frame["price"] / frame["earnings"]).dropna()


def pe_at_shock(shiller_sp500: pd.DataFrame) -> float:
    """The plain ratio of January 2025."""
    return float(_trailing(shiller_sp500)[SHOCK_MONTH])


def pe_latest(shiller_sp500: pd.DataFrame) -> float:
    """The plain ratio of the last month with earnings: March 2026."""
    return float(_trailing(shiller_sp500).iloc[-1])


def pe_highest(shiller_sp500: pd.DataFrame) -> float:
    """The highest plain ratio since 1970: May 2009."""
    return float(_trailing(shiller_sp500).max())


def _price_against_shock(shiller_sp500: pd.DataFrame, month: str) -> float:
    prices = shiller_sp500.set_index("month")["price"]
    return (float(prices[pd.Timestamp(month)]) / float(prices[SHOCK_MONTH]) - 1) * 100


def price_fall_to_april_2025(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """The fall of the S&P 500's monthly mean from January to April 2025, as a positive number."""
    return -_price_against_shock(shiller_sp500, "2025-04-01")


def price_rise_to_july_2025(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """The rise of the S&P 500's monthly mean from January to July 2025."""
    return _price_against_shock(shiller_sp500, "2025-07-01")


def earnings_growth_since_shock(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the S&P 500's earnings from January 2025 to March 2026."""
    earnings = shiller_sp500.set_index("month")["earnings"].dropna()
    return (float(earnings.iloc[-1]) / float(earnings[SHOCK_MONTH]) - 1) * 100


def price_growth_since_shock(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the S&P 500's price from January 2025 to the last month with earnings, March 2026."""
    frame = shiller_sp500.set_index("month")
    last = frame["earnings"].dropna().index.max()
    return (float(frame["price"][last]) / float(frame["price"][SHOCK_MONTH]) - 1) * 100


def earnings_fall_2009(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """The fall of the S&P 500's earnings from their high of 2007 to March 2009, as a positive number."""
    earnings = shiller_sp500.set_index("month")["earnings"]
    high = float(earnings[pd.Timestamp("2007-01-01") : pd.Timestamp("2007-12-01")].max())
    return (1 - float(earnings[pd.Timestamp("2009-03-01")]) / high) * 100


def total_return_cape_1999(shiller_sp500: pd.DataFrame) -> float:
    """The total-return CAPE of December 1999, which the public copy gave as the CAPE."""
    return float(shiller_sp500.set_index("month")["total_return_cape"][pd.Timestamp("1999-12-01")])


def cape_september_2023_first(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of September 2023 in the issue of that month."""
    return float(_cape(shiller_cape["2023-09-30"])[pd.Timestamp("2023-09-01")])


def cape_september_2023_now(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of September 2023 in the newest issue."""
    return float(_cape(shiller_cape[max(shiller_cape)])[pd.Timestamp("2023-09-01")])


def cape_issues(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The number of issues of the workbook that were found."""
    return float(len(shiller_cape))


def cape_months_revised(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """How many months moved by 0.05 or more between the two older issues and the newest."""
    return float(len(_revised(shiller_cape)))
