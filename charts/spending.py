"""What four companies spend on buildings and machines."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._capex import SPENDERS, complete, year_total
from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COMPANY_COLOURS, HOT, PAPER

BEFORE_SHOCK: Final = pd.Timestamp("2024-12-31")
FIRST_QUARTER_2025: Final = pd.Timestamp("2025-03-31")
LAST_COMPLETE: Final = pd.Timestamp("2026-03-31")  # Meta's second quarter of 2026 was not found


def capex_of_four(bigtech_capex: pd.DataFrame, width: int) -> alt.LayerChart:
    """Capital expenditure of Amazon, Alphabet, Microsoft and Meta, stacked, for the quarters known of all four."""
    frame = complete(bigtech_capex)
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


def capex_by_year(bigtech_capex: pd.DataFrame) -> pd.DataFrame:
    """Capital expenditure of the four companies by calendar year, 2023 to 2025."""
    frame = complete(bigtech_capex)
    frame["year"] = "in_" + frame["quarter_end"].dt.year.astype(str)
    years = frame.pivot_table(index="company", columns="year", values="capex", aggfunc="sum")
    years = years[["in_2023", "in_2024", "in_2025"]].sort_values("in_2025", ascending=False)
    years.loc["All four"] = years.sum()
    years["growth"] = (years["in_2025"] / years["in_2023"] - 1) * 100
    table: pd.DataFrame = years.reset_index(names="company")
    table.attrs["nutgraf"] = {
        "title": f"Spending grew by {float(years['growth']['All four']):.0f}% from 2023 to 2025",
        "subtitle": "Capital expenditure by calendar year, USD bn",
        "notes": (
            "Growth is from 2023 to 2025. Cash paid for property and equipment, without finance leases: less than the "
            "companies themselves quote. Microsoft’s own years end in June; its calendar years are sums of quarters."
        ),
        "row_header": "company",
        "columns": {
            "company": {"title": "Company"},
            "in_2023": {"title": "2023", "digits": 1},
            "in_2024": {"title": "2024", "digits": 1},
            "in_2025": {"title": "2025", "digits": 1},
            "growth": {"title": "Growth", "unit": "%", "digits": 0},
        },
    }
    return table


def _quarter_total(bigtech_capex: pd.DataFrame, quarter_end: pd.Timestamp) -> float:
    frame = complete(bigtech_capex)
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
    return year_total(bigtech_capex, 2025)


def capex_share_of_gdp(bigtech_capex: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The four's capital expenditure of 2025 as a share of US GDP, the mean of the four quarters' annual rates."""
    gdp = us_gdp[us_gdp["quarter"].dt.year == 2025]["gdp_usd_bn"].mean()
    return capex_2025(bigtech_capex) / (float(gdp) * 1e9) * 100


def meta_capex_2024(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Meta's capital expenditure of 2024 without finance leases."""
    meta = bigtech_capex[(bigtech_capex["company"] == "Meta") & (bigtech_capex["quarter_end"].dt.year == 2024)]
    return float(meta["capex_usd_m"].sum()) * 1e6


def capex_growth_2025(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the four's capital expenditure from 2024 to 2025."""
    return (year_total(bigtech_capex, 2025) / year_total(bigtech_capex, 2024) - 1) * 100


def capex_rate_rise(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """By how much the four's capital expenditure rose, at an annual rate, from the first quarter of 2025 to 2026's."""
    earlier = _quarter_total(bigtech_capex, FIRST_QUARTER_2025)
    return (_quarter_total(bigtech_capex, LAST_COMPLETE) - earlier) * 4


def capex_2023(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the calendar year 2023."""
    return year_total(bigtech_capex, 2023)


def amazon_share_of_capex(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Amazon's share of the four's capital expenditure of 2025."""
    amazon = bigtech_capex[(bigtech_capex["company"] == "Amazon") & (bigtech_capex["quarter_end"].dt.year == 2025)]
    return float(amazon["capex_usd_m"].sum()) * 1e6 / capex_2025(bigtech_capex) * 100


def alphabet_capex_growth(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of Alphabet's capital expenditure from 2023 to 2025, the largest among the four."""
    alphabet = bigtech_capex[bigtech_capex["company"] == "Alphabet"]
    years = alphabet.groupby(alphabet["quarter_end"].dt.year)["capex_usd_m"].sum()
    return float(years[2025] / years[2023] - 1) * 100
