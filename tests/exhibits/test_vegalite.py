from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nutgraf.exhibits import read_exhibits
from nutgraf.model.exhibit import Exhibits
from nutgraf.problems import Outcome
from nutgraf.sources import read_sources


def read(folder: Path, spec: Any, name: str = "it") -> Outcome[Exhibits]:
    (folder / "charts").mkdir()
    (folder / "charts" / f"{name}.vl.json").write_text(json.dumps(spec))
    return read_exhibits(read_sources(folder))


def test_data_come_by_name_by_address_or_inline(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        {
            "datasets": {"own": []},
            "layer": [
                {"data": {"name": "prices"}, "mark": "line"},
                {"data": {"url": "../data/wages/2026-01-31.csv"}, "mark": "line"},
                {"data": {"name": "own"}, "mark": "line"},
                {"data": {"values": [1]}, "mark": "point"},
            ],
        },
    )
    assert outcome.problems == ()
    found = {(parameter.dataset, parameter.version) for parameter in outcome.value.by_name["it"].parameters}
    assert found == {("prices", ""), ("wages", "2026-01-31")}


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ({"data": {"url": "https://example.org/x.csv"}}, "remote-data"),
        ({"data": {"url": "//example.org/x.csv"}}, "remote-data"),
        ({"data": {"url": "../secret.csv"}}, "remote-data"),
        ([1], "json-syntax"),
        (
            {"layer": [{"data": {"url": f"../data/a/2026-01-0{day}.csv"}} for day in (1, 2)]},
            "exhibit-signature",
        ),
    ],
)
def test_what_cannot_be_used_is_a_problem(tmp_path: Path, spec: Any, code: str) -> None:
    outcome = read(tmp_path, spec)
    assert [problem.code for problem in outcome.problems] == [code]
    assert outcome.value.unreadable == {"it"}


def test_an_address_names_a_file_in_any_format(tmp_path: Path) -> None:
    (tmp_path / "data/europe").mkdir(parents=True)
    (tmp_path / "data/europe/2026-01-31.topojson").touch()
    spec: Any = {"data": {"url": "../data/europe/2026-01-31.topojson"}, "mark": "geoshape"}
    outcome = read(tmp_path, spec)
    assert outcome.problems == ()
    [parameter] = outcome.value.by_name["it"].parameters
    assert (parameter.dataset, parameter.version, parameter.form) == ("europe", "2026-01-31", "either")


def test_the_right_day_in_another_format_is_told(tmp_path: Path) -> None:
    (tmp_path / "data/europe").mkdir(parents=True)
    (tmp_path / "data/europe/2026-01-31.topojson").touch()
    [problem] = read(tmp_path, {"data": {"url": "../data/europe/2026-01-31.geojson"}}).problems
    assert (problem.code, problem.message) == ("unknown-version", "there is no file data/europe/2026-01-31.geojson")
    assert problem.hint == "did you mean data/europe/2026-01-31.topojson?"


def test_an_address_in_a_lookup_is_found(tmp_path: Path) -> None:
    source = {"data": {"url": "https://example.org/x.csv"}, "key": "a"}
    [problem] = read(tmp_path, {"data": {"values": [1]}, "transform": [{"lookup": "a", "from": source}]}).problems
    assert problem.code == "remote-data"


def test_a_file_name_that_is_no_name_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in read(tmp_path, {"mark": "bar"}, "two words").problems] == ["exhibit-signature"]
