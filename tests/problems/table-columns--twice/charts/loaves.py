import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    return pd.concat([prices, prices["price"] / 2], axis="columns")
