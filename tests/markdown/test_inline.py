"""Titles, summaries, captions: one line without block syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.markdown import parse_inline
from nutgraf.problems import Location
from tests.markdown.reading import PATH, shown, without_marks

PLACE = Location(PATH, 3, 8)

LINES = {
    "Plain words": "Plain words",
    'A "quoted" title -- & more': "A “quoted” title – &amp; more",
    "1. foo": "1. foo",
    "# x": "# x",
    "- x": "- x",
    "> x": "&gt; x",
    "a | b": "a | b",
    "!!! note": "!!! note",
    "    x": "x",
    "*a* **b** `c`": "<em>a</em> <strong>b</strong> <code>c</code>",
    "[17%](fact:x) and [@k]": "{0} and {1}",
    "[a](b.md){.c}": '<a href="{0}">a</a>{.c}',
    "a &amp; b": "a &amp; b",
    "<i>a</i> <b": "<i>a</i> &lt;b",
    "Term\n: no definition": "Term : no definition",
    "": "",
}


@pytest.mark.parametrize("text", LINES)
def test_lines(text: str) -> None:
    outcome = parse_inline(text, PLACE)
    assert outcome.problems == ()
    assert shown(outcome.value.html) == LINES[text]


def test_places_count_from_where_the_text_begins() -> None:
    marked = 'title: Has it grown by «[a third](fact:«x» "«0.3»")»?'
    text, (whole, target, title) = without_marks("\n\n" + marked)
    (reference,) = parse_inline(text.removeprefix("\n\ntitle: "), PLACE).value.references
    assert (reference.location, reference.target_location, reference.title_location) == (whole, target, title)
    assert (reference.before, reference.after) == ("Has it grown by ", "?")


def test_places_of_a_text_that_was_put_together() -> None:
    def locate(start: int, end: int) -> Location:
        return Location(PATH, 100 + start, 1, end)

    (reference,) = parse_inline("a [b](fact:c)", PLACE, locate=locate).value.references
    assert reference.location == Location(PATH, 102, 1, 13)


def test_problems_in_a_line() -> None:
    (problem,) = parse_inline("a ![b](chart:c)", PLACE).problems
    assert (problem.code, problem.location) == ("figure-inline", Location(PATH, 3, 10, 14))
    assert [problem.code for problem in parse_inline("a [b](foo:c) [^1]", PLACE).problems] == [
        "unknown-scheme",
        "undefined-footnote",
    ]


@given(st.text(st.sampled_from("#>-*_`[]()!|:=1. \n\t<a\"'~^&{}"), max_size=30))
def test_there_are_no_blocks(text: str) -> None:
    made = parse_inline(text, PLACE).value
    assert not any(
        tag in made.html for tag in ("<p>", "<h1", "<ul", "<ol", "<pre", "<blockquote", "<table", "<hr", "<dl")
    )
    assert "\n" not in made.html
