"""The problem codes that the engine uses, found in its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Parameter = tuple[str, int, str, str]
"""A function (or class) whose parameter, at a position and by a name, is a problem's code; and the module where it is
called, "" for any (private functions are called in their own)."""


class UnreadableCodeError(Exception):
    """A code is given in a way that this module does not follow."""


@dataclass(slots=True)
class Codes:
    """`literal` codes, and `patterns` for those that are put together: `unknown-*`."""

    literal: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)


def problem_codes(modules: Iterable[Path]) -> Codes:
    """Follows the code of `Problem(…)` through the functions that hand it on, until nothing new is found.

    Other classes whose first field is `code`, from which problems are made later, are read as well.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in modules}
    codes = Codes()
    takers: set[Parameter] = {(name, 0, "code", "") for tree in trees.values() for name in classes_with_code(tree)}
    while True:
        found: set[Parameter] = set()
        for path, tree in trees.items():
            for call, scopes in calls_with_scopes(tree):
                for taker in takers:
                    argument = argument_for(call, taker) if taker[3] in ("", str(path)) else None
                    if argument is not None:
                        found |= read_code(argument, scopes, tree, codes, f"{path}:{call.lineno}")
        if found <= takers:
            return codes
        takers |= found


def classes_with_code(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            fields = [getattr(item.target, "id", "") for item in node.body if isinstance(item, ast.AnnAssign)]
            if fields[:1] == ["code"]:
                yield node.name


def calls_with_scopes(
    tree: ast.AST, scopes: tuple[ast.AST, ...] = ()
) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
    """Every call with the classes and functions around it, the innermost last."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield node, scopes
        inner = (*scopes, node) if isinstance(node, ast.ClassDef | ast.FunctionDef) else scopes
        yield from calls_with_scopes(node, inner)


def argument_for(call: ast.Call, taker: Parameter) -> ast.expr | None:
    name, position, keyword, _ = taker
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called != name:
        return None
    by_name = next((given.value for given in call.keywords if given.arg == keyword), None)
    if by_name is not None:
        return by_name
    return call.args[position] if len(call.args) > position >= 0 else None


def choices(node: ast.expr) -> list[ast.expr]:
    """The expressions that one of several branches or entries may give."""
    if isinstance(node, ast.IfExp):
        return [*choices(node.body), *choices(node.orelse)]
    if isinstance(node, ast.Dict):
        return [choice for value in node.values for choice in choices(value)]
    return choices(node.value) if isinstance(node, ast.Subscript) else [node]


def read_code(
    node: ast.expr, scopes: tuple[ast.AST, ...], tree: ast.Module, codes: Codes, place: str
) -> set[Parameter]:
    """Adds what `node` says to `codes`; what it takes from a parameter is returned, to be followed."""
    found: set[Parameter] = set()
    for choice in choices(node):
        if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
            codes.literal.add(choice.value)
        elif isinstance(choice, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "*" for part in choice.values)
            codes.patterns.add("".join(str(part) for part in parts))
        elif isinstance(choice, ast.Name):
            found |= read_name(choice.id, scopes, tree, codes, place)
        elif isinstance(choice, ast.Attribute) and getattr(choice.value, "id", "") == "self":
            found |= read_attribute(choice.attr, scopes, tree, codes, place)
        elif not isinstance(choice, ast.Attribute) or choice.attr != "code":  # else it was read where it was made
            raise UnreadableCodeError(f"{place}: {ast.unparse(choice)}")
    return found


def read_attribute(
    name: str, scopes: tuple[ast.AST, ...], tree: ast.Module, codes: Codes, place: str
) -> set[Parameter]:
    owner = next(scope for scope in scopes if isinstance(scope, ast.ClassDef))
    for node in ast.walk(owner):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.Assign) and any(getattr(target, "attr", "") == name for target in targets):
            maker = next(item for item in owner.body if isinstance(item, ast.FunctionDef) and node in ast.walk(item))
            return read_code(node.value, (owner, maker), tree, codes, place)
    raise UnreadableCodeError(f"{place}: self.{name}")


def read_name(name: str, scopes: tuple[ast.AST, ...], tree: ast.Module, codes: Codes, place: str) -> set[Parameter]:
    for depth in range(len(scopes) - 1, -1, -1):
        scope = scopes[depth]
        if isinstance(scope, ast.FunctionDef):
            assigned = list(assigned_values(scope, name))
            if assigned:
                return {
                    taker for value in assigned for taker in read_code(value, scopes[: depth + 1], tree, codes, place)
                }
            if any(argument.arg == name for argument in arguments_of(scope)):
                return {follow_parameter(scope, name, scopes[:depth], codes, place)}
    assigned = [value for node in tree.body for value in values_assigned_by(node, name)]
    if not assigned:
        raise UnreadableCodeError(f"{place}: {name}")
    return {taker for value in assigned for taker in read_code(value, (), tree, codes, place)}


def follow_parameter(
    function: ast.FunctionDef, name: str, around: tuple[ast.AST, ...], codes: Codes, place: str
) -> Parameter:
    arguments = arguments_of(function)
    position = next(index for index, argument in enumerate(arguments) if argument.arg == name)
    keyword_only = position >= len(arguments) - len(function.args.kwonlyargs)
    in_class = bool(around) and isinstance(around[-1], ast.ClassDef)
    static = any(getattr(decorator, "id", "") == "staticmethod" for decorator in function.decorator_list)
    add_default(function, name, codes)
    owner = around[-1] if around else None
    called = owner.name if function.name == "__init__" and isinstance(owner, ast.ClassDef) else function.name
    where = place.rsplit(":", 1)[0] if called.startswith("_") else ""
    return called, -1 if keyword_only else position - (in_class and not static), name, where


def add_default(function: ast.FunctionDef, name: str, codes: Codes) -> None:
    positional = [*function.args.posonlyargs, *function.args.args]
    pairs = [
        *zip(positional[len(positional) - len(function.args.defaults) :], function.args.defaults, strict=True),
        *zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if argument.arg == name and isinstance(default, ast.Constant) and isinstance(default.value, str):
            codes.literal.add(default.value)


def arguments_of(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def assigned_values(function: ast.FunctionDef, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        yield from values_assigned_by(node, name)


def values_assigned_by(node: ast.AST, name: str) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        targets = [node.target]
    else:
        return
    if node.value is not None and any(getattr(target, "id", "") == name for target in targets):
        yield node.value
