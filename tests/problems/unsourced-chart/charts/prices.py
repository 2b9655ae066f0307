"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line() -> alt.Chart:
    """The price of a loaf."""
    return (
        alt.Chart(pd.DataFrame({"year": [2024, 2025], "price": [2.1, 2.4]}), title=alt.TitleParams("Bread gets dearer", subtitle="Crowns a loaf, daily"))
        .mark_line(color="var(--hot)")
        .encode(x=alt.X("year:O", title=None), y=alt.Y("price:Q", title=None))
    )


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
