from __future__ import annotations

import altair as alt
import narwhals
import pandas as pd
import pytest
from altair.utils.schemapi import SchemaValidationError

from nutgraf.vega.altair_charts import UntypedFieldError, altair_spec
from nutgraf.vega.frames import FrameError


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame({"when": pd.to_datetime(["2024-01-01", "2024-02-01"]), "value": [1.5, 2.5]})


def test_a_frame_is_named_and_written_once(frame: pd.DataFrame) -> None:
    line = alt.Chart(frame).mark_line().encode(x="when", y="value")
    spec = altair_spec(line + line.mark_point())
    assert spec["data"] == {"name": "frame-0"}
    assert spec["datasets"] == {
        "frame-0": [{"when": "2024-01-01T00:00:00Z", "value": 1.5}, {"when": "2024-02-01T00:00:00Z", "value": 2.5}]
    }
    assert spec["layer"][0]["encoding"]["x"] == {"field": "when", "type": "temporal"}


def test_frames_are_numbered_in_order_of_appearance(frame: pd.DataFrame) -> None:
    other = frame.assign(value=0)
    first, second = alt.Chart(frame).mark_line(), alt.Chart(other).mark_bar()
    spec = altair_spec(alt.hconcat(first, second, first))
    assert [view["data"]["name"] for view in spec["hconcat"]] == ["frame-0", "frame-1", "frame-0"]
    assert spec["datasets"]["frame-1"][0]["value"] == 0


def test_frames_of_lookups_are_written_too(frame: pd.DataFrame) -> None:
    lookup = alt.LookupData(data=frame, key="value", fields=["when"])
    spec = altair_spec(alt.Chart(frame.copy()).mark_bar().transform_lookup("value", from_=lookup))
    assert set(spec["datasets"]) == {"frame-0", "frame-1"}


def test_values_given_inline_stay(frame: pd.DataFrame) -> None:
    spec = altair_spec(alt.Chart(alt.Data(values=[{"a": 1}])).mark_bar().encode(x="a:Q"))
    assert spec["data"] == {"values": [{"a": 1}]}
    assert "datasets" not in spec


def test_altairs_own_theme_stays_out_but_the_authors_stays_in(frame: pd.DataFrame) -> None:
    chart = alt.Chart(frame).mark_line()
    assert "config" not in altair_spec(chart)
    with alt.theme.enable("dark"):
        assert altair_spec(chart)["config"]


@pytest.mark.parametrize("works", [True, False])
def test_altairs_global_state_is_as_before(frame: pd.DataFrame, works: bool) -> None:
    before = (alt.data_transformers.active, alt.data_transformers.names(), alt.theme.active)
    chart = alt.Chart(frame).mark_line().encode(x="when" if works else "wen")
    if works:
        altair_spec(chart)
    else:
        with pytest.raises(UntypedFieldError):
            altair_spec(chart)
    assert (alt.data_transformers.active, alt.data_transformers.names(), alt.theme.active) == before


def test_a_misspelt_column_is_named_with_those_that_exist(frame: pd.DataFrame) -> None:
    with pytest.raises(UntypedFieldError) as caught:
        altair_spec(alt.Chart(frame).mark_line().encode(x="wen"))
    assert caught.value.field == "wen"
    assert caught.value.known == ("value", "when")


def test_what_altair_refuses_is_refused_in_its_words(frame: pd.DataFrame) -> None:
    chart = alt.Chart(frame).mark_line().encode(x="when:T")
    chart.encoding.x._kwds["scale"] = {"type": "crooked"}
    with pytest.raises(SchemaValidationError, match="'crooked' is an invalid value for `type`"):
        altair_spec(chart)


def test_frames_that_no_spec_can_hold() -> None:
    doubled = pd.DataFrame([[1, 2]], columns=[1, "1"])
    with pytest.raises(FrameError):
        altair_spec(alt.Chart(doubled).mark_point())


def test_equal_charts_give_equal_specs(frame: pd.DataFrame) -> None:
    def chart() -> alt.Chart:
        brush = alt.selection_interval()
        return (
            alt.Chart(frame).mark_point().encode(x="when", opacity=alt.condition(brush, alt.value(1), alt.value(0.2)))
        )

    assert altair_spec(chart().add_params(alt.param(value=3))) == altair_spec(chart().add_params(alt.param(value=3)))


def test_ordered_categories_keep_their_order() -> None:
    grades = pd.DataFrame({"grade": pd.Categorical(["low", "high"], ["low", "mid", "high"], ordered=True)})
    assert altair_spec(alt.Chart(grades).mark_bar().encode(x="grade"))["encoding"]["x"] == {
        "field": "grade",
        "type": "ordinal",
        "sort": ["low", "mid", "high"],
    }


def test_frames_of_other_libraries_become_ours(frame: pd.DataFrame) -> None:
    chart = alt.Chart(narwhals.from_native(frame)).mark_line().encode(x="when", y="value")
    assert altair_spec(chart) == altair_spec(alt.Chart(frame).mark_line().encode(x="when", y="value"))


def test_of_a_large_frame_only_what_is_drawn_is_written() -> None:
    rows = pd.DataFrame({"kind": ["a", "b"] * 10_000, "value": range(20_000)})
    spec = altair_spec(alt.Chart(rows).mark_bar().encode(x="kind", y="count()"))
    assert spec["datasets"] == {"frame-0-1": [{"kind": "a", "count": 10_000}, {"kind": "b", "count": 10_000}]}
