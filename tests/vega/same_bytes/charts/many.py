"""Charts whose bytes clock, chance, order and place could change."""

import datetime as dt

import altair as alt
import pandas as pd


def moments_without_zone(prices: pd.DataFrame) -> alt.Chart:
    """Timestamps that name no zone, and their local hours."""
    hours = pd.date_range("2026-03-29 00:30", periods=48, freq="h")
    frame = pd.DataFrame({"moment": hours, "price": [number * 7 % 11 for number in range(48)]})
    return (
        alt.Chart(frame, description="Line of hours")
        .mark_line(clip=True)
        .encode(x=alt.X("moment:T", axis=alt.Axis(format="%d %b %H:%M")), y="price:Q", color="hours(moment):O")
    )


def words_in_a_set(prices: pd.DataFrame) -> alt.Chart:
    """The order of a set depends on the hash seed."""
    words = {"rye", "wheat", "oat", "spelt", "barley", "emmer"}
    frame = pd.DataFrame({"grain": list(words), "rank": range(len(words))})
    return alt.Chart(frame, description="Bars of grains").mark_bar().encode(x="rank:Q", y=alt.Y("grain:N", sort=None))


def words_of_dates(prices: pd.DataFrame) -> alt.Chart:
    """Names of months depend on the locale, strftime on the zone."""
    names = [day.strftime("%A %d %B %Z") for day in prices["day"]]
    stamp = dt.datetime.fromtimestamp(0).strftime("%H:%M")
    frame = prices.assign(name=[f"{name} {stamp}" for name in names])
    return alt.Chart(frame, description="Named days").mark_bar().encode(x="price:Q", y="name:N")
