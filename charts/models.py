"""DeepSeek-R1 beside OpenAI's o1 and other models: scores and list prices."""

from typing import Annotated

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes
from charts._palette import COOL, HOT, MUTED


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
            "Test by test, R1 and o1 scored much alike",
            subtitle=f"Scores on {len(frame)} tests, %, as measured by DeepSeek; from R1’s largest lead to o1’s",
        ),
        description=(
            "Dot chart of both models’ scores on each test, from R1’s largest lead to o1’s. R1’s lead in points: "
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
            subtitle="List price per million tokens of output, USD, early 2025; DeepSeek’s models in red",
        ),
        description=(
            "Bar chart of list prices per million tokens of output: "
            + ", ".join(f"{model} ${price:.2f}" for model, price in frame.set_index("model")["output_usd"].items())
            + "."
        ),
        usermeta=notes(
            "Without discounts for cached input. V3: the price from 8 February 2025; before, a lower "
            "introductory one. The entries for OpenAI’s models are undated."
        ),
    )


def tests_compared(r1_benchmarks: pd.DataFrame) -> float:
    """The number of tests with a score in per cent for both models."""
    return float(len(r1_benchmarks))


def tests_won_by_r1(r1_benchmarks: pd.DataFrame) -> float:
    """The number of these tests on which R1 scored higher."""
    return float((r1_benchmarks["r1"] > r1_benchmarks["o1"]).sum())


def _score(r1_benchmarks: pd.DataFrame, benchmark: str, model: str) -> float:
    return float(r1_benchmarks.set_index("benchmark")[model][benchmark])


def r1_simpleqa(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """R1's score on SimpleQA, a test of short factual questions."""
    return _score(r1_benchmarks, "SimpleQA", "r1")


def o1_simpleqa(r1_benchmarks: pd.DataFrame) -> Annotated[float, "%"]:
    """o1's score on SimpleQA."""
    return _score(r1_benchmarks, "SimpleQA", "o1")


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
