"""What later issues of Shiller's workbook did to the CAPE, and what one issue looked like in its day."""

from collections.abc import Mapping
from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, time_scale, value_axis
from charts._palette import COOL, HOT, PAPER

MONTHS_SHOWN: Final = 10
YEARS_SHOWN: Final = 10


def cape_moved_since(shiller_cape: Mapping[str, pd.DataFrame], width: int) -> alt.LayerChart:
    """How far the last months of each older issue lie from where the newest issue has them."""
    frame = pd.concat(
        _moved(shiller_cape, issue).tail(MONTHS_SHOWN).assign(issue=_month(shiller_cape[issue]["month"].iloc[-1]))
        for issue in _older(shiller_cape)
    )
    # The last month of an issue stands at the right, as in any series of time.
    frame["age"] = -frame.groupby("issue").cumcount(ascending=False)
    last = frame[frame["age"] == 0].assign(text=lambda rows: rows["moved"].map("{:+.2f}".format).str.replace("-", "−"))
    order = frame["issue"].unique().tolist()
    colour = alt.Color(
        "issue:N",
        title="Issue of",
        scale=alt.Scale(domain=order, range=[COOL, HOT][-len(order) :]),
        legend=alt.Legend(title="Issue of", values=order),
    )
    x = alt.X(
        "age:Q",
        title="Months before the issue’s last",
        scale=alt.Scale(domain=[1 - MONTHS_SHOWN, 0.9], nice=False),
        axis=alt.Axis(values=[-9, -6, -3, 0], labelExpr="datum.value === 0 ? 'last month' : -datum.value"),
    )
    y = alt.Y(
        "moved:Q",
        title="Moved since, points",
        scale=alt.Scale(domain=[-1.1, 0.1], nice=False),
        axis=alt.Axis(title=None, grid=True, values=[0, -0.4, -0.8], format="~f"),
    )
    tooltip = [
        alt.Tooltip("issue:N", title="Issue of"),
        alt.Tooltip("month:T", title="Month", format="%b %Y"),
        alt.Tooltip("first:Q", title="As first issued", format=".2f"),
        alt.Tooltip("newest:Q", title="Newest issue", format=".2f"),
    ]
    lines = alt.Chart(frame).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour)
    dots = alt.Chart(frame).mark_point(opacity=1, size=36).encode(x=x, y=y, color=colour, tooltip=tooltip)
    texts = (
        alt.Chart(last)
        .mark_text(align="left", dx=7)
        .encode(x="age:Q", y="moved:Q", text="text:N", color=alt.Color("issue:N", legend=None))
    )
    moves = [_moved(shiller_cape, issue)["moved"].iloc[:-MONTHS_SHOWN].abs().max() for issue in _older(shiller_cape)]
    earlier = max(moves, default=0.0)
    said = "; ".join(last["issue"] + " " + last["text"])
    newest = _month(shiller_cape[max(shiller_cape)]["month"].iloc[-1])
    return layered(
        lines,
        dots,
        texts,
        height=220 if is_narrow(width) else 260,
        title=alt.TitleParams(
            "The newest month is the one to trust least",
            subtitle=f"CAPE in the issue of {newest} less the CAPE as first issued, last months of each older issue",
        ),
        description=(
            "Line chart: both lines run along zero and fall off at their end. How far the last month of each issue "
            f"has moved since: {said}."
        ),
        usermeta=notes(
            f"No earlier month of these issues moved by more than {earlier:.2f}."
            if earlier
            else "The earlier months of these issues are as they were."
        ),
    )


def cape_last_decade(shiller_cape: pd.DataFrame, width: int) -> alt.LayerChart:
    """The last ten years of the CAPE, as the issue has them."""
    end = shiller_cape["month"].max()
    frame = shiller_cape[shiller_cape["month"] > end - pd.DateOffset(years=YEARS_SHOWN)]
    last = frame.tail(1).assign(floor=0.0)
    last["text"] = last["month"].map(_short) + ": " + last["cape"].map("{:.2f}".format)
    x = alt.X("month:T", title="Month", scale=time_scale(), axis=alt.Axis(title=None, format="%Y", tickCount=5))
    y = alt.Y(
        "cape:Q",
        title="CAPE",
        scale=alt.Scale(domain=[0, 45], nice=False),
        axis=value_axis(values=[0, 10, 20, 30, 40]),
    )
    tooltip = [
        alt.Tooltip("month:T", title="Month", format="%b %Y"),
        alt.Tooltip("cape:Q", title="CAPE", format=".2f"),
    ]
    line = alt.Chart(frame).mark_line(color=COOL).encode(x=x, y=y, tooltip=tooltip)
    dot = alt.Chart(last).mark_point(filled=False, fill=PAPER, stroke=HOT, opacity=1).encode(x="month:T", y="cape:Q")
    stem = alt.Chart(last).mark_rule(color=HOT, strokeDash=[3, 3]).encode(x="month:T", y="floor:Q", y2="cape:Q")
    text = (
        alt.Chart(last)
        .mark_text(align="right", dx=-6, dy=-12, color=HOT)
        .encode(x="month:T", y="floor:Q", text="text:N")
    )
    return layered(
        line,
        stem,
        dot,
        text,
        height=220 if is_narrow(width) else 260,
        title=alt.TitleParams(
            f"The ten years to {_month(end)}",
            subtitle="Shiller’s CAPE: price divided by the ten-year average of real earnings, monthly",
        ),
        description=(
            f"Line chart of ten years. The lowest month has {frame['cape'].min():.1f}, the highest "
            f"{frame['cape'].max():.1f}. The last, {_month(end)}, has {frame['cape'].iloc[-1]:.2f}."
        ),
        usermeta=notes("The last months of an issue rest on estimates."),
    )


def cape_months_first_issue(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """How many months the issue of April 2018 has."""
    return float(len(shiller_cape[min(shiller_cape)]))


def cape_months_moved_first_issue(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """How many months of the issue of April 2018 have another value in the newest issue."""
    return float((_moved(shiller_cape, min(shiller_cape))["moved"] != 0).sum())


def cape_months_second_issue(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """How many months the issue of September 2023 has."""
    return float(len(shiller_cape["2023-09-30"]))


def cape_months_moved_second_issue(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """How many months of the issue of September 2023 have another value in the newest issue."""
    return float((_moved(shiller_cape, "2023-09-30")["moved"] != 0).sum())


def cape_april_2018_first(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of April 2018 in the issue of that month."""
    return _value(shiller_cape["2018-04-15"], "2018-04-01")


def cape_april_2018_now(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of April 2018 in the newest issue."""
    return _value(shiller_cape[max(shiller_cape)], "2018-04-01")


def cape_september_2023_fall(shiller_cape: Mapping[str, pd.DataFrame]) -> Annotated[float, "%"]:
    """By how much the CAPE of September 2023 was revised downwards, as a positive number."""
    first, newest = (_value(shiller_cape[issue], "2023-09-01") for issue in ("2023-09-30", max(shiller_cape)))
    return (1 - newest / first) * 100


def cape_august_2023_now(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of August 2023 in the newest issue."""
    return _value(shiller_cape[max(shiller_cape)], "2023-08-01")


def cape_august_2023_first(shiller_cape: Mapping[str, pd.DataFrame]) -> float:
    """The CAPE of August 2023 in the issue of September 2023."""
    return _value(shiller_cape["2023-09-30"], "2023-08-01")


def cape_latest_to_highest(shiller_cape: pd.DataFrame) -> Annotated[float, "%"]:
    """The CAPE of the newest month as a share of the highest since 1881."""
    return float(shiller_cape["cape"].iloc[-1] / shiller_cape["cape"].max() * 100)


def total_return_latest_to_highest(shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """The total-return CAPE of the newest month as a share of its highest since 1970."""
    series = shiller_sp500.sort_values("month")["total_return_cape"]
    return float(series.iloc[-1] / series.max() * 100)


def cape_latest_to_wrong_highest(shiller_cape: pd.DataFrame, shiller_sp500: pd.DataFrame) -> Annotated[float, "%"]:
    """The CAPE of the newest month as a share of the highest total-return CAPE: what mixing the columns gives."""
    return float(shiller_cape["cape"].iloc[-1] / shiller_sp500["total_return_cape"].max() * 100)


def _older(shiller_cape: Mapping[str, pd.DataFrame]) -> list[str]:
    return sorted(shiller_cape)[:-1]


def _moved(shiller_cape: Mapping[str, pd.DataFrame], issue: str) -> pd.DataFrame:
    """The months of an issue with their first and their newest value, and the difference."""
    newest = shiller_cape[max(shiller_cape)].rename(columns={"cape": "newest"})
    frame = shiller_cape[issue].rename(columns={"cape": "first"}).merge(newest, on="month")
    frame["moved"] = (frame["newest"] - frame["first"]).round(2)
    return frame


def _value(issue: pd.DataFrame, month: str) -> float:
    return float(issue.set_index("month")["cape"][pd.Timestamp(month)])


def _month(month: pd.Timestamp) -> str:
    return f"{month.month_name()} {month.year}"


def _short(month: pd.Timestamp) -> str:
    return f"{month.month_name()[:3]} {month.year}"
