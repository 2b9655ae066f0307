"""Highs and lows of a series, by one rule: a turn counts once the series has moved away from it far enough."""

import pandas as pd


def highs_and_lows(values: pd.Series, fall: float) -> list[tuple[int, str]]:
    """Places of the turns of a series of positive numbers in order, each with `high` or `low`.

    A high counts once the values have fallen from it by the share `fall`; a low once they have risen so far that a
    fall by the same share would bring them back. Highs and lows alternate; a run that is not over has no turn yet.
    """
    turns: list[tuple[int, str]] = []
    high = low = 0
    for place, value in enumerate(values):
        high = place if value > values.iloc[high] else high
        low = place if value < values.iloc[low] else low
        before = turns[-1][1] if turns else ""
        if before != "high" and value <= values.iloc[high] * (1 - fall):
            turns.append((high, "high"))
            low = place
        elif before != "low" and value >= values.iloc[low] / (1 - fall):
            turns.append((low, "low"))
            high = place
    return turns
