"""Capital expenditure of four companies, as several modules need it."""

from typing import Final

import pandas as pd

SPENDERS: Final = ("Amazon", "Alphabet", "Microsoft", "Meta")


def complete(bigtech_capex: pd.DataFrame) -> pd.DataFrame:
    """The quarters for which all four companies are known, in billions of dollars."""
    counts = bigtech_capex.groupby("quarter_end")["company"].nunique()
    frame = bigtech_capex[bigtech_capex["quarter_end"].isin(counts[counts == len(SPENDERS)].index)].copy()
    frame["capex"] = frame["capex_usd_m"].astype(float) / 1000
    return frame


def year_total(bigtech_capex: pd.DataFrame, year: int) -> float:
    """What the four spent in a calendar year, in dollars."""
    frame = complete(bigtech_capex)
    return float(frame[frame["quarter_end"].dt.year == year]["capex"].sum()) * 1e9
