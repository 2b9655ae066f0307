import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    prices.attrs["nutgraf"] = {
        "title": "What a loaf cost",
        "columns": {"price": {"digits": "two"}},
    }
    return prices
