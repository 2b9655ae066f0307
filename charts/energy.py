"""The electricity behind AI: of training runs, of the largest sites, and of data centres as a whole."""

from typing import Annotated, Final

import altair as alt
import numpy as np
import pandas as pd

from charts._layout import is_narrow, layered, notes, time_scale, utc, value_axis
from charts._palette import COOL, HOT, INK, MUTED

TODAY: Final = pd.Timestamp("2025-11-30")
"""The last day of which the copy of the list of sites speaks as of something seen."""
HORIZON: Final = pd.Timestamp("2027-12-31")


def power_of_training(training_power: pd.DataFrame, width: int) -> alt.LayerChart:
    """Power drawn in the final training run of notable models, log scale."""
    frame = training_power.copy()
    frame["power"] = frame["power_kw"] / 1000
    frame["maker"] = np.where(frame["organization"] == "DeepSeek", "DeepSeek", "Others")
    labels = {"GPT-3 175B (davinci)": "GPT-3", "GPT-4 (Mar 2023)": "GPT-4", "DeepSeek-V3": "V3", "Grok 3": "Grok 3"}
    named = frame[frame["model"].isin(labels)].copy()
    named["text"] = named["model"].map(labels) + " " + named["power"].map("{:.3g} MW".format)
    x = alt.X(
        "published:T",
        title="Published",
        scale=time_scale(62, span=(utc(2017), utc(2025, 12, 31))),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(2017, 2026, 2)]),
    )
    y = alt.Y(
        "power:Q",
        title="Power, MW",
        scale=alt.Scale(type="log", domain=[0.01, 200], nice=False),
        axis=alt.Axis(
            title=None,
            grid=True,
            values=[0.01, 0.1, 1, 10, 100],
            labelExpr=(
                "datum.value >= 1 ? format(datum.value, ',~f') + ' MW' : format(datum.value * 1000, ',~f') + ' kW'"
            ),
        ),
    )
    makers = ["Others", "DeepSeek"]
    dots = (
        alt.Chart(frame)
        .mark_circle()
        .encode(
            x=x,
            y=y,
            color=alt.Color("maker:N", title="Maker", scale=alt.Scale(domain=makers, range=[COOL, HOT]), legend=None),
            opacity=alt.Opacity("maker:N", scale=alt.Scale(domain=makers, range=[0.7, 1]), legend=None),
            tooltip=[
                alt.Tooltip("model:N", title="Model"),
                alt.Tooltip("organization:N", title="Maker"),
                alt.Tooltip("published:T", title="Published", format="%-d %b %Y"),
                alt.Tooltip("power:Q", title="Power, MW", format=",.3~r"),
                alt.Tooltip("chips:Q", title="Chips", format=","),
                alt.Tooltip("hardware:N", title="Kind of chip"),
                alt.Tooltip("confidence:N", title="Confidence"),
            ],
        )
    )
    own = named["maker"] == "DeepSeek"
    texts = (
        alt.Chart(named[~own])
        .mark_text(align="right", dx=-8, color=INK)
        .encode(x="published:T", y="power:Q", text="text:N")
    )
    own_text = (
        alt.Chart(named[own])
        .mark_text(align="left", dx=8, color=HOT)
        .encode(x="published:T", y="power:Q", text="text:N")
    )
    return layered(
        dots,
        texts,
        own_text,
        height=280 if is_narrow(width) else 330,
        title=alt.TitleParams(
            f"Grok 3’s training drew {grok3_to_v3_power(training_power):.0f} times as much power as V3’s",
            subtitle="Estimated power in the final training run of notable models, log scale, 2017–2025",
        ),
        description=(
            "Scatter chart on a log scale: from year to year the hungriest training runs draw more power. "
            f"{', '.join(named.sort_values('power')['text'])}."
        ),
        usermeta=notes(
            "Reckoned from the number and kind of chips, not measured. Models whose chips are not known are "
            "missing, among them R1, o1, GPT-4.5 and Grok 4."
        ),
    )


def _power_in_use(ai_campuses: pd.DataFrame) -> pd.DataFrame:
    """All sites' power together, in gigawatts, from every day on which one of them changes."""
    states = ai_campuses.pivot_table(index="date", columns="campus", values="power_mw", aggfunc="last")
    total = states.sort_index().ffill().sum(axis=1) / 1000
    return total.rename("power").reset_index()


def _power_on(ai_campuses: pd.DataFrame, when: pd.Timestamp) -> float:
    """All sites' power on a day, in gigawatts."""
    total = _power_in_use(ai_campuses)
    return float(total[total["date"] <= when]["power"].iloc[-1])


def campus_power(ai_campuses: pd.DataFrame, width: int) -> alt.LayerChart:
    """The power of seventeen large sites of data centres, as estimated and as expected."""
    total = _power_in_use(ai_campuses)
    start = pd.Timestamp("2022-01-01")
    edges = pd.DataFrame({"date": [start, TODAY, HORIZON]})
    edges["power"] = edges["date"].map(lambda when: _power_on(ai_campuses, when))
    frame = pd.concat([total[(total["date"] > start) & (total["date"] < HORIZON)], edges])
    frame = frame.drop_duplicates("date").sort_values("date")
    now = frame[frame["date"] == TODAY].assign(text=lambda row: row["power"].map("Built: {:.1f} GW".format))
    then = frame[frame["date"] == HORIZON].assign(text=lambda row: row["power"].map("Expected: {:.1f}".format))
    x = alt.X(
        "date:T",
        title="Day",
        scale=time_scale(8, span=(utc(2022), utc(2027, 12, 31))),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(2022, 2028)]),
    )
    y = alt.Y(
        "power:Q",
        title="Power, GW",
        scale=alt.Scale(domain=[0, 18], nice=False),
        axis=value_axis("", " GW", [0, 5, 10, 15]),
    )
    tooltip = [
        alt.Tooltip("date:T", title="From", format="%-d %b %Y"),
        alt.Tooltip("power:Q", title="Power, GW", format=".2f"),
    ]
    seen, ahead = frame[frame["date"] <= TODAY], frame[frame["date"] >= TODAY]
    built = alt.Chart(seen).mark_line(color=HOT, interpolate="step-after").encode(x=x, y=y, tooltip=tooltip)
    expected = (
        alt.Chart(ahead)
        .mark_line(color=MUTED, interpolate="step-after", strokeDash=[5, 4])
        .encode(x=x, y=y, tooltip=tooltip)
    )
    point = alt.Chart(now).mark_circle(color=HOT, size=60, opacity=1).encode(x=x, y=y)
    now_text = alt.Chart(now).mark_text(align="right", dx=-8, dy=-8, color=HOT).encode(x=x, y=y, text="text:N")
    then_text = alt.Chart(then).mark_text(align="right", dx=-14, dy=-12, color=MUTED).encode(x=x, y=y, text="text:N")
    return layered(
        expected,
        built,
        point,
        now_text,
        then_text,
        height=270 if is_narrow(width) else 320,
        title=alt.TitleParams(
            "Most of what these sites are planned for was still to be built",
            subtitle=f"Power of {campuses_tracked(ai_campuses):.0f} large sites of data centres, GW, 2022–2027",
        ),
        description=(
            "Line chart in steps. The power of all sites together is "
            f"{_power_on(ai_campuses, start):.1f} gigawatts at the start of 2022 and "
            f"{_power_on(ai_campuses, TODAY):.1f} at the end of November 2025; the dashed part that follows reaches "
            f"{_power_on(ai_campuses, HORIZON):.1f} at the end of 2027."
        ),
        usermeta=notes(
            "Full line: estimated by Epoch AI from satellite pictures, permits and statements. Dashed: expected "
            "when the list was made. What the sites are built for, not what they draw. Chosen for their size."
        ),
    )


def electricity_of_centers(center_electricity: pd.DataFrame, width: int) -> alt.LayerChart:
    """Electricity used by data centres in America and in the world, as estimated and as projected."""
    frame = center_electricity.sort_values(["region", "year"]).copy()
    places = {"United States": "US", "World": "World"}
    frame["label"] = frame["region"].map(places) + " " + frame["year"].astype(str)
    ranged = frame["low_twh"] != frame["high_twh"]
    frame["text"] = frame["high_twh"].astype(str)
    frame.loc[ranged, "text"] = frame["low_twh"].astype(str) + "–" + frame["text"]
    frame.loc[frame["kind"] == "projection", "text"] += " projected" if not is_narrow(width) else " proj."
    y = alt.Y("label:N", title="Region and year", sort=frame["label"].tolist(), axis=alt.Axis(title=None, domain=False))
    scale = alt.Scale(domain=[0, 1180 if not is_narrow(width) else 1320], nice=False)
    kinds = alt.Scale(domain=["estimate", "projection"], range=[COOL, MUTED])
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("low_twh:Q", title="Electricity, TWh a year", scale=scale, axis=None),
            y=y,
            color=alt.Color("kind:N", title="Kind of figure", scale=kinds, legend=None),
        )
    )
    spans = (
        alt.Chart(frame[ranged])
        .mark_rule(color=MUTED, strokeWidth=3)
        .encode(x=alt.X("low_twh:Q", scale=scale, axis=None), x2="high_twh:Q", y=y)
    )
    texts = (
        alt.Chart(frame)
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("high_twh:Q", title="High", scale=scale, axis=None), y=y, text="text:N")
    )
    said = frame["label"] + ": " + frame["text"]
    return layered(
        bars,
        spans,
        texts,
        height=180,
        title=alt.TitleParams(
            "Data centres use more electricity, and nobody knows how much more to come",
            subtitle="Electricity used by data centres of all kinds, TWh a year",
        ),
        description="Bar chart of electricity in terawatt-hours a year: " + "; ".join(said) + ".",
        usermeta=notes(
            "Grey: projections. The line from the end of a bar is a range from low to high. Berkeley Lab counts "
            "for America and the IEA for the world, each in its own way. Not AI alone."
        ),
    )


def _training_power(training_power: pd.DataFrame, model: str) -> float:
    return float(training_power.set_index("model")["power_kw"][model])


def v3_training_power(training_power: pd.DataFrame) -> Annotated[float, "MW"]:
    """Power drawn while V3 was trained, Epoch AI's estimate."""
    return _training_power(training_power, "DeepSeek-V3") / 1000


def grok3_training_power(training_power: pd.DataFrame) -> Annotated[float, "MW"]:
    """Power drawn while Grok 3 was trained, Epoch AI's estimate."""
    return _training_power(training_power, "Grok 3") / 1000


def grok3_to_v3_power(training_power: pd.DataFrame) -> Annotated[float, "x"]:
    """Power drawn while Grok 3 was trained, as a multiple of V3's."""
    return grok3_training_power(training_power) / v3_training_power(training_power)


def grok3_chips(training_power: pd.DataFrame) -> Annotated[float, "chips"]:
    """The number of chips that trained Grok 3, Epoch AI's estimate."""
    return float(training_power.set_index("model")["chips"]["Grok 3"])


def v3_chips(training_power: pd.DataFrame) -> Annotated[float, "chips"]:
    """The number of chips that trained V3."""
    return float(training_power.set_index("model")["chips"]["DeepSeek-V3"])


def v3_training_energy(training_power: pd.DataFrame, r1_cost_accounts: pd.DataFrame) -> Annotated[float, "GWh"]:
    """Electricity of V3's training: Epoch AI's power, for as long as its chips need for DeepSeek's chip hours.

    The chip hours are the stated cost, divided by the two dollars an hour that DeepSeek's report assumes.
    """
    cost = float(r1_cost_accounts.set_index("account")["sum_usd"]["DeepSeek, V3 report"])
    return v3_training_power(training_power) * (cost / 2 / v3_chips(training_power)) / 1000


def campuses_tracked(ai_campuses: pd.DataFrame) -> Annotated[float, "sites"]:
    """The number of large sites that Epoch AI follows."""
    return float(ai_campuses["campus"].nunique())


def campus_power_built(ai_campuses: pd.DataFrame) -> Annotated[float, "gigawatts"]:
    """The power of all sites at the end of November 2025."""
    return _power_on(ai_campuses, TODAY)


def campus_power_expected(ai_campuses: pd.DataFrame) -> Annotated[float, "gigawatts"]:
    """The power of all sites at the end of 2027, as expected."""
    return _power_on(ai_campuses, HORIZON)


def _electricity(center_electricity: pd.DataFrame, region: str, year: int, column: str = "high_twh") -> float:
    return float(center_electricity.set_index(["region", "year"])[column][(region, year)])


def us_electricity_2014(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity used by American data centres in 2014, Berkeley Lab's estimate."""
    return _electricity(center_electricity, "United States", 2014)


def us_electricity_2023(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity used by American data centres in 2023, Berkeley Lab's estimate."""
    return _electricity(center_electricity, "United States", 2023)


def us_electricity_2028_low(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity of American data centres in 2028, the low end of Berkeley Lab's projection."""
    return _electricity(center_electricity, "United States", 2028, "low_twh")


def us_electricity_2028_high(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity of American data centres in 2028, the high end of Berkeley Lab's projection."""
    return _electricity(center_electricity, "United States", 2028)


def world_electricity_2024(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity used by data centres worldwide in 2024, the IEA's estimate."""
    return _electricity(center_electricity, "World", 2024)


def world_electricity_2030(center_electricity: pd.DataFrame) -> Annotated[float, "TWh"]:
    """Electricity of data centres worldwide in 2030, the IEA's projection."""
    return _electricity(center_electricity, "World", 2030)


def v3_in_us_electricity(
    center_electricity: pd.DataFrame, training_power: pd.DataFrame, r1_cost_accounts: pd.DataFrame
) -> Annotated[float, "x"]:
    """How many trainings of V3 the electricity of American data centres in 2023 would have been enough for."""
    energy = v3_training_energy(training_power, r1_cost_accounts)
    return us_electricity_2023(center_electricity) * 1000 / energy
