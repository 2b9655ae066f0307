"""American share prices beside the country's output."""

import pandas as pd


def derive(wilshire_5000: pd.DataFrame, us_gdp: pd.DataFrame) -> pd.DataFrame:
    """The Wilshire 5000 on the last trading day of a quarter, as a percentage of the quarter's GDP at an annual rate.

    One point of the index is read as a billion dollars. That is the custom, and not a market value: a point has been
    worth somewhat more.
    """
    frame = wilshire_5000.merge(us_gdp, on="quarter")
    frame["ratio"] = (frame["index_level"] / frame["gdp_usd_bn"] * 100).round(2)
    return frame[["quarter", "date", "ratio"]]
