from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.model.dataset import Dataset
from nutgraf.model.receipt import Rail, Station
from nutgraf.model.views import Link
from nutgraf.render.lineage import LANE, MIDDLE, Step, draw_lanes, figure_lineage
from tests.render.lineages import DAY, dataset, plan

PAGES = (Link("Bubble", "/markets/bubble/"), Link("Rates", "/markets/rates/"))


def lineage(*inputs: Dataset, others: Sequence[Dataset] = (), versions: int = 1) -> tuple[Station, ...]:
    known = {each.name: each for each in (*inputs, *others)}
    return figure_lineage(plan(*inputs, versions=versions), "A title", "f1", known, PAGES)


def told(stations: Sequence[Station]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(station.kind, station.title, station.origins) for station in stations]


def steps(origins: Mapping[str, str]) -> list[Step]:
    """Steps named by letters, from `{"c": "ab"}`: c was made from a and b."""
    return [
        Step(name, Station("dataset", name, "", Rail(0, "", "", "")), tuple(parents))
        for name, parents in origins.items()
    ]


def lane(rail: Rail) -> int:
    return int(rail.dot[1:].split()[0]) // LANE


def lanes_at(path: str, end: int) -> set[int]:
    """The lanes at which the lines of a path meet the top (0) or the bottom (1) of its box."""
    found = set()
    for line in path.split("M")[1:]:
        start, *rest = line.replace("V", " V").replace("C", " C").split()
        bottom = rest[-2] if rest[-1] == str(LANE) and "C" in line else start
        if end == 0 and rest[0] == "0":
            found.add(int(start) // LANE)
        if end == 1 and line.endswith(str(LANE)):
            found.add(int(bottom) // LANE)
    return found


def test_from_the_publisher_to_the_pages() -> None:
    stations = lineage(dataset("prices", sources=["The Exchange"]))
    assert told(stations) == [
        ("source", "The Exchange", ()),
        ("dataset", "PRICES", ("The Exchange",)),
        ("code", "cape", ("PRICES",)),
        ("figure", "A title", ("cape",)),
        ("page", "Bubble", ("A title",)),
        ("page", "Rates", ("A title",)),
    ]
    _, data, code, drawn, page, _ = stations
    assert (data.url, data.day, data.detail) == ("/data/prices/", DAY, "prices2026")
    assert (code.url, code.detail, drawn.detail, page.url) == ("#code", "charts/valuation.py", "f1", "/markets/bubble/")


def test_a_chain_of_derived_datasets_goes_back_to_the_publisher() -> None:
    raw = dataset("raw", sources=["Bureau"])
    clean = dataset("clean", raw)
    yearly = dataset("yearly", clean)
    stations = lineage(yearly, others=[raw, clean])
    assert told(stations)[:6] == [
        ("source", "Bureau", ()),
        ("dataset", "RAW", ("Bureau",)),
        ("code", "derive", ("RAW",)),
        ("derived", "CLEAN", ("derive",)),
        ("code", "derive", ("CLEAN",)),
        ("derived", "YEARLY", ("derive",)),
    ]
    assert [station.detail for station in stations[2:5:2]] == ["data/clean/derive.py", "data/yearly/derive.py"]
    assert {lane(station.rail) for station in stations[:-1]} == {0}


def test_a_diamond_shows_what_it_comes_from_once() -> None:
    raw = dataset("raw", sources=["Bureau"])
    left, right = dataset("left", raw), dataset("right", raw)
    both = dataset("both", left, right)
    stations = lineage(both, others=[raw, left, right])
    titles = [station.title for station in stations if station.kind in {"source", "dataset", "derived"}]
    assert titles == ["Bureau", "RAW", "LEFT", "RIGHT", "BOTH"]
    derive = next(station for station in stations if station.detail == "data/both/derive.py")
    assert derive.origins == ("LEFT", "RIGHT")
    assert max(station.rail.lanes for station in stations) == 2


def test_a_publisher_of_several_datasets_stands_once() -> None:
    stations = lineage(dataset("one", sources=["Bureau"]), dataset("two", sources=["Bureau", "Bank"]))
    assert told(stations)[:4] == [
        ("source", "Bureau", ()),
        ("dataset", "ONE", ("Bureau",)),
        ("source", "Bank", ()),
        ("dataset", "TWO", ("Bureau", "Bank")),
    ]


def test_all_versions_are_stations() -> None:
    stations = lineage(dataset("cape", sources=["Yale"], days=(dt.date(2018, 4, 15), DAY)), versions=2)
    assert [station.day for station in stations if station.kind == "dataset"] == [dt.date(2018, 4, 15), DAY]
    assert stations[3].origins == ("CAPE", "CAPE")


def test_many_versions_are_one_station() -> None:
    days = [dt.date(year, 5, 31) for year in range(2020, 2026)]
    stations = lineage(dataset("cape", sources=["Yale"], days=days), versions=6)
    [data] = [station for station in stations if station.kind == "dataset"]
    assert (data.versions, data.day, data.detail, data.origins) == (6, days[-1], "", ("Yale",))
    assert stations[2].origins == ("CAPE",)


def test_an_origin_that_is_no_longer_there_is_told_as_it_was() -> None:
    gone = dataset("gone", sources=["Bureau"])
    changed = dataset("changed", sources=["Bureau"])
    made = dataset("made", gone, changed)
    now = Dataset(changed.name, changed.title, (dataset("other").newest,))
    stations = lineage(made, others=[now])
    assert told(stations)[:3] == [
        ("dataset", "gone", ()),
        ("dataset", "CHANGED", ()),
        ("code", "derive", ("gone", "CHANGED")),
    ]
    assert [(station.url, station.detail) for station in stations[:2]] == [
        ("", "gone2026"),
        ("/data/changed/", "changed2026"),
    ]


def test_a_dataset_that_says_it_comes_from_itself_ends() -> None:
    first = dataset("first")
    looped = dataset("first", first)
    assert [station.title for station in lineage(looped)][-4:] == ["cape", "A title", "Bubble", "Rates"]


def test_what_feeds_the_same_station_shares_its_lane() -> None:
    stations = draw_lanes(steps({"a": "", "b": "", "c": "", "d": "", "e": "abcd"}))
    assert [lane(station.rail) for station in stations] == [0, 1, 1, 1, 0]
    assert {station.rail.lanes for station in stations} == {2}
    assert stations[1].rail == Rail(2, f"M15 {MIDDLE}h0", "M5 0V10M15 5V10", "M5 0V10M15 0C15 10 5 0 5 10")
    assert stations[4].rail == Rail(2, f"M5 {MIDDLE}h0", "M5 0V5", "")


@pytest.mark.parametrize(
    "origins",
    [
        {"a": "", "b": "a", "c": "b"},
        {"a": "", "b": "a", "c": "a", "d": "bc"},
        {"a": "", "b": "a", "c": "ab", "d": "abc"},
        {"a": "", "b": "", "c": "ab", "d": "ab", "e": "cd"},
        {"a": "", "b": "a", "c": "a", "d": "a"},
    ],
)
def test_lines_join_from_row_to_row(origins: Mapping[str, str]) -> None:
    assert_joined(origins)


@given(st.lists(st.sets(st.integers(0, 7)), min_size=1, max_size=8))
def test_lines_join_in_any_lineage(parents: list[set[int]]) -> None:
    names = "abcdefgh"
    assert_joined(
        {names[at]: "".join(names[one] for one in sorted(given) if one < at) for at, given in enumerate(parents)}
    )


def assert_joined(origins: Mapping[str, str]) -> None:
    stations = draw_lanes(steps(origins))
    for station in stations:
        rail = station.rail
        assert lanes_at(rail.head, 1) == lanes_at(rail.run, 0)
        assert (lane(rail) in lanes_at(rail.head, 0)) is bool(origins[station.title])
        is_used = any(station.title in parents for parents in origins.values())
        assert (lane(rail) in lanes_at(rail.head, 1)) is is_used
    for above, below in pairwise(stations):
        assert lanes_at(above.rail.run, 1) == lanes_at(below.rail.head, 0)
    assert lanes_at(stations[0].rail.head, 0) == lanes_at(stations[-1].rail.run, 1) == set()
