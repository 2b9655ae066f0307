"""The first difference between two makings of one exhibit, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from nutgraf.model.figure import Fact, Figure

_SHOWN = 60
_ABSENT = object()


def first_difference(first: Figure | Fact, second: object) -> str:
    """Where they differ first, what was there and what came the second time: a fact's value, else a place in the
    figure's spec or in the table (its data included), else the file or the part of the figure."""
    if isinstance(first, Fact) and isinstance(second, Fact):
        return f"its value was {first.value}, then {second.value}"
    if isinstance(first, Figure) and isinstance(second, Figure):
        found = _in_values(_spec(first), _spec(second), "")
        if found is not None:
            return found
        files = sorted({*first.files, *second.files})
        differing = [name for name in files if first.files.get(name) != second.files.get(name)]
        if differing:
            return f"its {_noun(first)} is the same, but not its {differing[0]} file"
    parts = [part.name for part in fields(first) if getattr(first, part.name) != getattr(second, part.name, None)]
    return f"its {_noun(first)} is the same, but not its {parts[0]}"


def _noun(made: Figure | Fact) -> str:
    return "table" if isinstance(made, Figure) and made.is_table else "spec"


def _spec(figure: Figure) -> Any:
    return json.loads(figure.files.get("json" if figure.is_table else "vl.json", b"null"))


def _in_values(first: Any, second: Any, path: str) -> str | None:
    """The first place where two JSON values differ; None where they are equal."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for key in [*first, *(key for key in second if key not in first)]:
            found = _in_values(first.get(key, _ABSENT), second.get(key, _ABSENT), f"{path}.{key}" if path else key)
            if found is not None:
                return found
        return None
    if _is_list(first) and _is_list(second):
        for number, (one, other) in enumerate(zip(first, second, strict=False)):
            found = _in_values(one, other, f"{path}[{number}]")
            if found is not None:
                return found
        return None if len(first) == len(second) else f"{path} had {len(first)} items, then {len(second)}"
    return None if first == second else f"{path} was {_shown(first)}, then {_shown(second)}"


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _shown(value: Any) -> str:
    if value is _ABSENT:
        return "absent"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
