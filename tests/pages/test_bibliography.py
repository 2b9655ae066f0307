from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.model.page import Bibliography
from nutgraf.problems import Outcome
from tests.pages.writing import content_of, shortened

WORKS = """
- id: irish2025
  type: article-newspaper
  title: The not-so-magnificent seven
  container-title: The Irish Times
  publisher: The Irish Times DAC
  URL: https://example.org/seven
  author:
    - {family: Eck, given: Ada, non-dropping-particle: van}
    - {literal: News desk}
    - Plain Name
  issued: {date-parts: [[2025, 3, 18]]}
  accessed: 2026-11-24
- id: other
  title: 1984
"""


def bibliography_of(root: Path, text: str) -> Outcome[Bibliography]:
    outcome = content_of(root, {"content/references.yaml": text})
    return Outcome(outcome.value.bibliography, outcome.problems)


@pytest.mark.parametrize("text", [WORKS, "# Works\n---\nreferences:" + WORKS])
def test_works(tmp_path: Path, text: str) -> None:
    outcome = bibliography_of(tmp_path, text)
    assert outcome.problems == ()
    work = outcome.value.items["irish2025"]
    assert (work.key, work.title) == ("irish2025", "The not-so-magnificent seven")
    assert (work.container_title, work.publisher) == ("The Irish Times", "The Irish Times DAC")
    assert work.url == "https://example.org/seven"
    assert work.author == ("Ada van Eck", "News desk", "Plain Name")
    assert (work.issued, work.accessed) == ("2025-03-18", "2026-11-24")
    assert work.location.line == text[: text.index("id: irish")].count("\n") + 1
    other = outcome.value.items["other"]
    assert (other.title, other.author, other.issued, other.url) == ("1984", (), "", "")


def test_none(tmp_path: Path) -> None:
    assert bibliography_of(tmp_path, "") == Outcome(Bibliography())
    assert content_of(tmp_path / "other", {}).value.bibliography == Bibliography()


DATES = {
    "2025": "2025",
    "2025-03": "2025-03",
    "2025-03-08": "2025-03-08",
    "{date-parts: [[2025]]}": "2025",
    "{date-parts: [['2025', '3']]}": "2025-03",
    "{date-parts: [[2025, 3, 8], [2025, 4, 1]]}": "2025-03-08",
    "{date-parts: [2025, 3]}": "2025-03",
    "{date-parts: []}": "",
    "{literal: spring 2025}": "spring 2025",
    "{raw: c. 1900}": "c. 1900",
    "2025-13": "2025",
    "spring": "spring",
    "²⁰": "²⁰",
    "": "",
}


@pytest.mark.parametrize("written", DATES)
def test_dates(tmp_path: Path, written: str) -> None:
    outcome = bibliography_of(tmp_path, f"- id: a\n  title: b\n  issued: {written}")
    assert outcome.problems == ()
    assert outcome.value.items["a"].issued == DATES[written]


PROBLEMS = {
    "a key twice": ("- {id: a, title: b}\n- {id: a, title: c}", [("duplicate-citation", 2, 4)]),
    "no id, no title": ("- type: book\n- id: a", [("missing-key", 1, 3), ("missing-key", 1, 3), ("missing-key", 2, 3)]),
    "no YAML": ("- id: [", [("yaml-syntax", 1, 8)]),
    "no list": ("a", [("wrong-type", 1, 1)]),
    "by key": ("a:\n  title: b", [("unknown-key", 1, 1)]),
    "no works": ("- a\n- {id: a, title: b}", [("wrong-type", 1, 3)]),
    "a bad address": ("- {id: a, title: b, URL: 'javascript:alert(1)'}", [("unknown-scheme", 1, 21)]),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(tmp_path: Path, name: str) -> None:
    text, expected = PROBLEMS[name]
    outcome = bibliography_of(tmp_path, text)
    assert [shortened(problem) for problem in outcome.problems] == expected
    assert all(problem.location.path == "content/references.yaml" for problem in outcome.problems)


def test_the_first_of_two_stays(tmp_path: Path) -> None:
    outcome = bibliography_of(tmp_path, "- {id: a, title: b}\n- {id: a, title: c}")
    assert outcome.value.items["a"].title == "b"
    assert "content/references.yaml:1:4" in outcome.problems[0].message
