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
    assert work.variables == {
        "type": "article-newspaper",
        "title": "The not-so-magnificent seven",
        "container-title": "The Irish Times",
        "publisher": "The Irish Times DAC",
        "URL": "https://example.org/seven",
        "author": [
            {"family": "Eck", "given": "Ada", "non-dropping-particle": "van"},
            {"literal": "News desk"},
            {"literal": "Plain Name"},
        ],
        "issued": {"date-parts": [[2025, 3, 18]]},
        "accessed": {"date-parts": [[2026, 11, 24]]},
    }
    assert work.location.line == text[: text.index("id: irish")].count("\n") + 1
    other = outcome.value.items["other"]
    assert (other.variables, other.address) == ({"type": "document", "title": "1984"}, "")


def test_text_stays_as_it_is_written(tmp_path: Path) -> None:
    outcome = bibliography_of(tmp_path, "- {id: 007, title: yes, issue: 1.10, number: 0055496, volume: ~}")
    assert outcome.problems == ()
    assert outcome.value.items["007"].variables == {
        "type": "document",
        "title": "yes",
        "issue": "1.10",
        "number": "0055496",
    }


def test_csl_json_as_zotero_exports_it(tmp_path: Path) -> None:
    text = (
        '[\n\t{\n\t\t"id": "http://zotero.org/users/1/items/AB",\n\t\t"citation-key": "eck2025",\n'
        '\t\t"type": "article-journal",\n\t\t"title": "A\\/B \\ud83d\\ude00 <i>x</i>",\n'
        '\t\t"DOI": "https://doi.org/10.1000/182",\n\t\t"issued": {"date-parts": [["2025", 3]]}\n\t}\n]\n'
    )
    outcome = content_of(tmp_path, {"content/references.json": text})
    assert outcome.problems == ()
    work = outcome.value.bibliography.items["eck2025"]
    assert (work.title, work.address) == ("A/B \U0001f600 <i>x</i>", "https://doi.org/10.1000/182")
    assert work.variables["issued"] == {"date-parts": [[2025, 3]]}
    assert (work.location.path, work.location.line) == ("content/references.json", 3)


def test_both_files_count(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/references.yaml": "- {id: a, title: b}",
        "content/references.json": '[{"id": "a", "title": "c"}, {"id": "d", "title": "e"}]',
    }
    outcome = content_of(tmp_path, files)
    assert [problem.code for problem in outcome.problems] == ["duplicate-citation"]
    assert "content/references.yaml:1:4" in outcome.problems[0].message
    assert {key: work.title for key, work in outcome.value.bibliography.items.items()} == {"a": "b", "d": "e"}


def test_none(tmp_path: Path) -> None:
    assert bibliography_of(tmp_path, "") == Outcome(Bibliography())
    assert content_of(tmp_path / "other", {}).value.bibliography == Bibliography()


def test_dates_that_are_none_are_told_at_their_place(tmp_path: Path) -> None:
    outcome = bibliography_of(tmp_path, "- id: a\n  title: b\n  issued: 2025-02-30")
    assert [shortened(problem) for problem in outcome.problems] == [("bad-date", 3, 11)]
    assert "issued" not in outcome.value.items["a"].variables


PROBLEMS = {
    "a key twice": ("- {id: a, title: b}\n- {id: a, title: c}", [("duplicate-citation", 2, 4)]),
    "no id, no title": ("- type: book\n- id: a", [("missing-key", 1, 3), ("missing-key", 1, 3), ("missing-key", 2, 3)]),
    "no YAML": ("- id: [", [("yaml-syntax", 1, 8)]),
    "no list": ("a", [("wrong-type", 1, 1)]),
    "by key": ("a:\n  title: b", [("unknown-key", 1, 1)]),
    "no works": ("- a\n- {id: a, title: b}", [("wrong-type", 1, 3)]),
    "a bad address": ("- {id: a, title: b, URL: 'javascript:alert(1)'}", [("unknown-scheme", 1, 27)]),
    "no DOI": ("- {id: a, title: b, DOI: none}", [("unknown-scheme", 1, 26)]),
    "a typo": ("- {id: a, title: b, contaner-title: c}", [("unknown-variable", 1, 21)]),
    "a field of BibTeX": ("- {id: a, title: b, journal: c}", [("unknown-variable", 1, 21)]),
    "no variable of CSL": ("- {id: a, title: b, shelf: c}", []),
    "no type": ("- {id: a, title: b, type: newspaper}", [("wrong-type", 1, 27)]),
    "lists of names": ("- {id: a, title: b, author: [[c]]}", [("wrong-type", 1, 29)]),
    "a name of nothing": ("- {id: a, title: b, author: [{suffix: Jr}]}", [("wrong-type", 1, 29)]),
    "a mapping for text": ("- {id: a, title: b, publisher: {name: c}}", [("wrong-type", 1, 32)]),
    "a list for a date": ("- {id: a, title: b, issued: [2025]}", [("wrong-type", 1, 29)]),
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
