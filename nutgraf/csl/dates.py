"""Dates of works: CSL's date parts, ISO 8601 and its extension EDTF, or words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_DAY = re.compile(r"(-?[0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?([~?%]?)")
_NUMERIC = re.compile(r"[0-9~?%./\- ]+")
_SEASONS = range(21, 25)
_OPEN = frozenset({"", ".."})


def parse_date(value: Any) -> dict[str, Any]:
    """A date as CSL-JSON has it: `date-parts` of whole numbers, with `season` and `circa` where they are said, or
    `literal` for words.

    ValueError, with the reason as an author reads it, for what looks like a date and is none.
    """
    if isinstance(value, Mapping):
        return _of_mapping(value)
    text = str(value).strip()
    start, slash, end = text.partition("/")
    if not _NUMERIC.fullmatch(text) and not _DAY.fullmatch(text):
        return {"literal": text}
    if not slash:
        return _of_text(text)
    if start in _OPEN and end in _OPEN:
        raise ValueError(f"{text} names no day, month or year")
    if start in _OPEN or end in _OPEN:
        known = _of_text(end if start in _OPEN else start)
        written = "-".join(f"{part:02d}" for part in known["date-parts"][0])
        return {"literal": f"–{written}" if start in _OPEN else f"{written}–"}
    first, last = _of_text(start), _of_text(end)
    both: dict[str, Any] = {"date-parts": [*first["date-parts"], *last["date-parts"]]}
    return both | ({"circa": True} if "circa" in first or "circa" in last else {})


def _of_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    parts = value.get("date-parts")
    if isinstance(parts, list | tuple) and parts:
        lists = parts if isinstance(parts[0], list | tuple) else [parts]
        dates = [_checked([_whole(part) for part in each if part not in (None, "")]) for each in lists[:2] if each]
        if not dates:
            raise ValueError("date-parts has no year")
        made: dict[str, Any] = {"date-parts": dates}
    else:
        words = next((str(value[key]) for key in ("literal", "raw", "edtf") if value.get(key)), "")
        if not words:
            raise ValueError("a date wants date-parts, literal or raw")
        made = {"literal": words} if value.get("literal") else parse_date(words)
    if str(value.get("season", "")) in {"1", "2", "3", "4"}:
        made["season"] = int(str(value["season"]))
    return made | ({"circa": True} if value.get("circa") not in (None, "", 0, False, "false", "0") else {})


def _of_text(text: str) -> dict[str, Any]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no date")
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    made: dict[str, Any]
    if month in _SEASONS and not day:
        made = {"date-parts": [[year]], "season": month - 20}
    else:
        made = {"date-parts": [_checked([year, *([month] if match[2] else []), *([day] if match[3] else [])])]}
    return made | ({"circa": True} if match[4] else {})


def _whole(part: Any) -> int:
    try:
        return int(str(part))
    except ValueError:
        raise ValueError(f"{part} is no whole number of a date") from None


def _checked(parts: list[int]) -> list[int]:
    """The parts, if there are such a year, month and day."""
    if not 1 <= len(parts) <= 3:
        raise ValueError("a date has a year, a month and a day")
    year, month, day = (*parts, 1, 1)[:3]
    written = "-".join(f"{part:02d}" for part in parts)
    if not -9999 <= year <= 9999 or not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}" if -9999 <= year <= 9999 else f"{written} has no such year")
    # Before the year 1 the calendar of Python ends; a leap year stands for those.
    try:
        dt.date(year if year >= 1 else 2000, month, day)
    except ValueError:
        raise ValueError(f"there is no day {written}") from None
    return parts
