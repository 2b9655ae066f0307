"""Phrases of ordinary business journalism with the values that they allow.

A row is `words [brackets] words | unit | a true value | the least true value | the greatest true value`. The borders
are worked out by hand from the rules of `docs/reference/checked-numbers.md`; the values just outside them are the two
nearest false ones. Rows of a kind stand together; the kinds "de", "fr" and "es" are in those languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nutgraf.model.figure import FactValue

NEAREST = Decimal("1e-7")
"""How far outside a border the false values lie, as a share of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the table; `false` are the nearest values that make it untrue."""

    kind: str
    before: str
    text: str
    after: str
    unit: str
    true: FactValue
    borders: tuple[FactValue, FactValue]
    false: tuple[FactValue, FactValue]

    @property
    def language(self) -> str:
        return self.kind if self.kind in ("de", "fr", "es") else "en"

    def __str__(self) -> str:
        return f"{self.before}[{self.text}]{self.after} ({self.unit})"


def phrases() -> Iterator[Phrase]:
    """The rows of the table."""
    for kind, table in PHRASES.items():
        for line in table.strip().splitlines():
            words, unit, *values = (cell.strip(" ") for cell in line.split("|"))
            before, _, rest = words.partition("[")
            text, _, after = rest.partition("]")
            true, low, high = (_value(cell, unit) for cell in values)
            yield Phrase(kind, before, text, after, unit, true, (low, high), _outside(values[1], values[2], unit))


def _value(cell: str, unit: str) -> FactValue:
    if unit == "date":
        return dt.date.fromisoformat(cell)
    return int(cell) if unit == "year" else float(cell)


def _outside(low: str, high: str, unit: str) -> tuple[FactValue, FactValue]:
    if unit == "date":
        day = dt.timedelta(days=1)
        return dt.date.fromisoformat(low) - day, dt.date.fromisoformat(high) + day
    if unit == "year":
        return int(low) - 1, int(high) + 1
    below, above = Decimal(low), Decimal(high)
    return float(below - NEAREST * max(abs(below), 1)), float(above + NEAREST * max(abs(above), 1))


PHRASES = {
    "separators": """
        It used about [40,960] chips | | 40960 | 38912 | 43008
        The prize has [40,960] entrants | | 40961 | 40955 | 40965
        The index holds [1,234] companies | | 1234 | 1233.5 | 1234.5
        It issued [1,234,567] shares | | 1234567 | 1234566.5 | 1234567.5
        It bought [12,000] chips | | 12100 | 11700 | 12300
        DeepSeek used [2,048] chips | | 2048 | 2047.5 | 2048.5
        It laid off [2,000] people | | 2010 | 1950 | 2050
        The test has [10,000] steps | | 10000 | 9750 | 10250
        It cut [1,500] jobs | | 1490 | 1462.5 | 1537.5
        The chain has [999] stores | | 999 | 998.5 | 999.5
        The index has [500] members | | 500 | 499.5 | 500.5
        It closed at [5,970.5] | | 5970.52 | 5970.45 | 5970.55
        The share is [0.32] | | 0.318 | 0.315 | 0.325
        The ratio is [3.0] | | 3.01 | 2.95 | 3.05
        It sold [1\u2009234\u2009567] cars | | 1234567 | 1234566.5 | 1234567.5
        It sold [12\u00a0500] cars | | 12480 | 12450 | 12550
        It sold [1'234] cars | | 1234 | 1233.5 | 1234.5
        The ratio is [.75] | | 0.751 | 0.745 | 0.755
        The index stood at [1,000.0] | | 1000.02 | 999.95 | 1000.05
        It hired [100,000] people | | 101000 | 97500 | 102500
        It hired [123,400] people | | 123380 | 123350 | 123450
        It employs [296,000] people | | 296100 | 295500 | 296500
    """,
    "scales": """
        The model has [593 billion] parameters | | 592.7e9 | 592.5e9 | 593.5e9
        It was trained on [600 billion] tokens | | 592.7e9 | 585e9 | 615e9
        It has [1.5 billion] users | | 1.52e9 | 1.45e9 | 1.55e9
        It has [2 billion] users | | 2.01e9 | 1.95e9 | 2.05e9
        It has [20 billion] pages | | 20.1e9 | 19.5e9 | 20.5e9
        It has [25 billion] pages | | 24.6e9 | 24.5e9 | 25.5e9
        The model saw [14.8 trillion] tokens | | 14.8e12 | 14.75e12 | 14.85e12
        It has [671 billion] parameters | | 671e9 | 670.5e9 | 671.5e9
        Of them [37 billion] are active | | 37e9 | 36.5e9 | 37.5e9
        It reached [1.0 million] subscribers | | 1.02e6 | 0.95e6 | 1.05e6
        It powers [8 million] homes | | 8.1e6 | 7.8e6 | 8.2e6
        It shipped [120 million] phones | | 121e6 | 117e6 | 123e6
        It shipped [250 thousand] chips | | 252000 | 245000 | 255000
        It shipped [15 thousand] chips | | 15200 | 14500 | 15500
        It reached [1 thousand] users | | 1001 | 975 | 1025
        It reached [0.5 million] users | | 505000 | 487500 | 512500
        The market is worth [1.25 trillion] shares | | 1.252e12 | 1.245e12 | 1.255e12
        It powers [half a million] homes | | 5.0e5 | 487500 | 512500
        It powers [a million] homes | | 1.01e6 | 975000 | 1025000
        It has [one billion] users | | 1.0e9 | 0.975e9 | 1.025e9
        It has [seven million] users | | 7.05e6 | 6.825e6 | 7.175e6
        It has [a quarter of a million] users | | 252000 | 243750 | 256250
    """,
    "short scales": """
        Nvidia lost [$593bn] in value | USD | 592.7e9 | 592.5e9 | 593.5e9
        It paid [£1.2m] for it | GBP | 1.24e6 | 1.15e6 | 1.25e6
        It raised [€3.5bn] | EUR | 3.51e9 | 3.45e9 | 3.55e9
        The card costs [$12k] | USD | 11800 | 11500 | 12500
        It is worth [$3trn] | USD | 2.95e12 | 2.925e12 | 3.075e12
        It is worth [$3tn] | USD | 3.05e12 | 2.925e12 | 3.075e12
        It is worth [$3T] | USD | 3.0e12 | 2.925e12 | 3.075e12
        The house costs [$250K] | USD | 251000 | 245000 | 255000
        It raised [$1.50bn] | USD | 1.5e9 | 1.495e9 | 1.505e9
        The model has [671bn] parameters | | 671e9 | 670.5e9 | 671.5e9
        The model saw [14.8trn] tokens | | 14.8e12 | 14.75e12 | 14.85e12
        It has [1.2m] users | | 1.21e6 | 1.15e6 | 1.25e6
        It bought [40k] chips | | 40500 | 39000 | 41000
        Capital spending was [$80bn] | USD | 81e9 | 78e9 | 82e9
        The run cost [$6m] | USD | 5.9e6 | 5.85e6 | 6.15e6
        The run cost [$5.6m] | USD | 5.576e6 | 5.55e6 | 5.65e6
        The fund holds [€500m] | EUR | 500e6 | 487.5e6 | 512.5e6
        It spent [$15 bn] | USD | 15.3e9 | 14.5e9 | 15.5e9
        It spent [$1.25b] on it | USD | 1.25e9 | 1.245e9 | 1.255e9
        It spent [$7mn] on it | USD | 7.1e6 | 6.825e6 | 7.175e6
        It raised [$20bn-30bn] in bonds | USD | 25e9 | 19.5e9 | 30.75e9
        It is [a $4-trillion company] | USD | 4.05e12 | 3.9e12 | 4.1e12
        The grant was [£1.2mn] | GBP | 1.2e6 | 1.15e6 | 1.25e6
        It trained for [2.788M GPU hours] | | 2.788e6 | 2.7875e6 | 2.7885e6
    """,
    "signs": """
        The one-day move was [−17%] | % | -16.97 | -17.5 | -16.5
        The one-day move was [-17%] | % | -17.2 | -17.5 | -16.5
        The one-day move was [–17%] | % | -17 | -17.5 | -16.5
        The one-day move was [minus 17%] | % | -17 | -17.5 | -16.5
        The one-day move was minus [17%] | % | -17 | -17.5 | -16.5
        The one-day move was [+3%] | % | 3.2 | 2.5 | 3.5
        The return was [plus 3%] | % | 3.2 | 2.5 | 3.5
        The return was [a negative 3%] | % | -3 | -3.5 | -2.5
        Net income was [−$3bn] | USD | -3e9 | -3.075e9 | -2.925e9
        Net income was [-$16.6 billion] | USD | -16.64e9 | -16.65e9 | -16.55e9
        Net income was [$-3bn] | USD | -3.0e9 | -3.075e9 | -2.925e9
        The spread was [−25 basis points] | pp | -0.25 | -0.255 | -0.245
        The gap is [−1.5 points] | pp | -1.5 | -1.55 | -1.45
        The change was [−0.3%] | % | -0.33 | -0.35 | -0.25
        It fell [−17%] | % | -17 | -17.5 | -16.5
        Growth was [−0.0%] | % | 0.01 | -0.05 | 0.05
        Growth was [0%] | % | -0.2 | -0.5 | 0.5
        The yield is [about −2%] | % | -2.4 | -2.5 | -1.5
        The balance was [−£40] | GBP | -40 | -40.5 | -39.5
        The return was −[17%] | % | -17 | -17.5 | -16.5
        The return (-[17%]) was poor | % | -17 | -17.5 | -16.5
        The share – [17%] of sales – is small | % | 17 | 16.5 | 17.5
    """,
    "currencies": """
        It lost [US$593 billion] | USD | 592.7e9 | 592.5e9 | 593.5e9
        It lost [USD 593 billion] | USD | 592.7e9 | 592.5e9 | 593.5e9
        It lost [USD593bn] | USD | 592.7e9 | 592.5e9 | 593.5e9
        It lost [593 billion dollars] | USD | 592.7e9 | 592.5e9 | 593.5e9
        It lost [593bn US dollars] | USD | 592.7e9 | 592.5e9 | 593.5e9
        A ticket costs [120p] | GBP | 1.2 | 1.195 | 1.205
        A ticket costs [95 pence] | GBP | 0.95 | 0.945 | 0.955
        A ticket costs [£1.20] | GBP | 1.2 | 1.195 | 1.205
        The fine was [3.5 billion euros] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        The fine was [€20] | EUR | 20.3 | 19.5 | 20.5
        The plan was [¥150 billion] | JPY | 150e9 | 146.25e9 | 153.75e9
        The plan was [155 billion yen] | JPY | 155.2e9 | 154.5e9 | 155.5e9
        The plan was [1.2 million Swiss francs] | CHF | 1.2e6 | 1.15e6 | 1.25e6
        The plan was [CHF 1.2 million] | CHF | 1.2e6 | 1.15e6 | 1.25e6
        The plan was [A$45m] | AUD | 45e6 | 44.5e6 | 45.5e6
        The price is [HK$500] | HKD | 500 | 499.5 | 500.5
        A dollar buys [7.2 yuan] | CNY | 7.24 | 7.15 | 7.25
        The price is [Rs500] | INR | 500 | 499.5 | 500.5
        The price is [₹499] | INR | 499 | 498.5 | 499.5
        The API costs [$2.19 per million tokens] | USD | 2.19 | 2.185 | 2.195
        The API costs [$2.19] per million output tokens | USD per million tokens | 2.19 | 2.185 | 2.195
        It pays [$0.01 a share] | USD | 0.01 | 0.005 | 0.015
        It is worth [a trillion dollars] | USD | 1.01e12 | 0.975e12 | 1.025e12
        It is worth [half a trillion dollars] | USD | 0.5e12 | 0.4875e12 | 0.5125e12
        The shares closed at [$118.42] | USD | 118.42 | 118.415 | 118.425
        It paid [SKr12bn] for it | SEK | 12.2e9 | 11.5e9 | 12.5e9
        It paid [RM3.5bn] for it | MYR | 3.5e9 | 3.45e9 | 3.55e9
        The plan was [SFr2.1bn] | CHF | 2.1e9 | 2.05e9 | 2.15e9
        It was [three-quarters of a trillion dollars] | USD | 750e9 | 731.25e9 | 768.75e9
        The model costs [$60/1M tokens] | USD per million tokens | 60 | 59.5 | 60.5
    """,
    "per cent": """
        Nvidia makes up [17%] of it | % | 16.97 | 16.5 | 17.5
        It is [the 143% of the first quarter of 2000] | % | 143.2 | 142.5 | 143.5
        It is [143 per cent] of GDP | % | 143.2 | 142.5 | 143.5
        It is [143 percent] of GDP | % | 143.2 | 142.5 | 143.5
        It is [20%] of sales | % | 20.4 | 19.5 | 20.5
        It is [100%] of sales | % | 100.4 | 99.5 | 100.5
        It is [2,000%] more | % | 2000.4 | 1999.5 | 2000.5
        It is [0.5%] of sales | % | 0.52 | 0.45 | 0.55
        It is [3.0%] of sales | % | 3.01 | 2.95 | 3.05
        It is [33.21%] of the index | % | 33.21 | 33.205 | 33.215
        It is [17 %] of sales | % | 16.6 | 16.5 | 17.5
        It is [17\u00a0%] of sales | % | 16.6 | 16.5 | 17.5
        It is [17 pct] of sales | % | 16.6 | 16.5 | 17.5
        It is [17pc] of sales | % | 16.6 | 16.5 | 17.5
        It is [a 17-percent] stake | % | 16.6 | 16.5 | 17.5
        It is [seven per cent] of sales | % | 7.3 | 6.5 | 7.5
        It is [half a percent] of sales | % | 0.5 | 0.4875 | 0.5125
        It is [33% of the S&P 500] | % | 33.1 | 32.5 | 33.5
        It is [one percent] of sales | % | 1.4 | 0.5 | 1.5
        It is [three-quarters of 1%] of sales | % | 0.75 | 0.73125 | 0.76875
        It is [half of 1 per cent] of sales | % | 0.5 | 0.4875 | 0.5125
        It is [one-tenth of one per cent] of sales | % | 0.1 | 0.0975 | 0.1025
        It pays [12½%] | % | 12.5 | 12.1875 | 12.8125
        It pays [3 1/2%] | % | 3.5 | 3.4125 | 3.5875
        It pays [10-1/4 percent] | % | 10.25 | 9.99375 | 10.50625
        It pays [three-and-a-half per cent] | % | 3.5 | 3.4125 | 3.5875
    """,
    "percentage points": """
        It rose by [1.5 percentage points] | pp | 1.52 | 1.45 | 1.55
        It rose by [1.5 points] | pp | 1.52 | 1.45 | 1.55
        It rose by [2 percentage points] | pp | 2.4 | 1.5 | 2.5
        It rose by [20 points] | pp | 20.4 | 19.5 | 20.5
        It rose by [1 percentage point] | pp | 1.1 | 0.5 | 1.5
        It rose by [a percentage point] | pp | 1.1 | 0.5 | 1.5
        It rose by [a full percentage point] | pp | 1.1 | 0.5 | 1.5
        It rose by [half a percentage point] | pp | 0.5 | 0.4875 | 0.5125
        It rose by [half a point] | pp | 0.5 | 0.4875 | 0.5125
        It rose by [a quarter of a percentage point] | pp | 0.25 | 0.24375 | 0.25625
        It rose by [three-quarters of a point] | pp | 0.75 | 0.73125 | 0.76875
        A [1.5-percentage-point] rise | pp | 1.5 | 1.45 | 1.55
        A [quarter-point] cut | pp | -0.25 | -0.25625 | -0.24375
        It rose by [2.25 pp] | pp | 2.25 | 2.245 | 2.255
        It rose by [1.5 % points] | pp | 1.5 | 1.45 | 1.55
        It fell by [3 percentage points] | pp | -3.4 | -3.5 | -2.5
        It rose by [two percentage points] | pp | 2.1 | 1.5 | 2.5
        It rose by [nearly 2 points] | pp | 1.9 | 1.5 | 2
        It rose by [2.3 p.p.] | pp | 2.3 | 2.25 | 2.35
        It rose by [3 %-points] | pp | 3 | 2.5 | 3.5
        It rose by [two-thirds of a percentage point] | pp | 0.66 | 0.65 | 0.683333333
    """,
    "basis points": """
        It raised rates by [25 basis points] | pp | 0.25 | 0.245 | 0.255
        It raised rates by [25bp] | pp | 0.25 | 0.245 | 0.255
        It raised rates by [25 bps] | pp | 0.25 | 0.245 | 0.255
        It raised rates by [150 basis points] | pp | 1.5 | 1.495 | 1.505
        It raised rates by [100bp] | pp | 1.0 | 0.995 | 1.005
        It cut rates by [50 basis points] | pp | -0.5 | -0.505 | -0.495
        A [75-basis-point] rise | pp | 0.75 | 0.745 | 0.755
        The spread is [12.5 basis points] | pp | 0.125 | 0.1245 | 0.1255
        The spread is [12.5 basis points] | bp | 12.5 | 12.45 | 12.55
        The spread is [340 basis points] | bp | 340 | 339.5 | 340.5
        The spread is [3.4 percentage points] | bp | 342 | 335 | 345
        The spread is [about 340bp] | pp | 3.3 | 3.23 | 3.57
        The spread is [nearly 340bp] | pp | 3.3 | 3.23 | 3.4
        The spread is [between 320 and 340bp] | pp | 3.3 | 3.195 | 3.405
        The yield rose [a basis point] | pp | 0.01 | 0.005 | 0.015
        The yield rose [seven basis points] | pp | 0.07 | 0.065 | 0.075
        The yield rose [−7bp] | pp | -0.07 | -0.075 | -0.065
    """,
    "fractions": """
        Seven firms make up [a third] of it | % | 33.1 | 32.5 | 34.1666666
        Seven firms make up [a third] of it | | 0.331 | 0.325 | 0.341666666
        Seven firms make up [one-third] of it | % | 33.1 | 32.5 | 34.1666666
        Seven firms make up [two-fifths] of it | % | 40.5 | 39 | 41
        Seven firms make up [two fifths] of it | | 0.405 | 0.39 | 0.41
        Seven firms make up [half] of it | % | 50.2 | 48.75 | 51.25
        Seven firms make up [half of the index] | | 0.502 | 0.4875 | 0.5125
        Seven firms make up [a quarter] of it | % | 25.2 | 24.375 | 25.625
        Seven firms make up [three-quarters] of it | % | 75.2 | 73.125 | 76.875
        Seven firms make up [three quarters] of it | | 0.752 | 0.73125 | 0.76875
        Seven firms make up [two-thirds] of it | | 0.66 | 0.65 | 0.683333333
        Seven firms make up [nine-tenths] of it | % | 91 | 87.75 | 92.25
        Seven firms make up [a tenth] of it | % | 10.1 | 9.75 | 10.25
        Seven firms make up [½] of it | | 0.5 | 0.4875 | 0.5125
        Seven firms make up [⅔ of the index] | % | 66 | 65 | 68.3333333
        Seven firms make up [1/3] of it | | 0.33 | 0.325 | 0.341666666
        It fell by [a fifth] | % | -20.3 | -20.5 | -19.5
        Seven firms make up [nearly a third] of it | % | 32 | 31.6666667 | 33.3333333
        Seven firms make up [more than half] of it | % | 51 | 50 | 52.5
        Seven firms make up [about a quarter] of it | % | 26 | 23.75 | 26.25
        Seven firms make up [just over two-thirds] of it | | 0.68 | 0.666666667 | 0.7
        It holds [a third of the S&P 500] | % | 33 | 32.5 | 34.1666666
        It is [one twentieth] of it | % | 5 | 4.875 | 5.125
        Seven firms make up [a 20th] of it | % | 5 | 4.875 | 5.125
        Seven firms make up [a 20th of the index] | | 0.05 | 0.04875 | 0.05125
        Seven firms make up [an eighth] of it | % | 12.5 | 12.1875 | 12.8125
        Sales fell by [a third] | % change | -33 | -34.1666666 | -32.5
        It took [half a year] | years | 0.5 | 0.4875 | 0.5125
        It took [4 1/2 years] | years | 4.5 | 4.3875 | 4.6125
    """,
    "number words": """
        The index has [seven] firms | | 7 | 6.5 | 7.5
        The index has [Seven firms] in it | | 7 | 6.5 | 7.5
        There are [one] of them | | 1 | 0.5 | 1.5
        There are [two] of them | | 2 | 1.5 | 2.5
        There are [three] of them | | 3 | 2.5 | 3.5
        There are [eleven] of them | | 11 | 10.5 | 11.5
        There are [twelve] of them | | 12 | 11.5 | 12.5
        There are [ten] of them | | 10 | 9.5 | 10.5
        There are [nineteen] of them | | 19 | 18.5 | 19.5
        There are [twenty] of them | | 20 | 19.5 | 20.5
        It is [six per cent] of sales | % | 6 | 5.5 | 6.5
        It is worth [two trillion dollars] | USD | 2.02e12 | 1.95e12 | 2.05e12
        It is worth [twelve billion dollars] | USD | 12.1e9 | 11.5e9 | 12.5e9
        It costs [five euros] | EUR | 5 | 4.5 | 5.5
        There are [about seven] of them | | 7.2 | 6.5 | 7.5
        There are [nearly twenty] of them | | 19.6 | 19 | 20
        There are [more than twelve] of them | | 12.5 | 12 | 12.6
        It rose by [four points] | pp | 4 | 3.5 | 4.5
        There are [exactly seven] of them | | 7 | 7 | 7
    """,
    "multiples": """
        It trades at [37.1 times] earnings | x | 37.13 | 37.05 | 37.15
        It trades at [37.1 times earnings] | x | 37.13 | 37.05 | 37.15
        It trades at [37.1x] earnings | x | 37.13 | 37.05 | 37.15
        It trades at [37.1×] earnings | x | 37.13 | 37.05 | 37.15
        It trades at [40 times] earnings | x | 40.2 | 39.5 | 40.5
        It costs [twice as much] | x | 2.04 | 1.95 | 2.05
        It costs [twice] as much | x | 2.04 | 1.95 | 2.05
        It costs [nearly twice] as much | x | 1.95 | 1.9 | 2
        It costs [three times as much] | x | 3.2 | 2.5 | 3.5
        It costs [three times more] | x | 3.2 | 2.5 | 3.5
        A [10-fold] rise | x | 10.2 | 9.5 | 10.5
        A [tenfold] rise | x | 10.2 | 9.5 | 10.5
        A [ten-fold rise] | x | 10.2 | 9.5 | 10.5
        It rose by [a factor of 10] | x | 10.2 | 9.5 | 10.5
        It costs [two and a half times] as much | x | 2.52 | 2.4375 | 2.5625
        It costs [2½ times] as much | x | 2.52 | 2.4375 | 2.5625
        It costs [2.5 times] as much | x | 2.52 | 2.45 | 2.55
        It is [27 times] cheaper | x | 27.4 | 26.5 | 27.5
        It costs [half as much] | x | 0.5 | 0.4875 | 0.5125
        It trades at [more than 37 times] earnings | x | 38 | 37 | 38.85
        It is [1,000 times] bigger | x | 1000.2 | 999.5 | 1000.5
        A [nearly fourfold increase] | x | 3.9 | 3.5 | 4
        It grew [eleven-fold] | x | 11 | 10.5 | 11.5
        It grew [2 1/3 times] | x | 2.33 | 2.275 | 2.391666666
    """,
    "ranges": """
        It is [between 20 and 30%] of sales | % | 25 | 19.5 | 30.5
        It is [between 20% and 30%] of sales | % | 25 | 19.5 | 30.5
        It is [20–30%] of sales | % | 25 | 19.5 | 30.5
        It is [20-30 per cent] of sales | % | 25 | 19.5 | 30.5
        It is [20% to 30%] of sales | % | 25 | 19.5 | 30.5
        It is [20 to 30 %] of sales | % | 25 | 19.5 | 30.5
        It is between [20 and 30%] of sales | % | 25 | 19.5 | 30.5
        It is [from 20% to 30%] of sales | % | 25 | 19.5 | 30.5
        It costs [between $20 billion and $30 billion] | USD | 25e9 | 19.5e9 | 30.75e9
        It costs [$20–30 billion] | USD | 25e9 | 19.5e9 | 30.75e9
        It costs [$20bn-$30bn] | USD | 25e9 | 19.5e9 | 30.75e9
        It costs [between $1.2m and $1.5m] | USD | 1.3e6 | 1.15e6 | 1.55e6
        It costs [two to three times] as much | x | 2.6 | 1.5 | 3.5
        It costs [between two and three times] as much | x | 2.6 | 1.5 | 3.5
        It makes up [between a third and a half] of it | % | 40 | 32.5 | 51.25
        It fell [between 20 and 30%] | % | -25 | -30.5 | -19.5
        There are [10 to 15] of them | | 12 | 9.5 | 15.5
        There are [between 1,000 and 2,000] of them | | 1500 | 975 | 2050
        It is [between about 20 and 30%] of sales | % | 25 | 19 | 31.5
        It is [−2 to 3%] | % | 1 | -2.5 | 3.5
        It rose [1.5 to 2 percentage points] | pp | 1.8 | 1.45 | 2.5
        It happened [between 2020 and 2024] | year | 2022 | 2020 | 2024
        It happened in [2023–24] | year | 2023 | 2023 | 2024
        It costs [10m-20m] | | 15e6 | 9.75e6 | 20.5e6
        It is somewhere between [5% and 6%] | % | 5.5 | 4.5 | 6.5
        It is [somewhere between 5% and 6%] | % | 5.5 | 4.5 | 6.5
        It is [anywhere from 5 to 6%] | % | 5.5 | 4.5 | 6.5
        It grew [two- to threefold] | x | 2.6 | 1.5 | 3.5
        It is between [a quarter and a third] of it | % | 30 | 24.375 | 34.1666666
    """,
    "years": """
        It peaked in [2000] | year | 2000 | 2000 | 2000
        It peaked [in 2000] | year | 2000 | 2000 | 2000
        It peaked in [the year 2000] | year | 2000 | 2000 | 2000
        It peaked in [fiscal 2024] | year | 2024 | 2024 | 2024
        It peaked in [FY2024] | year | 2024 | 2024 | 2024
        It peaked in [FY 2024] | year | 2024 | 2024 | 2024
        It peaked in [the 1990s] | year | 1995 | 1990 | 1999
        It peaked [around 2000] | year | 2000 | 1999 | 2001
        It peaked around [2000] | year | 2001 | 1999 | 2001
        It peaked [about 2000] | year | 1999 | 1999 | 2001
        It peaked in [2000 or so] | year | 2000 | 1999 | 2001
        It has risen [since 1970] | year | 1970 | 1970 | 1970
        It has risen [from 1929] on | year | 1929 | 1929 | 1929
        It will peak [by 2030] | year | 2030 | 2030 | 2030
        The crash of [1987] was worse | year | 1987 | 1987 | 1987
        It peaked [between 1998 and 2000] | year | 1999 | 1998 | 2000
        It peaked [nearly 2000] | year | 2000 | 1999 | 2000
        It peaked in [1999], the year before | year | 1999 | 1999 | 1999
    """,
    "dates": """
        It fell [on 27 January 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell [by 27 January 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [January 27, 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [Jan. 27, 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [27 Jan 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [the 27th of January 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [Monday, 27 January 2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [2025-01-27] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [27/01/2025] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell on [27 January] | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        It fell in [January 2025] | date | 2025-01-27 | 2025-01-01 | 2025-01-31
        It fell in [February 2024] | date | 2024-02-27 | 2024-02-01 | 2024-02-29
        It fell in [Q1 2025] | date | 2025-01-27 | 2025-01-01 | 2025-03-31
        It peaked in [the first quarter of 2000] | date | 2000-03-31 | 2000-01-01 | 2000-03-31
        It peaked in [the fourth quarter of 1999] | date | 1999-12-31 | 1999-10-01 | 1999-12-31
        It fell in [the first half of 2025] | date | 2025-01-27 | 2025-01-01 | 2025-06-30
        It fell [in 2025] | date | 2025-01-27 | 2025-01-01 | 2025-12-31
        It fell in [the 2020s] | date | 2025-01-27 | 2020-01-01 | 2029-12-31
        It fell [around 2025] | date | 2024-06-27 | 2024-01-01 | 2026-12-31
        It fell [between 2020 and 2024] | date | 2022-06-27 | 2020-01-01 | 2024-12-31
        It fell in [January–March 2025] | date | 2025-02-27 | 2025-01-01 | 2025-03-31
        It has risen [since March 2009] | date | 2009-03-09 | 2009-03-01 | 2009-03-31
        It fell in [3Q 2024] | date | 2024-08-01 | 2024-07-01 | 2024-09-30
        It fell in [third-quarter 2024] | date | 2024-08-01 | 2024-07-01 | 2024-09-30
        It fell in [2024 Q3] | date | 2024-08-01 | 2024-07-01 | 2024-09-30
    """,
    "hedges around": """
        It lost [about $600 billion] | USD | 592.7e9 | 570e9 | 630e9
        It lost about [$600 billion] | USD | 592.7e9 | 570e9 | 630e9
        It lost [around 17%] | % | 17.4 | 16.15 | 17.85
        It lost [roughly 17%] | % | 17.8 | 16.15 | 17.85
        It employs [some 40,000 people] | | 41000 | 38000 | 42000
        It employs some [40,000] people | | 41000 | 38000 | 42000
        It lost [approximately 17%] | % | 17.8 | 16.15 | 17.85
        It lost [close to 17%] | % | 17.8 | 16.15 | 17.85
        It lost [17% or so] | % | 17.8 | 16.15 | 17.85
        It lost [17%] or so on Monday | % | 17.8 | 16.15 | 17.85
        It lost [about 3%] | % | 3.4 | 2.5 | 3.5
        It is [about 3.0%] of sales | % | 3.1 | 2.85 | 3.15
        It lost [~17%] | % | 17.8 | 16.15 | 17.85
        It was about [a 17%] fall | % | 17.8 | 16.15 | 17.85
        It was about a [17%] fall | % | 17.8 | 16.15 | 17.85
        It lost [17%], roughly, that day | % | 17.8 | 16.15 | 17.85
        It trades at [about 37 times] earnings | x | 38 | 35.15 | 38.85
        It lost roughly [−17%] | % | -17.8 | -17.85 | -16.15
        It lost [somewhere around 17%] | % | 17.8 | 16.15 | 17.85
        It lost something like [17%] | % | 17 | 16.5 | 17.5
    """,
    "hedges below": """
        It is worth [nearly $3 trillion] | USD | 2.9e12 | 2.85e12 | 3e12
        It is worth nearly [$3 trillion] | USD | 2.9e12 | 2.85e12 | 3e12
        It is worth [almost $3 trillion] | USD | 2.9e12 | 2.85e12 | 3e12
        It lost [just under 17%] | % | 16.8 | 16.15 | 17
        It lost just under [17%] | % | 16.8 | 16.15 | 17
        It lost [less than 17%] | % | 16.8 | 16.15 | 17
        It lost [under 17%] | % | 16.8 | 16.15 | 17
        It lost [up to 17%] | % | 16.8 | 16.15 | 17
        It lost up to [17%] | % | 16.8 | 16.15 | 17
        It costs [under $6m] | USD | 5.8e6 | 5.7e6 | 6e6
        It employs [fewer than 12,000] people | | 11900 | 11400 | 12000
        It lost [no more than 17%] | % | 16.8 | 16.15 | 17
        It lost [not quite 17%] | % | 16.8 | 16.15 | 17
        It fell [nearly 17%] | % | -16.8 | -17 | -16.15
        It is nearly a [17%] stake | % | 16.8 | 16.15 | 17
        It is [almost half] of sales | % | 49 | 47.5 | 50
        It is [nearly three] of them | | 2.8 | 2.5 | 3
        It lost [as much as 17%] | % | 16.8 | 16.15 | 17
        Shares were down by as much as [17%] | % | -16.8 | -17 | -16.15
        It has [as many as 12] of them | | 11.8 | 11.4 | 12
        It lost a shade under [17%] | % | 16.8 | 16.15 | 17
        It lost [a whisker less than 17%] | % | 16.8 | 16.15 | 17
        It lost fractionally below [17%] | % | 16.8 | 16.15 | 17
        It is just shy of [$3trn] | USD | 2.9e12 | 2.85e12 | 3e12
        It is worth south of [$3trn] | USD | 2.9e12 | 2.85e12 | 3e12
        It employs [nigh on 40,000] | | 39000 | 38000 | 40000
        It employs [the best part of 40,000] | | 39000 | 38000 | 40000
        It employs [anything up to 40,000] | | 39000 | 38000 | 40000
        It has a maximum of [12] of them | | 11.8 | 11.4 | 12
    """,
    "hedges above": """
        It lost [more than 17%] | % | 17.3 | 17 | 17.85
        It lost more than [17%] | % | 17.3 | 17 | 17.85
        It lost [over 17%] | % | 17.3 | 17 | 17.85
        It lost [above 17%] | % | 17.3 | 17 | 17.85
        It lost [at least 17%] | % | 17.3 | 17 | 17.85
        It lost at least [17%] | % | 17.3 | 17 | 17.85
        It lost [just over 17%] | % | 17.3 | 17 | 17.85
        It lost [17% at least], he said | % | 17.3 | 17 | 17.85
        It employs [over 40,000] people | | 41000 | 40000 | 42000
        It was a [$1bn-plus] deal | USD | 1.02e9 | 1e9 | 1.05e9
        It employs [40,000+] people | | 41000 | 40000 | 42000
        It is worth [more than $3 trillion] | USD | 3.1e12 | 3e12 | 3.15e12
        It fell [more than 17%] | % | -17.3 | -17.85 | -17
        It costs [more than twice] as much | x | 2.05 | 2 | 2.1
        It lost [a little over 17%] | % | 17.3 | 17 | 17.85
        It lost [no less than 17%] | % | 17.3 | 17 | 17.85
        It lost [exactly 17%] | % | 17 | 17 | 17
        It lost exactly [17%] | % | 17 | 17 | 17
        It is [exactly half] of sales | % | 50 | 50 | 50
        It lost as little as [17%] | % | 17.3 | 17 | 17.85
        It lost a touch over [17%] | % | 17.3 | 17 | 17.85
        It lost marginally more than [17%] | % | 17.3 | 17 | 17.85
        It is worth north of [$3trn] | USD | 3.1e12 | 3e12 | 3.15e12
        Its value topped [$3trn] | USD | 3.1e12 | 3e12 | 3.15e12
        Losses exceeded [$3bn] | USD | -3.1e9 | -3.15e9 | -3e9
        It has a minimum of [12] of them | | 12.5 | 12 | 12.6
    """,
    "falling": """
        Nvidia fell [17%], its worst day | % | -16.97 | -17.5 | -16.5
        Nvidia [fell 17%, its worst day] | % | -16.97 | -17.5 | -16.5
        Nvidia [lost about $600 billion] | USD | -592.7e9 | -630e9 | -570e9
        Nvidia dropped by [17%] | % | -16.97 | -17.5 | -16.5
        Nvidia was down [17%] at the close | % | -16.97 | -17.5 | -16.5
        Nvidia closed [17%] lower | % | -16.97 | -17.5 | -16.5
        It was a loss of [$593 billion] | USD | -592.7e9 | -593.5e9 | -592.5e9
        It suffered a [17%] drop | % | -16.97 | -17.5 | -16.5
        The deficit was [$1.8 trillion] | USD | -1.83e12 | -1.85e12 | -1.75e12
        It wiped out [$593 billion] of value | USD | -592.7e9 | -593.5e9 | -592.5e9
        Some [$593 billion] of value was wiped out | USD | -592.7e9 | -622.65e9 | -563.35e9
        Nvidia fell 17%, Broadcom [17.4%] and Oracle 13.8% | % | -17.4 | -17.45 | -17.35
        It fell from 142.62 to 118.42, or [17%] | % | -16.97 | -17.5 | -16.5
        It fell from its peak by [17%] | % | -16.97 | -17.5 | -16.5
        It stood [17%] below its peak | % | -16.97 | -17.5 | -16.5
        Sales shrank by [a fifth] | % | -20.3 | -20.5 | -19.5
        The [17%] fall in Nvidia | % | -16.97 | -17.5 | -16.5
        The decline was [17%] | % | -16.97 | -17.5 | -16.5
        Down [17%], Nvidia led the rout | % | -16.97 | -17.5 | -16.5
        It not only lost [17%] | % | -16.97 | -17.5 | -16.5
        Losses widened to [$3.4bn] | USD | -3.42e9 | -3.45e9 | -3.35e9
        Nvidia fell [17%], measured as a fall | % | 16.97 | 16.5 | 17.5
        The decline amounted to [17%] | % | -16.97 | -17.5 | -16.5
        The drop came to [17%] | % | -16.97 | -17.5 | -16.5
        The move shaved [17%] off the index | % | -16.97 | -17.5 | -16.5
        It saw a pullback of [17%] | % | -16.97 | -17.5 | -16.5
        Holders took a [17%] haircut | % | -16.97 | -17.5 | -16.5
        The shares dived [17%] | % | -16.97 | -17.5 | -16.5
    """,
    "rising": """
        Sales rose [12%] | % | 12.2 | 11.5 | 12.5
        Sales [rose 12%] | % | 12.2 | 11.5 | 12.5
        Sales were up [12%] | % | 12.2 | 11.5 | 12.5
        Sales grew by [12%] | % | 12.2 | 11.5 | 12.5
        Sales climbed [12 per cent] | % | 12.2 | 11.5 | 12.5
        A gain of [12%] | % | 12.2 | 11.5 | 12.5
        A [12%] rise | % | 12.2 | 11.5 | 12.5
        Sales closed [12%] higher | % | 12.2 | 11.5 | 12.5
        Nvidia fell while Apple added [3.2%] | % | 3.21 | 3.15 | 3.25
        It made a profit of [$3.4bn] | USD | 3.42e9 | 3.35e9 | 3.45e9
        The surplus reached [$3.4bn] | USD | 3.42e9 | 3.35e9 | 3.45e9
        Sales went up to [15%] of the total | % | 15.3 | 14.5 | 15.5
        Spending rose by [half] | % | 50 | 48.75 | 51.25
        It jumped [12%] after a fall | % | 12.2 | 11.5 | 12.5
        It rallied by [more than 12%] | % | 12.2 | 12 | 12.6
    """,
    "declared changes": """
        Prices rose [3%] | % change | 3.2 | 2.5 | 3.5
        Prices fell [3%] | % change | -3.2 | -3.5 | -2.5
        Inflation was [3%] | % change | 3.2 | 2.5 | 3.5
        Inflation fell to [3%] | % change | 3.2 | 2.5 | 3.5
        Inflation slowed to [3%] | % change | 3.2 | 2.5 | 3.5
        Prices were down [3%] | % change | -3.2 | -3.5 | -2.5
        A drop of [3%] | % change | -3.2 | -3.5 | -2.5
        Prices changed by [−3%] | % change | -3.2 | -3.5 | -2.5
        Prices changed by [+3%] | % change | 3.2 | 2.5 | 3.5
        As Nvidia fell, Apple added [3%] | % change | 3.2 | 2.5 | 3.5
        The share dropped by [1.5 points] | pp change | -1.5 | -1.55 | -1.45
        The share rose by [1.5 points] | pp change | 1.5 | 1.45 | 1.55
        It lost [$593 billion] | USD change | -592.7e9 | -593.5e9 | -592.5e9
        It gained [$593 billion] | USD change | 592.7e9 | 592.5e9 | 593.5e9
        It fell [nearly 17%] | % change | -16.8 | -17 | -16.15
        Rising costs cut profits by [3%] | % change | -3.2 | -3.5 | -2.5
        Fines dented profits by [3%] | % change | -3.2 | -3.5 | -2.5
        The slide came to [3%] | % change | -3.2 | -3.5 | -2.5
        It tumbled and came to [3%] | % change | 3.2 | 2.5 | 3.5
        Falling prices lifted sales by [3%] | % change | 3.2 | 2.5 | 3.5
        Lower rates added [3%] to the index | % change | 3.2 | 2.5 | 3.5
        Having lost 20%, the index returned [3%] | % change | 3.2 | 2.5 | 3.5
        Fall Out Inc rose [3%] | % change | 3.2 | 2.5 | 3.5
    """,
    "measures": """
        Data centres used [415 TWh] | TWh | 415 | 414.5 | 415.5
        Data centres used [415 terawatt-hours] | TWh | 415 | 414.5 | 415.5
        Data centres used [415] TWh | TWh | 415 | 414.5 | 415.5
        Data centres used [about 400 TWh] | TWh | 415 | 380 | 420
        It draws [1.2GW] | GW | 1.21 | 1.15 | 1.25
        It draws [1.2 gigawatts] | GW | 1.21 | 1.15 | 1.25
        It rose [92 points] | index points | 92 | 91.5 | 92.5
        It closed at [5,970 index points] | index points | 5968 | 5965 | 5975
        It has [seven companies] | companies | 7 | 6.5 | 7.5
        It has [seven] companies | companies | 7 | 6.5 | 7.5
        It took [17 trading days] | trading days | 17 | 16.5 | 17.5
        It took [1 day] | days | 1 | 0.5 | 1.5
        It has [2.788 million GPU hours] | GPU hours | 2.788e6 | 2.7875e6 | 2.7885e6
        It emits [1,000 tonnes] | tonnes | 1010 | 975 | 1025
        It has [671 billion parameters] | parameters | 671e9 | 670.5e9 | 671.5e9
    """,
    "de": """
        Die Quote lag bei [17 %] | % | 17.2 | 16.5 | 17.5
        Die Quote lag bei [17\u00a0%] | % | 17.2 | 16.5 | 17.5
        Die Quote lag bei [17,5 Prozent] | % | 17.52 | 17.45 | 17.55
        Es gibt [1.234] Firmen | | 1234 | 1233.5 | 1234.5
        Es gibt [1.234.567,5] davon | | 1234567.5 | 1234567.45 | 1234567.55
        Es gibt [12.000] davon | | 12100 | 11700 | 12300
        Es gibt [12\u202f500] davon | | 12500 | 12450 | 12550
        Es gibt [12 500] davon | | 12500 | 12450 | 12550
        Der Faktor ist [1,234] | | 1.234 | 1.2335 | 1.2345
        Es sind [592,7 Milliarden Dollar] | USD | 592.7e9 | 592.65e9 | 592.75e9
        Es sind [600 Mrd. Euro] | EUR | 605e9 | 585e9 | 615e9
        Es sind [3,5 Mrd. €] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Es sind [1,2 Millionen Euro] | EUR | 1.2e6 | 1.15e6 | 1.25e6
        Es sind [1,2 Mio. Franken] | CHF | 1.2e6 | 1.15e6 | 1.25e6
        Es sind [3,1 Billionen US-Dollar] | USD | 3.1e12 | 3.05e12 | 3.15e12
        Es sind [250 Tsd. Pfund] | GBP | 251000 | 245000 | 255000
        Der Kurs fiel um [−17 %] | % | -17.2 | -17.5 | -16.5
        Es sind [20–30 %] | % | 25 | 19.5 | 30.5
        Es sind [1,5 Prozentpunkte] | pp | 1.52 | 1.45 | 1.55
        Es sind [37,1×] | x | 37.1 | 37.05 | 37.15
        Am [27.01.2025] fiel der Kurs | date | 2025-01-27 | 2025-01-27 | 2025-01-27
        Am [03.04.2025] fiel der Kurs | date | 2025-04-03 | 2025-04-03 | 2025-04-03
        Es sind [25 Basispunkten] | pp | 0.25 | 0.245 | 0.255
        Es sind [10 Mill. Euro] | EUR | 10.1e6 | 9.75e6 | 10.25e6
        Es sind [2 Billionen] | | 2e12 | 1.95e12 | 2.05e12
        Es sind [20–30 Mrd. Euro] | EUR | 25e9 | 19.5e9 | 30.75e9
    """,
    "fr": """
        La part est de [17 %] | % | 17.2 | 16.5 | 17.5
        La part est de [17\u202f%] | % | 17.2 | 16.5 | 17.5
        La part est de [17,5 pour cent] | % | 17.52 | 17.45 | 17.55
        Il y a [1 234] entreprises | | 1234 | 1233.5 | 1234.5
        Il y a [1\u202f234\u202f567,5] unités | | 1234567.5 | 1234567.45 | 1234567.55
        Il y a [12\u00a0000] unités | | 12100 | 11700 | 12300
        Le ratio est de [1,234] | | 1.234 | 1.2335 | 1.2345
        Cela vaut [592,7 milliards de dollars] | USD | 592.7e9 | 592.65e9 | 592.75e9
        Cela vaut [3,5 milliards d'euros] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Cela vaut [3,5 milliards d’euros] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Cela vaut [3,5 Md€] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Cela vaut [1,2 M€] | EUR | 1.2e6 | 1.15e6 | 1.25e6
        Cela vaut [15 k€] | EUR | 15100 | 14500 | 15500
        Cela vaut [1,2 million de francs suisses] | CHF | 1.2e6 | 1.15e6 | 1.25e6
        Cela vaut [600 milliards d'euros] | EUR | 605e9 | 585e9 | 615e9
        Cela vaut [2,5 livres sterling] | GBP | 2.5 | 2.45 | 2.55
        Cela vaut [3,1 billions de dollars] | USD | 3.1e12 | 3.05e12 | 3.15e12
        Une baisse de [−17 %] | % | -17.2 | -17.5 | -16.5
        La part est de [20–30 %] | % | 25 | 19.5 | 30.5
        Cela vaut [0,25 point] | pp | 0.25 | 0.245 | 0.255
        Cela vaut [25 pb] | pp | 0.25 | 0.245 | 0.255
        Cela vaut [3 000 milliards de dollars] | USD | 3e12 | 2.925e12 | 3.075e12
        Cela vaut [3,2 Mds€] | EUR | 3.2e9 | 3.15e9 | 3.25e9
    """,
    "es": """
        La cuota es del [17 %] | % | 17.2 | 16.5 | 17.5
        La cuota es del [17%] | % | 17.2 | 16.5 | 17.5
        La cuota es del [17,5 por ciento] | % | 17.52 | 17.45 | 17.55
        Hay [1.234] empresas | | 1234 | 1233.5 | 1234.5
        Hay [1.234.567,5] unidades | | 1234567.5 | 1234567.45 | 1234567.55
        Hay [12 000] unidades | | 12100 | 11700 | 12300
        Hay [12\u202f500] unidades | | 12500 | 12450 | 12550
        La razón es [1,234] | | 1.234 | 1.2335 | 1.2345
        Vale [592.700 millones de dólares] | USD | 592.7e9 | 592.65e9 | 592.75e9
        Vale [3,5 mil millones de euros] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Vale [3.500 millones de euros] | EUR | 3.5e9 | 3.45e9 | 3.55e9
        Vale [1,2 millones de euros] | EUR | 1.2e6 | 1.15e6 | 1.25e6
        Vale [1,2 M€] | EUR | 1.2e6 | 1.15e6 | 1.25e6
        Vale [250 mil euros] | EUR | 251000 | 245000 | 255000
        Vale [3,1 billones de dólares] | USD | 3.1e12 | 3.05e12 | 3.15e12
        Vale [600 millones de libras] | GBP | 605e6 | 585e6 | 615e6
        Vale [2,5 francos suizos] | CHF | 2.5 | 2.45 | 2.55
        Una caída del [−17 %] | % | -17.2 | -17.5 | -16.5
        La cuota es del [20–30 %] | % | 25 | 19.5 | 30.5
        Sube [1,5 puntos] | pp | 1.5 | 1.45 | 1.55
        Sube [25 pb] | pp | 0.25 | 0.245 | 0.255
        Vale [2 billones de euros] | EUR | 2e12 | 1.95e12 | 2.05e12
        Vale [US$3.000 millones] | USD | 3e9 | 2.925e9 | 3.075e9
    """,
}
