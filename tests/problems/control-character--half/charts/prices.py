"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.Chart:
    """The price of a loaf."""
    return (
        alt.Chart(prices, title=alt.TitleParams("Bread \ud83d gets dearer", subtitle="Crowns a loaf, daily"))
        .mark_line(color="var(--hot)")
        .encode(x=alt.X("day:T", title=None), y=alt.Y("price:Q", title=None))
    )


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
