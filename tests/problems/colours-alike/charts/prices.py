"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.Chart:
    """The price of a loaf."""
    firsts = pd.DataFrame({"baker": ["Berg", "Holm"], "price": prices["price"].iloc[:2].to_list()})
    return (
        alt.Chart(firsts, title=alt.TitleParams("Bread gets dearer", subtitle="Crowns a loaf, daily"))
        .mark_bar(stroke="var(--ink)")
        .encode(
            y=alt.Y("baker:N", title=None),
            x=alt.X("price:Q", title=None),
            color=alt.Color("baker:N").scale(range=["#b03030", "#5f7000"]),
        )
    )


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
