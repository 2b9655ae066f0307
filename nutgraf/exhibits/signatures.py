"""What the syntax tree of a function says of the exhibit that it is: kind, unit, the datasets that it asks for."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from nutgraf.exhibits.annotations import Names, form_of, is_width, kind_of, versions_form_of, whole_characters
from nutgraf.exhibits.imports import location_of
from nutgraf.model.exhibit import Exhibit, ExhibitKind, Parameter
from nutgraf.problems import Location, Problem

KINDS_HINT = (
    "annotate the return: -> alt.Chart (or another Altair chart) for a chart, -> float, int, str or date for a fact "
    '(with its unit: Annotated[float, "%"]), -> pd.DataFrame for a table; or start the name with _ if it is private'
)


def read_function(
    node: ast.FunctionDef | ast.AsyncFunctionDef, path: str, names: Names, problems: list[Problem]
) -> Exhibit | None:
    """The exhibit that a function is, without its source; None with `exhibit-signature` or `exhibit-kind`."""
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
    docstring = whole_characters(ast.get_docstring(node) or "")
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


def syntax_problem(path: str, error: Exception) -> Problem:
    if isinstance(error, SyntaxError):
        place = Location(path, error.lineno or 1, error.offset or 1)
        return Problem("python-syntax", f"this is not Python: {error.msg}", place)
    return Problem("python-syntax", f"this is not Python: {error}", Location(path))
