"""Rows on the yardsticks: the ratio to output, the CAPE, the Seven."""

from __future__ import annotations

from tests.flagship.moved_rows import Row, buffett, century, lead, methodology, revised, seven
from tests.flagship.moving import cells, scaled

SEVEN = {
    # 18.05 trillion and 15.1 billion shares times 51.87 dollars.
    "Apple closed higher": Row(
        "seven_closes", cells({"company": "Apple"}, close="300.00"), seven("[$18 trillion](fact:seven_value)")
    ),
    # Tesla stays where it is, so that there are three sectors still.
    "Amazon in another sector": Row(
        "seven_sectors",
        cells({"company": "Amazon"}, sector="Information Technology"),
        seven("[three](fact:seven_in_technology)"),
    ),
    # 16.47 and one more.
    "Tesla weighed more in 2021": Row(
        "index_weights",
        cells({"as_of": "2021-08-30", "company": "Tesla"}, weight_pct="1.93"),
        seven("[16.5%](fact:world_weight_2021)"),
    ),
    # 0.14 more: 6.15 of 39.93.
    "Broadcom weighed more": Row(
        "largest_holdings",
        cells({"as_of": "2025-09-05", "company": "Broadcom"}, weight_pct="3.0"),
        seven(
            "[39.8%](fact:ten_largest_latest)",
            "[6.0%](fact:others_of_ten_latest)",
            "[2.9%](fact:broadcom_weight_latest)",
        ),
    ),
    # 1.4817 times 1.2 is a rise of 78 %, more than the index's 66; 13.33 and a sixth of 2.37 is 13.7.
    "Apple rose by more": Row(
        "seven_month_ends",
        scaled("adjusted_close", 1.2, date="2026-01-30", company="Apple"),
        seven(
            "[13 times](fact:seven_multiple_without_nvidia)",
            "[Five](fact:companies_ahead_since_named)",
            "[48%](fact:apple_since_named)",
        ),
    ),
    # 7400 / 4179.83 = 1.770, 7400 / 1932.23 = 3.83; Amazon rose by 98 % and is ahead still.
    "the index rose by more": Row(
        "sp500_month_ends",
        cells({"date": "2026-01-30"}, close="7400"),
        seven("[3.6 times](fact:index_multiple)", "[66%](fact:index_since_named)"),
    ),
}

VALUATION = {
    "a higher record": Row(
        "market_to_gdp",
        cells({"quarter": "2025-10-01"}, ratio="218.00"),
        (*lead("[217%](fact:market_to_gdp_highest)"), *buffett("[217%](fact:market_to_gdp_highest)")),
    ),
    # The mean to then is about 64, and that of all rises by an eighth of a point, to 89.2.
    "above its own past in the crash": Row(
        "market_to_gdp",
        cells({"quarter": "2008-10-01"}, ratio="90.00"),
        buffett("[three](fact:quarters_not_above_own_past)"),
    ),
    # 65400 / 830.27 = 78.8, 72000 / 830.27 = 86.7.
    "shares closed a little higher": Row("wilshire_5000", cells({"quarter": "2026-01-01"}, index_level="65400")),
    "shares closed much higher": Row(
        "wilshire_5000",
        cells({"quarter": "2026-01-01"}, index_level="72000"),
        buffett("[79-fold](fact:shares_multiple)"),
    ),
    # 33000 / 1088.608 = 30.3.
    "output was larger": Row(
        "us_gdp", cells({"quarter": "2026-01-01"}, gdp_usd_bn="33000"), buffett("[29-fold](fact:output_multiple)")
    ),
}

ISSUES = (*revised("[three](fact:cape_issues)"), *methodology("[Three](fact:cape_issues)"))
"""What any new issue of Shiller's workbook makes false."""

YARDSTICKS = {
    "another quarter has the highest ratio": Row(
        "market_to_gdp",
        cells({"quarter": "2025-07-01"}, ratio="218.00"),
        (
            *lead("[31 December 2025](fact:market_to_gdp_highest_day)", "[217%](fact:market_to_gdp_highest)"),
            *buffett("[31 December 2025](fact:market_to_gdp_highest_day)", "[217%](fact:market_to_gdp_highest)"),
        ),
    ),
    "the newest ratio is higher": Row(
        "market_to_gdp",
        cells({"quarter": "2026-01-01"}, ratio="206.00"),
        buffett("[205%](fact:market_to_gdp_latest)"),
    ),
    # 197.4 is more than half a point from 198.
    "the ratio before the shock": Row(
        "market_to_gdp",
        cells({"quarter": "2024-10-01"}, ratio="197.40"),
        lead("[198%](fact:market_to_gdp_before_shock)"),
    ),
    "the lowest ratio": Row(
        "market_to_gdp",
        cells({"quarter": "1982-04-01"}, ratio="33.00"),
        buffett("[34%](fact:market_to_gdp_lowest)"),
    ),
    # September 2018, with 145.49, is still the first quarter above it.
    "the ratio of 2000": Row(
        "market_to_gdp",
        cells({"quarter": "2000-01-01"}, ratio="145.00"),
        buffett("[143%](fact:market_to_gdp_2000)", "[143%](fact:market_to_gdp_2000)"),
    ),
    "a new issue with the same values": Row("shiller_cape", lambda rows: None, ISSUES),
    # 41.2 / 44.2 = 93 %, 41.2 / 48.11 = 86 %; May 2026 is a sixth month that an older issue has otherwise.
    "the newest CAPE is higher": Row(
        "shiller_cape",
        cells({"month": "2026-05-01"}, cape="41.20"),
        (
            *ISSUES,
            *lead("[39.6](fact:cape_latest)"),
            *century("[39.6](fact:cape_latest)", "[90%](fact:cape_latest_to_highest)"),
            *revised("[39.58](fact:cape_latest)", "[90%](fact:cape_latest_to_highest)"),
            *revised("[82%](fact:cape_latest_to_wrong_highest)"),
            *methodology("[five](fact:cape_months_revised)"),
        ),
    ),
    # 1 - 29.95 / 30.81 = 2.8 %.
    "September 2023 is revised once more": Row(
        "shiller_cape",
        cells({"month": "2023-09-01"}, cape="29.95"),
        (
            *ISSUES,
            *revised("[29.80](fact:cape_september_2023_now)", "[29.80](fact:cape_september_2023_now)"),
            *revised("[3.3%](fact:cape_september_2023_fall)"),
            *methodology("[29.80](fact:cape_september_2023_now)"),
        ),
    ),
    # 6654.42 / 249.39 = 26.7; growth of 17 % in place of 30 %.
    "a tenth less profit in the newest quarter": Row(
        "shiller_sp500",
        scaled("earnings", 0.9, month="2026-03-01"),
        lead("[30%](fact:earnings_growth_since_shock)", "[24.0](fact:pe_latest)"),
    ),
    # Signs, and with them shares of losses, stay.
    "returns twice as high": Row(
        "real_returns",
        scaled("next_decade", 2.0),
        century(
            "[11.6%](fact:return_after_lowest_tenth)",
            "[4.8%](fact:return_after_highest_tenth)",
            "[−5.9%](fact:worst_after_highest_tenth)",
            "[11.2%](fact:best_after_highest_tenth)",
            "[0.9%](fact:best_after_as_high)",
            "[11.9%](fact:cape_1946_next_decade)",
        ),
    ),
}

CONCENTRATION = {
    # 33.29 %, which is within the range of "a third" that is tested.
    "more Nvidia in December 2024": Row(
        "index_weights",
        cells({"as_of": "2024-12-06", "company": "Nvidia"}, weight_pct="7.30"),
        (
            *lead("[32.8%](fact:sp500_weight_december_2024)"),
            *seven("[32.8%](fact:sp500_weight_december_2024)"),
            *methodology("[32.8%](fact:sp500_weight_december_2024)"),
        ),
    ),
    # 34.09 %, which is not.
    "more Tesla in December 2024": Row(
        "index_weights",
        cells({"as_of": "2024-12-06", "company": "Tesla"}, weight_pct="3.40"),
        (
            *lead("[A third](fact:sp500_weight_december_2024)", "[32.8%](fact:sp500_weight_december_2024)"),
            *seven("[a third](fact:sp500_weight_december_2024)", "[32.8%](fact:sp500_weight_december_2024)"),
            *methodology("[32.8%](fact:sp500_weight_december_2024)"),
        ),
    ),
    # 23.59 %, beyond half a point of 23.
    "more Nvidia in the world": Row(
        "index_weights",
        cells({"as_of": "2025-08-29", "company": "Nvidia"}, weight_pct="5.60"),
        (
            *lead("[23.4%](fact:world_weight_highest)"),
            *seven("[23%](fact:world_weight_highest)", "[23.4%](fact:world_weight_highest)"),
            *methodology("[23.4%](fact:world_weight_highest)"),
        ),
    ),
}
