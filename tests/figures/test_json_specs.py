from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from nutgraf.figures.json_specs import json_spec
from nutgraf.model.dataset import DataField, Dataset, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import ExhibitId
from nutgraf.model.site import Input, Plan

FIELDS = (DataField("day", "date"), DataField("label", "string"))
FRAME = pd.DataFrame({"day": pd.to_datetime(["2026-01-05"]), "label": ["05.01."]})
TOPOLOGY: dict[str, Any] = {"type": "Topology", "objects": {}, "arcs": []}


def filled(data: dict[str, Any], ending: str, value: Any) -> dict[str, Any]:
    """The spec of a chart whose only data are `data`, from a dataset `it` in a format."""
    version = Version(dt.date(2026, 1, 31), f"data/it/2026-01-31.{ending}", "", fields=FIELDS)
    exhibit = Exhibit("one", ExhibitKind.CHART, "charts/one.vl.json", code=json.dumps({"data": data, "mark": "bar"}))
    plan = Plan(ExhibitId("one"), exhibit, (Input(Dataset("it", "It", (version,)), (version,)),), "/figures/one/")
    return json_spec(plan, {"it": value})


def test_values_stand_under_the_datasets_name_whether_it_is_named_or_addressed() -> None:
    rows = [{"day": "2026-01-05T00:00:00Z", "label": "05.01."}]
    for data in ({"name": "it"}, {"url": "../data/it/2026-01-31.csv"}):
        spec = filled(data, "csv", FRAME)
        assert (spec["data"], spec["datasets"]) == ({"name": "it"}, {"it": rows})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"type": "csv"}, None),
        ({"type": "dsv", "delimiter": ";", "parse": {"day": "date:'%d.%m.%Y'"}}, None),
        ({"parse": {"day": "date"}}, {"parse": {"day": "date"}}),
        ({"parse": {"label": "date:'%d.%m.'", "day": "utc:'%Y'"}}, {"parse": {"label": "date:'%d.%m.'"}}),
        ({"parse": None}, {"parse": None}),
    ],
)
def test_the_format_of_a_table_says_no_more_how_to_read_its_file(said: Any, kept: Any) -> None:
    assert filled({"name": "it", "format": said}, "tsv", FRAME)["data"].get("format") == kept


@pytest.mark.parametrize(
    ("ending", "said", "kept"),
    [
        ("topojson", {"feature": "lands"}, {"type": "topojson", "feature": "lands"}),
        ("topojson", {"type": "topojson", "mesh": "lands"}, {"type": "topojson", "mesh": "lands"}),
        ("json", {"type": "topojson", "feature": "lands"}, {"type": "topojson", "feature": "lands"}),
        ("geojson", {"property": "features"}, {"property": "features"}),
        ("json", {"property": "a.b", "parse": {"x": "date"}}, {"property": "a.b", "parse": {"x": "date"}}),
    ],
)
def test_the_format_of_a_document_stays(ending: str, said: Any, kept: Any) -> None:
    spec = filled({"url": f"../data/it/2026-01-31.{ending}", "format": said}, ending, TOPOLOGY)
    assert spec["data"] == {"name": "it", "format": kept}
    assert spec["datasets"]["it"] is TOPOLOGY
