"""Tables of words, written as text."""

from __future__ import annotations

Phrase = tuple[str, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())


def phrases(text: str) -> tuple[Phrase, ...]:
    """`"a b; c"` as (("a", "b"), ("c",))."""
    return tuple(tuple(part.split()) for part in text.split(";") if part.strip())
