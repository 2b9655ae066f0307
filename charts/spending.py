"""What four companies spend on buildings and machines."""

from typing import Annotated, Final

import pandas as pd

from charts._capex import complete, year_total

BEFORE_SHOCK: Final = pd.Timestamp("2024-12-31")
FIRST_QUARTER_2025: Final = pd.Timestamp("2025-03-31")
LAST_COMPLETE: Final = pd.Timestamp("2026-03-31")  # Meta's second quarter of 2026 was not found


def capex_by_year(bigtech_capex: pd.DataFrame) -> pd.DataFrame:
    """Capital expenditure of the four companies by calendar year, 2023 to 2025."""
    frame = complete(bigtech_capex)
    frame["year"] = "in_" + frame["quarter_end"].dt.year.astype(str)
    years = frame.pivot_table(index="company", columns="year", values="capex", aggfunc="sum")
    years = years[["in_2023", "in_2024", "in_2025"]].sort_values("in_2025", ascending=False)
    years.loc["All four"] = years.sum()
    years["growth"] = (years["in_2025"] / years["in_2023"] - 1) * 100
    table: pd.DataFrame = years.reset_index(names="company")
    table.attrs["nutgraf"] = {
        "title": f"Spending grew by {float(years['growth']['All four']):.0f}% from 2023 to 2025",
        "subtitle": "Capital expenditure by calendar year, USD bn",
        "notes": (
            "Growth is from 2023 to 2025. Cash paid for property and equipment, without finance leases: less than the "
            "companies themselves quote. Microsoft’s own years end in June; its calendar years are sums of quarters."
        ),
        "row_header": "company",
        "columns": {
            "company": {"title": "Company"},
            "in_2023": {"title": "2023", "digits": 1},
            "in_2024": {"title": "2024", "digits": 1},
            "in_2025": {"title": "2025", "digits": 1},
            "growth": {"title": "Growth", "unit": "%", "digits": 0},
        },
    }
    return table


def _quarter_total(bigtech_capex: pd.DataFrame, quarter_end: pd.Timestamp) -> float:
    frame = complete(bigtech_capex)
    return float(frame[frame["quarter_end"] == quarter_end]["capex"].sum()) * 1e9


def capex_before_shock(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the last quarter of 2024."""
    return _quarter_total(bigtech_capex, BEFORE_SHOCK)


def capex_latest(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the last quarter known of all: January to March 2026."""
    return _quarter_total(bigtech_capex, LAST_COMPLETE)


def capex_growth_after(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of the four's capital expenditure from the first quarter of 2025 to that of 2026."""
    return (_quarter_total(bigtech_capex, LAST_COMPLETE) / _quarter_total(bigtech_capex, FIRST_QUARTER_2025) - 1) * 100


def capex_2025(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the calendar year 2025."""
    return year_total(bigtech_capex, 2025)


def capex_share_of_gdp(bigtech_capex: pd.DataFrame, us_gdp: pd.DataFrame) -> Annotated[float, "%"]:
    """The four's capital expenditure of 2025 as a share of US GDP, the mean of the four quarters' annual rates."""
    gdp = us_gdp[us_gdp["quarter"].dt.year == 2025]["gdp_usd_bn"].mean()
    return capex_2025(bigtech_capex) / (float(gdp) * 1e9) * 100


def meta_capex_2024(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Meta's capital expenditure of 2024 without finance leases."""
    meta = bigtech_capex[(bigtech_capex["company"] == "Meta") & (bigtech_capex["quarter_end"].dt.year == 2024)]
    return float(meta["capex_usd_m"].sum()) * 1e6


def capex_rate_rise(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """By how much the four's capital expenditure rose, at an annual rate, from the first quarter of 2025 to 2026's."""
    earlier = _quarter_total(bigtech_capex, FIRST_QUARTER_2025)
    return (_quarter_total(bigtech_capex, LAST_COMPLETE) - earlier) * 4


def capex_2023(bigtech_capex: pd.DataFrame) -> Annotated[float, "USD"]:
    """Capital expenditure of the four in the calendar year 2023."""
    return year_total(bigtech_capex, 2023)


def amazon_share_of_capex(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Amazon's share of the four's capital expenditure of 2025."""
    amazon = bigtech_capex[(bigtech_capex["company"] == "Amazon") & (bigtech_capex["quarter_end"].dt.year == 2025)]
    return float(amazon["capex_usd_m"].sum()) * 1e6 / capex_2025(bigtech_capex) * 100


def alphabet_capex_growth(bigtech_capex: pd.DataFrame) -> Annotated[float, "%"]:
    """Growth of Alphabet's capital expenditure from 2023 to 2025, the largest among the four."""
    alphabet = bigtech_capex[bigtech_capex["company"] == "Alphabet"]
    years = alphabet.groupby(alphabet["quarter_end"].dt.year)["capex_usd_m"].sum()
    return float(years[2025] / years[2023] - 1) * 100
