"""The Magnificent Seven as investments: against the market, since they got their name, and in their worst falls."""

import math
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import day, is_narrow, layered, notes, spread, time_scale, utc, value_axis
from charts._palette import COMPANY_COLOURS, COOL, HOT, MUTED

NAMED: Final = pd.Timestamp("2023-05-31")  # the end of the month in which Hartnett used the name
INDEX: Final = "S&P 500"


def _against_market(
    seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame, start: pd.Timestamp
) -> pd.DataFrame:
    """Month ends that both have from a start on: company (or S&P 500) and level, with the start at 100."""
    companies = seven_month_ends.rename(columns={"adjusted_close": "level"})
    frame = pd.concat([companies, sp500_month_ends.rename(columns={"close": "level"}).assign(company=INDEX)])
    frame = frame[frame["date"].isin(sp500_month_ends["date"]) & (frame["date"] >= start)]
    base = frame[frame["date"] == start].set_index("company")["level"]
    return frame.assign(level=(frame["level"] / frame["company"].map(base) * 100).round(1))


def seven_and_market(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame, width: int) -> alt.LayerChart:
    """The Seven's share prices and the S&P 500 since February 2016, on a log scale."""
    start, end = sp500_month_ends["date"].min(), sp500_month_ends["date"].max()
    frame = _against_market(seven_month_ends, sp500_month_ends, start)
    last = frame[frame["date"] == end].copy()
    last["text"] = last["company"] + " " + last["level"].map("{:,.0f}".format)
    # On a log scale labels are kept apart by a factor.
    last["place"] = 10 ** spread(last["level"].map(math.log10), 0.155 if is_narrow(width) else 0.13)
    names = [*COMPANY_COLOURS, INDEX]
    colour = alt.Color(
        "company:N",
        title="Company or index",
        scale=alt.Scale(domain=names, range=[*COMPANY_COLOURS.values(), MUTED]),
        legend=None,
    )
    x = alt.X(
        "date:T",
        title="Month end",
        scale=time_scale(112),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in (2018, 2021, 2024)]),
    )
    scale = alt.Scale(type="log", domain=[60, 40_000], nice=False)
    y = alt.Y("level:Q", title="Start = 100, log scale", scale=scale, axis=value_axis(values=[100, 1_000, 10_000]))
    wide = alt.condition(alt.datum["company"] == INDEX, alt.value(3.2), alt.value(1.6))
    tooltip = [
        alt.Tooltip("date:T", title="Month end", format="%-d %b %Y"),
        alt.Tooltip("company:N", title="Company or index"),
        alt.Tooltip("level:Q", title="Start = 100", format=",.0f"),
    ]
    lines = alt.Chart(frame).mark_line().encode(x=x, y=y, color=colour, strokeWidth=wide, tooltip=tooltip)
    place = alt.Y("place:Q", scale=scale)
    keys = alt.Chart(last).mark_point(xOffset=11, opacity=1).encode(x="date:T", y=place, color=colour)
    texts = alt.Chart(last).mark_text(align="left", dx=19).encode(x="date:T", y=place, text="text:N")
    order = last.sort_values("level", ascending=False)["text"]
    return layered(
        lines,
        keys,
        texts,
        height=340 if is_narrow(width) else 400,
        title=alt.TitleParams(
            "Looking back, each of the Seven beat the index. They were named after they had",
            subtitle=f"Share prices, {day(start)} = 100, month ends to {day(end)}, log scale. Thick line: the S&P 500",
        ),
        description=(
            "Line chart with a log scale. Nvidia’s line rises far above the others, the S&P 500 ends below all. At the "
            f"end: {', '.join(order)}."
        ),
        usermeta=notes(
            "The companies’ dividends are reinvested; the index is without, which would have added a little each year.",
        ),
    )


def seven_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> alt.LayerChart:
    """The change of the Seven's share prices and of the S&P 500 since the end of May 2023."""
    frame = _against_market(seven_month_ends, sp500_month_ends, NAMED)
    end = frame["date"].max()
    last = frame[frame["date"] == end].assign(change=lambda rows: (rows["level"] - 100).round(1))
    last["kind"] = (last["company"] == INDEX).map({True: "index", False: "company"})
    last["text"] = last["change"].map("{:+.0f}%".format).str.replace("-", "−")
    last = last.sort_values("change", ascending=False)
    y = alt.Y(
        "company:N", title="Company or index", sort=last["company"].tolist(), axis=alt.Axis(title=None, domain=False)
    )
    x = alt.X("change:Q", title="Change, %", scale=alt.Scale(domain=[0, 490], nice=False), axis=None)
    colour = alt.Color(
        "kind:N", title="Kind", scale=alt.Scale(domain=["company", "index"], range=[COOL, HOT]), legend=None
    )
    bars = alt.Chart(last).mark_bar().encode(x=x, y=y, color=colour)
    texts = alt.Chart(last).mark_text(align="left", dx=5).encode(x=x, y=y, text="text:N")
    behind = last["company"][last["change"] < last[last["kind"] == "index"]["change"].iloc[0]]
    return layered(
        bars,
        texts,
        height=260,
        title=alt.TitleParams(
            f"Since they got their name, {' and '.join(sorted(behind))} have trailed the index",
            subtitle=f"Change of share prices from {day(NAMED)} to {day(end)}, %",
        ),
        description="Bar chart of changes: " + ", ".join(last["company"] + " " + last["text"]) + ".",
        usermeta=notes("The companies’ dividends are reinvested; the index is without dividends."),
    )


def seven_falls(seven_month_ends: pd.DataFrame, width: int) -> alt.FacetChart:
    """How far each of the Seven stood below its record, at month ends since January 2014."""
    frame = _falls(seven_month_ends)
    worst = frame.groupby("company")["below"].min()
    order = worst.sort_values().index.tolist()
    x = alt.X(
        "date:T",
        title="Month end",
        scale=time_scale(),
        axis=alt.Axis(title=None, format="%Y", values=[utc(2016), utc(2020), utc(2024)]),
    )
    y = alt.Y(
        "below:Q",
        title="Below the record, %",
        scale=alt.Scale(domain=[-80, 0], nice=False),
        axis=alt.Axis(title=None, grid=True, values=[0, -40, -80], format="~f"),
    )
    tooltip = [
        alt.Tooltip("date:T", title="Month end", format="%-d %b %Y"),
        alt.Tooltip("below:Q", title="Below the record, %", format=".0f"),
    ]
    area = alt.Chart(frame).mark_area(color=HOT, opacity=0.75).encode(x=x, y=y, tooltip=tooltip)
    chart: alt.FacetChart = area.properties(height=110).facet(
        facet=alt.Facet("company:N", title=None, sort=order), columns=2 if is_narrow(width) else 4
    )
    said = [f"{company} {-worst[company]:.0f}%" for company in order]
    titled: alt.FacetChart = chart.properties(
        title=alt.TitleParams(
            f"Each of the Seven has stood {-worst.max():.0f}% or more below its record",
            subtitle="Share price below its highest month end since January 2014, %, to 12 June 2026",
        ),
        description="Small area charts, one a company, hanging from zero. The deepest: " + ", ".join(said) + ".",
        usermeta=notes(
            "Month ends, with dividends reinvested. On the worst days between, the falls were deeper still."
        ),
    )
    return titled


def _falls(seven_month_ends: pd.DataFrame) -> pd.DataFrame:
    frame = seven_month_ends.sort_values(["company", "date"])
    record = frame.groupby("company")["adjusted_close"].cummax()
    return frame.assign(below=((frame["adjusted_close"] / record - 1) * 100).round(1))


def seven_profile(
    seven_sectors: pd.DataFrame,
    seven_closes: pd.DataFrame,
    seven_shares: pd.DataFrame,
    index_weights: pd.DataFrame,
    seven_month_ends: pd.DataFrame,
) -> pd.DataFrame:
    """The Seven at the end of 2024: sector, market value and weight in the S&P 500, and their deepest fall since 2014.

    `value` is the close of 13 December 2024 times the shares outstanding, in billions of dollars; `weight` is that of
    6 December 2024, in per cent; `deepest` how far the lowest month end lay below a record, in per cent.
    """
    frame = seven_sectors.merge(seven_closes, on="company").merge(seven_shares, on="company")
    frame["value"] = (frame["close"] * frame["shares"] / 1e9).round(0)
    chosen = (index_weights["as_of"] == pd.Timestamp("2024-12-06")) & (index_weights["index_name"] == INDEX)
    weights = index_weights[chosen].set_index("company")["weight_pct"]
    frame["weight"] = frame["company"].map(weights)
    frame["deepest"] = -frame["company"].map(_falls(seven_month_ends).groupby("company")["below"].min())
    columns = ["company", "sector", "joined", "value", "weight", "deepest"]
    table = frame.sort_values("value", ascending=False)[columns].reset_index(drop=True)
    table.attrs["nutgraf"] = {
        "title": "The Seven at the end of 2024",
        "notes": "Value: the close of 13 December 2024 times the shares outstanding. Weight: in a fund on the S&P 500, "
        "6 December 2024. Deepest fall: the lowest month end below the record, from 2014 to June 2026.",
        "columns": {
            "value": {"title": "Market value", "unit": "USD bn", "digits": 0},
            "weight": {"title": "Weight in the S&P 500", "unit": "%", "digits": 1},
            "deepest": {"title": "Deepest fall", "unit": "%", "digits": 0},
        },
        "row_header": "company",
    }
    return table


def _levels(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame, start: pd.Timestamp) -> pd.Series:
    frame = _against_market(seven_month_ends, sp500_month_ends, start)
    levels: pd.Series = frame[frame["date"] == frame["date"].max()].set_index("company")["level"] / 100
    return levels


def seven_multiple(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "x"]:
    """What equal sums put into each of the Seven in February 2016 had become in January 2026, as a multiple."""
    levels = _levels(seven_month_ends, sp500_month_ends, sp500_month_ends["date"].min())
    return float(levels.drop(INDEX).mean())


def seven_multiple_without_nvidia(
    seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame
) -> Annotated[float, "x"]:
    """The same without Nvidia."""
    levels = _levels(seven_month_ends, sp500_month_ends, sp500_month_ends["date"].min())
    return float(levels.drop([INDEX, "Nvidia"]).mean())


def index_multiple(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "x"]:
    """The S&P 500 in January 2026 as a multiple of February 2016."""
    return float(_levels(seven_month_ends, sp500_month_ends, sp500_month_ends["date"].min())[INDEX])


def nvidia_multiple(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "x"]:
    """Nvidia in January 2026 as a multiple of February 2016."""
    return float(_levels(seven_month_ends, sp500_month_ends, sp500_month_ends["date"].min())["Nvidia"])


def _since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame, company: str) -> float:
    return float((_levels(seven_month_ends, sp500_month_ends, NAMED)[company] - 1) * 100)


def companies_ahead_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> float:
    """How many of the Seven rose by more than the S&P 500 from the end of May 2023 to the end of January 2026."""
    levels = _levels(seven_month_ends, sp500_month_ends, NAMED)
    return float((levels.drop(INDEX) > levels[INDEX]).sum())


def index_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """The rise of the S&P 500 from the end of May 2023 to the end of January 2026."""
    return _since_named(seven_month_ends, sp500_month_ends, INDEX)


def nvidia_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """Nvidia's rise from the end of May 2023 to the end of January 2026."""
    return _since_named(seven_month_ends, sp500_month_ends, "Nvidia")


def apple_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """Apple's rise from the end of May 2023 to the end of January 2026."""
    return _since_named(seven_month_ends, sp500_month_ends, "Apple")


def microsoft_since_named(seven_month_ends: pd.DataFrame, sp500_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """Microsoft's rise from the end of May 2023 to the end of January 2026."""
    return _since_named(seven_month_ends, sp500_month_ends, "Microsoft")


def _in_2022(seven_month_ends: pd.DataFrame) -> pd.Series:
    prices = seven_month_ends.set_index(["date", "company"])["adjusted_close"]
    change: pd.Series = (prices[pd.Timestamp("2022-12-30")] / prices[pd.Timestamp("2021-12-31")] - 1) * 100
    return change


def smallest_fall_of_2022(seven_month_ends: pd.DataFrame) -> Annotated[float, "% change"]:
    """The smallest fall of the Seven in the year 2022."""
    return float(_in_2022(seven_month_ends).max())


def largest_fall_of_2022(seven_month_ends: pd.DataFrame) -> Annotated[float, "% change"]:
    """The largest fall of the Seven in the year 2022."""
    return float(_in_2022(seven_month_ends).min())


def meta_deepest(seven_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """How far below its record Meta stood at its lowest month end, as a positive number."""
    return -float(_falls(seven_month_ends).groupby("company")["below"].min()["Meta"])


def apple_deepest(seven_month_ends: pd.DataFrame) -> Annotated[float, "%"]:
    """How far below its record Apple stood at its lowest month end, as a positive number."""
    return -float(_falls(seven_month_ends).groupby("company")["below"].min()["Apple"])


def seven_value(seven_closes: pd.DataFrame, seven_shares: pd.DataFrame) -> Annotated[float, "USD"]:
    """The market value of the Seven on 13 December 2024."""
    frame = seven_closes.merge(seven_shares, on="company")
    return float((frame["close"] * frame["shares"]).sum())


def seven_sector_count(seven_sectors: pd.DataFrame) -> float:
    """Over how many sectors the Seven are spread."""
    return float(seven_sectors["sector"].nunique())


def seven_in_technology(seven_sectors: pd.DataFrame) -> float:
    """How many of the Seven are filed under information technology."""
    return float((seven_sectors["sector"] == "Information Technology").sum())
