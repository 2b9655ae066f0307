from typing import Any

import altair as alt
import pandas as pd


def rates_by_island(islands: dict[str, Any], rates: pd.DataFrame) -> alt.Chart:
    """Rates by island."""
    shapes = alt.Data(values=islands, format=alt.DataFormat(type="topojson", feature="islands"))
    return (
        alt.Chart(shapes)
        .mark_geoshape()
        .encode(color=alt.Color("rate:Q", title="Rate"), tooltip="properties.name:N")
        .transform_lookup(lookup="id", from_=alt.LookupData(rates, "island", ["rate"]))
        .project("identity", reflectY=True)
        .properties(description="Karte: die Nordinsel hat die höhere Rate.")
    )


def places_counted(places: dict[str, Any]) -> int:
    return len(places["features"])
