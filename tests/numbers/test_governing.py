"""Words of rising and falling: which of them governs a number, and which does not."""

from __future__ import annotations

import pytest

from nutgraf.numbers import judge

GOVERNED = """
    On 27 January Nvidia fell [17%], its worst day
    Nvidia's shares lost a record [17%].
    Nvidia, which had climbed all year, tumbled [17%].
    Nvidia fell 17%, Broadcom [17%] and Oracle 13.8%
    NVIDIA FALLS [17%]
    Nvidia Shares Fall [17%]
    Down [17%], Nvidia dragged the index
    The loss was [17%].
    The fall in the share price was [17%].
    The company reported a deficit of [17%].
    It swung to a loss of [17%].
    Losses widened to [17%].
    Losses at Intel hit [17%].
    The decline reached [17%].
    It fell from its peak by [17%].
    It fell from 142.62 to 118.42, or [17%].
    It traded at [17%] below its peak
    It closed [17%] lower
    It traded [17%] off its high
    The biggest one-day loss, [17%]
    About [17%] of its value was wiped out
    It suffered a [17%] drop
    It recovered from a [17%] drop
    It not only lost [17%]
    Shares did not rise; they fell [17%]
    Shares fell, not rose, [17%]
    The U.S. lost [17%]
    It cut its forecast by [17%]
    It gave up [17%]
    Revenue was [17%] less than a year earlier
    It was in the red by [17%]
    The stock declined for a third day, by [17%]
    It shrank at an annual rate of [17%]
    A sell-off of [17%]
    It took [17%] off its value
    It cut its costs by [17%] more than planned
"""

FREE = """
    The one-day move was [17%]
    Nvidia fell while the Dow gained [17%]
    Nvidia fell while the Dow was [17%]
    Nvidia fell but Apple stood at [17%]
    The price rose [17%]
    It gained [17%] to erase losses
    After falling for days, it gained [17%]
    The share that had fallen was [17%]
    It gained [17%] drop by drop
    Last fall the index returned [17%]
    In the fall of 2022 it returned [17%]
    In fall 2022 it was [17%]
    Fall River's revenue was [17%]
    Shares in Drop Inc were [17%]
    It did not fall [17%]
    It didn't really fall [17%]
    It never fell by [17%]
    Rather than fall [17%]
    It rose without losing [17%]
    He made no loss of [17%]
    It fell to [17%]
    It fell to a low of [17%]
    It fell by a fifth to [17%]
    It dropped in January, to [17%]
    It fell from [17%]
    It fell below [17%]
    A fall to [17%]
    It fell. It was [17%]
    It fell; it was [17%]
    Revenue was [17%] more than a year earlier
    It rose [17%] after a fall
    It rose [17%], its first gain since the drop
"""


def parts(line: str) -> tuple[str, str, str]:
    before, _, rest = line.strip().partition("[")
    text, _, after = rest.partition("]")
    return before, text, after


def exact_where_hedged(before: str) -> float:
    """A value for 17 that "below" allows too."""
    return 17.0 if "below" in before else 17.2


@pytest.mark.parametrize("line", [line.strip() for line in GOVERNED.strip().splitlines()])
def test_a_word_of_falling_stands_for_the_sign(line: str) -> None:
    before, text, after = parts(line)
    assert judge(text, -17.2, "%", before=before, after=after).agrees
    assert judge(text, 17.2, "%", before=before, after=after).agrees
    assert not judge(text, 17.2, "% change", before=before, after=after).agrees


@pytest.mark.parametrize("line", [line.strip() for line in FREE.strip().splitlines()])
def test_nothing_says_that_it_fell(line: str) -> None:
    before, text, after = parts(line)
    value = exact_where_hedged(before)
    found = judge(text, -value, "%", before=before, after=after)
    assert not found.agrees
    assert found.reason
    assert judge(text.replace("17", "−17"), -value, "%", before=before, after=after).agrees


@pytest.mark.parametrize("line", [line.strip() for line in FREE.strip().splitlines()])
def test_a_positive_change_is_not_contradicted(line: str) -> None:
    before, text, after = parts(line)
    assert judge(text, exact_where_hedged(before), "% change", before=before, after=after).agrees


def test_a_negation_turns_a_comparison() -> None:
    assert judge("23.4%", 23.38, "%", before="no day found has more than ").agrees
    assert not judge("23.4%", 23.42, "%", before="no day found has more than ").agrees
    assert judge("17%", 17.3, "%", before="It not only lost more than ").agrees


def test_up_to_after_a_verb_of_going_is_no_hedge() -> None:
    assert judge("15%", 15.3, "%", before="The share went up to ").agrees
    assert not judge("15%", 15.3, "%", before="It may lose up to ").agrees
