"""DeepSeek-R1 beside OpenAI's o1 and beside other models: scores, prices, the cost and size of training."""

from datetime import date
from typing import Annotated, Final

import altair as alt
import numpy as np
import pandas as pd

from charts._layout import cell_text_colour, is_narrow, layered, notes, time_scale, utc
from charts._palette import CELL_RAMP, COOL, HOT, INK, MUTED

FIRST_YEAR: Final = 2017
SMALLEST_COST: Final = 0.01  # millions of dollars


def r1_against_o1(r1_benchmarks: pd.DataFrame, width: int) -> alt.LayerChart:
    """Scores of R1 and o1 on ten tests, sorted from R1's largest lead to o1's."""
    frame = r1_benchmarks.copy()
    frame["lead"] = (frame["r1"] - frame["o1"]).round(1)
    frame = frame.sort_values(["lead", "benchmark"], ascending=[False, True])
    ends = frame[["benchmark"]].assign(low=frame[["r1", "o1"]].min(axis=1), high=frame[["r1", "o1"]].max(axis=1))
    order = frame["benchmark"].tolist()
    key = frame.tail(1)
    scale = alt.Scale(domain=[18 if is_narrow(width) else 22, 110 if is_narrow(width) else 102], nice=False, zero=False)
    y = alt.Y("benchmark:N", title="Test", sort=order, axis=alt.Axis(title=None, domain=False))
    r1 = alt.X("r1:Q", title="DeepSeek-R1", scale=scale, axis=None)
    o1 = alt.X("o1:Q", title="OpenAI o1", scale=scale, axis=None)
    low = alt.X("low:Q", title="Lower", scale=scale, axis=None)
    high = alt.X("high:Q", title="Higher", scale=scale, axis=None)
    bars = alt.Chart(frame).mark_rule(color=MUTED, strokeWidth=1.5).encode(x=r1, x2="o1:Q", y=y)
    r1_dots = alt.Chart(frame).mark_point(color=HOT, size=75, opacity=1).encode(x=r1, y=y)
    o1_dots = alt.Chart(frame).mark_point(color=COOL, size=75, opacity=1).encode(x=o1, y=y)
    left = alt.Chart(ends).mark_text(align="right", dx=-9, fontWeight=400).encode(x=low, y=y, text=_score_text("low"))
    right = alt.Chart(ends).mark_text(align="left", dx=9, fontWeight=400).encode(x=high, y=y, text=_score_text("high"))
    r1_name = alt.Chart(key).mark_text(dy=-15, color=HOT, text="R1").encode(x=r1, y=y)
    o1_name = alt.Chart(key).mark_text(dy=-15, color=COOL, text="o1").encode(x=o1, y=y)
    leads = frame.set_index("benchmark")["lead"]
    return layered(
        bars,
        o1_dots,
        r1_dots,
        left,
        right,
        r1_name,
        o1_name,
        height=340,
        title=alt.TitleParams(
            "Five tests each: R1 and o1 scored much alike",
            subtitle="Scores on ten tests, %, as measured by DeepSeek; from R1’s largest lead to o1’s",
        ),
        description=(
            "Dot chart of two scores on each of ten tests, from R1’s largest lead to o1’s. R1’s lead in points: "
            + ", ".join(f"{test} {'−' if lead < 0 else '+'}{abs(lead):.1f}" for test, lead in leads.items())
            + "."
        ),
        usermeta=notes(
            "Only the tests with a score in per cent for both. Codeforces: the share of human contestants "
            "outranked. The maker’s own measurements."
        ),
    )


def _score_text(field: str) -> alt.Text:
    return alt.Text(f"{field}:Q", format=".1f")


def token_price(token_prices: pd.DataFrame, width: int) -> alt.LayerChart:
    """List prices for a million tokens of output and of input, five models."""
    frame = token_prices.sort_values("output_usd", ascending=False).copy()
    texts = [
        f"${out:.2f}" + (f" (input ${into:.2f})" if not is_narrow(width) else "")
        for out, into in zip(frame["output_usd"], frame["input_usd"], strict=True)
    ]
    order = frame["model"].tolist()
    y = alt.Y("model:N", title="Model", sort=order, axis=alt.Axis(title=None, domain=False))
    x = alt.X(
        "output_usd:Q",
        title="Output, a million tokens",
        scale=alt.Scale(domain=[0, 75 if is_narrow(width) else 78], nice=False),
        axis=None,
    )
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "maker:N", title="Maker", scale=alt.Scale(domain=["DeepSeek", "OpenAI"], range=[HOT, COOL]), legend=None
            ),
            detail=alt.Detail("input_usd:Q", title="Input, a million tokens"),
        )
    )
    priced = frame[["model", "output_usd"]].assign(text=texts)
    prices = alt.Chart(priced).mark_text(align="left", dx=5).encode(x=x, y=y, text="text:N")
    return layered(
        bars,
        prices,
        height=175,
        title=alt.TitleParams(
            f"o1 cost {price_ratio(token_prices):.0f} times as much to use as R1",
            subtitle="List price of a million tokens of output, USD, early 2025; DeepSeek’s models in red",
        ),
        description=(
            "Bar chart of list prices of a million tokens of output: "
            + ", ".join(f"{model} ${price:.2f}" for model, price in frame.set_index("model")["output_usd"].items())
            + "."
        ),
        usermeta=notes(
            "Without discounts for cached input. V3: the price from 8 February 2025; before, an introductory "
            "$0.28. The entries for OpenAI’s models are undated."
        ),
    )


def training_cost(notable_models: pd.DataFrame, width: int) -> alt.LayerChart:
    """Estimated cost of the final training run of notable models, log scale."""
    frame = notable_models[notable_models["cost_usd_2023"].notna()].copy()
    frame["cost"] = frame["cost_usd_2023"].astype(float) / 1e6
    later_release = frame["model"] == "DeepSeek-R1 (May 2025)"
    frame = frame[(frame["published"].dt.year >= FIRST_YEAR) & (frame["cost"] >= SMALLEST_COST) & ~later_release]
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
            opacity=alt.Opacity("maker:N", scale=alt.Scale(domain=["Others", "DeepSeek"], range=[0.5, 1]), legend=None),
            detail=alt.Detail("model:N", title="Model"),
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
            "R1’s final training run cost less than a fifth of GPT-4’s",
            subtitle=(
                "Estimated cost of the computing in the final run of notable models, 2023 dollars, log scale, 2017–2025"
            ),
        ),
        description=(
            "Scatter chart on a log scale: the costliest models rise from half a million dollars in 2017 to hundreds "
            f"of millions in 2025. {', '.join(own['text'])}; GPT-4 lies between them, at "
            f"${gpt4_training_cost(notable_models) / 1e6:.0f}m."
        ),
        usermeta=notes(
            "Models from $10,000. Final run only: no salaries, failed attempts or data. DeepSeek’s figures "
            "rest on its own count of chip hours at an assumed $2 an hour. Grok 4’s is marked as speculative."
        ),
    )


def training_runs(notable_models: pd.DataFrame, width: int) -> alt.LayerChart:
    """The number of notable models by year and order of magnitude of training compute."""
    frame = notable_models[notable_models["published"].dt.year >= FIRST_YEAR].copy()
    frame["year"] = frame["published"].dt.year.astype(str)
    frame["power"] = np.floor(np.log10(frame["compute_flop"]) + 1e-9).astype(int)
    counts = frame.groupby(["year", "power"], as_index=False).size().rename(columns={"size": "models"})
    counts["compute"] = counts["power"].map(_power_of_ten)
    powers = [_power_of_ten(power) for power in sorted(counts["power"].unique(), reverse=True)]
    years = sorted(counts["year"].unique())
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
            "Heat map of counts: the largest runs grow from the order of 10²⁰ operations in 2017 to 10²⁶ in 2025. "
            f"DeepSeek-R1 shares its cell with {models_like_r1(notable_models) - 1:.0f} other models of 2025; "
            f"{models_larger_than_r1(notable_models):.0f} are larger."
        ),
        usermeta=notes("Models whose compute is not known are left out, among them o1. Runs below 10²⁰ are not shown."),
    )


def _power_of_ten(power: int) -> str:
    return "10" + str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def tests_compared(r1_benchmarks: pd.DataFrame) -> float:
    """The number of tests with a score in per cent for both models."""
    return float(len(r1_benchmarks))


def tests_won_by_r1(r1_benchmarks: pd.DataFrame) -> float:
    """The number of these tests on which R1 scored higher."""
    return float((r1_benchmarks["r1"] > r1_benchmarks["o1"]).sum())


def tests_won_by_o1(r1_benchmarks: pd.DataFrame) -> float:
    """The number of these tests on which o1 scored higher."""
    return float((r1_benchmarks["o1"] > r1_benchmarks["r1"]).sum())


def _score(r1_benchmarks: pd.DataFrame, benchmark: str, model: str) -> float:
    return float(r1_benchmarks.set_index("benchmark")[model][benchmark])


def r1_simpleqa(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """R1's score on SimpleQA, a test of short factual questions."""
    return _score(r1_benchmarks, "SimpleQA", "r1")


def o1_simpleqa(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """o1's score on SimpleQA."""
    return _score(r1_benchmarks, "SimpleQA", "o1")


def r1_aime(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """R1's score on AIME 2024, a mathematics competition."""
    return _score(r1_benchmarks, "AIME 2024", "r1")


def o1_aime(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """o1's score on AIME 2024."""
    return _score(r1_benchmarks, "AIME 2024", "o1")


def _price(token_prices: pd.DataFrame, model: str) -> float:
    return float(token_prices.set_index("model")["output_usd"][model])


def r1_output_price(token_prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """R1's list price of a million tokens of output."""
    return _price(token_prices, "DeepSeek-R1")


def o1_output_price(token_prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """o1's list price of a million tokens of output."""
    return _price(token_prices, "o1")


def price_ratio(token_prices: pd.DataFrame) -> Annotated[float, "x"]:
    """How many times as much as R1's a million tokens of o1's output cost."""
    return o1_output_price(token_prices) / r1_output_price(token_prices)


def gpt4o_mini_output_price(token_prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """GPT-4o mini's list price of a million tokens of output."""
    return _price(token_prices, "GPT-4o mini")


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


def grok4_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """Grok 4's final training run, an estimate that Epoch AI marks as speculative, in 2023 dollars."""
    return _cost(notable_models, "Grok 4")


def r1_published(notable_models: pd.DataFrame) -> Annotated[date, "date"]:
    """The day on which DeepSeek published R1."""
    return pd.Timestamp(notable_models.set_index("model")["published"]["DeepSeek-R1"]).date()


def models_like_r1(notable_models: pd.DataFrame) -> float:
    """Notable models of 2025 with training compute from 1e24 to 1e25 operations, R1 among them."""
    frame = notable_models[notable_models["published"].dt.year == 2025]
    return float(frame["compute_flop"].between(1e24, 1e25, inclusive="left").sum())


def models_larger_than_r1(notable_models: pd.DataFrame) -> float:
    """Notable models of 2025 with training compute of 1e25 operations or more."""
    frame = notable_models[notable_models["published"].dt.year == 2025]
    return float((frame["compute_flop"] >= 1e25).sum())
