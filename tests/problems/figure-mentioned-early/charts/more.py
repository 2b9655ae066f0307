"""The price of bread once more."""

import altair as alt
import pandas as pd


def price_points(prices: pd.DataFrame) -> alt.Chart:
    """The price of a loaf, day by day."""
    return (
        alt.Chart(prices, title="Bread gets dearer, day by day")
        .mark_point(color="var(--hot)")
        .encode(x=alt.X("day:T", title=None), y=alt.Y("price:Q", title=None))
    )
