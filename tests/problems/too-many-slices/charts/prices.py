"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.Chart:
    """The price of a loaf."""
    parts = pd.DataFrame({"part": list("abcdefg"), "price": prices["price"].iloc[-1] / 7})
    return alt.Chart(parts, title=alt.TitleParams("Bread gets dearer", subtitle="Crowns a loaf, daily")).mark_arc(color="var(--hot)").encode(theta="price:Q", detail="part:N")


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
