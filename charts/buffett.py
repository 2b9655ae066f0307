"""What share prices did after high and low readings of the Buffett indicator."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, value_axis
from charts._palette import COOL, HOT, INK, RULE, SERIES
from charts._turns import highs_and_lows

DECADE: Final = 40  # quarters
TURN: Final = 0.25
BUYING_AREA: Final = (70, 80)  # Buffett, 2001
DECADE_ENDS: Final = (1970, 1980, 1990, 2000, 2010, 2020)


def buffett_after(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame, width: int
) -> alt.LayerChart:
    """Each quarter's ratio against the real change of share prices over the next ten years."""
    frame = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    marks = {
        "1972-10-01": "1972",
        "1982-04-01": "1982",
        "1990-07-01": "1990",
        "2000-01-01": "2000",
        "2009-01-01": "2009",
    }
    named = frame[frame["quarter"].isin(pd.to_datetime(list(marks)))].copy()
    named["text"] = [*marks.values()]
    frame["start"] = (frame["date"].dt.year // 10 * 10).astype(str) + "s"
    starts = sorted(frame["start"].unique())
    colour = alt.Color(
        "start:N",
        title="Start in the",
        scale=alt.Scale(domain=starts, range=[HOT, SERIES[3], SERIES[1], SERIES[2], COOL][-len(starts) :]),
        legend=alt.Legend(title="Start in the", orient="top", columns=3 if is_narrow(width) else 5),
    )
    last = frame.iloc[[-1]].assign(text=lambda rows: rows["date"].dt.year.astype(str))
    named = pd.concat([named, last])
    ratios, changes = named["ratio"].map("{:.0f}%".format), named["decade"].map("{:+.1f}%".format)
    said = named["text"] + ": a ratio of " + ratios + ", then " + changes.str.replace("-", "−") + " a year"
    scale = alt.Scale(domain=[25, 152], nice=False, zero=False)
    axis = alt.Axis(title="Wilshire 5000 / GDP, %", format="~f", values=[50, 75, 100, 125, 150])
    x = alt.X("ratio:Q", title="Wilshire 5000 / GDP, %", scale=scale, axis=axis)
    y = alt.Y(
        "decade:Q",
        title="Real change of the index over ten years, % a year",
        scale=alt.Scale(domain=[-9, 16], nice=False),
        axis=value_axis(after="%", values=[-5, 0, 5, 10, 15]),
    )
    tooltip = [
        alt.Tooltip("date:T", title="From", format="%-d %b %Y"),
        alt.Tooltip("ratio:Q", title="Wilshire 5000 / GDP, %", format=".0f"),
        alt.Tooltip("decade:Q", title="Real change over ten years, % a year", format=".1f"),
    ]
    area = alt.Chart(pd.DataFrame({"from": [BUYING_AREA[0]], "to": [BUYING_AREA[1]]})).mark_rect(
        color=RULE, opacity=0.6
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(y="zero:Q")
    dots = alt.Chart(frame).mark_point(opacity=1, size=26).encode(x=x, y=y, color=colour, tooltip=tooltip)
    texts = alt.Chart(named).mark_text(align="left", dx=6, dy=-7).encode(x=x, y=y, text="text:N")
    return layered(
        area.encode(x=alt.X("from:Q", scale=scale, axis=axis), x2="to:Q"),
        zero,
        dots,
        texts,
        height=320 if is_narrow(width) else 380,
        title=alt.TitleParams(
            "Similar ratios were followed by opposite decades",
            subtitle="Each quarter’s ratio, and the change of the Wilshire 5000 after inflation over the next ten "
            "years, % a year",
        ),
        description=(
            f"Scatter chart of {len(frame)} quarters from {frame['date'].min().year} to {frame['date'].max().year}, "
            f"with a colour for each decade. {'; '.join(said)}."
        ),
        usermeta=notes(
            "Grey: the area that Buffett named in 2001. Share prices without dividends. Neighbouring dots share nearly "
            "all of their ten years, so that there is far less to learn from them than their number suggests."
        ),
    )


def _after(market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame) -> pd.DataFrame:
    """Each quarter's ratio and the real change of the index after one, five and ten years, the last % a year.

    The index is divided by the consumer prices of the month in which the quarter ends. `year` and `five` are total
    changes in per cent; all three are missing where the years have not passed.
    """
    frame = market_to_gdp.merge(wilshire_5000[["quarter", "index_level"]], on="quarter").sort_values("quarter")
    frame["month"] = frame["date"].dt.to_period("M").dt.to_timestamp().astype(shiller_prices["month"].dtype)
    frame = frame.merge(shiller_prices[["month", "cpi"]], on="month", how="left").reset_index(drop=True)
    real = frame["index_level"] / frame["cpi"]
    frame["year"] = (real.shift(-4) / real - 1) * 100
    frame["five"] = (real.shift(-20) / real - 1) * 100
    frame["total"] = (real.shift(-DECADE) / real - 1) * 100
    frame["decade"] = ((real.shift(-DECADE) / real) ** (4 / DECADE) - 1) * 100
    changes = ["year", "five", "total", "decade"]
    frame[changes] = frame[changes].round(2)
    return frame[["quarter", "date", "ratio", *changes]]


def buffett_turns(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> pd.DataFrame:
    """The highs and lows of the ratio since 1970 and what share prices did after inflation in the years that followed.

    A high or a low counts once the ratio has moved away from it by a quarter. Changes are those of the index without
    dividends, in per cent of the start.
    """
    frame = _after(market_to_gdp, wilshire_5000, shiller_prices)
    turns = highs_and_lows(frame["ratio"], TURN)
    rows = frame.iloc[[place for place, _ in turns]].assign(turn=[kind for _, kind in turns])
    table = rows[["date", "turn", "ratio", "year", "five", "total"]].reset_index(drop=True)
    table.attrs["nutgraf"] = {
        "title": "What came after the highs and lows of the ratio",
        "subtitle": "Change of the Wilshire 5000 after inflation, without dividends",
        "notes": f"A high counts once the ratio has fallen by {TURN:.0%} from it, a low once such a fall would bring "
        "it back. A dash: the years have not passed yet.",
        "columns": {
            "date": {"title": "Quarter ends"},
            "turn": {"title": "Turn"},
            "ratio": {"title": "Ratio", "unit": "%", "digits": 0},
            "year": {"title": "One year on", "unit": "%", "digits": 0},
            "five": {"title": "Five years on", "unit": "%", "digits": 0},
            "total": {"title": "Ten years on", "unit": "%", "digits": 0},
        },
        "row_header": "date",
    }
    return table


def _quarter(frame: pd.DataFrame, quarter: str, column: str) -> float:
    return float(frame.set_index("quarter")[column][pd.Timestamp(quarter)])


def quarters_with_decade(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """How many quarters have ten years of prices after them."""
    return float(_after(market_to_gdp, wilshire_5000, shiller_prices)["decade"].notna().sum())


def quarters_above_2000_with_decade(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """How many of the quarters with ten years after them had a ratio above the peak of early 2000."""
    rows = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    return float((rows["ratio"] > _quarter(market_to_gdp, "2000-01-01", "ratio")).sum())


def _band(market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame) -> pd.DataFrame:
    """The quarters whose ratio lay in Buffett's area for buying and that have ten years after them."""
    rows = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    return rows[rows["ratio"].between(*BUYING_AREA)]


def buying_area_quarters(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """How many quarters with ten years after them had a ratio of 70% to 80%."""
    return float(len(_band(market_to_gdp, wilshire_5000, shiller_prices)))


def buying_area_losses(market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame) -> float:
    """After how many of the quarters with a ratio of 70% to 80% shares were lower ten years on, after inflation."""
    return float((_band(market_to_gdp, wilshire_5000, shiller_prices)["decade"] < 0).sum())


def buying_area_last_loss(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> Annotated[date, "date"]:
    """The last quarter's end with a ratio of 70% to 80% after which shares were lower ten years on."""
    rows = _band(market_to_gdp, wilshire_5000, shiller_prices)
    return pd.Timestamp(rows[rows["decade"] < 0]["date"].max()).date()


def buying_area_first_gain(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> Annotated[date, "date"]:
    """The first quarter's end with a ratio of 70% to 80% after which shares were higher ten years on."""
    rows = _band(market_to_gdp, wilshire_5000, shiller_prices)
    return pd.Timestamp(rows[rows["decade"] > 0]["date"].min()).date()


def buying_area_worst(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> Annotated[float, "% change"]:
    """The worst real change of share prices in the ten years after a ratio of 70% to 80%, a year."""
    return float(_band(market_to_gdp, wilshire_5000, shiller_prices)["decade"].min())


def buying_area_best(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> Annotated[float, "% change"]:
    """The best real change of share prices in the ten years after a ratio of 70% to 80%, a year."""
    return float(_band(market_to_gdp, wilshire_5000, shiller_prices)["decade"].max())


def above_output_quarters(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """How many quarters with ten years after them had a ratio above 100%."""
    rows = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    return float((rows["ratio"] > 100).sum())


def above_output_losses(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """After how many of the quarters with a ratio above 100% shares were lower ten years on, after inflation."""
    rows = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    return float(((rows["ratio"] > 100) & (rows["decade"] < 0)).sum())


def buffett_real_correlation(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """The correlation of the ratio with the real change of share prices over the next ten years."""
    rows = _after(market_to_gdp, wilshire_5000, shiller_prices).dropna(subset=["decade"])
    return float(rows["ratio"].corr(rows["decade"]))


def buffett_highs(market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame) -> float:
    """The number of highs among the turning points of the ratio."""
    turns = buffett_turns(market_to_gdp, wilshire_5000, shiller_prices)
    return float((turns["turn"] == "high").sum())


def buffett_highs_with_fall(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """After how many of those highs share prices were lower a year later, after inflation."""
    turns = buffett_turns(market_to_gdp, wilshire_5000, shiller_prices)
    return float(((turns["turn"] == "high") & (turns["year"] < 0)).sum())


def buffett_highs_with_lost_decade(
    market_to_gdp: pd.DataFrame, wilshire_5000: pd.DataFrame, shiller_prices: pd.DataFrame
) -> float:
    """After how many of those highs share prices were lower ten years later, after inflation."""
    turns = buffett_turns(market_to_gdp, wilshire_5000, shiller_prices)
    return float(((turns["turn"] == "high") & (turns["total"] < 0)).sum())
