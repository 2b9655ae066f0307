"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd

from charts._palette import HOT


def price_line(bread_prices: pd.DataFrame, width: int) -> alt.LayerChart:
    """The price of a loaf, by day."""
    chart = alt.Chart(bread_prices).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(tickCount=2 if width < 400 else 4)), y=alt.Y("price:Q", title=None)
    )
    return alt.layer(chart.mark_line(color=HOT), chart.mark_point(color=HOT)).properties(
        title=alt.TitleParams("Bread gets dearer", subtitle="Crowns a loaf"),
        description="The price of a loaf climbs.",
        usermeta={"nutgraf": {"notes": "Prices at noon.", "credit": "Drawn by hand."}},
    )


def last_price(bread_prices: pd.DataFrame) -> Annotated[float, ""]:
    """The newest price."""
    return float(bread_prices["price"].iloc[-1])


def first_price(bread_prices: pd.DataFrame) -> Annotated[float, ""]:
    """The price at the end of January."""
    return float(bread_prices.loc[bread_prices["day"] == "2026-01-31", "price"].iloc[0])
