"""The benchmark of charts still runs; what it measures on a busy machine says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.charts import ROWS, main
from benchmarks.measuring import Measured, compared, table, write_section

SLOW = {"first", "large"}


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.soak if name in SLOW else ()) for name in ROWS])
def test_every_row_can_be_measured(name: str, pytestconfig: pytest.Config) -> None:
    measured = ROWS[name](1, pytestconfig.cache.mkdir("isolate"))
    assert measured
    assert all(row.value > 0 or row.unit == " %" for row in measured)


def test_the_table_says_what_was_met(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"one": lambda rounds, cache: [Measured("a thing", "1 s", "2 s", 0.5, 0.4)]}
    monkeypatch.setattr("benchmarks.charts.ROWS", rows)
    monkeypatch.setattr("time.strftime", lambda form: "+0000")
    assert main(["--rows", "one", "--rounds", "1"]) == 1
    assert "| a thing | 1 s | 2 s | 0.50 | ≤ 0.4 | **not met** |" in capsys.readouterr().out


def test_ratios_are_of_pairs() -> None:
    row = compared("a thing", [1.0, 2.0, 9.0], [2.0, 4.0, 9.0], 0.5)
    assert (row.value, row.met) == (0.5, True)
    assert "| met |" in table([row])


def test_a_section_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    write_section(path, "Charts", "old")
    write_section(path, "Builds", "fast")
    write_section(path, "Charts", "new")
    assert path.read_text() == "# Results of the benchmarks\n\n## Builds\n\nfast\n\n## Charts\n\nnew\n"
