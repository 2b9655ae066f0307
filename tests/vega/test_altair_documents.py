from __future__ import annotations

from typing import Any

import altair as alt
import pytest

from nutgraf.vega.altair_charts import altair_spec
from nutgraf.vega.altair_documents import documents_set_aside, with_documents

TOPOLOGY: dict[str, Any] = {"type": "Topology", "objects": {"a": {}}, "arcs": [[[0, 1]]]}
FEATURES: dict[str, Any] = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None}]}


def spec_of(chart: Any, *documents: Any) -> Any:
    with documents_set_aside(chart, documents) as aside:
        spec = altair_spec(chart)
    return with_documents(spec, aside)


def a_map(values: Any) -> alt.Chart:
    data = alt.Data(values=values, format=alt.DataFormat(type="topojson", feature="a"))
    return alt.Chart(data).mark_geoshape()


@pytest.mark.parametrize(
    "compose",
    [
        lambda: a_map(TOPOLOGY),
        lambda: a_map(TOPOLOGY) + a_map(FEATURES["features"]),
        lambda: a_map(TOPOLOGY) | (a_map(TOPOLOGY) & a_map(FEATURES)),
        lambda: a_map(FEATURES).transform_lookup("id", alt.LookupData(alt.Data(values=TOPOLOGY), "id", ["x"])),
    ],
)
def test_the_spec_is_the_one_that_altair_writes(compose: Any) -> None:
    chart = compose()
    with_document, plain = spec_of(chart, TOPOLOGY, FEATURES), altair_spec(chart)
    datasets = plain.pop("datasets", {})
    assert inline(with_document, {}) == inline(plain, datasets)


def inline(value: Any, datasets: dict[str, Any]) -> Any:
    """A spec with its named data inline again."""
    if isinstance(value, list):
        return [inline(part, datasets) for part in value]
    if not isinstance(value, dict):
        return value
    if value.get("name") in datasets:
        value = {**{key: part for key, part in value.items() if key != "name"}, "values": datasets[value["name"]]}
    return {key: inline(part, datasets) for key, part in value.items() if key != "name"}


def test_documents_are_handed_on_as_they_are() -> None:
    assert spec_of(a_map(TOPOLOGY), TOPOLOGY)["data"]["values"] is TOPOLOGY


def test_what_is_no_document_is_left_to_altair() -> None:
    spec = spec_of(a_map({"type": "Topology"}), TOPOLOGY)
    assert spec["data"]["values"] == {"type": "Topology"}


def test_the_chart_is_as_before() -> None:
    chart = a_map(TOPOLOGY)
    with pytest.raises(ZeroDivisionError), documents_set_aside(chart, [TOPOLOGY]):
        1 / 0  # noqa: B018
    assert chart.data.values is TOPOLOGY
