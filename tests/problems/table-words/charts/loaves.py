import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    prices.attrs["nutgraf"] = {
        "titel": "What a loaf cost",
    }
    return prices
