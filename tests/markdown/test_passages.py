"""Running text as readers read it, and where its words stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.markdown import parse_document, parse_inline
from nutgraf.model.page import Passage
from nutgraf.problems import Location


def passages(text: str) -> tuple[Passage, ...]:
    return parse_document(text, "a.md").value.passages


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Plain words, 17%.", ["Plain words, 17%."]),
        ("# A heading of 5 {#five .x}", ["A heading of 5 "]),
        ("It is *em* and **strong** and snake_case_5.", ["It is em and strong and snake_case_5."]),
        ("`code 7` is not read, nor <!-- 8 --> that.", [" is not read, nor  that."]),
        ("12&nbsp;% of <b>4</b> \\* S&amp;P 500", ["12\u00a0% of 4 * S&P 500"]),
        ("See [a 3](https://x.org/2020) and <https://x.org/2021>.", ["See a 3 and ."]),
        ("It fell [17%](fact:fall) [@key, p. 3].", ["It fell 17% ."]),
        ("Two\nlines of 5.", ["Two lines of 5."]),
        ("1. First 3\n2. Second 4", ["First 3", "Second 4"]),
        ("> quoted 5\n> more 6", ["quoted 5 more 6"]),
        ("| a 1 | b |\n|---|---|\n| 3 | 4 |", ["| a 1 | b |", "| 3 | 4 |"]),
        ("Words.\n\n    code 17\n\nMore.", ["Words.", "More."]),
        ("```\ncode 17\n```\n\nMore.", ["More."]),
        ('!!! note "Title 6"\n    inner 55', ['"Title 6" inner 55']),
        ("A note[^1].\n\n[^1]: Of 77.", ["A note.", " Of 77."]),
        ("<svg>9</svg> and <code>8</code>", [" and "]),
    ],
)
def test_what_readers_read(source: str, expected: list[str]) -> None:
    assert [passage.text for passage in passages(source)] == expected


def test_alt_texts_and_captions_are_passages_of_their_own() -> None:
    (reference,) = parse_document('![A line of 5](chart:x "About 6")', "a.md").value.references
    assert reference.text_document is not None
    assert reference.title_document is not None
    (alt,), (caption,) = reference.text_document.passages, reference.title_document.passages
    assert (alt.text, alt.locate(10, 11)) == ("A line of 5", Location("a.md", 1, 13, 14))
    assert (caption.text, caption.locate(6, 7)) == ("About 6", Location("a.md", 1, 31, 32))


def test_checked_numbers_and_citations_have_their_place() -> None:
    (passage,) = passages("It fell [17%](fact:fall) or [@key, p. 3] 18%.")
    assert [passage.text[start:end] for start, end in passage.checked] == ["17%"]
    (cited,) = passage.citations
    assert (passage.text[: cited.at], cited.key, cited.locator) == ("It fell 17% or ", "key", "p. 3")
    assert cited.location == Location("a.md", 1, 29, 41)


def test_places_go_on_after_marks_and_over_lines() -> None:
    (passage,) = passages("A *b* 17%\nand 18%.")
    at = passage.text.index("17%")
    assert passage.locate(at, at + 3) == Location("a.md", 1, 7, 10)
    at = passage.text.index("18%")
    assert passage.locate(at, at + 3) == Location("a.md", 2, 5, 8)
    assert passage.locate(passage.text.index("17%"), at + 3) == Location("a.md", 1, 7, 0)


def test_a_title_that_yaml_folded_has_the_places_of_its_words() -> None:
    text = "one two 3"
    offsets = {0: (1, 8), 4: (2, 3), 8: (2, 7)}

    def locate(start: int, end: int) -> Location:
        base = max(at for at in offsets if at <= start)
        line, column = offsets[base]
        return Location("a.md", line, column + start - base, column + end - base)

    (passage,) = parse_inline(text, Location("a.md", 1, 8), locate=locate).value.passages
    assert passage.text == text
    assert passage.locate(8, 9) == Location("a.md", 2, 7, 8)


@given(st.text(alphabet="ab1 \n*_[]()`<>&;#:|\\@.^!~=-{}\t\"'%", max_size=80))
def test_every_plain_character_stands_where_it_says(source: str) -> None:
    lines = source.split("\n")
    for passage in passages(source):
        for at, character in enumerate(passage.text):
            if character in "ab1":
                place = passage.locate(at, at + 1)
                assert lines[place.line - 1][place.column - 1] == character
