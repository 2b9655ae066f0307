"""Derived datasets: the function `derive` of `data/<dataset>/derive.py`, found without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace

from nutgraf.exhibits.annotations import names_in, whole_characters
from nutgraf.exhibits.imports import PROJECT_FOLDERS, imported_modules
from nutgraf.exhibits.signatures import read_function, syntax_problem
from nutgraf.model.dataset import Derivation
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.problems import Location, Outcome, Problem, errors_in
from nutgraf.sources import Sources

MODULE = "derive.py"
FUNCTION = "derive"

_FORM = "def derive(prices: pd.DataFrame) -> pd.DataFrame, whose parameters name datasets"


def derivation_path(dataset: str) -> str:
    return f"data/{dataset}/{MODULE}"


def read_derivations(sources: Sources) -> Outcome[Mapping[str, Derivation]]:
    """The derivations by the name of the dataset that they make; one with errors is left out.

    Problems: `python-syntax`, `bad-derivation`, `exhibit-signature`, `project-import`.
    """
    found: dict[str, Derivation] = {}
    problems: list[Problem] = []
    for path in sources.below("data", f"/{MODULE}"):
        if path.count("/") != 2:
            continue
        outcome = _read_derivation(path, sources)
        problems += outcome.problems
        if outcome.value is not None and not errors_in(outcome.problems):
            found[path.split("/")[1]] = outcome.value
    return Outcome(found, tuple(problems))


def _read_derivation(path: str, sources: Sources) -> Outcome[Derivation | None]:
    text = sources.read_text(path)
    if text.problems:
        return Outcome(None, text.problems)
    try:
        tree = ast.parse(text.value, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Outcome(None, (syntax_problem(path, error),))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    node = next((node for node in functions if node.name == FUNCTION), None)
    if node is None:
        message = f"{path} has no function {FUNCTION}"
        return Outcome(None, (Problem("bad-derivation", message, Location(path), f"write {_FORM}"),))
    problems = list(_import_problems(tree, path))
    function = read_function(node, path, names_in(tree), problems)
    if function is None:
        return Outcome(None, tuple(problems))
    if function.kind is not ExhibitKind.TABLE:
        hint = f"annotate it -> pd.DataFrame: {_FORM}"
        problems.append(Problem("bad-derivation", "derive makes no table", function.location, hint))
    if not function.parameters:
        hint = f"write {_FORM}"
        problems.append(Problem("bad-derivation", "derive asks for no dataset", function.location, hint))
    said = function.docstring or whole_characters(ast.get_docstring(tree) or "")
    whole = replace(function, docstring=said, code=text.value)
    return Outcome(Derivation(whole, sources.digest(path)), tuple(problems))


def _import_problems(tree: ast.Module, path: str) -> Iterator[Problem]:
    """Nothing of the project is imported: `derive.py` and the recorded inputs are all that a version rests on."""
    for name, location in imported_modules(tree, path):
        if name.partition(".")[0] in PROJECT_FOLDERS | {"charts"}:
            hint = "derive.py imports installed packages only; data come in as parameters that name datasets"
            yield Problem("project-import", f"derive.py may not import {name}", location, hint)
