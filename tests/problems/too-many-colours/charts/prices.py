"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def price_line(prices: pd.DataFrame) -> alt.FacetChart:
    """The price of a loaf."""
    colours = ["#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999", "#000000"]
    parts = pd.DataFrame({"part": list("abcdefghi"), "price": prices["price"].iloc[-1]})
    return (
        alt.Chart(parts, title=alt.TitleParams("Bread gets dearer", subtitle="Crowns a loaf, daily"))
        .mark_bar(stroke="var(--ink)")
        .encode(y="part:N", x=alt.X("price:Q", title=None), color=alt.Color("part:N", legend=None).scale(range=colours))
        .facet(row="part:N")
    )


def last_price(prices: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(prices["price"].iloc[-1])
