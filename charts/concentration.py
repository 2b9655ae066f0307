"""How much of two indices the Magnificent Seven make up, through the holdings of funds that copy them."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import day, layered, notes
from charts._palette import COMPANY_COLOURS, COOL, HOT, INK, MUTED, PAPER

INDICES: Final = ("S&P 500", "MSCI World")


def _totals(index_weights: pd.DataFrame) -> pd.DataFrame:
    totals: pd.DataFrame = index_weights.groupby(["index_name", "as_of"], as_index=False)[["weight_pct"]].sum()
    totals["weight_pct"] = totals["weight_pct"].round(4)
    return totals


def seven_weight(index_weights: pd.DataFrame, width: int) -> alt.LayerChart:
    """The Seven's share of the S&P 500 and of MSCI World on the nine days for which holdings were found."""
    frame = _totals(index_weights)
    frame["label"] = frame["as_of"].map(day)
    frame["row"] = frame["index_name"] + ", " + frame["label"]
    order: list[str] = []
    for name in INDICES:
        order += [name, *frame[frame["index_name"] == name].sort_values("as_of")["row"]]
    heads = pd.DataFrame({"row": INDICES, "start": 0})
    claims = pd.DataFrame(
        {
            "claim": [100 / 3, 25.0],
            "text": ["said: a third", "said: almost a quarter"],
            "head": list(INDICES),
            "first": [order[1], order[6]],
            "last": [order[4], order[-1]],
        }
    )
    after_comma = "indexof(datum.label, ', ') < 0 ? '' : split(datum.label, ', ')[1]"
    y = alt.Y(
        "row:N",
        title="Index and day",
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(title=None, domain=False, labelExpr=after_comma),
    )
    x = alt.X("weight_pct:Q", title="Weight", scale=alt.Scale(domain=[0, 40], nice=False), axis=None)
    hidden = alt.Axis(title=None, domain=False)
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=alt.Color("index_name:N", scale=alt.Scale(domain=list(INDICES), range=[HOT, COOL]), legend=None),
        )
    )
    number = alt.Text("weight_pct:Q", format=".1f")
    values = alt.Chart(frame).mark_text(align="left", dx=7, color=PAPER).encode(x=alt.value(0), y=y, text=number)
    titles = alt.Chart(heads).mark_text(align="left", dy=4, fontSize=14).encode(x=alt.value(0), y=y, text="row:N")
    lines = (
        alt.Chart(claims)
        .mark_rule(color=INK, strokeWidth=1.5, yOffset=-14, y2Offset=14)
        .encode(x=alt.X("claim:Q", axis=None), y=alt.Y("first:N", axis=hidden), y2="last:N")
    )
    said = (
        alt.Chart(claims)
        .mark_text(dy=4, fontWeight=400)
        .encode(x=alt.X("claim:Q", axis=None), y=alt.Y("head:N", axis=hidden), text="text:N")
    )
    shown = frame["label"] + " " + frame["weight_pct"].map("{:.1f}%".format)
    return layered(
        bars,
        values,
        titles,
        lines,
        said,
        height=330,
        title=alt.TitleParams(
            "The Seven weigh far more in the S&P 500 than in MSCI World",
            subtitle="Weight of the Magnificent Seven in funds that copy each index, %",
        ),
        description=(
            "Bar chart of the Seven’s weight. "
            + " ".join(f"In funds on {name}: {', '.join(shown[frame['index_name'] == name])}." for name in INDICES)
        ),
        usermeta=notes(
            "Black lines: the shares that The Irish Times gave for the end of 2024. Weights are those of the funds’ "
            "holdings; the nine days are all that were found, and none is an MSCI World figure for December 2024."
        ),
    )


def _total_on(index_weights: pd.DataFrame, index_name: str, when: str) -> float:
    totals = _totals(index_weights).set_index(["index_name", "as_of"])["weight_pct"]
    return float(totals[(index_name, pd.Timestamp(when))])


def sp500_weight_december_2024(index_weights: pd.DataFrame) -> Annotated[float, "%"]:
    """The Seven's weight in the S&P 500 on 6 December 2024 (IVV)."""
    return _total_on(index_weights, "S&P 500", "2024-12-06")


def world_weight_highest(index_weights: pd.DataFrame) -> Annotated[float, "%"]:
    """The Seven's highest weight in MSCI World among the days found."""
    totals = _totals(index_weights)
    return float(totals[totals["index_name"] == "MSCI World"]["weight_pct"].max())


def weight_days(index_weights: pd.DataFrame) -> float:
    """The number of days and funds for which holdings were found."""
    return float(len(_totals(index_weights)))


def largest_ten(largest_holdings: pd.DataFrame) -> alt.LayerChart:
    """The weight of the ten largest companies in each index, and how much of it is the Seven's."""
    frame = _tens(largest_holdings)
    order = frame.sort_values(["index_name", "as_of"], ascending=[False, True])["row"].drop_duplicates().tolist()
    totals = frame.groupby("row", as_index=False)["weight"].sum()
    totals["text"] = totals["weight"].map("{:.1f}".format)
    y = alt.Y("row:N", title="Index and day", sort=order, axis=alt.Axis(title=None, domain=False))
    x = alt.X("weight:Q", title="Weight, %", stack="zero", scale=alt.Scale(domain=[0, 49], nice=False), axis=None)
    colour = alt.Color(
        "group:N",
        title="Among the largest",
        scale=alt.Scale(domain=["the Seven", "others"], range=[HOT, MUTED]),
        legend=alt.Legend(title=None, orient="top"),
    )
    stack = alt.Order("order:Q")
    bars = alt.Chart(frame).mark_bar().encode(x=x, y=y, color=colour, order=stack)
    inner = (
        alt.Chart(frame[frame["group"] == "the Seven"])
        .mark_text(align="left", dx=7, color=PAPER)
        .encode(x=alt.value(0), y=y, text=alt.Text("weight:Q", format=".1f"))
    )
    total = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5)
        .encode(x=alt.X("weight:Q", title="Weight of all, %"), y=y, text="text:N")
    )
    return layered(
        bars,
        inner,
        total,
        height=310,
        title=alt.TitleParams(
            "Most of the weight at the top is that of the Seven",
            subtitle="Weight of the ten largest companies in funds that copy each index, %, and of those of the Seven "
            "among them",
        ),
        description=(
            "Stacked bar chart of the weight of the ten largest companies, the Seven first: "
            + ", ".join(totals.set_index("row").loc[order].reset_index().agg("{0[row]} {0[text]}".format, axis=1))
            + "."
        ),
        usermeta=notes(
            "Both classes of Alphabet’s shares are one company. In May 2024 Tesla was not among the ten largest of the "
            "S&P 500, so that its weight is not in the bar."
        ),
    )


def _tens(largest_holdings: pd.DataFrame) -> pd.DataFrame:
    """For each index and day the weight of the ten largest, in two rows: the Seven among them, and others."""
    ours = largest_holdings["company"].isin(list(COMPANY_COLOURS))
    frame = largest_holdings.assign(group=ours.map({True: "the Seven", False: "others"}))
    keys = ["index_name", "as_of", "group"]
    frame = frame.groupby(keys, as_index=False)[["weight_pct"]].sum()
    frame["weight"] = frame["weight_pct"].round(4)
    frame["order"] = frame["group"].map({"the Seven": 0, "others": 1})
    frame["row"] = frame["index_name"] + ", " + frame["as_of"].map(day)
    return frame.drop(columns="weight_pct")


def _ten(largest_holdings: pd.DataFrame, index_name: str, when: str, group: str) -> float:
    frame = _tens(largest_holdings)
    rows = frame[(frame["index_name"] == index_name) & (frame["as_of"] == pd.Timestamp(when))]
    return float(rows[rows["group"].isin(["the Seven", "others"] if group == "all" else [group])]["weight"].sum())


def ten_largest_latest(largest_holdings: pd.DataFrame) -> Annotated[float, "%"]:
    """The weight of the ten largest companies in the S&P 500 on 5 September 2025."""
    return _ten(largest_holdings, "S&P 500", "2025-09-05", "all")


def others_of_ten_latest(largest_holdings: pd.DataFrame) -> Annotated[float, "%"]:
    """The weight of those of the ten largest that are not of the Seven, S&P 500, 5 September 2025."""
    return _ten(largest_holdings, "S&P 500", "2025-09-05", "others")


def broadcom_weight_latest(largest_holdings: pd.DataFrame) -> Annotated[float, "%"]:
    """Broadcom's weight in the S&P 500 on 5 September 2025."""
    return _largest(largest_holdings, "Broadcom")


def tesla_weight_latest(largest_holdings: pd.DataFrame) -> Annotated[float, "%"]:
    """Tesla's weight in the S&P 500 on 5 September 2025."""
    return _largest(largest_holdings, "Tesla")


def _largest(largest_holdings: pd.DataFrame, company: str) -> float:
    rows = largest_holdings[
        (largest_holdings["index_name"] == "S&P 500") & (largest_holdings["as_of"] == pd.Timestamp("2025-09-05"))
    ]
    return float(rows.set_index("company")["weight_pct"][company])


def world_weight_2021(index_weights: pd.DataFrame) -> Annotated[float, "%"]:
    """The Seven's weight in MSCI World on 30 August 2021 (SWDA)."""
    rows = index_weights[index_weights["as_of"] == pd.Timestamp("2021-08-30")]
    return float(rows["weight_pct"].sum())


def world_weight_january_2026(index_weights: pd.DataFrame) -> Annotated[float, "%"]:
    """The Seven's weight in MSCI World on 20 January 2026 (EUNL)."""
    rows = index_weights[index_weights["as_of"] == pd.Timestamp("2026-01-20")]
    return float(rows["weight_pct"].sum())


def days_of_the_seven_alone(largest_holdings: pd.DataFrame) -> float:
    """On how many of the days and funds the seven largest companies were the Seven."""
    top = largest_holdings[largest_holdings["place"] <= len(COMPANY_COLOURS)]
    ours = top["company"].isin(list(COMPANY_COLOURS)).groupby([top["index_name"], top["as_of"]]).all()
    return float(ours.sum())
