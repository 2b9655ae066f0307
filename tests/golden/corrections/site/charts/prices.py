"""What bread costs."""

from typing import Annotated

import altair as alt
import pandas as pd


def bread_line(bread: pd.DataFrame) -> alt.Chart:
    """The price of a loaf."""
    return (
        alt.Chart(bread, title=alt.TitleParams("Bread is dearer by 14 %", subtitle="Crowns a loaf"))
        .mark_line()
        .encode(x=alt.X("month:T", title=None), y=alt.Y("price:Q", title=None))
    )


def bread_points(bread: pd.DataFrame) -> alt.Chart:
    """The price of a loaf, in points."""
    return alt.Chart(bread, title="What a loaf costs").mark_point().encode(x="month:T", y="price:Q")


def last_price(bread: pd.DataFrame) -> Annotated[float, ""]:
    """The last price of a loaf."""
    return float(bread["price"].iloc[-1])
