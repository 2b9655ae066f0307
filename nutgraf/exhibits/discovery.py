"""Finding exhibits without running anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from nutgraf.cache import Pack
from nutgraf.digest import digest_value
from nutgraf.exhibits.annotations import names_in
from nutgraf.exhibits.clock import clock_readings
from nutgraf.exhibits.imports import shared_modules
from nutgraf.exhibits.pictures import PICTURE_ENDINGS, pictures_for
from nutgraf.exhibits.signatures import read_function, syntax_problem
from nutgraf.exhibits.vegalite import read_vegalite_exhibit
from nutgraf.model.exhibit import Exhibit, Exhibits
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import Sources

ReadModule = tuple[tuple[Exhibit, ...], frozenset[str], tuple[Problem, ...]]
"""The exhibits of a module, the names of those whose source cannot be used, and what is wrong."""


def read_exhibits(sources: Sources, known: Pack[ReadModule] | None = None) -> Outcome[Exhibits]:
    """Every exhibit under `charts/`; two of the same name are a problem, as is a public function of no known kind.

    What is in `known`, by this program, is not read again.
    """
    problems: list[Problem] = []
    unreadable: set[str] = set()
    found: list[Exhibit] = []
    paths = _modules(sources)
    beside = [[path, sources.digest(path)] for path in paths if _is_shared(path)]
    pictures = sources.below("charts", *PICTURE_ENDINGS)
    shared = _SharedModules(sources)
    for path in paths:
        key = digest_value([path, sources.digest(path), beside, pictures])
        module = known.get(key) if known is not None else None
        if module is None:
            module = _read_module(path, sources, shared)
            if known is not None and sources.is_as_digested(path):
                known.put(key, module)
        found += module[0]
        unreadable |= module[1]
        problems += module[2]
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


def _modules(sources: Sources) -> list[str]:
    return [path for path in sources.below("charts", ".py") if path.count("/") == 1]


def _is_shared(path: str) -> bool:
    return path.startswith("charts/_")


def _read_module(path: str, sources: Sources, shared: _SharedModules) -> ReadModule:
    module = _parse_module(path, sources)
    if module.tree is None or _is_shared(path):
        return (), module.unreadable, module.problems
    unreadable, problems = {*module.unreadable}, [*module.problems]
    found = list(_exhibits_in(path, module.tree, module.text, shared.trees, problems, unreadable))
    exhibits = tuple(_with_pictures(exhibit, module.text, shared, sources) for exhibit in found)
    return exhibits, frozenset(unreadable), tuple(problems)


def _with_pictures(exhibit: Exhibit, text: str, shared: _SharedModules, sources: Sources) -> Exhibit:
    texts = (text, *(shared.texts[path] for path in exhibit.shared))
    return replace(exhibit, images=pictures_for(texts, sources))


@dataclass(frozen=True, slots=True)
class _Module:
    """A module of `charts/` as it is written; without a tree where Python cannot read it."""

    text: str
    tree: ast.Module | None
    problems: tuple[Problem, ...]
    unreadable: frozenset[str] = frozenset()


def _parse_module(path: str, sources: Sources) -> _Module:
    text = sources.read_text(path)
    try:
        tree = ast.parse(text.value, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        names = re.findall(r"^def ([A-Za-z]\w*)", text.value, re.MULTILINE)
        return _Module(text.value, None, (*text.problems, syntax_problem(path, error)), frozenset(names))
    return _Module(text.value, tree, (*text.problems, *clock_readings(tree, path)))


@dataclass(frozen=True)
class _SharedModules:
    """The `charts/_*.py`, read when a module that is not known needs them."""

    sources: Sources

    @cached_property
    def _modules(self) -> Mapping[str, _Module]:
        return {path: _parse_module(path, self.sources) for path in _modules(self.sources) if _is_shared(path)}

    @property
    def trees(self) -> Mapping[str, ast.Module]:
        return {path: module.tree for path, module in self._modules.items() if module.tree is not None}

    @property
    def texts(self) -> Mapping[str, str]:
        return {path: module.text for path, module in self._modules.items()}


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
    # Names become folders, and some file systems do not tell large letters from small ones.
    by_folder: dict[str, Exhibit] = {}
    for exhibit in sorted(found, key=lambda exhibit: (exhibit.location.path, exhibit.location.line)):
        first = by_folder.setdefault(exhibit.name.casefold(), exhibit)
        if first is not exhibit:
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
