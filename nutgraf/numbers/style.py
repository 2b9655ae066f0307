"""Numbers in words, as we write them in messages and on pages."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from fractions import Fraction

from nutgraf.model.figure import FactValue
from nutgraf.numbers.currencies import SHOWN_SYMBOLS
from nutgraf.numbers.dates import MONTHS
from nutgraf.numbers.units import Unit, UnitKind, parse_unit
from nutgraf.numbers.words import Lexicon, lexicon_for

MINUS = "−"
NO_BREAK_SPACE = "\u00a0"
SIGNIFICANT_DIGITS = 4
_MOST_PLACES = 12
_MOST_DIGITS = 24
_SCALED_FROM = 10**6
_SCALED = (UnitKind.CURRENCY, UnitKind.PLAIN, UnitKind.OTHER)


def format_value(value: FactValue, unit: str, language: str, digits: int = SIGNIFICANT_DIGITS) -> str:
    """A fact's value in words: "−21.3%", "$592.7 billion", "27 January 2025", "37.1×".

    Plain numbers that are whole are written in full, amounts of money below 1,000 with their cents, all others with
    `digits` significant digits, three or more; what is written is read back as a text that agrees with the value.
    """
    parsed = parse_unit(unit)
    if isinstance(value, dt.date):
        return format_day(value, parsed, language)
    number = as_number(value)
    if number is None:
        return value if isinstance(value, str) else "not a number"
    if abs(number) >= 10**_MOST_DIGITS:
        return f"a number of more than {_MOST_DIGITS} digits"
    if parsed.kind in (UnitKind.YEAR, UnitKind.DATE):
        return str(number.numerator) if number.denominator == 1 else str(float(number))
    return (MINUS if number < 0 else "") + _measured(abs(number), parsed, language, digits)


def format_day(day: dt.date, unit: Unit, language: str) -> str:
    """ "27 January 2025" in English, else the ISO date; only the year where the fact is one."""
    if unit.kind is UnitKind.YEAR:
        return str(day.year)
    if not lexicon_for(language).prose:
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def as_number(value: FactValue) -> Fraction | None:
    """A number exactly as its shortest decimal writing has it; None for words, dates, truth values and NaN."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, int):
        return Fraction(int(value))
    return Fraction(repr(float(value))) if math.isfinite(value) else None


def write_digits(number: Fraction, places: int, group: str, decimal: str) -> str:
    """A number without sign with so many decimals (rounded half to even), its thousands parted by `group`."""
    digits = str(round(number * 10**places)).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    if group and len(whole) > 3:
        head = len(whole) % 3 or 3
        whole = group.join([whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))])
    return f"{whole}{decimal}{part}" if part else whole


def _measured(number: Fraction, unit: Unit, language: str, digits: int) -> str:
    lexicon = lexicon_for(language)
    scale, name = _scale_for(number, unit, lexicon, digits)
    scaled = number / scale
    places = _places(scaled, digits)
    whole = number.denominator == 1
    cents = unit.kind is UnitKind.CURRENCY and not whole and Fraction(1, 1000) <= number < 1000
    if cents:
        places = max(2, places if digits > SIGNIFICANT_DIGITS else 0)
    elif scale == 1 and whole:
        places = 0
    if lexicon.separators.strict and places == 3:
        places = 2  # "1.234" could be a thousand where the language is unknown
    text = write_digits(scaled, places, shown_group(lexicon), lexicon.separators.decimal[0])
    if places and not cents:
        text = text.rstrip("0").rstrip(lexicon.separators.decimal[0])
    return _with_unit(text, name, unit, lexicon)


def shown_group(lexicon: Lexicon) -> str:
    """The separator of thousands that we write: a thin no-break space where the language has no mark for it."""
    first = lexicon.separators.group[0]
    return first if first in ",." else "\u202f"


def _scale_for(number: Fraction, unit: Unit, lexicon: Lexicon, digits: int) -> tuple[int, str]:
    """The scale to write a number in, and its name; 1 and "" for none."""
    exact = unit.kind is not UnitKind.CURRENCY and number.denominator == 1
    if unit.kind not in _SCALED or not lexicon.shown_scales[0]:
        return 1, ""
    for power, name in zip((12, 9, 6), reversed(lexicon.shown_scales), strict=True):
        scale = 10**power
        reached = round(number / scale, _places(number / scale, digits)) >= 1
        if reached and number >= _SCALED_FROM * Fraction(99, 100):
            lossy = exact and round(number / scale, _places(number / scale, digits)) * scale != number
            return (1, "") if lossy else (scale, name)
    return 1, ""


def _places(number: Fraction, digits: int) -> int:
    """The decimals that show so many significant digits."""
    if number == 0:
        return 0
    exponent = len(str(int(number))) - 1 if number >= 1 else -1 - _zeros_after_point(number)
    return min(max(0, digits - 1 - exponent), _MOST_PLACES)


def _zeros_after_point(number: Fraction) -> int:
    zeros = 0
    while number * 10 < 1 and zeros < _MOST_PLACES:
        number *= 10
        zeros += 1
    return zeros


_POINTS: Mapping[bool, tuple[str, str]] = {
    True: ("percentage point", "pp"),
    False: ("basis point", "bp"),
}


def _with_unit(number: str, scale: str, unit: Unit, lexicon: Lexicon) -> str:
    prose = lexicon.prose
    scaled = f"{number} {scale}" if scale else number
    per = (f" per {unit.per}" if prose else f"/{unit.per}") if unit.per else ""
    if unit.kind is UnitKind.PERCENT:
        return f"{number}{'' if prose else NO_BREAK_SPACE}%{per}"
    if unit.kind is UnitKind.POINTS:
        long, short = _POINTS[unit.size == 1]
        plural = "" if number == "1" else "s"
        return f"{number} {long}{plural}{per}" if prose else f"{number}{NO_BREAK_SPACE}{short}{per}"
    if unit.kind is UnitKind.CURRENCY:
        symbol = SHOWN_SYMBOLS.get(unit.symbol, unit.symbol if not prose else f"{unit.symbol} ")
        return f"{symbol}{scaled}{per}" if prose else f"{scaled}{NO_BREAK_SPACE}{symbol}{per}"
    if unit.kind is UnitKind.MULTIPLE:
        return f"{number}×{per}"
    return (f"{scaled} {unit.symbol}" if unit.symbol else scaled) + per
