import pandas as pd


def loaves(prices: pd.DataFrame) -> pd.DataFrame:
    """What a loaf cost."""
    prices.attrs["nutgraf"] = {
        "title": "What a loaf cost",
        "columns": {"prise": {"digits": 2}},
    }
    return prices
