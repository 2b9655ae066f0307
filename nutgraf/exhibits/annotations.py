"""What annotations say: the kind of an exhibit, its unit, and what its parameters ask for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from nutgraf.model.exhibit import DataForm, ExhibitKind

CHART_TYPES = frozenset(
    f"altair.{name}"
    for name in ("Chart", "LayerChart", "ConcatChart", "HConcatChart", "VConcatChart", "FacetChart", "RepeatChart")
)
FACT_TYPES = frozenset({"float", "int", "str", "datetime.date"})
FRAME_TYPES = frozenset({"pandas.DataFrame"})
MAPPING_TYPES = frozenset({"collections.abc.Mapping", "typing.Mapping", "dict"})
ANY_TYPES = frozenset({"typing.Any", "object"})
DOCUMENT_TYPES = ANY_TYPES | {"list", "dict"}
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
        return (found[0], whole_characters(unit)) if found else None
    dotted = names.dotted(node)
    if dotted in CHART_TYPES:
        return ExhibitKind.CHART, ""
    if dotted in FRAME_TYPES:
        return ExhibitKind.TABLE, ""
    if dotted in FACT_TYPES:
        return ExhibitKind.FACT, "date" if dotted == "datetime.date" else ""
    return None


def form_of(node: ast.expr | None, names: Names) -> DataForm | None:
    """What a parameter's annotation wants a dataset to be; None where it is for no dataset.

    `pd.DataFrame` is a table; `dict[str, Any]`, `list[…]` and `Any` are a document, the value of a JSON file.
    """
    if node is None:
        return "either"
    node = read_annotation(node)
    dotted = names.dotted(node.value if isinstance(node, ast.Subscript) else node)
    if dotted in FRAME_TYPES:
        return "table"
    if dotted in DOCUMENT_TYPES:
        return "document"
    value = _value_type(node, names)
    return "document" if value is not None and names.dotted(value) in ANY_TYPES else None


def versions_form_of(node: ast.expr | None, names: Names) -> DataForm | None:
    """What the versions are where a parameter asks for all of them, `Mapping[str, pd.DataFrame]`; None where not.

    A `dict` of anything but frames is one document.
    """
    value = _value_type(read_annotation(node), names) if node is not None else None
    if value is None or names.dotted(value) in ANY_TYPES:
        return None
    form = form_of(value, names)
    return form if form == "table" or not _is_dict(node, names) else None


def _value_type(node: ast.expr, names: Names) -> ast.expr | None:
    """`X` of `Mapping[str, X]`."""
    if not isinstance(node, ast.Subscript) or names.dotted(node.value) not in MAPPING_TYPES:
        return None
    return node.slice.elts[1] if isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2 else None


def _is_dict(node: ast.expr | None, names: Names) -> bool:
    node = read_annotation(node) if node is not None else None
    return isinstance(node, ast.Subscript) and names.dotted(node.value) == "dict"


def is_width(argument: ast.arg, names: Names) -> bool:
    """Whether a parameter is `width: int`, the width of the variant that is being drawn."""
    return (
        argument.arg == "width"
        and argument.annotation is not None
        and names.dotted(read_annotation(argument.annotation)) == "int"
    )


def whole_characters(text: str) -> str:
    """The text without halves of characters, which escapes in Python and JSON can say, but no UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
