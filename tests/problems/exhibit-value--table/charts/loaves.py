import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    return prices.assign(days=[[1, 2]] * len(prices))
