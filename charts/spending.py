"""What four companies spend on buildings and machines, and what two AI firms take in."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COMPANY_COLOURS, COOL, HOT, PAPER

SPENDERS: Final = ("Amazon", "Alphabet", "Microsoft", "Meta")
BEFORE_SHOCK: Final = pd.Timestamp("2024-12-31")
FIRST_QUARTER_2025: Final = pd.Timestamp("2025-03-31")
LAST_COMPLETE: Final = pd.Timestamp("2026-03-31")  # Meta's second quarter of 2026 was not found


def _complete(bigtech_capex: pd.DataFrame) -> pd.DataFrame:
    """The quarters for which all four companies are known, in billions of dollars."""
    counts = bigtech_capex.groupby("quarter_end")["company"].nunique()
    frame = bigtech_capex[bigtech_capex["quarter_end"].isin(counts[counts == len(SPENDERS)].index)].copy()
    frame["capex"] = frame["capex_usd_m"].astype(float) / 1000
    return frame


def capex_of_four(bigtech_capex: pd.DataFrame, width: int) -> alt.LayerChart:
    """Capital expenditure of Amazon, Alphabet, Microsoft and Meta, stacked, for the quarters known of all four."""
    frame = _complete(bigtech_capex)
    frame["place"] = frame["company"].map({company: rank for rank, company in enumerate(SPENDERS)})
    frame = frame.sort_values(["quarter_end", "place"])
    last = frame[frame["quarter_end"] == frame["quarter_end"].max()].copy()
    last["top"] = last["capex"].cumsum()
    last["middle"] = last["top"] - last["capex"] / 2
    last["text"] = last["company"] + " " + last["capex"].map("{:.0f}".format)
    total = last[last["company"] == "Meta"].copy()
    total["text"] = f"Total ${total['top'].iloc[0]:.0f}bn"
    shock = pd.DataFrame({"when": [pd.Timestamp("2025-01-27")], "low": [76], "high": [112], "text": ["DeepSeek"]})
    x = alt.X(
        "quarter_end:T",
        title="Quarter ends",
        scale=time_scale(92),
        axis=alt.Axis(
            title=None, format="%b %Y", values=[utc(2023, 3, 31), utc(2024, 3, 31), utc(2025, 3, 31), utc(2026, 3, 31)]
        ),
    )
    y = alt.Y(
        "capex:Q",
        title="Capital expenditure, USD bn",
        stack="zero",
        scale=alt.Scale(domain=[0, 140], nice=False),
        axis=value_axis("$", "bn", [0, 50, 100]),
    )
    colour = alt.Color(
        "company:N",
        title="Company",
        scale=alt.Scale(domain=list(SPENDERS), range=[COMPANY_COLOURS[company] for company in SPENDERS]),
        legend=None,
    )
    areas = (
        alt.Chart(frame)
        .mark_area(opacity=1, fillOpacity=0.85, stroke=PAPER, strokeWidth=1)
        .encode(
            x=x,
            y=y,
            color=colour,
            order="place:O",
            tooltip=[
                alt.Tooltip("quarter_end:T", title="Quarter ends", format="%b %Y"),
                alt.Tooltip("company:N", title="Company"),
                alt.Tooltip("capex:Q", title="Capital expenditure, USD bn", format=".1f"),
            ],
        )
    )
    names = alt.Chart(last).mark_text(align="left", dx=7).encode(x="quarter_end:T", y="middle:Q", text="text:N")
    sum_text = alt.Chart(total).mark_text(align="left", dx=7, dy=-8).encode(x="quarter_end:T", y="top:Q", text="text:N")
    stem = alt.Chart(shock).mark_rule(color=HOT, strokeDash=[3, 3]).encode(x="when:T", y="low:Q", y2="high:Q")
    stem_text = alt.Chart(shock).mark_text(color=HOT, dy=-9).encode(x="when:T", y="high:Q", text="text:N")
    sums = frame.groupby("quarter_end")["capex"].sum()
    return layered(
        areas,
        stem,
        stem_text,
        names,
        sum_text,
        height=280 if is_narrow(width) else 330,
        title=alt.TitleParams(
            "After DeepSeek, capital spending rose faster than before",
            subtitle="Capital expenditure of the four companies, USD bn a quarter, early 2023 to early 2026",
        ),
        description=(
            "Stacked area chart: together Amazon, Alphabet, Microsoft and Meta spend "
            f"{sums.iloc[0]:.0f} billion dollars in the first quarter of 2023, {sums[BEFORE_SHOCK]:.0f} billion in the "
            f"last of 2024 and {sums.iloc[-1]:.0f} billion in the first of 2026. At the end: {', '.join(last['text'])}."
        ),
        usermeta=notes(
            "Cash paid for property and equipment, without finance leases: less than the companies themselves "
            "quote. The stack ends with the last quarter known of all four."
        ),
    )


def revenue_pace(ai_revenue: pd.DataFrame, width: int) -> alt.LayerChart:
    """Annualised revenue of OpenAI and Anthropic, as stated in reports."""
    frame = ai_revenue.copy()
    frame["revenue"] = frame["revenue_usd"].astype(float) / 1e9
    last = frame.sort_values("date").groupby("company").tail(1).copy()
    last["text"] = last["company"] + ": $" + last["revenue"].map("{:.0f}bn".format)
    colours = alt.Scale(domain=["OpenAI", "Anthropic"], range=[COOL, HOT])
    x = alt.X(
        "date:T",
        title="Date",
        scale=time_scale(20, span=(utc(2023), utc(2025, 12, 31))),
        axis=alt.Axis(title=None, format="%b %Y", values=[utc(year) for year in range(2023, 2027)]),
    )
    y = alt.Y(
        "revenue:Q",
        title="Revenue, annual rate, USD bn",
        scale=alt.Scale(domain=[0, 15], nice=False),
        axis=value_axis("$", "bn", [0, 5, 10, 15]),
    )
    points = (
        alt.Chart(frame)
        .mark_point(size=70, opacity=1, strokeWidth=2, filled=False)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke("company:N", title="Company", scale=colours, legend=None),
            fill=alt.Fill("company:N", scale=colours, legend=None),
            fillOpacity=alt.FillOpacity(
                "source_type:N",
                title="Kind of source",
                scale=alt.Scale(domain=["Company disclosure", "Media report"], range=[1, 0]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("date:T", title="Day", format="%-d %b %Y"),
                alt.Tooltip("company:N", title="Company"),
                alt.Tooltip("revenue:Q", title="Revenue, annual rate, USD bn", format=",.2~f"),
                alt.Tooltip("source_type:N", title="Kind of source"),
            ],
        )
    )
    texts = (
        alt.Chart(last)
        .mark_text(align="right", dx=-11)
        .encode(x="date:T", y="revenue:Q", text="text:N", color=alt.Color("company:N", scale=colours, legend=None))
    )
    return layered(
        points,
        texts,
        height=260 if is_narrow(width) else 300,
        title=alt.TitleParams(
            "The revenue of AI firms grows fast, from a low base",
            subtitle="Revenue of OpenAI and Anthropic at an annual rate, USD bn, March 2023 to October 2025",
        ),
        description=(
            "Dot chart of stated revenue, rising ever more steeply from a low level in 2023 to the "
            f"last statements of 2025: {' and '.join(last['text'])}."
        ),
        usermeta=notes(
            "Full dots: stated by the company. Rings: media reports. None is audited. The dots are not joined, "
            "because the statements are not one series."
        ),
    )


def _quarter_total(bigtech_capex: pd.DataFrame, quarter_end: pd.Timestamp) -> float:
    frame = _complete(bigtech_capex)
    return float(frame[frame["quarter_end"] == quarter_end]["capex"].sum()) * 1e9


def capex_before_shock(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the last quarter of 2024."""
    return _quarter_total(bigtech_capex, BEFORE_SHOCK)


def capex_latest(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the last quarter known of all: January to March 2026."""
    return _quarter_total(bigtech_capex, LAST_COMPLETE)


def capex_growth_after(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the four's capital expenditure from the first quarter of 2025 to that of 2026."""
    return (_quarter_total(bigtech_capex, LAST_COMPLETE) / _quarter_total(bigtech_capex, FIRST_QUARTER_2025) - 1) * 100


def capex_growth_before(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the four's capital expenditure from the first quarter of 2024 to that of 2025."""
    earlier = _quarter_total(bigtech_capex, pd.Timestamp("2024-03-31"))
    return (_quarter_total(bigtech_capex, FIRST_QUARTER_2025) / earlier - 1) * 100


def capex_2025(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the calendar year 2025."""
    return _year_total(bigtech_capex, 2025)


def _year_total(bigtech_capex: pd.DataFrame, year: int) -> float:
    frame = _complete(bigtech_capex)
    return float(frame[frame["quarter_end"].dt.year == year]["capex"].sum()) * 1e9


def capex_share_of_gdp(bigtech_capex: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The four's capital expenditure of 2025 as a share of US GDP, the mean of the four quarters' annual rates."""
    gdp = us_gdp[us_gdp["quarter"].dt.year == 2025]["gdp_usd_bn"].mean()
    return capex_2025(bigtech_capex) / (float(gdp) * 1e9) * 100


def meta_capex_2024(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Meta's capital expenditure of 2024 without finance leases."""
    meta = bigtech_capex[(bigtech_capex["company"] == "Meta") & (bigtech_capex["quarter_end"].dt.year == 2024)]
    return float(meta["capex_usd_m"].sum()) * 1e6


def openai_pace(ai_revenue: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's last stated revenue at an annual rate: August 2025."""
    return _last_pace(ai_revenue, "OpenAI")


def anthropic_pace(ai_revenue: pd.DataFrame) -> Annotated[float, "USD"]:
    """Anthropic's last stated revenue at an annual rate: October 2025."""
    return _last_pace(ai_revenue, "Anthropic")


def _last_pace(ai_revenue: pd.DataFrame, company: str) -> float:
    return float(ai_revenue[ai_revenue["company"] == company].sort_values("date")["revenue_usd"].iloc[-1])


def openai_pace_before(ai_revenue: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's revenue at an annual rate at the end of 2024."""
    rows = ai_revenue[(ai_revenue["company"] == "OpenAI") & (ai_revenue["date"] == BEFORE_SHOCK)]
    return float(rows["revenue_usd"].iloc[0])
