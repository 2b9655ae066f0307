"""TOML text to nodes: the values are the standard library's, the places come from a scan of our own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from nutgraf.decode.nodes import MAX_DEPTH, Key, Mapping, Node, Scalar, Sequence
from nutgraf.decode.positions import Positions
from nutgraf.decode.toml_places import Path, Places, find_places
from nutgraf.problems import Outcome, Problem

# The standard library takes a time that grows with the square of the parts.
_LONG_KEY = re.compile(rf"(?<![\w-])[\w-]+(?:\s*\.\s*[\w-]+){{{MAX_DEPTH},}}\s*[=\]]")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def toml_nodes(positions: Positions) -> Outcome[Node | None]:
    """The document as a mapping, or None with the problem: `toml-syntax` or `duplicate-key`."""
    if _LONG_KEY.search(positions.text):
        return Outcome(None, (_too_deep(positions),))
    try:
        value = tomllib.loads(positions.text)
    except tomllib.TOMLDecodeError as error:
        return Outcome(None, (_syntax_problem(str(error), positions),))
    except RecursionError:
        return Outcome(None, (_too_deep(positions),))
    except ValueError as error:  # an integer of thousands of digits
        return Outcome(None, (Problem("toml-syntax", f"a value cannot be read: {error}", positions.at(0)),))
    if _depth_exceeds(value, MAX_DEPTH):
        return Outcome(None, (_too_deep(positions),))
    return Outcome(_node(value, (), _Tree(positions, find_places(positions.text))))


def _too_deep(positions: Positions) -> Problem:
    message = f"tables and lists are nested more than {MAX_DEPTH} deep"
    return Problem("toml-syntax", message, positions.at(0), "make it flatter")


def _depth_exceeds(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit + 1):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return False
    return True


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _syntax_problem(said: str, positions: Positions) -> Problem:
    match = _PLACE.search(said)
    words = said[: match.start()] if match else said
    offset = len(positions.text.rstrip())
    if match and match[1]:
        offset = positions.offset(int(match[1]), int(match[2]))
    if re.search(r"Cannot (overwrite|declare|mutate|redefine)", words):
        return _duplicate(positions, offset)
    hints = (
        ("Invalid value", "put text in double quotes"),
        ("Expected '='", 'write key = "value"'),
        ("Illegal character", "write it as an escape, or close the quotes on the same line"),
        ("Unterminated string", "close the quotes"),
        ("Unclosed", "close the bracket"),
    )
    hint = next((way_out for start, way_out in hints if words.startswith(start)), "")
    return Problem("toml-syntax", words[:1].lower() + words[1:], positions.at(offset), hint)


def _duplicate(positions: Positions, offset: int) -> Problem:
    """The parser stands behind the statement; its key is at the start of the line, as far as a line can tell."""
    before = positions.text[:offset].rstrip("\n")
    start = before.rfind("\n") + 1
    statement = re.compile(r"\s*(\[*\s*[^=\]\n]*[^=\]\s]\]*)").match(positions.text, start)
    if statement is None:
        return Problem("duplicate-key", "a key stands here twice", positions.at(start), "keep one of the two")
    message = f"{statement[1]} stands here a second time"
    return Problem("duplicate-key", message, positions.at(statement.start(1), statement.end(1)), "keep one of the two")


class _Tree:
    """Looks up where the key and the value of a path stand, or the nearest thing around them."""

    def __init__(self, positions: Positions, places: Places) -> None:
        self.positions = positions
        self._places = places

    def span(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        spans = self._places.keys if of_key else self._places.values
        while path not in spans and path:
            path = path[:-1]
        return spans.get(path, (0, 0))


def _node(value: Any, path: Path, tree: _Tree) -> Node:
    start, end = tree.span(path)
    if isinstance(value, dict):
        return Mapping(tuple(_entry(key, child, path, tree) for key, child in value.items()), tree.positions.at(start))
    if isinstance(value, list):
        items = tuple(_node(child, (*path, index), tree) for index, child in enumerate(value))
        return Sequence(items, tree.positions.at(start))
    source = tree.positions.text[start:end]
    if isinstance(value, str):
        return _text(value, source, tree, start)
    return Scalar(source or str(value), tree.positions.at(start, end), value)


def _entry(key: str, value: Any, path: Path, tree: _Tree) -> tuple[Key, Node]:
    start, end = tree.span((*path, key), of_key=True)
    return Key(key, tree.positions.at(start, end)), _node(value, (*path, key), tree)


def _text(value: str, source: str, tree: _Tree, start: int) -> Scalar:
    """A string, whose place is that of its text without the quotes."""
    quotes = next((mark for mark in ('"""', "'''", '"', "'") if source.startswith(mark)), "")
    inner = start + len(quotes)
    if len(quotes) == 3 and source[3:4] == "\n":
        inner += 1
    return Scalar(value, tree.positions.at(inner, start + len(source) - len(quotes)), value)
