"""Groups of moments are those of Vega's own time units; bins are held against Vega in `test_reducing`."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.vega.large.binning import Bins, UnknownGroupingError, find_bins, unit_codes, unit_parts, unit_starts

MOMENTS = st.lists(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)), min_size=1, max_size=20)
PARTS = {
    "quarter": lambda moment: (moment.month - 1) // 3,
    "month": lambda moment: moment.month,
    "week": lambda moment: moment.strftime("%U"),
    "dayofyear": lambda moment: moment.strftime("%j"),
    "day": lambda moment: moment.weekday(),
    "date": lambda moment: moment.day,
    "hours": lambda moment: moment.hour,
    "minutes": lambda moment: moment.minute,
    "seconds": lambda moment: moment.second,
    "milliseconds": lambda moment: moment.microsecond // 1000,
}


@given(MOMENTS, st.lists(st.sampled_from(list(PARTS)), min_size=1, unique=True), st.booleans())
def test_moments_are_one_group_where_all_parts_are_equal(
    moments: list[dt.datetime], parts: list[str], year: bool
) -> None:
    year = year and "week" not in parts
    unit = ("year" if year else "") + "".join(part for part in PARTS if part in parts)
    codes = unit_codes(np.array(moments, "datetime64[ms]"), unit)
    wanted = [(moment.year if year else 0, *(PARTS[part](moment) for part in parts)) for moment in moments]
    assert len(set(codes.tolist())) == len(set(wanted)) == len(set(zip(codes.tolist(), wanted, strict=True)))


def test_the_days_around_new_year_are_one_week_of_their_years() -> None:
    days = np.array(["2018-12-30", "2019-01-01", "2019-01-05", "2019-01-06", "NaT"], "datetime64[ms]")
    assert len(set(unit_codes(days, "yearweek").tolist())) == 3
    starts = unit_starts(days, "yearweek")
    assert starts is not None
    assert starts.astype("datetime64[D]").astype(str).tolist() == ["2018-12-30"] * 3 + ["2019-01-06", "NaT"]


@pytest.mark.parametrize("unit", ["", "binnedyear", "monthyear", {"unit": "year", "step": 5}, "fortnight"])
def test_other_time_units_are_not_guessed(unit: object) -> None:
    with pytest.raises(UnknownGroupingError):
        unit_codes(np.array(["2019-01-01"], "datetime64[ms]"), unit)


def test_names_of_units_are_taken_apart() -> None:
    assert unit_parts("utcyearmonthdatehours") == ["year", "month", "date", "hours"]
    assert unit_parts("dayofyear") == ["dayofyear"]


@pytest.mark.parametrize("settings", [{"anchor": 1}, {"extent": {"param": "brush"}}, {"binned": True}])
def test_other_settings_of_bins_are_not_guessed(settings: dict[str, object]) -> None:
    with pytest.raises(UnknownGroupingError):
        find_bins(0, 1, settings)


def test_values_beyond_the_bins_are_infinite() -> None:
    assert Bins(0, 10, 5).starts(np.array([-1.0, 0, 4.9, 5, 10, 11, np.nan])).tolist()[:-1] == [
        -np.inf, 0, 0, 5, 5, np.inf,
    ]  # fmt: skip
