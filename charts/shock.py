"""27 January 2025: how far Nvidia and the market fell on the day, and what came after."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, spread, time_scale, utc, value_axis
from charts._palette import COMPANY_COLOURS, COOL, HOT, INK, MUTED, PAPER

BEFORE: Final = pd.Timestamp("2025-01-24")
SHOCK: Final = pd.Timestamp("2025-01-27")


def nvidia_and_market(nvidia_prices: pd.DataFrame, market_indices: pd.DataFrame, width: int) -> alt.LayerChart:
    """Nvidia, the S&P 500 and the Nasdaq Composite, daily closes, 24 January 2025 = 100."""
    frame = pd.concat([nvidia_prices.assign(series="Nvidia"), market_indices.rename(columns={"index_name": "series"})])
    base = frame[frame["date"] == BEFORE].set_index("series")["close"]
    frame["indexed"] = (frame["close"] / frame["series"].map(base) * 100).round(2)
    last = frame[frame["date"] == frame["date"].max()].copy()
    last["text"] = last["series"].replace({"Nasdaq Composite": "Nasdaq"}) + " " + last["indexed"].map("{:.0f}".format)
    last["place"] = spread(last["indexed"], 1.6 if is_narrow(width) else 1.2)
    low = frame[(frame["date"] == SHOCK) & (frame["series"] == "Nvidia")]
    fallen = f"down {100 - low['indexed'].iloc[0]:.0f}%"
    colour = alt.Color(
        "series:N",
        title="Series",
        scale=alt.Scale(domain=["Nvidia", "S&P 500", "Nasdaq Composite"], range=[HOT, COOL, MUTED]),
        legend=None,
    )
    x = alt.X(
        "date:T",
        title="Trading day",
        scale=time_scale(86),
        axis=alt.Axis(
            title=None,
            format="%-d %b",
            values=[utc(2025, 1, 13), utc(2025, 1, 27), utc(2025, 2, 10), utc(2025, 2, 24)],
        ),
    )
    y = alt.Y(
        "indexed:Q",
        title="24 January 2025 = 100",
        scale=alt.Scale(domain=[80, 104], nice=False),
        axis=value_axis(values=[80, 90, 100]),
    )
    tooltip = [
        alt.Tooltip("date:T", title="Trading day", format="%-d %b %Y"),
        alt.Tooltip("series:N", title="Series"),
        alt.Tooltip("indexed:Q", title="24 January 2025 = 100", format=".1f"),
    ]
    lines = alt.Chart(frame).mark_line().encode(x=x, y=y, color=colour, tooltip=tooltip)
    dot = alt.Chart(low).mark_point(color=HOT).encode(x="date:T", y="indexed:Q")
    fall = (
        alt.Chart(low)
        .mark_text(align="right", dx=-8, dy=2, color=HOT, text=["27 Jan:", fallen], lineHeight=15)
        .encode(x="date:T", y="indexed:Q")
    )
    names = (
        alt.Chart(last)
        .mark_text(align="left", dx=7)
        .encode(x="date:T", y="place:Q", text="text:N", color=alt.Color("series:N", legend=None))
    )
    on_the_day = frame[frame["date"] == SHOCK].set_index("series")["indexed"]
    return layered(
        lines,
        dot,
        fall,
        names,
        height=280 if is_narrow(width) else 330,
        title=alt.TitleParams(
            f"Nvidia lost {100 - on_the_day['Nvidia']:.0f}% of its price in a day; the S&P 500 lost "
            f"{100 - on_the_day['S&P 500']:.1f}%",
            subtitle="Closing prices, 24 January 2025 = 100, 13 January to 28 February 2025",
        ),
        description=(
            f"Line chart: on 27 January 2025 Nvidia drops to {on_the_day['Nvidia']:.0f}, the Nasdaq Composite "
            f"to {on_the_day['Nasdaq Composite']:.0f} and the S&P 500 to {on_the_day['S&P 500']:.0f}. By mid-February "
            "Nvidia has made up most of the fall, then all three fall again."
        ),
        usermeta=notes("Prices and index levels without dividends."),
    )


def seven_on_the_day(seven_prices: pd.DataFrame, market_indices: pd.DataFrame, width: int) -> alt.LayerChart:
    """The change of each of the Seven and of two indices on 27 January 2025."""
    prices = pd.concat(
        [
            seven_prices.rename(columns={"company": "name", "adjusted_close": "close"}).assign(kind="other company"),
            market_indices.rename(columns={"index_name": "name"}).assign(kind="index"),
        ]
    )
    days = prices.pivot_table(index=["name", "kind"], columns="date", values="close")
    change = ((days[SHOCK] / days[BEFORE] - 1) * 100).round(1)
    frame = change.rename("change").reset_index()
    frame.loc[frame["name"] == "Nvidia", "kind"] = "chip maker"
    frame = frame.sort_values(["change", "name"], ascending=[False, True])
    texts = frame[["name", "change"]].assign(text=frame["change"].map("{:+.1f}%".format).str.replace("-", "−"))
    order = frame["name"].tolist()
    y = alt.Y("name:N", title="Company or index", sort=order, axis=alt.Axis(title=None, domain=False))
    x = alt.X(
        "change:Q",
        title="Change on 27 January 2025, %",
        scale=alt.Scale(domain=[-18, 9 if is_narrow(width) else 5], nice=False),
        axis=None,
    )
    kinds = alt.Scale(domain=["chip maker", "other company", "index"], range=[HOT, COOL, MUTED])
    colour = alt.Color("kind:N", title="Kind", scale=kinds, legend=None)
    bars = alt.Chart(frame).mark_bar().encode(x=x, y=y, color=colour)
    rising, far = texts["change"] >= 0, texts["change"] < -10
    above = alt.Chart(texts[rising]).mark_text(align="left", dx=5).encode(x=x, y=y, text="text:N")
    below = alt.Chart(texts[~rising & ~far]).mark_text(align="right", dx=-5).encode(x=x, y=y, text="text:N")
    inside = alt.Chart(texts[far]).mark_text(align="left", dx=7, color=PAPER).encode(x=x, y=y, text="text:N")
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(x=alt.X("zero:Q", axis=None))
    said = texts["name"] + " " + texts["text"]
    return layered(
        bars,
        zero,
        above,
        below,
        inside,
        height=270,
        title=alt.TitleParams(
            "Apple, Meta and Amazon rose on the day Nvidia fell",
            subtitle="Change from the close of 24 January to that of 27 January 2025, %",
        ),
        description="Bar chart of one-day changes, from the largest rise to the largest fall: " + ", ".join(said) + ".",
        usermeta=notes("Grey bars are indices. The changes of the companies are those of adjusted closes."),
    )


def seven_since_shock(seven_prices: pd.DataFrame, width: int) -> alt.LayerChart:
    """The Seven's adjusted closing prices since 24 January 2025, which is 100, weekly."""
    base = seven_prices[seven_prices["date"] == BEFORE].set_index("company")["adjusted_close"]
    frame = seven_prices.copy()
    frame["indexed"] = (frame["adjusted_close"] / frame["company"].map(base) * 100).round(1)
    last = frame[frame["date"] == frame["date"].max()].copy()
    last["text"] = last["company"] + " " + last["indexed"].map("{:.0f}".format)
    last["place"] = spread(last["indexed"], 10 if is_narrow(width) else 8.5)
    colour = alt.Color(
        "company:N",
        title="Company",
        scale=alt.Scale(domain=list(COMPANY_COLOURS), range=list(COMPANY_COLOURS.values())),
        legend=None,
    )
    x = alt.X(
        "date:T",
        title="Trading day",
        scale=time_scale(102),
        axis=alt.Axis(
            title=None,
            format="%b %Y",
            values=[utc(2025, 3), utc(2025, 9), utc(2026, 3)]
            if is_narrow(width)
            else [utc(2025, 4), utc(2025, 7), utc(2025, 10), utc(2026, 1), utc(2026, 4)],
        ),
    )
    scale = alt.Scale(domain=[50, 205], nice=False, zero=False)
    y = alt.Y(
        "indexed:Q",
        title="24 January 2025 = 100",
        scale=scale,
        axis=value_axis(values=[50, 100, 150, 200]),
    )
    lines = (
        alt.Chart(frame)
        .mark_line()
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeWidth=alt.condition(alt.datum["company"] == "Nvidia", alt.value(3), alt.value(1.6)),
            tooltip=[
                alt.Tooltip("date:T", title="Trading day", format="%-d %b %Y"),
                alt.Tooltip("company:N", title="Company"),
                alt.Tooltip("indexed:Q", title="24 January 2025 = 100", format=".1f"),
            ],
        )
    )
    # The names are in ink, which reads better than most series colours; a dot of the colour stands before each.
    place = alt.Y("place:Q", scale=scale)
    keys = alt.Chart(last).mark_point(xOffset=11, opacity=1).encode(x="date:T", y=place, color=colour)
    names = alt.Chart(last).mark_text(align="left", dx=19).encode(x="date:T", y=place, text="text:N")
    span = pd.DataFrame({"start": [BEFORE], "end": [frame["date"].max()], "level": [100]})
    start = alt.Chart(span).mark_rule(color=INK).encode(x="start:T", x2="end:T", y=alt.Y("level:Q", scale=scale))
    return layered(
        start,
        lines,
        keys,
        names,
        height=330 if is_narrow(width) else 380,
        title=alt.TitleParams(
            "Since the shock the Seven have gone separate ways",
            subtitle="Share prices with dividends reinvested, 24 January 2025 = 100, weekly to 12 June 2026",
        ),
        description=(
            "Line chart of the Seven’s share prices: in early April 2025 all stand below their start. At the end, in "
            f"June 2026, they stand at: {', '.join(last.sort_values('indexed', ascending=False)['text'])}."
        ),
        usermeta=notes("Weekly closes, with 27 January 2025 added. Tesla and Amazon end close together."),
    )


def shock_day(nvidia_prices: pd.DataFrame) -> Annotated[date, "date"]:
    """The day of Nvidia's largest one-day fall in the window."""
    prices = nvidia_prices.sort_values("date")
    return pd.Timestamp(prices["date"].iloc[int(prices["close"].pct_change().argmin())]).date()


def nvda_close_before(nvidia_prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """Nvidia's close on Friday 24 January 2025."""
    return float(nvidia_prices.set_index("date")["close"][BEFORE])


def nvda_close_after(nvidia_prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """Nvidia's close on Monday 27 January 2025."""
    return float(nvidia_prices.set_index("date")["close"][SHOCK])


def nvda_one_day_fall(nvidia_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Nvidia's fall from 24 to 27 January 2025, as a positive number."""
    return (1 - nvda_close_after(nvidia_prices) / nvda_close_before(nvidia_prices)) * 100


def sp500_one_day_fall(market_indices: pd.DataFrame) -> Annotated[float, "%"]:
    """The S&P 500's fall from 24 to 27 January 2025, as a positive number."""
    return _index_fall(market_indices, "S&P 500")


def nasdaq_one_day_fall(market_indices: pd.DataFrame) -> Annotated[float, "%"]:
    """The Nasdaq Composite's fall from 24 to 27 January 2025, as a positive number."""
    return _index_fall(market_indices, "Nasdaq Composite")


def _index_fall(market_indices: pd.DataFrame, name: str) -> float:
    closes = market_indices[market_indices["index_name"] == name].set_index("date")["close"]
    return (1 - float(closes[SHOCK]) / float(closes[BEFORE])) * 100


def apple_one_day_rise(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Apple's rise from 24 to 27 January 2025."""
    return _indexed(seven_prices, "Apple", SHOCK) - 100


def meta_one_day_rise(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Meta's rise from 24 to 27 January 2025."""
    return _indexed(seven_prices, "Meta", SHOCK) - 100


def amazon_one_day_rise(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Amazon's rise from 24 to 27 January 2025."""
    return _indexed(seven_prices, "Amazon", SHOCK) - 100


def seven_that_rose(seven_prices: pd.DataFrame) -> float:
    """How many of the Seven rose from 24 to 27 January 2025."""
    return float(sum(_indexed(seven_prices, company, SHOCK) > 100 for company in seven_prices["company"].unique()))


def alphabet_one_day_fall(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Alphabet's fall from 24 to 27 January 2025, as a positive number."""
    return 100 - _indexed(seven_prices, "Alphabet", SHOCK)


def _indexed(seven_prices: pd.DataFrame, company: str, when: pd.Timestamp) -> float:
    prices = seven_prices[seven_prices["company"] == company].set_index("date")["adjusted_close"]
    return float(prices[when]) / float(prices[BEFORE]) * 100


def nvda_regained_week(seven_prices: pd.DataFrame) -> Annotated[date, "date"]:
    """The first week's end after the shock at which Nvidia closed above 24 January 2025."""
    prices = seven_prices[seven_prices["company"] == "Nvidia"].set_index("date")["adjusted_close"]
    later = prices[prices.index > SHOCK]
    return pd.Timestamp(later.index[later > prices[BEFORE]].min()).date()


def nvda_low_since(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """How far below 24 January 2025 Nvidia's lowest weekly close lies, as a positive number."""
    prices = seven_prices[seven_prices["company"] == "Nvidia"].set_index("date")["adjusted_close"]
    return (1 - float(prices.min()) / float(prices[BEFORE])) * 100


def _last_gain(seven_prices: pd.DataFrame, company: str) -> float:
    return _indexed(seven_prices, company, seven_prices["date"].max()) - 100


def nvda_gain_since(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Nvidia's gain from 24 January 2025 to the last week of the data, dividends reinvested."""
    return _last_gain(seven_prices, "Nvidia")


def alphabet_gain_since(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Alphabet's gain from 24 January 2025 to the last week of the data, dividends reinvested."""
    return _last_gain(seven_prices, "Alphabet")


def microsoft_loss_since(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Microsoft's loss from 24 January 2025 to the last week of the data, as a positive number."""
    return -_last_gain(seven_prices, "Microsoft")


def meta_loss_since(seven_prices: pd.DataFrame) -> Annotated[float, "%"]:
    """Meta's loss from 24 January 2025 to the last week of the data, as a positive number."""
    return -_last_gain(seven_prices, "Meta")


def seven_prices_end(seven_prices: pd.DataFrame) -> Annotated[date, "date"]:
    """The last day of the Seven's prices."""
    return pd.Timestamp(seven_prices["date"].max()).date()
