"""What OpenAI is reported to pay for computing: to make models, and to run them."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes
from charts._palette import COOL, HOT, PAPER

PURPOSES: Final = ("research", "answers")


def research_and_answers(openai_computing: pd.DataFrame, width: int) -> alt.LayerChart:
    """OpenAI's reported spending on computing in 2024 and 2025, for research and for answering users."""
    frame = openai_computing.copy()
    frame["spending"] = frame["amount_usd"].astype(float) / 1e9
    frame["place"] = frame["purpose"].map({purpose: rank for rank, purpose in enumerate(PURPOSES)})
    frame = frame.sort_values(["year", "place"])
    frame["label"] = frame["year"].astype(str).replace({"2025": "2025, expected"})
    frame["end"] = frame.groupby("year")["spending"].cumsum()
    frame["start"] = frame["end"] - frame["spending"]
    names = {"research": "Research ", "answers": "Answers "}
    frame["text"] = frame["purpose"].map(names) + "$" + frame["spending"].map("{:.3g}bn".format)
    if is_narrow(width):
        frame.loc[(frame["purpose"] == "research") & (frame["spending"] < 5), "text"] = (
            frame["text"].str.split().str[-1]
        )
    short = frame["spending"] < 3
    y = alt.Y("label:N", title="Year", sort=frame["label"].tolist(), axis=alt.Axis(title=None, domain=False))
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("spending:Q", title="Spending, USD bn", stack="zero", axis=None),
            y=y,
            color=alt.Color(
                "purpose:N", title="Purpose", scale=alt.Scale(domain=list(PURPOSES), range=[HOT, COOL]), legend=None
            ),
            order="place:O",
        )
    )
    start = alt.X("start:Q", axis=None)
    inside = alt.Chart(frame[~short]).mark_text(align="left", dx=6, color=PAPER).encode(x=start, y=y, text="text:N")
    totals = frame.groupby("label", as_index=False)["end"].max()
    outside_text = frame[short].groupby("label")["text"].apply(", ".join).reset_index()
    outside = (
        alt.Chart(outside_text.merge(totals, on="label"))
        .mark_text(align="left", dx=6)
        .encode(x=alt.X("end:Q", axis=None), y=y, text="text:N")
    )
    return layered(
        bars,
        inside,
        outside,
        height=100,
        title=alt.TitleParams(
            "Most of OpenAI’s computing went into making models, not into answering",
            subtitle="OpenAI’s spending on rented computing, USD bn, by purpose, as reported",
        ),
        description=(
            "Bar chart by year, each bar divided by purpose: "
            + "; ".join(
                f"{label}, for {purpose} {spending:.3g} billion dollars"
                for label, purpose, spending in zip(frame["label"], frame["purpose"], frame["spending"], strict=True)
            )
            + "."
        ),
        usermeta=notes(
            "Research: development of models, training included. From reports of The Information; OpenAI has not "
            "published them. Those on 2025 are from before its end."
        ),
    )


def _spent(openai_computing: pd.DataFrame, year: int, purpose: str) -> float:
    row = (openai_computing["year"] == year) & (openai_computing["purpose"] == purpose)
    return float(openai_computing[row]["amount_usd"].iloc[0])


def openai_research_2024(openai_computing: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's reported spending on computing for research in 2024."""
    return _spent(openai_computing, 2024, "research")


def openai_answers_2024(openai_computing: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's reported spending on computing for answers in 2024."""
    return _spent(openai_computing, 2024, "answers")


def openai_computing_2025(openai_computing: pd.DataFrame) -> Annotated[float, "USD"]:
    """OpenAI's spending on computing in 2025, as expected in that year."""
    return _spent(openai_computing, 2025, "research") + _spent(openai_computing, 2025, "answers")


def openai_answers_share_2024(openai_computing: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of answers in OpenAI's reported spending on computing in 2024."""
    return _answers_share(openai_computing, 2024)


def openai_answers_share_2025(openai_computing: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of answers in OpenAI's spending on computing in 2025, as expected in that year."""
    return _answers_share(openai_computing, 2025)


def _answers_share(openai_computing: pd.DataFrame, year: int) -> float:
    answers = _spent(openai_computing, year, "answers")
    return answers / (answers + _spent(openai_computing, year, "research")) * 100


def gpt45_training_cost(notable_models: pd.DataFrame) -> Annotated[float, "USD"]:
    """GPT-4.5's final training run, Epoch AI's estimate in 2023 dollars."""
    return float(notable_models.set_index("model")["cost_usd_2023"]["GPT-4.5"])


def gpt45_share_of_research(notable_models: pd.DataFrame, openai_computing: pd.DataFrame) -> Annotated[float, "%"]:
    """GPT-4.5's final run as a share of OpenAI's reported spending on research in the year before it came out."""
    return gpt45_training_cost(notable_models) / openai_research_2024(openai_computing) * 100
