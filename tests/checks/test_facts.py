"""Numbers that are not true, told with the values of other versions."""

from __future__ import annotations

import datetime as dt

from nutgraf.checks import JudgedFact, check_facts, mismatched
from nutgraf.model.fact_history import FactAtVersion, FactHistory
from nutgraf.model.figure import ExhibitId, Fact
from nutgraf.model.page import Reference, ReferenceKind
from nutgraf.numbers import judge
from nutgraf.problems import Location, Problem, ValueAt

FACT = ExhibitId("cape", (("index", "2026-05-31"),))
PLACE = Location("content/a.md", 3, 7)


def claim(text: str, value: float) -> JudgedFact:
    reference = Reference(0, ReferenceKind.FACT, "cape", PLACE, PLACE, text)
    return JudgedFact(reference, Fact(FACT, value, ""), judge(text, value, ""))


def at(version: str, value: float | None, *, used: bool = False, problem: str = "") -> FactAtVersion:
    fact = None if value is None else Fact(FACT, value, "")
    return FactAtVersion(dt.date.fromisoformat(version), used, fact, problem)


def told(text: str, value: float, *histories: FactHistory) -> Problem:
    (problem,) = check_facts([claim(text, value)], "en", {FACT: histories})
    return problem


def test_the_values_by_version_show_which_update_made_a_sentence_false() -> None:
    history = FactHistory("index", (at("2023-09-30", 30.81), at("2026-05-31", 29.8, used=True)), left_out=3)
    problem = told("30.81", 29.8, history)
    assert problem.hint == (
        "write “29.80”\nby index of 2023-09-30: 30.81, as the text says · of 2026-05-31 (used): 29.8 · 3 older left out"
    )
    assert problem.values == (
        ValueAt("index", "2023-09-30", "30.81", agrees=True),
        ValueAt("index", "2026-05-31", "29.8", used=True),
    )


def test_a_line_for_each_dataset_and_a_failure_says_why() -> None:
    older = at("2023-09-30", None, problem="cape failed: KeyError")
    histories = [FactHistory(name, (older, at("2026-05-31", 29.8, used=True))) for name in ("index", "rates")]
    assert told("17", 29.8, *histories).hint.splitlines()[1:] == [
        f"by {name} of 2023-09-30: no value (cape failed: KeyError) · of 2026-05-31 (used): 29.8"
        for name in ("index", "rates")
    ]


def test_different_values_look_different() -> None:
    history = FactHistory("index", (at("2023-09-30", 29.80001), at("2026-05-31", 29.8, used=True)))
    assert [value.value for value in told("17", 29.8, history).values] == ["29.80001", "29.8"]


def test_what_agrees_or_cannot_be_read_has_no_history() -> None:
    history = FactHistory("index", (at("2023-09-30", 30.81), at("2026-05-31", 29.8, used=True)))
    judged = [claim("29.8", 29.8), claim("zillions", 29.8)]
    assert mismatched(judged) == ()
    assert [problem.values for problem in check_facts(judged, "en", {FACT: (history,)})] == [()]
    assert mismatched([claim("17", 29.8)] * 2) == (FACT,)
