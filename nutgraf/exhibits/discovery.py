"""Finding exhibits without running anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from nutgraf.exhibits.annotations import names_in
from nutgraf.exhibits.clock import clock_readings
from nutgraf.exhibits.imports import shared_modules
from nutgraf.exhibits.pictures import pictures_for
from nutgraf.exhibits.signatures import read_function, syntax_problem
from nutgraf.exhibits.vegalite import read_vegalite_exhibit
from nutgraf.model.exhibit import Exhibit, Exhibits
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import Sources


def read_exhibits(sources: Sources) -> Outcome[Exhibits]:
    """Every exhibit under `charts/`; two of the same name are a problem, as is a public function of no known kind."""
    problems: list[Problem] = []
    unreadable: set[str] = set()
    found: list[Exhibit] = []
    trees, texts = _parse_modules(sources, problems, unreadable)
    shared = {path: tree for path, tree in trees.items() if _is_shared(path)}
    for path, tree in trees.items():
        if path not in shared:
            made = _exhibits_in(path, tree, texts[path], shared, problems, unreadable)
            found += (_with_pictures(exhibit, texts, sources) for exhibit in made)
    for path in sources.below("charts", ".vl.json"):
        if path.count("/") == 1:
            outcome = read_vegalite_exhibit(sources, path)
            problems += outcome.problems
            if outcome.value is None:
                unreadable.add(path.removeprefix("charts/").removesuffix(".vl.json"))
            else:
                found.append(outcome.value)
    by_name = _unique(found, problems)
    return Outcome(Exhibits(by_name, frozenset(unreadable - by_name.keys())), tuple(problems))


def _with_pictures(exhibit: Exhibit, texts: Mapping[str, str], sources: Sources) -> Exhibit:
    modules = (exhibit.module, *exhibit.shared)
    return replace(exhibit, images=pictures_for((texts[path] for path in modules), sources))


def _is_shared(path: str) -> bool:
    return path.startswith("charts/_")


def _parse_modules(
    sources: Sources, problems: list[Problem], unreadable: set[str]
) -> tuple[dict[str, ast.Module], dict[str, str]]:
    trees: dict[str, ast.Module] = {}
    texts: dict[str, str] = {}
    for path in sources.below("charts", ".py"):
        if path.count("/") != 1:
            continue
        text = sources.read_text(path)
        problems += text.problems
        texts[path] = text.value
        try:
            trees[path] = ast.parse(text.value, path)
            problems += clock_readings(trees[path], path)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            problems.append(syntax_problem(path, error))
            unreadable.update(re.findall(r"^def ([A-Za-z]\w*)", text.value, re.MULTILINE))
    return trees, texts


def _exhibits_in(
    path: str,
    tree: ast.Module,
    text: str,
    shared: Mapping[str, ast.Module],
    problems: list[Problem],
    unreadable: set[str],
) -> Iterable[Exhibit]:
    names = names_in(tree)
    needed, import_problems = shared_modules(tree, path, shared)
    problems += import_problems
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        exhibit = read_function(node, path, names, problems)
        if exhibit is None or import_problems:
            unreadable.add(node.name)
            continue
        start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        code = "\n".join(text.split("\n")[start - 1 : node.end_lineno])
        yield Exhibit(
            name=exhibit.name,
            kind=exhibit.kind,
            module=path,
            parameters=exhibit.parameters,
            unit=exhibit.unit,
            takes_width=exhibit.takes_width,
            docstring=exhibit.docstring,
            code=code,
            shared=needed,
            location=exhibit.location,
        )


def _unique(found: Iterable[Exhibit], problems: list[Problem]) -> dict[str, Exhibit]:
    by_name: dict[str, Exhibit] = {}
    for exhibit in sorted(found, key=lambda exhibit: (exhibit.location.path, exhibit.location.line)):
        first = by_name.get(exhibit.name)
        if first is not None:
            problems.append(
                Problem(
                    "duplicate-exhibit",
                    f"there are two exhibits named {exhibit.name}; the other is at {first.location}",
                    exhibit.location,
                    "the name is the exhibit's id in the whole site: rename one of them",
                )
            )
            continue
        by_name[exhibit.name] = exhibit
    return dict(sorted(by_name.items()))
