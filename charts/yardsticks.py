"""Ways of asking whether American shares are dear, side by side."""

from typing import Final

import pandas as pd

AT_SHOCK: Final = pd.Timestamp("2025-01-01")
SPENDERS: Final = 4


def yardsticks(
    market_to_gdp: pd.DataFrame,
    shiller_cape: pd.DataFrame,
    shiller_sp500: pd.DataFrame,
    index_weights: pd.DataFrame,
    bigtech_capex: pd.DataFrame,
    us_gdp: pd.DataFrame,
) -> pd.DataFrame:
    """Each yardstick just before the shock of January 2025 and on the newest data, and how unusual the newest is."""
    profits = shiller_sp500.set_index("month")
    series = {
        "Share prices to output, %": market_to_gdp.set_index("date")["ratio"],
        "Price to ten years’ profits (CAPE)": shiller_cape.set_index("month")["cape"],
        "Price to a year’s profits": (profits["price"] / profits["earnings"]).dropna(),
        "The Seven in the S&P 500, % of its value": _weights(index_weights),
        "Capital spending of four companies, % of output": _spending(bigtech_capex, us_gdp),
    }
    frame = pd.DataFrame([_row(name, values.sort_index()) for name, values in series.items()])
    frame.attrs["nutgraf"] = {
        "title": "The yardsticks, before the shock and now",
        "notes": (
            "Before: the last reading before February 2025. Lower before: the share of all earlier readings that are "
            "lower than the newest, where there are decades of them. Output is GDP; the spending of a quarter is taken "
            "at an annual rate."
        ),
        "columns": {
            "yardstick": {"title": "Yardstick"},
            "before": {"title": "Before", "digits": 1},
            "newest": {"title": "Newest", "digits": 1},
            "as_of": {"title": "Newest of"},
            "lower": {"title": "Lower before", "unit": "%", "digits": 0},
        },
    }
    return frame.set_index("yardstick")


def _row(name: str, values: pd.Series) -> dict[str, object]:
    newest, earlier = float(values.iloc[-1]), values.iloc[:-1]
    long = (values.index[-1] - values.index[0]).days > 50 * 365
    return {
        "yardstick": name,
        "before": float(values[values.index < AT_SHOCK + pd.DateOffset(months=1)].iloc[-1]),
        "newest": newest,
        "as_of": _last_day(values.index[-1]),
        "lower": float((earlier < newest).mean() * 100) if long else None,
    }


def _last_day(reading: pd.Timestamp) -> pd.Timestamp:
    """The day of a reading; of a whole month, which its data call by the first day, the last."""
    return reading + pd.offsets.MonthEnd(0) if reading.day == 1 else reading


def _weights(index_weights: pd.DataFrame) -> pd.Series:
    """The Seven's weight in the S&P 500 by day."""
    return index_weights[index_weights["index_name"] == "S&P 500"].groupby("as_of")["weight_pct"].sum()


def _spending(bigtech_capex: pd.DataFrame, us_gdp: pd.DataFrame) -> pd.Series:
    """A quarter's capital spending, where it is known of all four, as a share of the output of the same quarter."""
    quarters = bigtech_capex.groupby("quarter_end")["capex_usd_m"].agg(["sum", "count"])
    spent = quarters[quarters["count"] == SPENDERS]["sum"].astype(float) / 1000 * 4
    output = us_gdp.set_index(us_gdp["quarter"] + pd.offsets.QuarterEnd(0))["gdp_usd_bn"].astype(float)
    return (spent / output * 100).dropna()
