"""Which of the project's own modules a chart module imports; only `charts/_*.py` may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from nutgraf.problems import Location, Problem

PROJECT_FOLDERS = frozenset({"build", "content", "data", "templates", "site", "tests", "benchmarks", "docs"})


def imported_modules(tree: ast.Module, path: str) -> Iterator[tuple[str, Location]]:
    """The dotted names that a module imports and where; relative imports count from `charts`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, location_of(alias, path)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(part for part in ("charts" if node.level else "", node.module or "") if part)
            if start == "charts":
                for alias in node.names:
                    yield f"charts.{alias.name}", location_of(alias, path)
            else:
                yield start, location_of(node, path)


def shared_modules(
    tree: ast.Module, path: str, known: Mapping[str, ast.Module]
) -> tuple[tuple[str, ...], list[Problem]]:
    """The `charts/_*.py` that a module needs, those that these need included, sorted; and the forbidden imports.

    `known` maps the path of each shared module to its tree.
    """
    problems: list[Problem] = []
    needed: set[str] = set()
    waiting = [(tree, path)]
    while waiting:
        current, current_path = waiting.pop()
        for name, location in imported_modules(current, current_path):
            first, _, rest = name.partition(".")
            if first in PROJECT_FOLDERS:
                problems.append(_forbidden(name, location))
            if first != "charts" or not rest:
                continue
            module = rest.split(".")[0]
            file = f"charts/{module}.py"
            if not module.startswith("_"):
                problems.append(_forbidden(name, location))
            elif file not in known:
                problems.append(
                    Problem("project-import", f"there is no {file}", location, f"create {file}, or mend the import")
                )
            elif file not in needed:
                needed.add(file)
                waiting.append((known[file], file))
    return tuple(sorted(needed)), problems


def _forbidden(name: str, location: Location) -> Problem:
    return Problem(
        "project-import",
        f"a chart may not import {name}",
        location,
        "charts import installed packages and charts/_*.py; data come in as parameters that name datasets",
    )


def location_of(node: ast.expr | ast.stmt | ast.alias | ast.arg, path: str) -> Location:
    """A node's place in the file at `path`."""
    last = node.end_col_offset + 1 if node.end_lineno == node.lineno and node.end_col_offset is not None else 0
    return Location(path, node.lineno, node.col_offset + 1, last)
