"""Which notable AI models can be downloaded, and who publishes them."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes, spread
from charts._palette import COOL, HOT, MUTED, PAPER, SERIES

OPEN: Final = "Weights to download"
PAID: Final = "Interface or product only"
UNRELEASED: Final = "Not released"
AMERICA: Final = "United States"
CHINA: Final = "China"
ELSEWHERE: Final = "Elsewhere"


def _with_access(model_access: pd.DataFrame) -> pd.DataFrame:
    """The models whose access is known, with their year and one of three kinds of access."""
    frame = model_access[model_access["access"].notna()].copy()
    frame["year"] = frame["published"].dt.year
    frame["kind"] = PAID
    frame.loc[frame["access"].str.startswith("Open weights"), "kind"] = OPEN
    frame.loc[frame["access"] == "Unreleased", "kind"] = UNRELEASED
    return frame


def models_by_access(model_access: pd.DataFrame, width: int) -> alt.LayerChart:
    """Shares of notable models by the way in which they can be had, by year."""
    frame = _with_access(model_access)
    counts = frame.groupby(["year", "kind"], as_index=False).size().rename(columns={"size": "models"})
    counts["share"] = counts["models"] / counts.groupby("year")["models"].transform("sum") * 100
    kinds = [OPEN, PAID, UNRELEASED]
    counts["place"] = counts["kind"].map({kind: rank for rank, kind in enumerate(kinds)})
    counts = counts.sort_values(["year", "place"])
    counts["middle"] = counts.groupby("year")["share"].cumsum() - counts["share"] / 2
    counts["text"] = counts["share"].map("{:.0f}".format)
    keys = pd.DataFrame({"kind": kinds, "start": [0.0, 0.0, 0.0]})
    keys["text"] = [OPEN, PAID, UNRELEASED]
    years = sorted(counts["year"].unique())
    x = alt.X(
        "year:O",
        title="Year",
        axis=alt.Axis(title=None, labelExpr="'’' + substring(datum.label, 2)" if is_narrow(width) else "datum.label"),
    )
    y = alt.Y("share:Q", title="Share of models, %", stack="zero", scale=alt.Scale(domain=[0, 100]), axis=None)
    colour = alt.Color(
        "kind:N",
        title="Access",
        scale=alt.Scale(domain=kinds, range=[HOT, COOL, MUTED]),
        legend=alt.Legend(title=None, orient="top", columns=1 if is_narrow(width) else 3),
    )
    bars = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=colour,
            order="place:O",
            tooltip=[
                alt.Tooltip("year:O", title="Year"),
                alt.Tooltip("kind:N", title="Access"),
                alt.Tooltip("models:Q", title="Models"),
                alt.Tooltip("share:Q", title="Share, %", format=".0f"),
            ],
        )
    )
    texts = (
        alt.Chart(counts[counts["share"] >= 8])
        .mark_text(color=PAPER)
        .encode(x=x, y=alt.Y("middle:Q", axis=None), text="text:N")
    )
    shares = counts.set_index(["year", "kind"])["share"]
    return layered(
        bars,
        texts,
        height=300,
        title=alt.TitleParams(
            "Fewer models stay in the laboratory, but no more of them are open",
            subtitle="Notable AI models by the way in which they can be had, % of those published in a year",
        ),
        description=(
            f"Stacked bar chart by year. Models to download: {shares[(years[0], OPEN)]:.0f} per cent in {years[0]}, "
            f"{shares[(years[-1], OPEN)]:.0f} in {years[-1]}. Models behind an interface or a product rise from "
            f"nothing in {years[0]} to {shares[(years[-1], PAID)]:.0f}, those not released fall from "
            f"{shares[(years[0], UNRELEASED)]:.0f} to {shares[(years[-1], UNRELEASED)]:.0f}."
        ),
        usermeta=notes(
            "Notable by Epoch AI’s rules: much cited, costly, much used, best at something, or of like weight. "
            "Weights under any licence count as open here. Models of unknown access are left out."
        ),
    )


def _open_by_country(model_access: pd.DataFrame) -> pd.DataFrame:
    frame = _with_access(model_access)
    frame = frame[frame["kind"] == OPEN].copy()
    frame["place"] = frame["country"].where(frame["country"].isin([AMERICA, CHINA]), ELSEWHERE)
    counts: pd.DataFrame = frame.groupby(["year", "place"], as_index=False).size()
    return counts.rename(columns={"size": "models"})


def open_models_by_country(model_access: pd.DataFrame, width: int) -> alt.LayerChart:
    """Notable models with weights to download, by year and by the country of their maker."""
    counts = _open_by_country(model_access)
    last = counts[counts["year"] == counts["year"].max()].copy()
    last["text"] = last["place"].replace({AMERICA: "US"}) + " " + last["models"].astype(str)
    last["place_of_text"] = spread(last["models"].astype(float), 3.2)
    places = [CHINA, AMERICA, ELSEWHERE]
    colour = alt.Color(
        "place:N", title="Country", scale=alt.Scale(domain=places, range=[HOT, COOL, SERIES[1]]), legend=None
    )
    first, final = int(counts["year"].min()), int(counts["year"].max())
    x = alt.X(
        "year:Q",
        title="Year",
        scale=alt.Scale(domain=[first, final], nice=False, range=[8, alt.ExprRef("width - 92")]),
        axis=alt.Axis(title=None, format="d", values=list(range(first, final + 1, 2))),
    )
    y = alt.Y(
        "models:Q",
        title="Models",
        scale=alt.Scale(domain=[0, 38], nice=False),
        axis=alt.Axis(title=None, grid=True, values=[0, 10, 20, 30]),
    )
    lines = (
        alt.Chart(counts)
        .mark_line(point=alt.OverlayMarkDef(size=45))
        .encode(
            x=x,
            y=y,
            color=colour,
            tooltip=[
                alt.Tooltip("year:Q", title="Year", format="d"),
                alt.Tooltip("place:N", title="Country"),
                alt.Tooltip("models:Q", title="Models"),
            ],
        )
    )
    texts = alt.Chart(last).mark_text(align="left", dx=9).encode(x=x, y="place_of_text:Q", text="text:N", color=colour)
    table = counts.set_index(["year", "place"])["models"]
    return layered(
        lines,
        texts,
        height=260 if is_narrow(width) else 300,
        title=alt.TitleParams(
            f"In {final} China published most of the open models on the list",
            subtitle="Number of notable AI models with weights to download, by country of the maker",
        ),
        description=(
            "Line chart by year. American models: "
            f"{table[(first, AMERICA)]} in {first}, {table[(2023, AMERICA)]} in 2023, {table[(final, AMERICA)]} in "
            f"{final}. Chinese: {table[(first, CHINA)]}, {table[(2023, CHINA)]}, {table[(final, CHINA)]}. "
            f"Elsewhere: {table[(first, ELSEWHERE)]}, {table[(2023, ELSEWHERE)]}, {table[(final, ELSEWHERE)]}."
        ),
        usermeta=notes(
            "Weights under any licence. Of several organisations the first one’s country counts. What is notable is "
            "Epoch AI’s choice; small counts move with it."
        ),
    )


def _open_share(model_access: pd.DataFrame, year: int) -> float:
    frame = _with_access(model_access)
    return float((frame[frame["year"] == year]["kind"] == OPEN).mean() * 100)


def open_share_2023(model_access: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of notable models of 2023 with weights to download."""
    return _open_share(model_access, 2023)


def open_share_2025(model_access: pd.DataFrame) -> Annotated[float, "%"]:
    """The share of notable models of 2025 with weights to download."""
    return _open_share(model_access, 2025)


def _models(model_access: pd.DataFrame, year: int, kind: str) -> float:
    frame = _with_access(model_access)
    return float(((frame["year"] == year) & (frame["kind"] == kind)).sum())


def unreleased_2023(model_access: pd.DataFrame) -> float:
    """The number of notable models of 2023 that were not released."""
    return _models(model_access, 2023, UNRELEASED)


def unreleased_2025(model_access: pd.DataFrame) -> float:
    """The number of notable models of 2025 that were not released."""
    return _models(model_access, 2025, UNRELEASED)


def _open_from(model_access: pd.DataFrame, year: int, place: str) -> float:
    counts = _open_by_country(model_access).set_index(["year", "place"])["models"]
    return float(counts[(year, place)])


def open_chinese_2025(model_access: pd.DataFrame) -> float:
    """The number of Chinese notable models of 2025 with weights to download."""
    return _open_from(model_access, 2025, CHINA)


def open_american_2025(model_access: pd.DataFrame) -> float:
    """The number of American notable models of 2025 with weights to download."""
    return _open_from(model_access, 2025, AMERICA)


def open_chinese_2023(model_access: pd.DataFrame) -> float:
    """The number of Chinese notable models of 2023 with weights to download."""
    return _open_from(model_access, 2023, CHINA)


def open_american_2023(model_access: pd.DataFrame) -> float:
    """The number of American notable models of 2023 with weights to download."""
    return _open_from(model_access, 2023, AMERICA)


def open_chinese_2024(model_access: pd.DataFrame) -> float:
    """The number of Chinese notable models of 2024 with weights to download."""
    return _open_from(model_access, 2024, CHINA)


def open_american_2024(model_access: pd.DataFrame) -> float:
    """The number of American notable models of 2024 with weights to download."""
    return _open_from(model_access, 2024, AMERICA)


def american_models_2025(model_access: pd.DataFrame) -> float:
    """The number of American notable models of 2025, open or not."""
    frame = model_access[model_access["published"].dt.year == 2025]
    return float((frame["country"] == AMERICA).sum())


def chinese_models_2025(model_access: pd.DataFrame) -> float:
    """The number of Chinese notable models of 2025, open or not."""
    frame = model_access[model_access["published"].dt.year == 2025]
    return float((frame["country"] == CHINA).sum())


def v3_access(model_access: pd.DataFrame) -> str:
    """How DeepSeek-V3 could be had when it came out, in Epoch AI's words."""
    return str(model_access.set_index("model")["access"]["DeepSeek-V3"])
