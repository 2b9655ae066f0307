"""What American shares returned after high and low readings of the CAPE, and how long it has been high."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import day, is_narrow, layered, notes, spread, value_axis
from charts._palette import COOL, HOT, INK, MUTED, SERIES
from charts._turns import highs_and_lows

LEVEL: Final = 30
TURN: Final = 1 / 3
QUIET: Final = 60  # months below the level before a crossing begins a new episode
GROUPS: Final = 10
SHOCK_MONTH: Final = pd.Timestamp("2025-01-01")


def cape_next_decade(real_returns: pd.DataFrame, width: int) -> alt.LayerChart:
    """The real return of the ten years after each tenth of months, sorted by their CAPE: range and median."""
    frame = _tenths(real_returns)
    order = frame.sort_values("tenth", ascending=False)["label"].tolist()
    y = alt.Y("label:N", title="CAPE", sort=order, axis=alt.Axis(title=None, domain=False))
    scale = alt.Scale(domain=[-8, 23], nice=False)
    axis = alt.Axis(title="Real return, % a year", grid=True, format="~f", values=[-5, 0, 5, 10, 15, 20])
    x = alt.X("lowest:Q", title="Lowest", scale=scale, axis=axis)
    ranges = (
        alt.Chart(frame)
        .mark_rule(color=MUTED, strokeWidth=1.5)
        .encode(x=x, x2=alt.X2("highest:Q", title="Highest"), y=y)
    )
    middle = (
        alt.Chart(frame)
        .mark_bar(color=COOL, size=10, opacity=0.75)
        .encode(x=alt.X("tenth_low:Q", title="A tenth was lower than", scale=scale, axis=axis), x2="tenth_high:Q", y=y)
    )
    median = alt.X("median:Q", title="Median", scale=scale, axis=axis)
    dots = alt.Chart(frame).mark_point(color=HOT, opacity=1, size=60).encode(x=median, y=y)
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(x=alt.X("zero:Q", scale=scale, axis=axis))
    shown = frame.sort_values("tenth")
    said = shown["label"] + ": " + shown["median"].map("{:.1f}%".format).str.replace("-", "−")
    return layered(
        zero,
        ranges,
        middle,
        dots,
        height=340,
        title=alt.TitleParams(
            "A high CAPE has meant lower returns, within a wide range",
            subtitle="Real return of the S&P 500 over the next ten years, % a year, by the CAPE at the start. "
            "Dot: median; band: all but the top and bottom tenth; line: all",
        ),
        description=(
            "Range chart of groups of months, sorted by CAPE from the lowest to the highest. The medians of what "
            f"followed, a year: {'; '.join(said)}. The ranges overlap widely."
        ),
        usermeta=notes(
            f"Months from January 1881 to {_month(real_returns.dropna()['month'].max())}, dividends reinvested, before "
            "costs and taxes. The groups were cut with hindsight, and neighbouring months share most of their decade."
        ),
    )


def _tenths(real_returns: pd.DataFrame) -> pd.DataFrame:
    """For each tenth of the months by CAPE: its range of CAPE, and five marks of the next decade's returns."""
    frame = real_returns.dropna(subset=["next_decade"]).copy()
    frame["tenth"] = pd.qcut(frame["cape"], GROUPS, labels=False) + 1
    groups = frame.groupby("tenth")
    table = pd.DataFrame(
        {
            "from": groups["cape"].min(),
            "to": groups["cape"].max(),
            "lowest": groups["next_decade"].min(),
            "tenth_low": groups["next_decade"].quantile(0.1).round(2),
            "median": groups["next_decade"].median().round(2),
            "tenth_high": groups["next_decade"].quantile(0.9).round(2),
            "highest": groups["next_decade"].max(),
            "negative": groups["next_decade"].agg(lambda returns: (returns < 0).mean() * 100).round(1),
        }
    ).reset_index()
    table["label"] = table["from"].map("{:.1f}".format) + "–" + table["to"].map("{:.1f}".format)
    return table


def cape_after_thirty(real_returns: pd.DataFrame, width: int) -> alt.LayerChart:
    """The real return of the S&P 500 after each time the CAPE first reached 30, over ten years."""
    frame = _episodes(real_returns)
    starts = frame.groupby("episode")["month"].min()
    last = frame.groupby("episode").tail(1).copy()
    last["text"] = "from " + last["episode"]
    last["place"] = spread(last["indexed"], 14 if is_narrow(width) else 11)
    colour = alt.Color(
        "episode:N",
        title="From",
        scale=alt.Scale(domain=starts.index.tolist(), range=[SERIES[1], COOL, HOT][-len(starts) :]),
        legend=None,
    )
    x = alt.X(
        "years:Q",
        title="Years since the month in which the CAPE reached the level",
        scale=alt.Scale(domain=[0, 10], nice=False, range=[0, alt.ExprRef("width - 96")]),
        axis=alt.Axis(title="Years after", format="~f", values=[0, 2, 4, 6, 8, 10]),
    )
    y = alt.Y(
        "indexed:Q",
        title="Start = 100",
        scale=alt.Scale(domain=[0, 260], nice=False),
        axis=value_axis(values=[0, 50, 100, 150, 200, 250]),
    )
    tooltip = [
        alt.Tooltip("month:T", title="Month", format="%b %Y"),
        alt.Tooltip("indexed:Q", title="Real return, start = 100", format=".0f"),
        alt.Tooltip("cape:Q", title="CAPE", format=".1f"),
    ]
    level = alt.Chart(pd.DataFrame({"years": [0], "end": [10], "level": [100]})).mark_rule(color=INK)
    lines = alt.Chart(frame).mark_line().encode(x=x, y=y, color=colour, tooltip=tooltip)
    names = (
        alt.Chart(last)
        .mark_text(align="left", dx=6)
        .encode(x="years:Q", y="place:Q", text="text:N", color=alt.Color("episode:N", legend=None))
    )
    first = starts.idxmin()
    low = frame[frame["episode"] == first].sort_values("indexed").iloc[0]
    ends = last["episode"] + " " + last["indexed"].map("{:.0f}".format)
    return layered(
        level.encode(x="years:Q", x2="end:Q", y="level:Q"),
        lines,
        names,
        height=290 if is_narrow(width) else 340,
        title=alt.TitleParams(
            f"A CAPE of {LEVEL} was followed by a crash, by a boom and bust, and by a boom",
            subtitle="S&P 500 after inflation, dividends reinvested, start = 100. "
            f"Each line starts in the month in which the CAPE reached {LEVEL}",
        ),
        description=(
            "Line chart over ten years. "
            f"The line from {first} falls to {low['indexed']:.0f} by {_month(low['month'])}. "
            f"At the end of each line: {', '.join(ends)}."
        ),
        usermeta=notes(
            f"A start counts if the CAPE had been below {LEVEL} for the {QUIET} months before. The last line ends in "
            f"{_month(real_returns.dropna(subset=['real_return_index'])['month'].max())}."
        ),
    )


def _episodes(real_returns: pd.DataFrame) -> pd.DataFrame:
    frame = real_returns.sort_values("month").reset_index(drop=True)
    high = frame["cape"] >= LEVEL
    before = high.shift(1, fill_value=False).rolling(QUIET, min_periods=1).sum()
    pieces = []
    for place in frame.index[high & (before == 0)]:
        piece = frame.iloc[place : place + 121].dropna(subset=["real_return_index"]).copy()
        piece["years"] = [round(month / 12, 3) for month in range(len(piece))]
        piece["indexed"] = (piece["real_return_index"] / piece["real_return_index"].iloc[0] * 100).round(1)
        piece["episode"] = day(piece["month"].iloc[0]).partition(" ")[2]
        pieces.append(piece[["episode", "month", "years", "cape", "indexed"]])
    return pd.concat(pieces)


def cape_turns(real_returns: pd.DataFrame) -> pd.DataFrame:
    """The highs of the CAPE since 1881 that a fall of a third or more followed, the lows after them, and the return.

    `next_decade` is the real return of the ten years after the month of the high, dividends reinvested, a year.
    """
    frame = real_returns.sort_values("month").reset_index(drop=True)
    turns = highs_and_lows(frame["cape"], TURN)
    falls = [(start, end) for (start, kind), (end, _) in pairwise(turns) if kind == "high"]
    highs = frame.iloc[[high for high, _ in falls]].reset_index(drop=True)
    lows = frame.iloc[[low for _, low in falls]].reset_index(drop=True)
    table = pd.DataFrame(
        {
            "high": highs["month"].dt.year,
            "high_cape": highs["cape"],
            "low": lows["month"].dt.year,
            "low_cape": lows["cape"],
            "next_decade": highs["next_decade"],
        }
    )
    table.attrs["nutgraf"] = {
        "title": "The highs of the CAPE that were followed by a fall of a third or more",
        "subtitle": "Months with the highest and the lowest ratio, and the real return of the ten years after the high",
        "notes": "Returns are those of the S&P 500 and its forerunners, dividends reinvested, a year.",
        "columns": {
            "high": {"title": "High in", "unit": "year"},
            "high_cape": {"title": "CAPE then", "digits": 1},
            "low": {"title": "Low in", "unit": "year"},
            "low_cape": {"title": "CAPE at the low", "digits": 1},
            "next_decade": {"title": "Return after the high", "unit": "%", "digits": 1},
        },
        "row_header": "high",
    }
    return table


def _month(month: pd.Timestamp) -> str:
    return f"{month.month_name()} {month.year}"


def _tenth(real_returns: pd.DataFrame, tenth: int, column: str) -> float:
    return float(_tenths(real_returns).set_index("tenth")[column][tenth])


def return_after_lowest_tenth(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The median real return of the ten years after the tenth of months with the lowest CAPE, a year."""
    return _tenth(real_returns, 1, "median")


def return_after_highest_tenth(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The median real return of the ten years after the tenth of months with the highest CAPE, a year."""
    return _tenth(real_returns, GROUPS, "median")


def best_after_highest_tenth(real_returns: pd.DataFrame) -> Annotated[float, "% change"]:
    """The best real return of ten years that began in the tenth of months with the highest CAPE, a year."""
    return _tenth(real_returns, GROUPS, "highest")


def worst_after_highest_tenth(real_returns: pd.DataFrame) -> Annotated[float, "% change"]:
    """The worst real return of ten years that began in the tenth of months with the highest CAPE, a year."""
    return _tenth(real_returns, GROUPS, "lowest")


def losses_after_highest_tenth(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of months in the highest tenth whose next ten years lost money after inflation."""
    return _tenth(real_returns, GROUPS, "negative")


def losses_after_fourth_tenth(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of months in the fourth tenth, below the middle, whose next ten years lost money after inflation."""
    return _tenth(real_returns, 4, "negative")


def losses_after_lowest_tenths(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of months in the two lowest tenths whose next ten years lost money after inflation."""
    rows = _tenths(real_returns)
    return float(rows[rows["tenth"] <= 2]["negative"].max())


def months_with_decade(real_returns: pd.DataFrame) -> float:
    """The number of months that have ten years of returns after them."""
    return float(real_returns["next_decade"].notna().sum())


def _as_high(real_returns: pd.DataFrame) -> pd.DataFrame:
    """The months that have ten years after them and a CAPE at least as high as that of January 2025."""
    frame = real_returns.set_index("month")
    rows: pd.DataFrame = frame[frame["cape"] >= frame["cape"][SHOCK_MONTH]]
    return rows.dropna(subset=["next_decade"]).reset_index()


def months_as_high_with_decade(real_returns: pd.DataFrame) -> float:
    """How many months with ten years after them had a CAPE at least as high as January 2025."""
    return float(len(_as_high(real_returns)))


def best_after_as_high(real_returns: pd.DataFrame) -> Annotated[float, "% change"]:
    """The best real return of ten years that began at a CAPE at least as high as January 2025, a year."""
    return float(_as_high(real_returns)["next_decade"].max())


def first_month_as_high(real_returns: pd.DataFrame) -> Annotated[date, "date"]:
    """The first of the months with ten years after them and a CAPE at least as high as January 2025."""
    return pd.Timestamp(_as_high(real_returns)["month"].min()).date()


def last_month_as_high_with_decade(real_returns: pd.DataFrame) -> Annotated[date, "date"]:
    """The last of the months with ten years after them and a CAPE at least as high as January 2025."""
    return pd.Timestamp(_as_high(real_returns)["month"].max()).date()


def separate_decades(real_returns: pd.DataFrame) -> float:
    """How many decades the data hold that share no month."""
    return float((real_returns["real_return_index"].notna().sum() - 1) // 120)


def cape_starts(real_returns: pd.DataFrame) -> float:
    """How many times the CAPE reached 30 after five years below."""
    return float(_episodes(real_returns)["episode"].nunique())


def _start(real_returns: pd.DataFrame, year: int) -> pd.DataFrame:
    frame = _episodes(real_returns)
    return frame[frame["episode"].str.endswith(str(year))]


def cape_reached_30_in_1997(real_returns: pd.DataFrame) -> Annotated[date, "date"]:
    """The first month of the 1990s with a CAPE of 30 or more."""
    return pd.Timestamp(_start(real_returns, 1997)["month"].min()).date()


def months_from_30_to_peak(real_returns: pd.DataFrame) -> float:
    """The months from the first of the 1990s with a CAPE of 30 to the highest CAPE, of December 1999."""
    episode = _start(real_returns, 1997)
    return float(episode["cape"].argmax())


def gain_from_30_to_peak(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The real return from the first month of the 1990s with a CAPE of 30 to the highest CAPE, dividends reinvested."""
    episode = _start(real_returns, 1997)
    return float(episode["indexed"].iloc[int(episode["cape"].argmax())]) - 100


def gain_ten_years_after_1997(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The real return of the ten years after the CAPE reached 30 in 1997, in all."""
    return float(_start(real_returns, 1997)["indexed"].iloc[-1]) - 100


def lowest_after_1997(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """How far below its start the real return was at its lowest in the ten years after 1997, as a positive number."""
    return 100 - float(_start(real_returns, 1997)["indexed"].min())


def lowest_after_1929(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """How far below its start the real return was at its lowest in the ten years after 1929, as a positive number."""
    return 100 - float(_start(real_returns, 1929)["indexed"].min())


def multiple_since_2017(real_returns: pd.DataFrame) -> Annotated[float, "x"]:
    """The real value of shares, dividends reinvested, as a multiple of July 2017, when the CAPE reached 30."""
    return float(_start(real_returns, 2017)["indexed"].iloc[-1]) / 100


def cape_1946_next_decade(real_returns: pd.DataFrame) -> Annotated[float, "%"]:
    """The real return of the ten years after the high of April 1946, a year."""
    return float(cape_turns(real_returns).set_index("high")["next_decade"][1946])


def cape_highs(real_returns: pd.DataFrame) -> float:
    """How many highs of the CAPE a fall of a third followed."""
    return float(len(cape_turns(real_returns)))


def cape_highs_with_loss(real_returns: pd.DataFrame) -> float:
    """How many of those highs a decade with a loss after inflation followed."""
    return float((cape_turns(real_returns)["next_decade"] < 0).sum())


def cape_return_correlation(real_returns: pd.DataFrame) -> float:
    """The correlation of the CAPE with the real return of the ten years after."""
    rows = real_returns.dropna(subset=["next_decade"])
    return float(rows["cape"].corr(rows["next_decade"]))


def cape_year_correlation(real_returns: pd.DataFrame) -> float:
    """The correlation of the CAPE with the real return of the twelve months after."""
    frame = real_returns.sort_values("month")
    year = frame["real_return_index"].shift(-12) / frame["real_return_index"] - 1
    return float(frame["cape"].corr(year))
