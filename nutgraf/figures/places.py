"""Where in an exhibit's source a field is named, so that a problem can point at it."""

from __future__ import annotations

import ast

from nutgraf.decode.json_text import parse_json
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Location


def place_of_text(exhibit: Exhibit, text: str, pointer: tuple[str | int, ...] = ()) -> Location:
    """The string in the exhibit's source that names `text`, alone or inside a shorthand such as "mean(price):Q".

    In a `.vl.json` the place that `pointer` leads to. Where nothing is found, the exhibit's own place.
    """
    if exhibit.is_json:
        parsed = parse_json(exhibit.code, exhibit.module)
        return parsed.value.locate(pointer) if parsed.value is not None else exhibit.location
    tree = ast.parse(exhibit.code)
    function = tree.body[0]
    offset = exhibit.location.line - function.lineno
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    ranked = sorted(
        (node for node in strings if text in str(node.value) and node.value != exhibit.docstring),
        key=lambda node: (str(node.value).split(":")[0] != text, len(str(node.value)), node.lineno, node.col_offset),
    )
    if not ranked:
        return exhibit.location
    node = ranked[0]
    end = (node.end_col_offset or 0) + 1 if node.end_lineno == node.lineno else 0
    return Location(exhibit.module, node.lineno + offset, node.col_offset + 1, end)
