"""The rule by which the flagship's tables name highs and lows."""

from __future__ import annotations

import pandas as pd
import pytest

from charts._turns import highs_and_lows


@pytest.mark.parametrize(
    ("values", "turns"),
    [
        # A quarter off 100 is 75; back from 60 it is 80.
        ([100, 90, 80], []),
        ([100, 90, 75], [(0, "high")]),
        ([100, 60, 79], [(0, "high")]),
        ([100, 60, 80], [(0, "high"), (1, "low")]),
        # The turn is the extreme and not the place where it was noticed.
        ([80, 100, 120, 95, 70, 50, 66, 70], [(0, "low"), (2, "high"), (5, "low")]),
        # A new high before the fall moves the turn.
        ([60, 100, 80, 110, 82], [(0, "low"), (3, "high")]),
        # Of equal highs the first counts.
        ([60, 100, 100, 50], [(0, "low"), (1, "high")]),
        ([50, 50, 50], []),
    ],
)
def test_a_turn_counts_once_it_was_left_by_a_quarter(values: list[float], turns: list[tuple[int, str]]) -> None:
    assert highs_and_lows(pd.Series(values), 0.25) == turns
    # Only the order matters, not what the rows are called.
    assert highs_and_lows(pd.Series(values, index=range(7, 7 + len(values))), 0.25) == turns
