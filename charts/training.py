"""What it takes to train a model: the cost and the size of the final run, DeepSeek's beside others'."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import numpy as np
import pandas as pd

from charts._layout import cell_text_colour, is_narrow, layered, notes, time_scale, utc
from charts._palette import CELL_RAMP, COOL, HOT, INK

FIRST_YEAR: Final = 2017
SMALLEST_COST: Final = 0.01  # millions of dollars


def training_cost(notable_models: pd.DataFrame, width: int) -> alt.LayerChart:
    """Estimated cost of the final training run of notable models, log scale."""
    frame = _costed(notable_models)
    frame["maker"] = np.where(frame["organization"] == "DeepSeek", "DeepSeek", "Others")
    names = {"GPT-3 175B (davinci)": "GPT-3", "GPT-4 (Mar 2023)": "GPT-4"}
    if not is_narrow(width):
        names |= {"GPT-4.5": "GPT-4.5", "Llama 3.1-405B": "Llama 3.1"}
    named = frame[frame["model"].isin(names)].copy()
    named["text"] = named["model"].map(names)
    own = frame[frame["model"].isin(["DeepSeek-R1", "Grok 4"])].copy()
    own["text"] = own["model"].replace({"DeepSeek-R1": "R1"}) + " $" + own["cost"].map("{:.3g}m".format)
    x = alt.X(
        "published:T",
        title="Published",
        scale=time_scale(86, span=(utc(FIRST_YEAR), utc(2025, 12, 31))),
        axis=alt.Axis(title=None, format="%Y", values=[utc(year) for year in range(FIRST_YEAR, 2026, 2)]),
    )
    y = alt.Y(
        "cost:Q",
        title="Cost, millions of 2023 dollars",
        scale=alt.Scale(type="log", domain=[SMALLEST_COST, 1000], nice=False),
        axis=alt.Axis(
            title=None,
            grid=True,
            values=[0.01, 0.1, 1, 10, 100, 1000],
            labelExpr=(
                "datum.value >= 1 ? '$' + format(datum.value, ',~f') + 'm' : '$' + format(datum.value * "
                "1000, ',~f') + 'k'"
            ),
        ),
    )
    dots = (
        alt.Chart(frame)
        .mark_circle()
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "maker:N", title="Maker", scale=alt.Scale(domain=["Others", "DeepSeek"], range=[COOL, HOT]), legend=None
            ),
            opacity=alt.Opacity("maker:N", scale=alt.Scale(domain=["Others", "DeepSeek"], range=[0.7, 1]), legend=None),
            tooltip=[
                alt.Tooltip("model:N", title="Model"),
                alt.Tooltip("published:T", title="Published", format="%-d %b %Y"),
                alt.Tooltip("cost:Q", title="Cost, millions of 2023 dollars", format=",.3~r"),
            ],
        )
    )
    texts = alt.Chart(named).mark_text(align="right", dx=-8).encode(x="published:T", y="cost:Q", text="text:N")
    own_text = (
        alt.Chart(own)
        .mark_text(align="left", dx=8, dy=6)
        .encode(
            x="published:T",
            y="cost:Q",
            text="text:N",
            color=alt.Color("maker:N", scale=alt.Scale(domain=["Others", "DeepSeek"], range=[INK, HOT]), legend=None),
        )
    )
    return layered(
        dots,
        texts,
        own_text,
        independent_colours=True,
        height=290 if is_narrow(width) else 350,
        title=alt.TitleParams(
            f"GPT-4’s final training run cost {gpt4_to_r1_cost(notable_models):.1f} times as much as R1’s",
            subtitle=(
                "Estimated cost of the computing in the final run of notable models, 2023 dollars, log scale, 2017–2025"
            ),
        ),
        description=(
            "Scatter chart on a log scale: the costliest models rise steeply from 2017 to 2025. "
            f"{', '.join(own['text'])}; GPT-4 lies between them, at "
            f"${gpt4_training_cost(notable_models) / 1e6:.0f}m."
        ),
        usermeta=notes(
            f"Models from ${SMALLEST_COST * 1e6:,.0f}. Final run only: no salaries, failed attempts or data. "
            "DeepSeek’s figures rest on its own count of chip hours at an assumed rent. Grok 4’s is marked as "
            "speculative."
        ),
    )


def _costed(notable_models: pd.DataFrame) -> pd.DataFrame:
    """The models whose cost is estimated, in millions of dollars, those that the chart shows."""
    frame = notable_models[notable_models["cost_usd_2023"].notna()].copy()
    frame["cost"] = frame["cost_usd_2023"].astype(float) / 1e6
    later_release = frame["model"] == "DeepSeek-R1 (May 2025)"
    shown: pd.DataFrame = frame[
        (frame["published"].dt.year >= FIRST_YEAR) & (frame["cost"] >= SMALLEST_COST) & ~later_release
    ]
    return shown


def training_runs(notable_models: pd.DataFrame, width: int) -> alt.LayerChart:
    """The number of notable models by year and order of magnitude of training compute."""
    frame = _by_size(notable_models)
    counts = _counts_by_size(frame)
    counts["compute"] = counts["power"].map(_power_of_ten)
    powers = [_power_of_ten(power) for power in sorted(counts["power"].unique(), reverse=True)]
    years = sorted(counts["year"].unique())
    largest = counts.groupby("year")["power"].max()
    r1 = frame[frame["model"] == "DeepSeek-R1"].copy()
    r1["compute"] = r1["power"].map(_power_of_ten)
    x = alt.X(
        "year:O",
        title="Year",
        sort=years,
        axis=alt.Axis(
            title=None, domain=False, labelExpr="'’' + substring(datum.label, 2)" if is_narrow(width) else "datum.label"
        ),
    )
    y = alt.Y(
        "compute:O",
        title="Training compute, FLOP, at least",
        sort=powers,
        axis=alt.Axis(title=None, domain=False),
    )
    cells = (
        alt.Chart(counts)
        .mark_rect(strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "models:Q",
                title="Models",
                scale=alt.Scale(range=list(CELL_RAMP), domain=[0, 30], interpolate="rgb"),
                legend=None,
            ),
        )
    )
    texts = (
        alt.Chart(counts)
        .mark_text()
        .encode(
            x=x,
            y=y,
            text="models:Q",
            color=cell_text_colour("models", dark_above=20),
        )
    )
    frame_of_r1 = alt.Chart(r1).mark_rect(fill=None, stroke=HOT, strokeWidth=3).encode(x=x, y=y)
    return layered(
        cells,
        texts,
        frame_of_r1,
        independent_colours=True,
        height=270,
        title=alt.TitleParams(
            "In size of training, R1 was an ordinary model of its year",
            subtitle=(
                "Number of notable AI models by year and training compute (operations, at least); R1’s cell framed"
            ),
        ),
        description=(
            "Heat map of counts: the largest runs grow from the order of "
            f"{_power_of_ten(largest.iloc[0])} operations in {years[0]} to {_power_of_ten(largest.iloc[-1])} in "
            f"{years[-1]}. "
            f"DeepSeek-R1 shares its cell with {models_like_r1(notable_models) - 1:.0f} other models of 2025; "
            f"{models_larger_than_r1(notable_models):.0f} are larger."
        ),
        usermeta=notes(
            f"Models whose compute is not known are left out, among them o1. Runs below {powers[-1]} are not shown."
        ),
    )


def _by_size(notable_models: pd.DataFrame) -> pd.DataFrame:
    frame: pd.DataFrame = notable_models[notable_models["published"].dt.year >= FIRST_YEAR].copy()
    frame["year"] = frame["published"].dt.year.astype(str)
    frame["power"] = np.floor(np.log10(frame["compute_flop"]) + 1e-9).astype(int)
    return frame


def _counts_by_size(frame: pd.DataFrame) -> pd.DataFrame:
    sizes: pd.DataFrame = frame.groupby(["year", "power"], as_index=False).size()
    return sizes.rename(columns={"size": "models"})


def _power_of_ten(power: int) -> str:
    return "10" + str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _cost(notable_models: pd.DataFrame, model: str) -> float:
    return float(notable_models.set_index("model")["cost_usd_2023"][model])


def v3_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """DeepSeek-V3's final training run, Epoch AI's estimate in 2023 dollars."""
    return _cost(notable_models, "DeepSeek-V3")


def r1_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """DeepSeek-R1's final training run with V3's, Epoch AI's estimate in 2023 dollars."""
    return _cost(notable_models, "DeepSeek-R1")


def gpt4_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """GPT-4's final training run, Epoch AI's estimate in 2023 dollars."""
    return _cost(notable_models, "GPT-4 (Mar 2023)")


def gpt4_to_r1_cost(notable_models: pd.DataFrame) -> Annotated[float, "x"]:
    """GPT-4's final training run as a multiple of R1's."""
    return gpt4_training_cost(notable_models) / r1_training_cost(notable_models)


def grok4_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """Grok 4's final training run, an estimate that Epoch AI marks as speculative, in 2023 dollars."""
    return _cost(notable_models, "Grok 4")


def r1_after_v3_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """What R1's training added to V3's, by Epoch AI's estimates in 2023 dollars."""
    return r1_training_cost(notable_models) - v3_training_cost(notable_models)


def grok4_to_r1_cost(notable_models: pd.DataFrame) -> Annotated[float, "x"]:
    """Grok 4's final training run as a multiple of R1's."""
    return grok4_training_cost(notable_models) / r1_training_cost(notable_models)


def models_costed(notable_models: pd.DataFrame) -> float:
    """The number of notable models whose cost of training the figure shows."""
    return float(len(_costed(notable_models)))


def models_in_fullest_cell(notable_models: pd.DataFrame) -> float:
    """The largest number of notable models of one year and one order of magnitude of training compute."""
    return float(_counts_by_size(_by_size(notable_models))["models"].max())


def r1_published(notable_models: pd.DataFrame) -> Annotated[date, "date"]:
    """The day on which DeepSeek published R1."""
    return pd.Timestamp(notable_models.set_index("model")["published"]["DeepSeek-R1"]).date()


def models_like_r1(notable_models: pd.DataFrame) -> float:
    """Notable models of 2025 with training compute from 1e24 to 1e25 operations, R1 among them."""
    frame = notable_models[notable_models["published"].dt.year == 2025]
    return float(frame["compute_flop"].between(1e24, 1e25, inclusive="left").sum())


def models_of_2025(notable_models: pd.DataFrame) -> float:
    """Notable models of 2025 whose training compute is known."""
    frame = notable_models[notable_models["published"].dt.year == 2025]
    return float(frame["compute_flop"].notna().sum())


def models_larger_than_r1(notable_models: pd.DataFrame) -> float:
    """Notable models of 2025 with training compute of 1e25 operations or more."""
    frame = notable_models[notable_models["published"].dt.year == 2025]
    return float((frame["compute_flop"] >= 1e25).sum())
