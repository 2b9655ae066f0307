"""Phrases of business journalism: each with a true value, its borders, and the two nearest false values."""

from __future__ import annotations

from collections import Counter

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import Agreement, judge
from tests.numbers.phrases import Phrase, phrases

TABLE = tuple(phrases())


def verdict_on(phrase: Phrase, value: FactValue) -> Agreement:
    found = judge(
        phrase.text,
        value,
        phrase.unit,
        before=phrase.before,
        after=phrase.after,
        language=phrase.language,
    )
    return found.agreement


@pytest.mark.parametrize("phrase", TABLE, ids=str)
def test_phrase(phrase: Phrase) -> None:
    assert verdict_on(phrase, phrase.true) is Agreement.AGREES
    assert [verdict_on(phrase, border) for border in phrase.borders] == [Agreement.AGREES] * 2
    assert [verdict_on(phrase, value) for value in phrase.false] == [Agreement.DISAGREES] * 2


def test_the_table_has_fifteen_phrases_of_every_kind() -> None:
    counts = Counter(phrase.kind for phrase in TABLE)
    assert sum(counts.values()) >= 300
    assert {kind: count for kind, count in counts.items() if count < 15} == {}
