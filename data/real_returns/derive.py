"""What American shares returned after inflation, month by month, beside the CAPE of the month."""

import pandas as pd

MONTHS = 120


def derive(shiller_cape: pd.DataFrame, shiller_prices: pd.DataFrame) -> pd.DataFrame:
    """The CAPE, an index of the real total return (January 1881 = 100), and the return of the next ten years.

    Price and dividend are divided by consumer prices. Each month pays a twelfth of the dividends of the last four
    quarters, which are reinvested at the month's price: growth = (real price + real dividend / 12) / real price of the
    month before. Prices are monthly averages, so that a month's return runs from middle to middle. The return of the
    next ten years is that of 120 months, as a yearly rate in per cent; it is empty for the last ten years. Costs and
    taxes are left out.
    """
    frame = shiller_prices.sort_values("month").reset_index(drop=True)
    price = frame["price"] / frame["cpi"]
    growth = (price + frame["dividend"] / frame["cpi"] / 12) / price.shift(1)
    growth.iloc[0] = 1.0
    frame["real_return_index"] = growth.cumprod() * 100
    decade = frame["real_return_index"].shift(-MONTHS) / frame["real_return_index"]
    frame["next_decade"] = ((decade ** (12 / MONTHS) - 1) * 100).round(2)
    frame["real_return_index"] = frame["real_return_index"].round(2)
    return frame.merge(shiller_cape, on="month")[["month", "cape", "real_return_index", "next_decade"]]
