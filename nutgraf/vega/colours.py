"""Named colours in specs and drawings: `var(--name)`, `var(--name, fallback)`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from nutgraf.model.theme import Theme

_VARIABLE = re.compile(r"var\(\s*--(?P<name>[\w-]+)\s*(?P<rest>[,)])")


def resolve_colours(text: str, theme: Theme, *, dark: bool = False) -> str:
    """`text` with every named colour as the theme's hex value, on light or dark paper.

    A name that the theme does not have becomes its fallback, or `currentColor` where there is none.
    """

    def value(name: str, fallback: str | None) -> str:
        colour = theme.colours.get(name)
        if colour is not None:
            return colour.dark if dark else colour.light
        return "currentColor" if fallback is None else resolve_colours(fallback, theme, dark=dark)

    return _replaced(text, value)


def unknown_colours(drawing: str | Mapping[str, Any], theme: Theme) -> tuple[str, ...]:
    """The names of colours in a spec or an SVG that the theme does not have, sorted; fallbacks do not excuse them."""
    text = drawing if isinstance(drawing, str) else json.dumps(drawing, ensure_ascii=False)
    return tuple(sorted({found["name"] for found in _VARIABLE.finditer(text)} - set(theme.colours)))


def _replaced(text: str, value: Callable[[str, str | None], str]) -> str:
    parts: list[str] = []
    position = 0
    while (found := _VARIABLE.search(text, position)) is not None:
        parts.append(text[position : found.start()])
        position = found.end()
        fallback = None
        if found["rest"] == ",":
            end = _closing(text, position)
            fallback = text[position:end].strip()
            position = end + 1
        parts.append(value(found["name"], fallback))
    parts.append(text[position:])
    return "".join(parts)


def _closing(text: str, start: int) -> int:
    """Where the parenthesis that is open at `start` closes."""
    depth = 1
    for position in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return len(text)
