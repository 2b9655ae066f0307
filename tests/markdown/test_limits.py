"""Texts that no author writes: they end in time, with a document or a located problem."""

from __future__ import annotations

import time

import pytest

from nutgraf.markdown import parse_document, parse_inline
from nutgraf.problems import Location

# Each takes a second or so; where the time grew with the square of the length, it would take minutes.
SECONDS = 30

HUGE = {
    "a line of a megabyte": "word " * 200_000,
    "asterisks": "*" * 100_000,
    "brackets": "[" * 100_000,
    "nested brackets": "[" * 50_000 + "]" * 50_000,
    "open links": "[a](" * 10_000,
    "open titles": '[a](b "' * 10_000,
    "nested links": "[" * 10_000 + "a" + "](x)" * 10_000,
    "open footnotes": "[^" * 20_000,
    "backticks": "".join("`" * number + " " for number in range(200)) * 3,
    "comments": "<!--" * 20_000,
    "quotation marks": "\"a 'b " * 20_000,
    "headings": "## Heading\n\ntext\n\n" * 5_000,
    "headings in a row": "# a\n" * 10_000,
    "citations": "[@a]" * 10_000,
    "definitions": "[a]: b\n\n" + "[a]" * 5_000,
}
TOO_MUCH = {
    "lists": "\n".join("    " * level + "- a" for level in range(1_500)),
    "quotations": "\n".join("> " * level + "a" for level in range(1, 1_500)),
    "quotations on one line": ">" * 100_000,
    "elements": '<div markdown="1">\n\n' * 1_000 + "a\n\n" + "</div>\n\n" * 1_000,
    "open tags": "<a " * 50_000,
    "references": ("[@a]" * 500 + "\n\n") * 66,
    "a hundred megabytes": "Words in a line, and no end.\n\n" * 3_500_000,
    "a paragraph": '"word" [1](fact:a) *b* ' * 40_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts_are_read(name: str) -> None:
    start = time.perf_counter()
    assert parse_document(HUGE[name], "a.md").value.html
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_a_problem(name: str) -> None:
    start = time.perf_counter()
    problems = parse_document(TOO_MUCH[name], "a.md", first_line=7).problems
    assert [problem.code for problem in problems] == ["markdown-too-deep"]
    assert problems[0].location.line >= 7
    assert problems[0].hint
    assert time.perf_counter() - start < SECONDS


def test_long_titles() -> None:
    start = time.perf_counter()
    assert parse_inline("*" * 50_000 + "[" * 50_000, Location("a.md")).value.html
    assert parse_inline("*a* [b](c.md) " * 50_000, Location("a.md")).problems[0].code == "markdown-too-deep"
    assert time.perf_counter() - start < SECONDS
