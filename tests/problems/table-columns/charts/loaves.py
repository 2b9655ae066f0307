import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    return prices.assign(year=prices["day"].dt.year).groupby("year").agg({"price": ["min", "max"]})
