"""Reading the clock where no second run would find it: NumPy asks the system itself, not Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nutgraf.exhibits.imports import location_of
from nutgraf.problems import Problem

_NOW = frozenset({"now", "today"})


def clock_readings(tree: ast.Module, path: str) -> Iterator[Problem]:
    """`outside-access` at each `datetime64("now")` or `datetime64("today")` of a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        asked = node.args[0]
        if name == "datetime64" and isinstance(asked, ast.Constant) and asked.value in _NOW:
            message = f"{ast.unparse(node)} asks for the clock, which is no input"
            hint = "write the day down, or take it from the data, so that the figure can be made again"
            yield Problem("outside-access", message, location_of(node, path), hint)
