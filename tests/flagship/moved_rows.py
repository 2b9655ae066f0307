"""Edits of datasets and the sentences that they make false; how a sentence is named."""

from __future__ import annotations

from dataclasses import dataclass

from tests.flagship.moving import Edit


@dataclass(frozen=True, slots=True)
class Row:
    """`false` are the sentences that must fail, each as `article: [words](fact:NAME)`, without its title."""

    dataset: str
    edit: Edit
    false: tuple[str, ...] = ()


def lead(*words: str) -> tuple[str, ...]:
    return _in("deepseek-and-the-bubble", words)


def methodology(*words: str) -> tuple[str, ...]:
    return _in("methodology", words)


def revised(*words: str) -> tuple[str, ...]:
    return _in("when-the-past-is-revised", words)


def buffett(*words: str) -> tuple[str, ...]:
    return _in("the-buffett-indicator", words)


def century(*words: str) -> tuple[str, ...]:
    return _in("a-century-of-cape", words)


def seven(*words: str) -> tuple[str, ...]:
    return _in("the-magnificent-seven", words)


def costs(*words: str) -> tuple[str, ...]:
    return _in("what-ai-costs", words)


def tokens(*words: str) -> tuple[str, ...]:
    return _in("open-weights-and-prices", words)


def _in(article: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{article}: {each}" for each in words)
