"""The tide on a day, with a drawing that refers to ids of its own."""

from typing import Annotated

import altair as alt
import pandas as pd


def levels(tides: pd.DataFrame) -> alt.Chart:
    """The level through a day."""
    gradient = alt.Gradient(
        gradient="linear",
        stops=[alt.GradientStop(color="#2a5273", offset=0), alt.GradientStop(color="#8fbcd6", offset=1)],
    )
    return (
        alt.Chart(tides, title="Two tides a day", description="Area chart: the level rises and falls twice")
        .mark_area(color=gradient, clip=True)
        .encode(x=alt.X("hour:Q", title="Hour"), y=alt.Y("level:Q", title="Level, m"))
    )


def readings(tides: pd.DataFrame) -> pd.DataFrame:
    """What the gauge told."""
    return pd.concat([tides.assign(gauge=gauge) for gauge in ("quay", "pier")])


def highest(tides: pd.DataFrame) -> Annotated[float, "m"]:
    """The highest level of the day."""
    return float(tides["level"].max())


def risen(tides: pd.DataFrame) -> Annotated[float, "%"]:
    """How much of the flood had come by noon."""
    return 33.4 + 0 * len(tides)
