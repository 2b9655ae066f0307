"""Rows on the fall of January 2025 and on losses in dollars."""

from __future__ import annotations

from tests.flagship.moved_rows import Row, lead, methodology, seven
from tests.flagship.moving import added, cells, removed, scaled

DAY_BEFORE = {"date": "2025-01-24"}
SHOCK = {"date": "2025-01-27"}

PRICES = {
    # 1 - 118.42 / 145 = 18.3 %; 24.49 billion shares times 26.58 dollars = 651 billion.
    "a higher close before the shock": Row(
        "nvidia_prices",
        cells(DAY_BEFORE, close="145.00"),
        (
            *lead("[17%](fact:nvda_one_day_fall)", "[17%](fact:nvda_one_day_fall)"),
            *lead("[$142.62](fact:nvda_close_before)", "[$593 billion](fact:nvda_value_lost)"),
            *methodology("[$593 billion](fact:nvda_value_lost)"),
        ),
    ),
    # The fall is 16.98 %, the loss 593.1 billion.
    "two cents less on the day": Row(
        "nvidia_prices", cells(SHOCK, close="118.40"), lead("[$118.42](fact:nvda_close_after)")
    ),
    # A fall by 15.6 % a day later is not the largest.
    "a further fall, not so large": Row("nvidia_prices", cells({"date": "2025-01-28"}, close="100.00")),
    # By 19.8 % it is.
    "a larger fall a day later": Row(
        "nvidia_prices", cells({"date": "2025-01-28"}, close="95.00"), lead("[27 January 2025](fact:shock_day)")
    ),
    # 1 - 5950 / 6101.24 = 2.48 %.
    "the S&P 500 fell further": Row(
        "market_indices",
        cells({**SHOCK, "index_name": "S&P 500"}, close="5950"),
        lead("[1.5%](fact:sp500_one_day_fall)"),
    ),
    # 1 - 6010 / 6101.24 = 1.495 %, which is 1.5 still.
    "the S&P 500 fell a little further": Row("market_indices", cells({**SHOCK, "index_name": "S&P 500"}, close="6010")),
    # 1 - 19341.83 / 20100 = 3.77 %.
    "the Nasdaq fell from a higher level": Row(
        "market_indices",
        cells({**DAY_BEFORE, "index_name": "Nasdaq Composite"}, close="20100"),
        lead("[3.1%](fact:nasdaq_one_day_fall)"),
    ),
    # 221 / 221.37 is a fall: two rose. An exact count has no tolerance.
    "Apple fell on the day": Row(
        "seven_prices",
        cells({**SHOCK, "company": "Apple"}, adjusted_close="221.00"),
        lead("[three](fact:seven_that_rose)", "[3.2%](fact:apple_one_day_rise)"),
    ),
    # 657.24 / 643.5 = +2.1 %; at the end Meta had lost 12 % from 644.9 and so nearly as much from 643.5.
    "Meta closed lower before": Row(
        "seven_prices",
        cells({**DAY_BEFORE, "company": "Meta"}, adjusted_close="643.50"),
        lead("[1.9%](fact:meta_one_day_rise)"),
    ),
    # 1 - 189 / 199.17 = 5.1 %.
    "Alphabet fell further": Row(
        "seven_prices",
        cells({**SHOCK, "company": "Alphabet"}, adjusted_close="189.00"),
        lead("[4.2%](fact:alphabet_one_day_fall)"),
    ),
    # 1 - 90 / 142.41 = 36.8 %.
    "Nvidia's low was lower": Row(
        "seven_prices",
        cells({"date": "2025-04-04", "company": "Nvidia"}, adjusted_close="90.00"),
        lead("[34%](fact:nvda_low_since)"),
    ),
    # 143 is above 142.41.
    "Nvidia regained its price a week earlier": Row(
        "seven_prices",
        cells({"date": "2025-06-13", "company": "Nvidia"}, adjusted_close="143.00"),
        lead("[20 June 2025](fact:nvda_regained_week)"),
    ),
    # No sentence is on Tesla but that it did not rise on the day.
    "Tesla moved": Row("seven_prices", cells({"date": "2026-06-12", "company": "Tesla"}, adjusted_close="300.00")),
}

LOSSES = {
    "Longbridge says more": Row(
        "reported_losses",
        cells(SHOCK, loss_usd_bn="595"),
        (
            *lead("[$589 billion](fact:nvda_loss_reported)"),
            *methodology("[$589 billion](fact:nvda_loss_reported)"),
        ),
    ),
    # 560 / 285 = 1.96, which is not more than twice.
    "a larger record before": Row(
        "reported_losses",
        cells({"date": "2024-09-03"}, loss_usd_bn="285"),
        lead("[twice](fact:loss_to_record)", "[$279 billion](fact:record_before)"),
    ),
    "one more day before the shock": Row(
        "reported_losses",
        added(
            date="2024-12-18", company="Amazon", loss_usd_bn="201", price_change_pct="-8.3", reported_by="Investopedia"
        ),
        lead("[seven](fact:large_losses_reported_before)"),
    ),
    "Meta's loss of 2022": Row(
        "reported_losses",
        cells({"date": "2022-02-03"}, loss_usd_bn="235"),
        methodology("[$232 billion](fact:meta_loss_reported)"),
    ),
    # The last zero of 560 may be rounding, and so 565 agrees; 565 / 279 = 2.03.
    "a low report within its rounding": Row(
        "nvidia_loss_reports", cells({"reported_by": "Viz Story"}, loss_usd_bn="565")
    ),
    # 540 / 279 = 1.94.
    "a low report below twice the record": Row(
        "nvidia_loss_reports",
        cells({"reported_by": "Viz Story"}, loss_usd_bn="540"),
        (
            *lead("[$560 billion](fact:nvda_loss_lowest)", "[twice](fact:loss_to_record)"),
            *methodology("[$560 billion](fact:nvda_loss_lowest)"),
        ),
    ),
    # 2.5 % of 600 are 15.
    "a high report within its rounding": Row(
        "nvidia_loss_reports", cells({"reported_by": "Binance Square"}, loss_usd_bn="615")
    ),
    "a high report beyond its rounding": Row(
        "nvidia_loss_reports",
        cells({"reported_by": "Binance Square"}, loss_usd_bn="616"),
        (*lead("[$600 billion](fact:nvda_loss_highest)"), *methodology("[$600 billion](fact:nvda_loss_highest)")),
    ),
    "a day less since": Row(
        "seven_large_falls",
        removed(date="2025-08-01"),
        (*lead("[17](fact:large_losses_since)"), *methodology("[18](fact:large_losses_reckoned)")),
    ),
    # 7,434,880,776 shares times 54.49 dollars = 405 billion.
    "Microsoft lost more": Row(
        "seven_large_falls",
        cells({"date": "2026-01-29"}, price_after="425.00"),
        lead("[$356 billion](fact:second_largest_loss)"),
    ),
    "the day before the shock was after it": Row(
        "seven_large_falls",
        cells({"date": "2025-01-07"}, date="2025-02-07"),
        lead("[17](fact:large_losses_since)", "[one](fact:large_losses_reckoned_before)"),
    ),
    # 24.3 billion times 24.2 dollars = 588.1 billion.
    "fewer shares of Nvidia": Row(
        "seven_shares",
        cells({"company": "Nvidia"}, shares="24300000000"),
        (
            *lead("[$593 billion](fact:nvda_value_lost)"),
            *methodology("[24.49 billion](fact:nvda_shares)", "[$593 billion](fact:nvda_value_lost)"),
        ),
    ),
    # 7.5 billion times 47.91 dollars = 359.3 billion; "about" allows 5 %.
    "more shares of Microsoft": Row("seven_shares", cells({"company": "Microsoft"}, shares="7500000000")),
    # Times 1.1 it is 391.8 billion.
    "a tenth more shares of Microsoft": Row(
        "seven_shares",
        scaled("shares", 1.1, company="Microsoft"),
        lead("[$356 billion](fact:second_largest_loss)"),
    ),
    # Tesla's falls were never large enough to be listed. The Seven are worth 18.05 trillion and half of 1.40 more.
    "more shares of Tesla": Row(
        "seven_shares", scaled("shares", 1.5, company="Tesla"), seven("[$18 trillion](fact:seven_value)")
    ),
}
