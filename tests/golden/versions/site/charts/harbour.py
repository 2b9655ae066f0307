"""The harbour's tides and fares."""

from collections.abc import Mapping
from typing import Annotated

import altair as alt
import pandas as pd


def tide_levels(tides: pd.DataFrame) -> alt.Chart:
    """The level by day."""
    return alt.Chart(tides, title="Tides", description="Levels by day").mark_line().encode(x="day:T", y="level:Q")


def tide_issues(tides: Mapping[str, pd.DataFrame]) -> alt.Chart:
    """The level by day, as each issue has it."""
    frame = pd.concat(rows.assign(issue=issue) for issue, rows in tides.items())
    chart = alt.Chart(frame, title="Tides by issue", description="Levels by day, a line for each issue").mark_line()
    return chart.encode(x="day:T", y="level:Q", color="issue:N")


def fares_by_line(fares: pd.DataFrame) -> alt.Chart:
    """Fares by line."""
    return alt.Chart(fares, title="Fares", description="Fares by line").mark_bar().encode(x="fare:Q", y="line:N")


def highest_tide(tides: pd.DataFrame) -> Annotated[float, "m"]:
    """The highest level."""
    return float(tides["level"].max())


def first_tide(tides: pd.DataFrame) -> Annotated[float, "m"]:
    """The level of the first day."""
    return float(tides["level"].iloc[0])


def cheapest_fare(fares: pd.DataFrame) -> Annotated[float, "crowns"]:
    """The lowest fare."""
    return float(fares["fare"].min())
