"""The modules of this program that some of its modules need: what must go along for them to run elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib.resources import files

_PROGRAM = "nutgraf"


def closure_files(entries: Iterable[str]) -> dict[str, bytes]:
    """The source of `entries` and of all that they import when they are loaded, by path: `nutgraf/digest.py`.

    A package whose own names nobody imports is there as an empty file. Imports inside of functions do not count: they
    are of what an entry does without.
    """
    sources: dict[str, str] = {}
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        path = _path(name)
        if path not in sources:
            sources[path] = _text(path)
            waiting += _imports(ast.parse(sources[path]).body)
    for path in tuple(sources):
        folders = path.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            sources.setdefault(f"{'/'.join(folders[:depth])}/__init__.py", "")
    return {path: sources[path].encode() for path in sorted(sources)}


def _imports(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The modules of this program that statements import when they are run."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names if _is_ours(alias.name))
        elif isinstance(statement, ast.ImportFrom) and statement.module and _is_ours(statement.module):
            for alias in statement.names:
                inner = f"{statement.module}.{alias.name}"
                yield inner if _is_module(inner) else statement.module
        elif isinstance(statement, ast.If | ast.Try):
            yield from _imports(statement.body)


def _is_ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] == _PROGRAM


def _is_module(name: str) -> bool:
    *folders, last = name.split(".")[1:]
    folder = files(_PROGRAM).joinpath(*folders)
    return (folder / last).is_dir() or (folder / f"{last}.py").is_file()


def _path(name: str) -> str:
    parts = name.split(".")
    is_package = files(_PROGRAM).joinpath(*parts[1:]).is_dir()
    return "/".join((*parts, "__init__.py")) if is_package else f"{'/'.join(parts)}.py"


def _text(path: str) -> str:
    return files(_PROGRAM).joinpath(*path.split("/")[1:]).read_text(encoding="utf-8")
