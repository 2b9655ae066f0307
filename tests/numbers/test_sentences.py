"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.numbers.sentences import find_sentences, sentence_at


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["It fell. ", "It rose 1.5%. ", "Did it? ", "Yes!"]),
        ("en", ["Mr. Smith of the U.S. Treasury, J. Doe et al. fell by approx. 5%. ", "It rose."]),
        ("en", ["“It fell.” ", "(It rose.) ", "$5 was left."]),
        ("en", ["It fell (e.g. here) and then … went on."]),
        ("en", ["It rose 27. ", "January was cold."]),
        ("de", ["Am 27. Januar fiel sie. ", "Dann stieg sie."]),
    ],
)
def test_sentences(language: str, sentences: list[str]) -> None:
    text = "".join(sentences)
    assert [text[start:end] for start, end in find_sentences(text, language)] == sentences


@given(st.text(alphabet='aB1. !?"”(…\n'))
def test_they_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in find_sentences(text)) == text


def test_the_border_belongs_to_the_earlier_sentence() -> None:
    sentences = find_sentences("It fell. It rose.")
    assert [sentence_at(sentences, at) for at in (0, 1, 9, 10, 17)] == [0, 0, 0, 1, 1]
