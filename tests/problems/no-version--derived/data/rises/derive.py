"""Rises."""

import pandas as pd


def derive(prices: pd.DataFrame) -> pd.DataFrame:
    """How much dearer a loaf is
    than the time before."""
    frame = prices.assign(rise=prices["price"].diff().round(2))
    return frame[["day", "rise"]].dropna()
