"""What annotations say: the kind of an exhibit, its unit, and what its parameters ask for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from nutgraf.model.exhibit import ExhibitKind

CHART_TYPES = frozenset(
    f"altair.{name}"
    for name in ("Chart", "LayerChart", "ConcatChart", "HConcatChart", "VConcatChart", "FacetChart", "RepeatChart")
)
FACT_TYPES = frozenset({"float", "int", "str", "datetime.date"})
FRAME_TYPES = frozenset({"pandas.DataFrame"})
MAPPING_TYPES = frozenset({"collections.abc.Mapping", "typing.Mapping", "dict"})
ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated"})


@dataclass(frozen=True, slots=True)
class Names:
    """The dotted names that a module's imports give to its local names (`alt` → `altair`)."""

    imported: Mapping[str, str]

    def dotted(self, node: ast.expr) -> str:
        """The full dotted name of an expression such as `alt.Chart`, "" where it is something else."""
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            start = self.dotted(node.value)
            return f"{start}.{node.attr}" if start else ""
        return ""


def names_in(tree: ast.Module) -> Names:
    """The names that the import statements of a module bind."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                local = alias.asname or alias.name.split(".")[0]
                imported[local] = alias.name if alias.asname else local
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return Names(imported)


def read_annotation(node: ast.expr) -> ast.expr:
    """The annotation itself, also where it was written as a string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            return ast.copy_location(ast.parse(node.value, mode="eval").body, node)
        except SyntaxError:
            return node
    return node


def kind_of(node: ast.expr, names: Names) -> tuple[ExhibitKind, str] | None:
    """The kind that a return annotation names, and its unit; None where it names none."""
    node = read_annotation(node)
    if isinstance(node, ast.Subscript) and names.dotted(node.value) in ANNOTATED and isinstance(node.slice, ast.Tuple):
        inner, *marks = node.slice.elts
        found = kind_of(inner, names)
        unit = next(
            (mark.value for mark in marks if isinstance(mark, ast.Constant) and isinstance(mark.value, str)), ""
        )
        return (found[0], unit) if found else None
    dotted = names.dotted(node)
    if dotted in CHART_TYPES:
        return ExhibitKind.CHART, ""
    if dotted in FRAME_TYPES:
        return ExhibitKind.TABLE, ""
    if dotted in FACT_TYPES:
        return ExhibitKind.FACT, "date" if dotted == "datetime.date" else ""
    return None


def asks_for_all_versions(node: ast.expr | None, names: Names) -> bool:
    """Whether a parameter's annotation is `Mapping[str, pd.DataFrame]`."""
    if node is None:
        return False
    node = read_annotation(node)
    return isinstance(node, ast.Subscript) and names.dotted(node.value) in MAPPING_TYPES


def is_frame(node: ast.expr | None, names: Names) -> bool:
    """Whether a parameter's annotation is a frame, or left out."""
    return node is None or names.dotted(read_annotation(node)) in FRAME_TYPES


def is_width(argument: ast.arg, names: Names) -> bool:
    """Whether a parameter is `width: int`, the width of the variant that is being drawn."""
    return (
        argument.arg == "width"
        and argument.annotation is not None
        and names.dotted(read_annotation(argument.annotation)) == "int"
    )
