"""What is measured for a row, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.builds.__main__ import main
from benchmarks.builds.programs import PEERS
from benchmarks.builds.records import Corpus, Sample, Sitting, read_sittings, write_sittings
from benchmarks.builds.report import report, spread, write_report
from benchmarks.builds.rows import KEYS, Task, all_rows, compare, tasks_of

SITE, ONE = Corpus(20), Corpus(1)


def sitting(facts: str, *samples: tuple[str, str, list[float]]) -> Sitting:
    """Samples by program and step, a turn after the other."""
    return Sitting(
        facts,
        tuple(
            Sample(SITE, program, step, turn, wall, wall * 2, 100 * wall)
            for program, step, walls in samples
            for turn, wall in enumerate(walls)
        ),
    )


def test_each_row_measures_both_sides() -> None:
    for each in all_rows(20):
        tasks = tasks_of([each], PEERS)
        assert {each.ours, each.theirs} <= set(tasks)
    alone = tasks_of([each for each in all_rows(20) if each.key == "cold"], ["hugo"])
    assert alone == [Task(SITE, "cold", "nutgraf"), Task(SITE, "cold", "hugo")]


def test_a_round_takes_programs_in_turn_and_serves_last() -> None:
    tasks = tasks_of(all_rows(20), PEERS)
    assert len(tasks) == len(set(tasks))
    cold = [task.program for task in tasks if (task.corpus, task.step) == (SITE, "cold")]
    assert cold == ["framework", "material", "pelican", "eleventy", "nutgraf-everything", "nutgraf", "hugo"]
    steps = [task.step for task in tasks]
    assert steps[-4:] == ["serve sentence", "serve sentence", "serve chart", "serve draft"]
    assert {task.corpus for task in tasks} == {ONE, SITE, Corpus(20, 10), Corpus(200, 10)}


def test_ratios_are_of_the_same_turn_and_of_the_last_sitting_that_has_both() -> None:
    edited = next(each for each in all_rows(20) if each.key == "sentence")
    old = sitting("old", ("nutgraf", "sentence", [1, 1]), ("hugo", "sentence", [1, 1]))
    new = sitting("new", ("nutgraf", "sentence", [1, 2, 9]), ("hugo", "sentence", [4, 5]))
    half = sitting("half", ("nutgraf", "sentence", [7]))
    found = compare(edited, [old, new, half])
    assert found is not None
    assert found.sitting == 1
    assert found.ratios == [0.25, 0.4]
    assert found.met
    assert compare(edited, [half]) is None


def test_memory_and_time_for_an_article_are_rows_too() -> None:
    held = next(each for each in all_rows(20) if each.key == "memory")
    found = compare(held, [sitting("", ("nutgraf", "cold", [2]), ("framework", "cold", [4]))])
    assert found is not None
    assert (found.ours, found.theirs) == ([200], [400])
    growth = next(each for each in all_rows(20) if each.key == "many")
    samples = (Sample(Corpus(200, 10), "nutgraf", "cold", 0, 50), Sample(Corpus(20, 10), "nutgraf", "cold", 0, 4))
    grown = compare(growth, [Sitting("", samples)])
    assert grown is not None
    assert grown.ratios == [1.25]
    assert grown.met


def test_the_tables_say_what_was_met() -> None:
    text = report([sitting("2 cores", ("nutgraf", "sentence", [1, 3, 2]), ("hugo", "sentence", [2, 2, 2]))], 20)
    assert text.startswith("2 cores\n\n")
    words = "one sentence edited | 2.00 (1.00–3.00) s | Hugo 2.00 (2.00–2.00) s | 1.00 (0.50–1.50)"
    assert f"| {words} | ≤ 0.4 | **not met** |" in text
    assert "| cold build | | Framework | | ≤ 0.35 | not measured |" in text
    assert "| 20 articles: one sentence edited | 2.00 (1.00–3.00) s; 4.00 s |" in text


def test_rows_of_two_sittings_say_of_which() -> None:
    first = sitting("first", ("nutgraf", "unchanged", [1]), ("hugo", "unchanged", [10]))
    second = sitting("second", ("nutgraf", "cold", [1]), ("hugo", "cold", [4]), ("nutgraf", "restored", [1]))
    text = report([first, second], 20)
    assert text.startswith("(1) first\n\n(2) second\n\n")
    assert "| no change (1) | 1.00 s | Hugo 10.00 s | 0.10 | ≤ 0.1 | met |" in text
    assert "| `site/` gone, cache there (2) | 1.00 s | Hugo 4.00 s | 0.25 | ≤ 1 | met |" in text


@pytest.mark.parametrize(
    ("values", "figure", "words"),
    [
        ([0.0123], "wall", "12.3 ms"),
        ([0.00075], "per article", "0.750 ms"),
        ([0.4, 0.6, 0.5], "wall", "0.50 (0.40–0.60) s"),
        ([300.4, 310], "memory", "305 (300–310) MiB"),
    ],
)
def test_a_spread_has_one_unit(values: list[float], figure: str, words: str) -> None:
    assert spread(values, figure) == words


def test_results_and_picture_are_written_from_what_was_kept(tmp_path: Path) -> None:
    kept = [sitting("2 cores", ("nutgraf", "cold", [1, 2]), ("hugo", "cold", [3, 4]))]
    write_sittings(tmp_path / "builds.json", kept)
    assert read_sittings(tmp_path / "builds.json") == kept
    assert read_sittings(tmp_path / "none.json") == []
    results = tmp_path / "RESULTS.md"
    results.write_text("# Results of the benchmarks\n\n## Charts\n\nfast\n")
    options = ["-n", "20", "--report", "--folder", str(tmp_path), "--results", str(results)]
    assert main(options) == 1
    text = results.read_text()
    assert text.endswith("\n\n## Charts\n\nfast\n")
    assert "## Builds\n\n![Times of builds by situation and program](builds.svg)\n\n2 cores\n" in text
    picture = (tmp_path / "builds.svg").read_text()
    assert picture.startswith("<svg")
    assert "Hugo" in picture
    write_report(results, kept, 20)
    assert results.read_text() == text


def test_an_unknown_row_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--rows", "warm"])
    assert f"there is no 'warm'; there are {', '.join(KEYS)}" in capsys.readouterr().err
