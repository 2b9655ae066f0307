"""A dataset moves to a version with other values: the sentences that became false fail, and no others.

Each row was worked out by hand from the rules of `docs/reference/checked-numbers.md`; beside it stands the sum.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import copy_flagship
from tests.flagship.moved_ai import COSTS, TOKENS
from tests.flagship.moved_prices import LOSSES, PRICES
from tests.flagship.moved_rows import Row
from tests.flagship.moved_yardsticks import CONCENTRATION, SEVEN, VALUATION, YARDSTICKS
from tests.flagship.moving import Facts, false_sentences, move, scaled

ROWS = {**PRICES, **LOSSES, **SEVEN, **VALUATION, **YARDSTICKS, **CONCENTRATION, **COSTS, **TOKENS}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_false_sentences(row: Row, facts: Facts, tmp_path: Path) -> None:
    site = copy_flagship(tmp_path / "site")
    move(site, row.dataset, row.edit)
    assert sorted(map(str, false_sentences(site, facts))) == sorted(row.false)


def test_a_pinned_sentence_stays_as_it_is(facts: Facts, tmp_path: Path) -> None:
    site = copy_flagship(tmp_path / "site")
    move(site, "shiller_cape", scaled("cape", 1.1), pins=False)
    told = {sentence.article for sentence in false_sentences(site, facts)}
    assert told == {"methodology"}


def test_nothing_is_false_as_it_is(facts: Facts, tmp_path: Path) -> None:
    assert false_sentences(copy_flagship(tmp_path / "site"), facts) == []
