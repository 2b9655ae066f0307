from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.problems import Location, Problem, did_you_mean, format_problem, listed, sorted_problems


def told(line: str, place: Location, hint: str = "") -> str:
    return format_problem(Problem("code", "it is wrong", place, hint), lambda path, number: line)


def test_a_problem_shows_its_line_and_a_caret_under_the_words() -> None:
    assert told("a wrong word", Location("x.md", 12, 3, 8), "write it right\nor leave it").splitlines() == [
        "x.md:12:3: error[code]: it is wrong",
        "  12 | a wrong word",
        "     |   ^^^^^",
        "  = write it right",
        "  = or leave it",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    shown = told(line, Location("x.md", 1, 501, 505)).splitlines()
    start = shown[1].index("HERE")
    assert shown[2].index("^") == start
    assert shown[2].count("^") == 4
    assert len(shown[1]) < 130


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in told("a\x1b[31mred", Location("x.md", 1, 1))


@given(st.text(max_size=300), st.integers(1, 400), st.integers(0, 400))
def test_showing_never_fails_and_has_a_caret(line: str, column: int, end: int) -> None:
    shown = told(line, Location("x.md", 1, column, end))
    assert not line.strip() or "^" in shown


def test_did_you_mean() -> None:
    assert did_you_mean("cap", ["cape", "gdp"], "charts") == "did you mean cape?"
    assert did_you_mean("zzz", ["cape", "gdp"], "charts") == "charts: cape, gdp"
    assert did_you_mean("zzz", [], "charts") == "there are no charts yet"
    assert did_you_mean("zzz", [f"c{n}" for n in range(20)], "charts").endswith("and 8 more")


def test_listed() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")] == [
        "",
        "a",
        "a and b",
        "a, b or c",
    ]


def test_problems_are_sorted_by_place_and_each_told_once() -> None:
    first, second = Problem("a", "x", Location("a.md", 2)), Problem("a", "x", Location("a.md", 10))
    assert sorted_problems([second, first, second]) == (first, second)
