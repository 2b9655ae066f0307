from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.edits.bibtex import plain_text
from nutgraf.edits.referencing import plan_import, with_works, works_of_file
from nutgraf.model.work import Bibliography, Work
from nutgraf.pages.bibliography import read_works
from tests.pages.writing import shortened

BIBTEX = r"""
@string{fortune = "Fortune"}
@article{mueller2020,
  author = {M{\"u}ller, J{\"o}rg and van den Berg, Anna and {Deep Seek Team}},
  title = {The {CAPE} ratio: it{\textquoteright}s \emph{dear} -- or not \& more},
  journal = fortune, year = 2020, month = mar, volume = 3, number = 2, pages = {12--19},
  doi = {10.1000/182}, url = {https://example.org/a_b?x=1\&y=2}
}
@online{page, title = {A page}, date = {2025-03-18}, urldate = {2026-01-02}, url = {https://example.org/a_b}}
@techreport{paper, title={R}, institution={I}, type={Working Paper}, number={7}, year={c. 1900}}
@misc{broken, title = {x
"""


def test_bibtex() -> None:
    outcome = works_of_file(BIBTEX, "library.bib")
    assert [shortened(problem)[:2] for problem in outcome.problems] == [("bibtex-syntax", 11)]
    assert outcome.value is not None
    first, second, third = outcome.value
    assert first.variables == {
        "type": "article-journal",
        "author": [
            {"family": "Müller", "given": "Jörg"},
            {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
            {"literal": "Deep Seek Team"},
        ],
        "title": "The CAPE ratio: it’s dear – or not & more",
        "container-title": "Fortune",
        "volume": "3",
        "issue": "2",
        "page": "12-19",
        "DOI": "10.1000/182",
        "URL": "https://example.org/a_b?x=1&y=2",
        "issued": {"date-parts": [[2020, 3]]},
    }
    assert (second.variables["issued"], second.variables["accessed"]) == (
        {"date-parts": [[2025, 3, 18]]},
        {"date-parts": [[2026, 1, 2]]},
    )
    assert {name: third.variables[name] for name in ("type", "publisher", "genre", "number", "issued")} == {
        "type": "report",
        "publisher": "I",
        "genre": "Working Paper",
        "number": "7",
        "issued": {"literal": "c. 1900"},
    }


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"\'{e}t\'e", "été"), (r"{\ss}", "ß"), ("{NASA}", "NASA"), (r"50\%", "50%"), ("{", "{"), ("", "")],
)
def test_latex(latex: str, text: str) -> None:
    assert plain_text(latex).strip("{") == text.strip("{")


THERE = """# Works of the desk
- id: a   # kept
  title: b

- id: c
  title: d
# The end
"""


def test_works_go_to_the_end_and_all_else_stays() -> None:
    works = works_of_file(BIBTEX, "library.bib").value or ()
    text = with_works(THERE, works)
    assert text.startswith(THERE.removesuffix("# The end\n"))
    assert text.endswith("# The end\n")
    read = read_works(text, "content/references.yaml")
    assert read.problems == ()
    assert [work.key for work in read.value or ()] == ["a", "c", "mueller2020", "page", "paper"]
    assert [work.variables for work in (read.value or ())[2:]] == [work.variables for work in works]


@pytest.mark.parametrize("text", ["", "# none yet\n", "references:\n  - id: a\n    title: b\n", "- id: a\n  title: b"])
def test_forms_of_lists(text: str) -> None:
    work = Work("new", {"type": "document", "title": "é: – #"})
    read = read_works(with_works(text, (work,)), "content/references.yaml")
    assert read.problems == ()
    assert (read.value or ())[-1].title == "é: – #"


@pytest.mark.parametrize("text", ["[{id: a, title: b}]", "[]", "a: b"])
def test_lists_to_which_nothing_is_added(text: str) -> None:
    with pytest.raises(ValueError, match="as a list"):
        with_works(text, (Work("new", {"title": "x"}),))


def test_keys_that_are_there() -> None:
    same, other = Work("a", {"title": "b"}), Work("a", {"title": "c"})
    new = Work("d", {"title": "e"})
    planned = plan_import((same, other, new), Bibliography({"a": same}))
    assert planned.value.added == (new,)
    assert planned.value.known == ("a",)
    assert [problem.code for problem in planned.problems] == ["duplicate-citation"]


def test_csl_files(tmp_path: Path) -> None:
    works = works_of_file('[{"id": "a", "title": "b"}]', "library.json").value
    assert works is not None
    assert works[0].title == "b"
