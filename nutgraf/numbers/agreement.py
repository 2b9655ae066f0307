"""The rules of agreement: which values a reading lets a fact have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from nutgraf.numbers.directions import Direction
from nutgraf.numbers.governing import Governor
from nutgraf.numbers.grammar import Reading
from nutgraf.numbers.hedges import HedgeKind
from nutgraf.numbers.numerals import NumeralKind
from nutgraf.numbers.quantities import Quantity
from nutgraf.numbers.units import Unit, UnitKind

ROUNDING = Fraction(25, 1000)
"""What zeros that may be rounding, single digits from 1,000 on and shares allow at most, of the written number."""

HEDGED = Fraction(5, 100)
"""What a hedge allows at least, of the written number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`; None is without bound. `open`: the ends themselves do not belong to it."""

    low: Fraction | None
    high: Fraction | None
    open: bool = False

    def __contains__(self, value: Fraction) -> bool:
        if self.open:
            return (self.low is None or value > self.low) and (self.high is None or value < self.high)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def overlaps(self, other: Interval) -> bool:
        strict = self.open or other.open
        return _before(self.low, other.high, strict) and _before(other.low, self.high, strict)


def _before(low: Fraction | None, high: Fraction | None, strict: bool) -> bool:
    if low is None or high is None:
        return True
    return low < high if strict else low <= high


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a number: the kinds of its hedges, the word that governs it."""

    hedges: tuple[HedgeKind, ...] = ()
    governor: Governor | None = None

    @property
    def falling(self) -> bool:
        return self.governor is not None and self.governor.direction is Direction.FALLING


def fits_unit(quantity: Quantity, unit: Unit) -> bool:
    """Whether the unit that is written is the fact's. A bare share ("a third") is one of 100 % or of 1."""
    if quantity.unit:
        return quantity.unit == unit.symbol
    if quantity.numeral.kind is NumeralKind.SHARE and quantity.scale == 1:
        return unit.kind in (UnitKind.PERCENT, UnitKind.PLAIN, UnitKind.MULTIPLE)
    return unit.kind is UnitKind.PLAIN


def amount_in(quantity: Quantity, unit: Unit) -> Fraction:
    """The written number, without sign, in the fact's unit."""
    bare_share = unit.kind is UnitKind.PERCENT and not quantity.unit
    return quantity.amount * (100 if bare_share else 1) / unit.size


def tolerance(quantity: Quantity, unit: Unit) -> Fraction:
    """How far a value may lie from the unhedged number, in the fact's unit."""
    numeral = quantity.numeral
    amount = amount_in(quantity, unit)
    if numeral.kind is NumeralKind.SHARE:
        return ROUNDING * amount
    exponent, significant, rounded = last_digit(quantity, unit)
    half = Fraction(10) ** exponent / 2 * quantity.scale * quantity.size / unit.size
    if rounded or (significant == 1 and quantity.written >= 1000):
        return min(half, ROUNDING * amount)
    return half


def last_digit(quantity: Quantity, unit: Unit) -> tuple[int, int, bool]:
    """The power of ten of the last significant digit (before the scale), the number of significant digits, and
    whether zeros at the end may be rounding."""
    numeral = quantity.numeral
    exponent = -numeral.places
    digits = str(int(numeral.value * 10**numeral.places)).lstrip("0")
    rounded = False
    if not unit.zeros_count and not numeral.places and quantity.written >= 1000:
        kept = digits.rstrip("0")
        rounded = kept != digits
        exponent += len(digits) - len(kept)
        digits = kept
    return exponent, len(digits), rounded


def bounds(quantity: Quantity, unit: Unit, hedges: Sequence[HedgeKind]) -> tuple[Fraction, Fraction]:
    """The least and the greatest magnitude that the number allows with its hedges."""
    amount, plain = amount_in(quantity, unit), tolerance(quantity, unit)
    wide = max(HEDGED * amount, plain)
    below = above = wide if hedges else plain
    for hedge in hedges:
        if hedge in (HedgeKind.ABOVE, HedgeKind.EXACTLY):
            below = Fraction(0)
        if hedge in (HedgeKind.BELOW, HedgeKind.EXACTLY):
            above = Fraction(0)
    return amount - below, amount + above


def allowed(reading: Reading, unit: Unit, context: Context) -> tuple[Interval, ...]:
    """The values with which a reading agrees.

    A signed number allows its own sign. One without allows positive values, and negative ones where a word of falling
    governs it; positive ones then only if the fact is not declared a change.
    """
    low, high = reading.low, reading.high or reading.low
    least, most = bounds(low, unit, context.hedges)[0], bounds(high, unit, context.hedges)[1]
    if low.sign or high.sign:
        return (_signed(low, high, unit, context.hedges),)
    if high.amount == 0:
        return (Interval(min(least, -most), max(most, -least)),)
    least = max(least, Fraction(0))
    positive, negative = Interval(least, most), Interval(-most, -least)
    if not context.falling:
        return (positive,)
    return (negative,) if unit.change else (positive, negative)


def _signed(low: Quantity, high: Quantity, unit: Unit, hedges: Sequence[HedgeKind]) -> Interval:
    """From one end to the other where at least one bears a sign, whichever comes first."""
    ends: list[Fraction] = []
    for quantity in (low, high):
        least, most = bounds(quantity, unit, hedges)
        ends += (-most, -least) if quantity.sign < 0 else (least, most)
    return Interval(min(ends), max(ends))
