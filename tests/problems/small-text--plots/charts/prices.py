"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.HConcatChart:
    """The price of a loaf."""
    one = alt.Chart(prices).mark_line().encode(x=alt.X("day:T", title=None), y=alt.Y("price:Q", title=None))
    return alt.hconcat(*[one] * 8, title="Bread gets dearer, crowns a loaf")


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
