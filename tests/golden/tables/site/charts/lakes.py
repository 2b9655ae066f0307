"""Lakes in numbers."""

import altair as alt
import pandas as pd


def largest(lakes: pd.DataFrame) -> pd.DataFrame:
    """The largest lakes by area, with their share of the water in all of them."""
    table = lakes.nlargest(7, "area")
    table["mean_depth"] = table["volume"] / table["area"] * 1000
    table["share"] = table["volume"] / lakes["volume"].sum() * 100
    table.attrs["nutgraf"] = {
        "title": "The seven largest lakes",
        "subtitle": "By area; the volume is that of a mean year",
        "description": "The Caspian Sea is more than four times as large as the next lake.",
        "notes": "Vostok, below the ice, is not among them.",
        "credit": "Data desk",
        "columns": {
            "mean_depth": {"title": "Mean depth", "unit": "m"},
            "share": {"title": "Share of the water", "unit": "%", "digits": 1},
        },
    }
    return table


def by_continent(lakes: pd.DataFrame) -> pd.DataFrame:
    """Lakes by continent."""
    return lakes.groupby("continent")[["volume"]].agg(["count", "sum"])["volume"].rename_axis("Continent")


def depths(lakes: pd.DataFrame) -> alt.Chart:
    """How deep lakes are."""
    return alt.Chart(lakes, title="Depths").mark_bar().encode(x="depth:Q", y="lake:N")
