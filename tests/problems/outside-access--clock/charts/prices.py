"""What bread costs."""

from typing import Annotated

import altair as alt
import numpy as np
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.Chart:
    """The price of a loaf."""
    recent = prices[prices["day"] < np.datetime64("today")]
    return alt.Chart(recent, title="Bread gets dearer").mark_line().encode(x="day:T", y="price:Q")


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
