"""Finding exhibits without running anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nutgraf.exhibits.annotations import Names, form_of, is_width, kind_of, names_in, versions_form_of
from nutgraf.exhibits.imports import location_of, shared_modules
from nutgraf.exhibits.pictures import pictures_for
from nutgraf.exhibits.vegalite import read_vegalite_exhibit
from nutgraf.model.exhibit import Exhibit, ExhibitKind, Exhibits, Parameter
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources

KINDS_HINT = (
    "annotate the return: -> alt.Chart (or another Altair chart) for a chart, -> float, int, str or date for a fact "
    '(with its unit: Annotated[float, "%"]), -> pd.DataFrame for a table; or start the name with _ if it is private'
)


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
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            problems.append(_syntax_problem(path, error))
            unreadable.update(re.findall(r"^def ([A-Za-z]\w*)", text.value, re.MULTILINE))
    return trees, texts


def _syntax_problem(path: str, error: Exception) -> Problem:
    if isinstance(error, SyntaxError):
        place = Location(path, error.lineno or 1, error.offset or 1)
        return Problem("python-syntax", f"this is not Python: {error.msg}", place)
    return Problem("python-syntax", f"this is not Python: {error}", Location(path))


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
        exhibit = _read_function(node, path, names, problems)
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


def _read_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, path: str, names: Names, problems: list[Problem]
) -> Exhibit | None:
    keyword = 10 if isinstance(node, ast.AsyncFunctionDef) else 4
    start = node.col_offset + keyword + 1
    place = Location(path, node.lineno, start, start + len(node.name))
    kind = kind_of(node.returns, names) if node.returns is not None else None
    if isinstance(node, ast.AsyncFunctionDef):
        problems.append(Problem("exhibit-signature", f"{node.name} is async", place, "write a plain def"))
        return None
    if kind is None:
        said = f"{ast.unparse(node.returns)} names no kind of exhibit" if node.returns else "its return says no kind"
        problems.append(Problem("exhibit-kind", f"what {node.name} makes is unknown: {said}", place, KINDS_HINT))
        return None
    parameters, width, wrong = _read_parameters(node, path, names, kind[0])
    problems += wrong
    if wrong:
        return None
    docstring = ast.get_docstring(node) or ""
    return Exhibit(node.name, kind[0], path, parameters, kind[1], width, docstring, location=place)


def _read_parameters(
    node: ast.FunctionDef, path: str, names: Names, kind: ExhibitKind
) -> tuple[tuple[Parameter, ...], bool, Sequence[Problem]]:
    arguments = node.args
    problems: list[Problem] = []
    extra = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    for argument in extra:
        problems.append(_signature(f"{node.name} takes *{argument.arg}", location_of(argument, path)))
    parameters: list[Parameter] = []
    takes_width = False
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        place = location_of(argument, path)
        if is_width(argument, names) and kind is ExhibitKind.CHART:
            takes_width = True
        elif (form := versions_form_of(argument.annotation, names)) is not None:
            parameters.append(Parameter(argument.arg, all_versions=True, form=form, location=place))
        elif (form := form_of(argument.annotation, names)) is not None:
            parameters.append(Parameter(argument.arg, form=form, location=place))
        else:
            problems.append(_signature(f"{argument.arg} is neither a frame nor a document", place))
    return tuple(parameters), takes_width, problems


def _signature(message: str, place: Location) -> Problem:
    return Problem(
        "exhibit-signature",
        message,
        place,
        "parameters name datasets (prices: pd.DataFrame; of JSON files europe: dict[str, Any]); "
        "a chart may also take width: int",
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
