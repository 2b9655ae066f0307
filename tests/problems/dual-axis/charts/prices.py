"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.LayerChart:
    """The price of a loaf."""
    day = alt.X("day:T", title=None)
    price = alt.Chart(prices).mark_line(color="var(--hot)").encode(x=day, y="price:Q")
    change = alt.Chart(prices).transform_calculate(change="datum.price - 2.1").mark_line(color="var(--muted)")
    both = price + change.encode(x=day, y="change:Q")
    return both.resolve_scale(y="independent").properties(title="Bread gets dearer")


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
