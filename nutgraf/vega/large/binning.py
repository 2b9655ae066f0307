"""Bins and time units of whole columns, as Vega makes them row by row."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Moments = npt.NDArray[np.datetime64]
Codes = npt.NDArray[np.int64]

_BIN_KEYS = frozenset({"maxbins", "step", "steps", "base", "minstep", "divide", "nice", "extent"})
_ALMOST_NOTHING = 1e-14
# In the order in which names of units are made of them; `dayofyear` before `day`, which it starts with.
_UNITS = re.compile(
    r"(?:utc)?(?P<units>(?:year)?(?:quarter)?(?:month)?(?:week)?(?:dayofyear)?(?:day)?(?:date)?(?:hours)?(?:minutes)?"
    r"(?:seconds)?(?:milliseconds)?)"
)
_ONE_UNIT = r"year|quarter|month|week|dayofyear|day|date|hours|minutes|seconds|milliseconds"
# A year's last week and the next one's week 0 are one week to Vega, so the two are one part here.
_PART = re.compile(f"yearweek|{_ONE_UNIT}")
_MILLISECONDS = {"hours": (3_600_000, 24), "minutes": (60_000, 60), "seconds": (1000, 60), "milliseconds": (1, 1000)}
# Units that leave nothing out from the year down: the moment at which each starts says it all.
_WHOLE = {
    "year": "Y",
    "yearmonth": "M",
    "yearmonthdate": "D",
    "yearmonthdatehours": "h",
    "yearmonthdatehoursminutes": "m",
    "yearmonthdatehoursminutesseconds": "s",
    "yearmonthdatehoursminutessecondsmilliseconds": "ms",
}


class UnknownGroupingError(Exception):
    """A bin or time unit that is not worked out here; the message names it."""


@dataclass(frozen=True, slots=True)
class Bins:
    """Intervals of `step` from `start` to `stop`; a value belongs to the one that it starts or lies in."""

    start: float
    stop: float
    step: float

    def starts(self, values: Floats) -> Floats:
        """Where each value's interval starts; NaN stays, what is outside becomes infinite."""
        inside = np.clip(values, self.start, self.stop - self.step)
        starts = self.start + self.step * np.floor(_ALMOST_NOTHING + (inside - self.start) / self.step)
        starts = np.where(values < self.start, -np.inf, starts)
        return np.where(values > self.stop, np.inf, starts)


def find_bins(lowest: float, highest: float, settings: Mapping[str, Any]) -> Bins:
    """The bins of values from `lowest` to `highest` under Vega's settings (`maxbins`, `step`, `nice` …)."""
    unknown = settings.keys() - _BIN_KEYS
    if unknown or not all(_is_plain(value) for value in settings.values()):
        raise UnknownGroupingError(f"bin {dict(settings)}")
    lowest, highest = settings.get("extent") or (lowest, highest)
    base = settings.get("base") or 10
    step = _step(lowest, highest, base, settings)
    if settings.get("nice", True):
        size = math.log(step)
        digits = 0 if size >= 0 else int(-size / math.log(base)) + 1
        start = math.floor(lowest / step + base ** (-digits - 1)) * step
        lowest = start - step if lowest < start else start
        highest = math.ceil(highest / step) * step
    count = max(math.ceil((highest - lowest) / step), 1)
    return Bins(lowest, lowest + count * step, step)


def _step(lowest: float, highest: float, base: float, settings: Mapping[str, Any]) -> float:
    most = settings.get("maxbins") or 20
    span = (highest - lowest) or abs(lowest) or 1
    if settings.get("step"):
        return float(settings["step"])
    if settings.get("steps"):
        steps = settings["steps"]
        smaller = sum(1 for step in steps if step < span / most)
        return float(steps[max(0, smaller - 1)])
    smallest = settings.get("minstep") or 0
    level = math.ceil(math.log(most) / math.log(base))
    step = max(smallest, base ** (_rounded(math.log(span) / math.log(base)) - level))
    while math.ceil(span / step) > most:
        step *= base
    for divisor in settings.get("divide") or (5, 2):
        finer = step / divisor
        if finer >= smallest and span / finer <= most:
            step = finer
    return float(step)


def _rounded(value: float) -> int:
    """As JavaScript rounds: halves go up."""
    return math.floor(value + 0.5)


def _is_plain(value: Any) -> bool:
    numbers = value if isinstance(value, list) else [value]
    return all(isinstance(number, bool | int | float) for number in numbers)


def unit_codes(moments: Moments, unit: Any) -> Codes:
    """A number for each moment, equal for those that a time unit makes the same, and for missing ones."""
    starts = unit_starts(moments, unit)
    if starts is not None:
        return starts.astype(np.int64)
    missing = np.isnat(moments)
    code = np.zeros(len(moments), np.int64)
    for part in _PART.findall(_unit_name(unit)):
        value, size = _part(part, moments)
        code = code * size + np.where(missing, 0, value)
    return np.where(missing, -1, code)


def unit_starts(moments: Moments, unit: Any) -> Moments | None:
    """Where each moment's unit starts; None for a unit that leaves the year or something between out."""
    if _unit_name(unit) == "yearweek":
        return _week_starts(moments).astype("datetime64[ms]")
    resolution = _WHOLE.get(_unit_name(unit))
    return None if resolution is None else moments.astype(f"datetime64[{resolution}]").astype("datetime64[ms]")


def unit_parts(unit: Any) -> list[str]:
    """The units that a time unit's name is made of: `year` and `month` of `yearmonth`."""
    return re.findall(_ONE_UNIT, _unit_name(unit))


def _unit_name(unit: Any) -> str:
    match = _UNITS.fullmatch(unit) if isinstance(unit, str) else None
    if match is None or not match["units"]:
        raise UnknownGroupingError(f"time unit {unit}")
    return match["units"]


def _week_starts(moments: Moments) -> Moments:
    """The Sunday of each moment's week."""
    days = moments.astype("datetime64[D]")
    return np.asarray(days - _weekdays(days).astype("timedelta64[D]"))


def _part(part: str, moments: Moments) -> tuple[Codes, int]:
    """One part of each moment, from 0, and how many there may be; years are counted from far back."""
    if part in _MILLISECONDS:
        size, count = _MILLISECONDS[part]
        return moments.astype("datetime64[ms]").astype(np.int64) // size % count, count
    days = moments.astype("datetime64[D]")
    if part == "day":
        return _weekdays(days), 7
    if part == "date":
        return (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64), 31
    years = days.astype("datetime64[Y]")
    if part in ("year", "yearweek"):
        most = 1_000_000 if part == "year" else 400_000_000
        return (years if part == "year" else _week_starts(moments)).astype(np.int64) + most, 2 * most
    if part in ("month", "quarter"):
        months = days.astype("datetime64[M]").astype(np.int64) % 12
        return (months, 12) if part == "month" else (months // 3, 4)
    of_year = (days - years.astype("datetime64[D]")).astype(np.int64)
    return (of_year, 366) if part == "dayofyear" else ((of_year + 7 - _weekdays(days)) // 7, 54)


def _weekdays(days: Moments) -> Codes:
    """0 on Sundays."""
    return (days.astype(np.int64) + 4) % 7
