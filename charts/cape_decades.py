"""How often the CAPE has been above its mean, decade by decade."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import layered, notes
from charts._palette import COOL

CHANGE: Final = pd.Timestamp("1990-01-01")


def cape_by_decade(shiller_cape: pd.DataFrame) -> alt.LayerChart:
    """The share of months in each decade in which the CAPE was above the mean of all months."""
    frame = shiller_cape.assign(above=shiller_cape["cape"] > shiller_cape["cape"].mean())
    frame["decade"] = (frame["month"].dt.year // 10 * 10).astype(str) + "s"
    shares = (frame.groupby("decade")["above"].mean() * 100).round(1).rename("share").reset_index()
    shares["text"] = shares["share"].map("{:.0f}%".format)
    y = alt.Y("decade:N", title="Decade", axis=alt.Axis(title=None, domain=False))
    x = alt.X("share:Q", title="Months above the mean, %", scale=alt.Scale(domain=[0, 112], nice=False), axis=None)
    bars = alt.Chart(shares).mark_bar(color=COOL).encode(x=x, y=y)
    texts = alt.Chart(shares).mark_text(align="left", dx=5).encode(x=x, y=y, text=alt.Text("text:N", title="Share"))
    mean = shiller_cape["cape"].mean()
    return layered(
        bars,
        texts,
        height=350,
        title=alt.TitleParams(
            "Above the mean was the exception; since 1990 it is the rule",
            subtitle=f"Share of months in which the CAPE was above {mean:.1f}, its mean since 1881",
        ),
        description=(
            "Bar chart by decade, in per cent of months: " + ", ".join(shares["decade"] + " " + shares["text"]) + "."
        ),
        usermeta=notes(
            "The first decade begins in January 1881, the last ends in May 2026. The mean is that of the whole series, "
            "which nobody knew at the time."
        ),
    )


def months_above_mean_before_1990(shiller_cape: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of months from 1881 to 1989 in which the CAPE was above the mean of all months."""
    early = shiller_cape[shiller_cape["month"] < CHANGE]["cape"]
    return float((early > shiller_cape["cape"].mean()).mean() * 100)


def months_above_mean_since_1990(shiller_cape: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of months since January 1990 in which the CAPE was above the mean of all months."""
    late = shiller_cape[shiller_cape["month"] >= CHANGE]["cape"]
    return float((late > shiller_cape["cape"].mean()).mean() * 100)


def cape_mean_before_1990(shiller_cape: pd.DataFrame) -> float:
    """The mean of the months from 1881 to 1989."""
    return float(shiller_cape[shiller_cape["month"] < CHANGE]["cape"].mean())


def cape_mean_since_1990(shiller_cape: pd.DataFrame) -> float:
    """The mean of the months since January 1990."""
    return float(shiller_cape[shiller_cape["month"] >= CHANGE]["cape"].mean())


def cape_latest_to_mean(shiller_cape: pd.DataFrame) -> Annotated[float, "x"]:
    """The CAPE of the newest month as a multiple of the mean of all months."""
    return float(shiller_cape["cape"].iloc[-1] / shiller_cape["cape"].mean())


def cape_highest_month(shiller_cape: pd.DataFrame) -> Annotated[date, "date"]:
    """The month with the highest CAPE since 1881."""
    return pd.Timestamp(shiller_cape.sort_values("cape")["month"].iloc[-1]).date()
