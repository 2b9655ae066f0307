"""One value as a target type wants it."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final

from nutgraf.decode.nodes import Scalar

_INTEGER = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:_[0-9]+)*\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Characters that no page, picture or feed can hold."""

_MAX_DIGITS = 4000


class Refusal(Enum):
    """Stands for a value that could not be made."""

    REFUSED = "refused"


REFUSED: Final = Refusal.REFUSED


def read_text(scalar: Scalar) -> str | Refusal:
    if scalar.native is None:
        return scalar.text
    return scalar.native if isinstance(scalar.native, str) else REFUSED


def read_integer(scalar: Scalar) -> int | Refusal:
    if scalar.native is None:
        fits = _INTEGER.fullmatch(scalar.text) and len(scalar.text) < _MAX_DIGITS
        return int(scalar.text) if fits else REFUSED
    is_integer = isinstance(scalar.native, int) and not isinstance(scalar.native, bool)
    return scalar.native if is_integer and isinstance(scalar.native, int) else REFUSED


def read_number(scalar: Scalar) -> float | Refusal:
    """A finite number; whole numbers become floats."""
    number: float | Refusal = REFUSED
    if scalar.native is None:
        number = float(scalar.text) if _NUMBER.fullmatch(scalar.text) else REFUSED
    elif isinstance(scalar.native, int | float) and not isinstance(scalar.native, bool):
        number = _as_float(scalar.native)
    return number if isinstance(number, float) and math.isfinite(number) else REFUSED


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def read_boolean(scalar: Scalar) -> bool | Refusal:
    if scalar.native is None:
        return {"true": True, "false": False}.get(scalar.text.lower(), REFUSED)
    return scalar.native if isinstance(scalar.native, bool) else REFUSED


def read_date(scalar: Scalar) -> dt.date | Refusal:
    """A calendar day, also when it is written in quotes."""
    native = scalar.native
    if isinstance(native, dt.date) and not isinstance(native, dt.datetime):
        return native
    text = scalar.text if native is None or isinstance(native, str) else ""
    if not _DATE.fullmatch(text):
        return REFUSED
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return REFUSED


def read_anything(scalar: Scalar) -> Any:
    """What JSON would make of it: null, a boolean, a number, else text (dates too)."""
    if scalar.native is not None:
        return scalar.native
    if scalar.null:
        return None
    for read in (read_integer, read_number):
        number = read(scalar)
        if number is not REFUSED:
            return number
    return scalar.text == "true" if scalar.text in {"true", "false"} else scalar.text


READERS: Mapping[type, tuple[Callable[[Scalar], Any], str, str]] = {
    str: (read_text, "text", "put it in quotes"),
    int: (read_integer, "a whole number", ""),
    float: (read_number, "a number", ""),
    bool: (read_boolean, "true or false", ""),
    dt.date: (read_date, "a date such as 2026-11-30", ""),
}
"""How each type is read, how it is named to authors, and a way out."""
