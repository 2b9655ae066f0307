"""What two AI firms take in, beside what four companies spend."""

from typing import Annotated

import altair as alt
import pandas as pd

from charts._capex import complete, year_total
from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COMPANY_COLOURS, COOL, HOT


def spending_and_revenue(bigtech_capex: pd.DataFrame, ai_revenue: pd.DataFrame, width: int) -> alt.LayerChart:
    """The four's capital expenditure and the stated revenue of two AI firms, both at annual rates."""
    spent = complete(bigtech_capex).groupby("quarter_end", as_index=False)["capex"].sum()
    spent["capex"] = spent["capex"] * 4
    earned = ai_revenue.copy()
    earned["revenue"] = earned["revenue_usd"].astype(float) / 1e9
    last = spent.tail(1).assign(text=lambda row: row["capex"].map("Spending ${:.0f}bn".format))
    newest = earned.sort_values("date").groupby("company").tail(1)
    ends = newest.assign(text=newest["company"] + newest["revenue"].map(" ${:.0f}bn".format))
    ends["place"] = ends["company"].map({"OpenAI": 68, "Anthropic": 40}).astype(float)
    x = alt.X(
        "quarter_end:T",
        title="Quarter ends",
        scale=time_scale(20, span=(utc(2023), utc(2026, 4, 15))),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(2023, 2027)]),
    )
    y = alt.Y(
        "capex:Q",
        title="USD bn, annual rate",
        scale=alt.Scale(domain=[0, 560], nice=False),
        axis=value_axis("$", "bn", [0, 200, 400]),
    )
    line = (
        alt.Chart(spent)
        .mark_line(color=HOT)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("quarter_end:T", title="Quarter ends", format="%b %Y"),
                alt.Tooltip("capex:Q", title="Capital expenditure, USD bn at an annual rate", format=".0f"),
            ],
        )
    )
    colours = alt.Scale(domain=["OpenAI", "Anthropic"], range=[COOL, COMPANY_COLOURS["Amazon"]])
    dots = (
        alt.Chart(earned)
        .mark_circle(size=45, opacity=1)
        .encode(
            x="date:T",
            y=alt.Y("revenue:Q", title="Revenue, USD bn, annual rate"),
            color=alt.Color("company:N", title="Company", scale=colours, legend=None),
            tooltip=[
                alt.Tooltip("date:T", title="Day", format="%-d %b %Y"),
                alt.Tooltip("company:N", title="Company"),
                alt.Tooltip("revenue:Q", title="Revenue, USD bn, annual rate", format=",.2~f"),
            ],
        )
    )
    line_text = alt.Chart(last).mark_text(align="right", dx=-12, color=HOT).encode(x=x, y=y, text="text:N")
    dot_texts = (
        alt.Chart(ends)
        .mark_text(align="right", dx=-4)
        .encode(x="date:T", y="place:Q", text="text:N", color=alt.Color("company:N", scale=colours, legend=None))
    )
    return layered(
        line,
        dots,
        line_text,
        dot_texts,
        height=280 if is_narrow(width) else 330,
        title=alt.TitleParams(
            "The income of AI firms is small beside what is spent",
            subtitle=(
                "Capital expenditure of Amazon, Alphabet, Microsoft and Meta (line); revenue of OpenAI and Anthropic "
                "(dots); USD bn, annual rates"
            ),
        ),
        description=(
            "Line and dots on one scale of dollars. The line of spending climbs from "
            f"{spent['capex'].iloc[0]:.0f} to {spent['capex'].iloc[-1]:.0f} billion a year; the dots of revenue stay "
            f"near the bottom: {' and '.join(ends['text'])} at the end."
        ),
        usermeta=notes(
            "A quarter’s spending at an annual rate. The companies spend on much besides AI, and earn from AI what is "
            "not shown; revenue is as stated in reports, unaudited."
        ),
    )


def openai_pace(ai_revenue: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's last stated revenue at an annual rate: August 2025."""
    return _last_pace(ai_revenue, "OpenAI")


def anthropic_pace(ai_revenue: pd.DataFrame) -> Annotated[float, "USD"]:
    """Anthropic's last stated revenue at an annual rate: October 2025."""
    return _last_pace(ai_revenue, "Anthropic")


def _last_pace(ai_revenue: pd.DataFrame, company: str) -> float:
    return float(ai_revenue[ai_revenue["company"] == company].sort_values("date")["revenue_usd"].iloc[-1])


def capex_to_revenue(bigtech_capex: pd.DataFrame, ai_revenue: pd.DataFrame) -> Annotated[float, "x"]:
    """The four's capital expenditure of 2025 as a multiple of the last stated revenue of OpenAI and Anthropic."""
    return year_total(bigtech_capex, 2025) / (openai_pace(ai_revenue) + anthropic_pace(ai_revenue))
