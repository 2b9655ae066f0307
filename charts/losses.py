"""Losses of market value in a day: Nvidia's of 27 January 2025, those before it and those since."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import day, hot_where, layered, notes, time_scale, utc
from charts._palette import HOT, PAPER

BEFORE: Final = pd.Timestamp("2025-01-24")
SHOCK: Final = pd.Timestamp("2025-01-27")


def largest_losses(
    reported_losses: pd.DataFrame, seven_large_falls: pd.DataFrame, seven_shares: pd.DataFrame, width: int
) -> alt.LayerChart:
    """The twelve largest one-day losses of market value among the Seven, as reported or by our reckoning."""
    frame = _all_losses(reported_losses, seven_large_falls, seven_shares)
    frame = frame.sort_values(["loss", "date"], ascending=[False, True]).head(12)
    frame["label"] = frame["company"] + ", " + frame["date"].map(day)
    sign = frame["source"].map({"reported": "", "reckoned": "≈ "})
    texts = frame[["label", "loss"]].assign(text=sign + frame["loss"].map("${:.0f}bn".format))
    y = alt.Y("label:N", title="Company and day", sort=frame["label"].tolist(), axis=alt.Axis(title=None, domain=False))
    x = alt.X("loss:Q", title="Loss, USD bn", scale=alt.Scale(domain=[0, 600], nice=False), axis=None)
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=hot_where("label", f"Nvidia, {day(SHOCK)}"),
            opacity=alt.Opacity(
                "source:N", title="From", scale=alt.Scale(domain=["reported", "reckoned"], range=[1, 0.7]), legend=None
            ),
        )
    )
    long = texts["loss"] > 500
    outside = alt.Chart(texts[~long]).mark_text(align="left", dx=5).encode(x=x, y=y, text="text:N")
    inside = alt.Chart(texts[long]).mark_text(align="right", dx=-6, color=PAPER).encode(x=x, y=y, text="text:N")
    said = texts["label"] + ": " + texts["text"]
    return layered(
        bars,
        outside,
        inside,
        height=330,
        title=alt.TitleParams(
            "No loss in a day has been larger, though the next largest are newer",
            subtitle="Loss of market value from one close to the next, USD bn, the Seven, to 12 June 2026",
        ),
        description="Bar chart of the twelve largest one-day losses: " + "; ".join(said) + ".",
        usermeta=notes(
            "Full colour: as reported. Pale, with ≈: our reckoning, the fall in the share price times the shares of "
            "December 2024. Companies outside the Seven are left out."
        ),
    )


def days_of_large_losses(
    reported_losses: pd.DataFrame, seven_large_falls: pd.DataFrame, seven_shares: pd.DataFrame, width: int
) -> alt.LayerChart:
    """Every day on which one of the Seven lost 200 billion dollars or more."""
    frame = _all_losses(reported_losses, seven_large_falls, seven_shares)
    counts = frame["company"].value_counts()
    order = sorted(counts.index, key=lambda company: (-int(counts[company]), company))
    frame["label"] = frame["company"] + ", " + frame["date"].map(day)
    totals = pd.DataFrame({"company": order, "text": [str(counts[company]) for company in order]})
    totals["end"] = pd.Timestamp("2026-06-30")
    x = alt.X(
        "date:T",
        title="Day",
        scale=time_scale(28, span=(utc(2022), utc(2026, 6, 30))),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(2022, 2027)]),
    )
    y = alt.Y("company:N", title="Company", sort=order, axis=alt.Axis(title=None, domain=False, grid=True))
    ticks = (
        alt.Chart(frame)
        .mark_tick(thickness=2, size=26)
        .encode(
            x=x,
            y=y,
            color=hot_where("label", f"Nvidia, {day(SHOCK)}"),
            tooltip=[
                alt.Tooltip("date:T", title="Day", format="%-d %b %Y"),
                alt.Tooltip("company:N", title="Company"),
                alt.Tooltip("loss:Q", title="Loss, USD bn", format=".0f"),
            ],
        )
    )
    count = alt.Chart(totals).mark_text(align="right", dx=26).encode(x="end:T", y=y, text="text:N")
    mark = (
        alt.Chart(frame[frame["date"] == SHOCK])
        .mark_text(align="right", dx=-4, dy=-20, color=HOT, text="27 Jan 2025")
        .encode(x="date:T", y=y)
    )
    return layered(
        ticks,
        count,
        mark,
        height=210,
        title=alt.TitleParams(
            "Losing $200bn in a day was rare before 2024 and is not any more",
            subtitle="Days on which one of the Seven lost $200bn or more, January 2022 to 12 June 2026",
        ),
        description=(
            "Tick chart of days, one row a company: "
            + ", ".join(f"{company} {counts[company]}" for company in order)
            + f". {(frame['date'].dt.year == 2022).sum()} of the days lie in 2022, none in 2023, all the others from "
            "April 2024 on."
        ),
        usermeta=notes(
            "To 3 September 2024 and for 27 January 2025 as reported; the others by our reckoning with the shares of "
            "December 2024. Several lie within a few per cent of the line, so the count is approximate."
        ),
    )


def nvidia_loss_accounts(
    nvidia_loss_reports: pd.DataFrame, nvidia_prices: pd.DataFrame, seven_shares: pd.DataFrame
) -> alt.LayerChart:
    """Nvidia's loss of market value on 27 January 2025, as three sources state it and as we reckon it."""
    reckoned = nvda_value_lost(nvidia_prices, seven_shares) / 1e9
    shares = nvda_shares(seven_shares) / 1e9
    ours = pd.DataFrame({"reported_by": ["Our reckoning"], "loss_usd_bn": [round(reckoned, 1)]})
    frame = pd.concat([nvidia_loss_reports.astype({"loss_usd_bn": float}), ours]).sort_values("loss_usd_bn")
    y = alt.Y(
        "reported_by:N", title="Source", sort=frame["reported_by"].tolist(), axis=alt.Axis(title=None, domain=False)
    )
    x = alt.X("loss_usd_bn:Q", title="Loss", scale=alt.Scale(domain=[0, 600], nice=False), axis=None)
    colour = hot_where("reported_by", "Our reckoning")
    stems = alt.Chart(frame).mark_rule(strokeWidth=2).encode(x=x, x2=alt.datum(0), y=y, color=colour)
    dots = alt.Chart(frame).mark_point(size=70, opacity=1).encode(x=x, y=y, color=colour)
    text = (
        alt.Chart(frame.assign(text=frame["loss_usd_bn"].map("${:.0f}bn".format)))
        .mark_text(align="right", dx=-8, dy=-10)
        .encode(x=x, y=y, text="text:N")
    )
    return layered(
        stems,
        dots,
        text,
        height=170,
        title=alt.TitleParams(
            "One fall, several figures",
            subtitle="Nvidia’s loss of market value on 27 January 2025, USD bn",
        ),
        description=(
            "Dot chart of the figures for one loss, in USD bn: "
            + ", ".join(frame["reported_by"] + " " + frame["loss_usd_bn"].map("{:.0f}".format))
            + "."
        ),
        usermeta=notes(f"Ours: the fall in the closing price times {shares:.2f} billion shares, as of December 2024."),
    )


def _all_losses(
    reported_losses: pd.DataFrame, seven_large_falls: pd.DataFrame, seven_shares: pd.DataFrame
) -> pd.DataFrame:
    shares = seven_shares.set_index("company")["shares"].astype(float)
    fall = seven_large_falls["price_before"] - seven_large_falls["price_after"]
    reckoned = seven_large_falls[["date", "company"]].assign(
        loss=(fall * seven_large_falls["company"].map(shares) / 1e9).round(1), source="reckoned"
    )
    reported = reported_losses[["date", "company"]].assign(
        loss=reported_losses["loss_usd_bn"].astype(float), source="reported"
    )
    return pd.concat([reported, reckoned], ignore_index=True)


def nvda_value_lost(nvidia_prices: pd.DataFrame, seven_shares: pd.DataFrame) -> Annotated[float, "USD"]:
    """The fall in the price times the shares outstanding in December 2024."""
    shares = float(seven_shares.set_index("company")["shares"]["Nvidia"])
    closes = nvidia_prices.set_index("date")["close"]
    return (float(closes[BEFORE]) - float(closes[SHOCK])) * shares


def nvda_shares(seven_shares: pd.DataFrame) -> float:
    """Nvidia's shares outstanding on 13 December 2024."""
    return float(seven_shares.set_index("company")["shares"]["Nvidia"])


def nvda_loss_reported(reported_losses: pd.DataFrame) -> Annotated[float, "USD"]:
    """Nvidia's loss of 27 January 2025 as Longbridge reported it."""
    return float(reported_losses.set_index("date")["loss_usd_bn"][SHOCK]) * 1e9


def nvda_loss_lowest(nvidia_loss_reports: pd.DataFrame) -> Annotated[float, "USD"]:
    """The lowest of the reported figures."""
    return float(nvidia_loss_reports["loss_usd_bn"].min()) * 1e9


def nvda_loss_highest(nvidia_loss_reports: pd.DataFrame) -> Annotated[float, "USD"]:
    """The highest of the reported figures."""
    return float(nvidia_loss_reports["loss_usd_bn"].max()) * 1e9


def large_losses_reported_before(reported_losses: pd.DataFrame) -> float:
    """Reported losses of 200 billion dollars or more before 27 January 2025."""
    return float((reported_losses["date"] < SHOCK).sum())


def meta_loss_reported(reported_losses: pd.DataFrame) -> Annotated[float, "USD"]:
    """Meta's loss of 3 February 2022, as Investopedia reports it."""
    return _reported(reported_losses, "Meta", "2022-02-03")


def nvda_april_2024_loss_reported(reported_losses: pd.DataFrame) -> Annotated[float, "USD"]:
    """Nvidia's loss of 19 April 2024, as Investopedia reports it."""
    return _reported(reported_losses, "Nvidia", "2024-04-19")


def _reported(reported_losses: pd.DataFrame, company: str, when: str) -> float:
    days = reported_losses.set_index(["company", "date"])["loss_usd_bn"]
    return float(days[(company, pd.Timestamp(when))]) * 1e9


def large_losses_reckoned(seven_large_falls: pd.DataFrame) -> float:
    """Days since September 2024 on which one of the Seven lost 200 billion dollars or more by our reckoning."""
    return float(len(seven_large_falls))


def large_losses_reckoned_before(seven_large_falls: pd.DataFrame) -> float:
    """Those of the reckoned days that came before 27 January 2025."""
    return float((seven_large_falls["date"] < SHOCK).sum())


def large_losses_since(seven_large_falls: pd.DataFrame) -> float:
    """Those of the reckoned days that came after 27 January 2025."""
    return float((seven_large_falls["date"] > SHOCK).sum())


def second_largest_loss(
    reported_losses: pd.DataFrame, seven_large_falls: pd.DataFrame, seven_shares: pd.DataFrame
) -> Annotated[float, "USD"]:
    """The second largest one-day loss among the Seven: Microsoft's of 29 January 2026, by our reckoning."""
    losses = _all_losses(reported_losses, seven_large_falls, seven_shares)["loss"].nlargest(2)
    return float(losses.iloc[1]) * 1e9


def loss_to_record(nvidia_loss_reports: pd.DataFrame, reported_losses: pd.DataFrame) -> Annotated[float, "x"]:
    """The lowest figure for 27 January 2025 as a multiple of the record before."""
    return nvda_loss_lowest(nvidia_loss_reports) / record_before(reported_losses)


def record_before(reported_losses: pd.DataFrame) -> Annotated[float, "USD"]:
    """The largest reported loss before 27 January 2025: Nvidia's of 3 September 2024."""
    return float(reported_losses[reported_losses["date"] < SHOCK]["loss_usd_bn"].max()) * 1e9
