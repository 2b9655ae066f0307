"""JSON whose every value can be found again in its text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from nutgraf.decode.positions import Positions
from nutgraf.problems import Location, Outcome, Problem

Pointer = tuple[str | int, ...]

_BLANK = re.compile(r"[ \t\n\r]*")
_CONSTANT = re.compile(r'"(?:\\.|[^"\\])*"|(NaN|-?Infinity)')
_WORDS = {
    "Expecting property name enclosed in double quotes": ("a key in double quotes should stand here", ""),
    "Expecting ':' delimiter": ("a ':' should stand here", ""),
    "Expecting ',' delimiter": ("a ',' or a closing bracket should stand here", ""),
    "Expecting value": ("a value should stand here", "JSON has no comments and no comma after the last item"),
    "Unterminated string starting at": ("a quote is opened and not closed", ""),
    "Invalid control character at": (
        "a line break or control character stands in a text",
        "write \\n for a line break",
    ),
    "Extra data": ("the document has ended before this", "take it away"),
}


@dataclass(frozen=True, slots=True)
class LocatedJson:
    """A JSON value and where its parts stand."""

    value: Any
    positions: Positions

    def locate(self, pointer: Pointer) -> Location:
        """Where the value at `pointer` (keys and indices from the root) stands, or the nearest value around it."""
        _, start = self._find(pointer)
        return self._location(start)

    def locate_key(self, pointer: Pointer) -> Location:
        """Where the key that ends `pointer` stands; of an item of a list the item."""
        key, _ = self._find(pointer)
        return self._location(key)

    def _find(self, pointer: Pointer) -> tuple[int, int]:
        """The offsets of the last key on the way and of its value."""
        text, decoder = self.positions.text, json.JSONDecoder()
        key = start = _past_blank(text, 0)
        for part in pointer:
            found = _member(text, start, part, decoder)
            if found is None:
                break
            key, start = found
        return key, start

    def _location(self, start: int) -> Location:
        _, end = json.JSONDecoder().raw_decode(self.positions.text, start)
        return self.positions.at(start, end)


def parse_json(text: str, path: str) -> Outcome[LocatedJson | None]:
    """Strict JSON, or None with a located `json-syntax`."""
    positions = Positions(text, path)
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return Outcome(None, (_syntax_problem(error, positions),))
    except RecursionError:
        return _refused(positions, "lists and objects are nested too deep", 0)
    except ValueError as error:  # NaN, Infinity, or an integer of thousands of digits
        constant = next((match for match in _CONSTANT.finditer(text) if match[1]), None)
        if constant is None:
            return _refused(positions, f"a value cannot be read: {error}", 0)
        return _refused(positions, f"{constant[1]} is not JSON", constant.start(), constant.end())
    return Outcome(LocatedJson(value, positions))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refused(positions: Positions, message: str, start: int, end: int = 0) -> Outcome[LocatedJson | None]:
    return Outcome(None, (Problem("json-syntax", message, positions.at(start, end)),))


def _syntax_problem(error: json.JSONDecodeError, positions: Positions) -> Problem:
    message, hint = _WORDS.get(error.msg, (error.msg[:1].lower() + error.msg[1:], ""))
    return Problem("json-syntax", message, positions.at(error.pos), hint)


def _past_blank(text: str, offset: int) -> int:
    match = _BLANK.match(text, offset)
    return match.end() if match else offset


def _member(text: str, start: int, part: str | int, decoder: json.JSONDecoder) -> tuple[int, int] | None:
    """The offsets of the key and the value of one member of the object or list at `start`; of a repeated key the last,
    which is the one that counts. An item of a list has its own offset for a key."""
    opening = text[start : start + 1]
    if opening not in {"{", "["}:
        return None
    found, index = None, 0
    at = _past_blank(text, start + 1)
    while text[at] not in "}]":
        name: str | int = index
        key = at
        if opening == "{":
            name, at = decoder.raw_decode(text, at)
            at = _past_blank(text, _past_blank(text, at) + 1)
        if name == part:
            found = key, at
        _, at = decoder.raw_decode(text, at)
        at = _past_blank(text, at)
        if text[at] == ",":
            at = _past_blank(text, at + 1)
        index += 1
    return found
