"""Names of fields: as encodings write them, and as expressions use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A text is matched too, so that nothing is looked for inside it.
_DATUM = re.compile(
    r"""(?<![\w.$])datum\s*(?:
        \.\s*(?P<bare>[^\W\d]\w*) |
        \[\s*'(?P<single>(?:[^'\\]|\\.)*)'\s*\] |
        \[\s*"(?P<double>(?:[^"\\]|\\.)*)"\s*\]
    ) | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*\"""",
    re.VERBOSE,
)
_BRACKETED = re.compile(r"""\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\]]*))\s*\]""")
_SPECIAL = re.compile(r"[.\[\]\\]")


def first_name(field: str) -> str:
    """The column that a field path starts from: `a` of `a.b` and `a[0]`, `a.b` of `a\\.b` and of `['a.b']`."""
    if field.startswith("[") and (bracketed := _BRACKETED.match(field)):
        return _unescaped(next((part for part in bracketed.groups() if part is not None), ""))
    name: list[str] = []
    position = 0
    while position < len(field):
        character = field[position]
        if character == "\\" and position + 1 < len(field):
            position += 1
            name.append(field[position])
        elif character in ".[":
            break
        else:
            name.append(character)
        position += 1
    return "".join(name)


def as_field(column: str) -> str:
    """How an encoding must write the name of a column: its dots and brackets escaped."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", column)


def datum_names(expression: str) -> Iterator[str]:
    """The columns that a Vega expression reads as `datum.name` or `datum['name']`, in order, each as often as used."""
    for found in _DATUM.finditer(expression):
        if not found[0].startswith(("'", '"')):
            yield found["bare"] or _unescaped(found["single"] or found["double"] or "")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
