"""Where the characters of a YAML text stand, also when YAML has folded its lines or undone its escapes."""

from __future__ import annotations

from nutgraf.markdown import Locate, places_in
from nutgraf.problems import Location

# The longest run of characters that YAML turns into one other character: the escape `\U0001F600`.
_LONGEST_ESCAPE = 10


def places_of_value(value: str, place: Location, text: str) -> Locate:
    """The places of the characters of `value`, which was read from the file `text`; it begins at `place`.

    Characters are matched one by one. Where an escape stands for a character, the place is that of the escape.
    """
    in_file = places_in(text, place.path)
    position = _offset(text, place)
    origins: list[int] = []
    for character in value:
        origins.append(position)
        if character.isspace():
            position = _after_space(text, position)
            continue
        found = text.find(character, position, position + _LONGEST_ESCAPE + 1)
        if found >= 0:
            origins[-1] = found
            position = found + 1
    origins.append(position)

    def locate(start: int, end: int) -> Location:
        last = origins[end - 1] + 1 if end > start else origins[start]
        return in_file(origins[start], last)

    return locate


def _offset(text: str, place: Location) -> int:
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
    return start + place.column - 1


def _after_space(text: str, position: int) -> int:
    """One space may be a whole line break with what stands around it."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position
