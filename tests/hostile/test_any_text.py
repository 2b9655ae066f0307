"""Whatever the text: no stage raises, what is wrong is told where it stands, and what is made can be sent on."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from nutgraf.figures.words import read_words, unshowable
from nutgraf.markdown import parse_document, parse_inline
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.page import Document
from nutgraf.problems import Location, Problem
from tests.hostile.texts import ANY_ESCAPED_TEXT, ANY_TEXT
from tests.pages.writing import ARTICLE, content_of

KEYS = ("title", "summary", "slug", "figure", "date", "updated", "draft", "authors", "tags", "data", "corrections", "x")
EXHIBIT = Exhibit("prices", ExhibitKind.CHART, "charts/prices.vl.json")


def check_places(problems: tuple[Problem, ...], path: str, lines: int) -> None:
    for problem in problems:
        assert problem.code != "internal-error"
        assert problem.location.path == path
        assert 1 <= problem.location.line <= lines
        problem.message.encode()


def check_document(document: Document) -> None:
    """Its HTML can be written as UTF-8, and holds nothing that HTML has not."""
    document.html.encode()
    assert not set(document.html) & {"\0", "\x0b", "\x1b", "\x7f"}


@given(ANY_TEXT)
def test_a_body(text: str) -> None:
    outcome = parse_document(text, ARTICLE)
    check_places(outcome.problems, ARTICLE, len(text.splitlines()) + 1)
    check_document(outcome.value)


@given(ANY_TEXT.map(lambda text: text.replace("<", "")))
def test_a_body_without_markup_makes_no_script(text: str) -> None:
    html = parse_document(text, ARTICLE).value.html.casefold()
    assert "<script" not in html
    assert "<img" not in html.replace('<img alt="', "")


@given(ANY_TEXT.map(lambda text: text.replace("~", "").replace("\r", "")))
def test_code_is_shown_and_not_run(text: str) -> None:
    html = parse_document(f"~~~\n{text}\n~~~\n", ARTICLE).value.html.casefold()
    assert "<script" not in html
    assert "<img" not in html


@given(ANY_ESCAPED_TEXT)
def test_a_title(text: str) -> None:
    outcome = parse_inline(text, Location(ARTICLE, 2, 8))
    assert all(problem.location.path == ARTICLE for problem in outcome.problems)


@given(st.dictionaries(st.sampled_from(KEYS), ANY_ESCAPED_TEXT), st.booleans())
def test_front_matter(values: dict[str, str], quoted: bool) -> None:
    given_values = {"title": "Title", "summary": "Words", "date": "2026-01-31", **values}
    lines = (f"{key}: {json.dumps(text) if quoted else text}" for key, text in given_values.items())
    page = "---\n{}\n---\nWords.\n".format("\n".join(lines)).encode(errors="replace")
    with TemporaryDirectory() as folder:
        outcome = content_of(Path(folder), {ARTICLE: page})
    check_places(outcome.problems, ARTICLE, len(page.decode().splitlines()) + 1)
    assert outcome.problems or outcome.value.pages
    for read in outcome.value.pages:
        check_document(read.title)
        check_document(read.summary)


@given(ANY_ESCAPED_TEXT, st.sampled_from(["title", "description", "notes", "credit"]), st.booleans())
def test_words_of_a_chart(text: str, key: str, lines: bool) -> None:
    value = text.split("\n") if lines else text
    own = key in ("notes", "credit")
    spec = {"usermeta": {"nutgraf": {key: value}}} if own else {key: value}
    words = read_words(spec, EXHIBIT)
    if not unshowable(words):
        said = f"{words.title}{words.subtitle}{words.description}{words.notes}{words.credit}"
        said.encode()
        assert "\0" not in said
