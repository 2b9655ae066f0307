"""YAML text to nodes, from the parser's events, so that nothing is resolved, expanded or guessed on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from nutgraf.decode.nodes import MAX_DEPTH, MAX_NODES, Key, Mapping, Node, Scalar, Sequence
from nutgraf.decode.positions import Positions
from nutgraf.decode.yaml_errors import syntax_problem
from nutgraf.problems import Location, Outcome, Problem

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset({"!", _CORE + "str"})
_PLAIN_TAGS = frozenset(_CORE + name for name in ("int", "float", "bool", "null", "timestamp", "seq", "map"))


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet. `size` counts the nodes in it, those behind aliases included."""

    is_mapping: bool
    location: Location
    anchor: str | None
    size: int = 1
    items: list[Node] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    key: Key | None = None


def yaml_nodes(positions: Positions) -> Outcome[Node | None]:
    """The one document in the text, None where it is empty or cannot be read.

    Problems: `yaml-syntax`, and `yaml-too-large` for what is nested too deep or grows too large by aliases.
    """
    unprintable = _UNPRINTABLE.search(positions.text)
    if unprintable:
        place = positions.at(unprintable.start(), unprintable.end())
        message = f"the character U+{ord(unprintable[0]):04X} may not stand in YAML"
        return Outcome(None, (Problem("yaml-syntax", message, place, "delete it, or write it as an escape in quotes"),))
    try:
        return Outcome(_Composer(positions).compose())
    except _RefusedError as refused:
        return Outcome(None, (refused.problem,))
    except yaml.YAMLError as error:
        return Outcome(None, (syntax_problem(error, positions),))


class _Composer:
    def __init__(self, positions: Positions) -> None:
        self._positions = positions
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._root: Node | None = None
        self._size = 0

    def compose(self) -> Node | None:
        documents = 0
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(event, "a second document starts here", "keep one document: take the --- away")
            elif isinstance(event, yaml.AliasEvent):
                node, size = self._resolve(event)
                self._add(node, size, event)
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
        return self._root

    def _events(self) -> Iterator[yaml.Event]:
        events: Iterator[yaml.Event] = yaml.parse(self._positions.text, Loader=_LOADER)
        return events

    def _refused(self, event: yaml.Event, message: str, hint: str, code: str = "yaml-syntax") -> _RefusedError:
        place = self._positions.at(*_span(event))
        return _RefusedError(Problem(code, message, place, hint))

    def _resolve(self, event: yaml.AliasEvent) -> tuple[Node, int]:
        known = self._anchors.get(event.anchor or "")
        if known is not None:
            return known
        if any(frame.anchor == event.anchor for frame in self._stack):
            raise self._refused(
                event, f"*{event.anchor} stands inside the value that it repeats", "write the value out"
            )
        hint = "put the text in quotes if it should begin with *"
        raise self._refused(event, f"*{event.anchor} repeats a value that &{event.anchor} does not name", hint)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_tag(event, event.tag)
        quoted = event.style is not None and event.style != ""
        is_text = quoted or event.tag in _TEXT_TAGS
        node = Scalar(event.value, self._text_location(event), event.value if is_text else None)
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)
        self._add(node, 1, event)

    def _text_location(self, event: yaml.ScalarEvent) -> Location:
        """Where the text itself begins: after the quote, or on the first line of a block."""
        text, (start, end) = self._positions.text, _span(event)
        if event.tag or event.anchor:
            return self._positions.at(start, end)
        if event.style in {"'", '"'}:
            return self._positions.at(start + 1, end - 1)
        if event.style in {"|", ">"}:
            block = re.compile(r"[^\n]*\n\s*").match(text, start, end)
            start = block.end() if block and block.end() < end else start
            return self._positions.at(start, end)
        return self._positions.at(start, end)

    def _check_tag(self, event: yaml.Event, tag: str | None) -> None:
        if tag and tag not in _TEXT_TAGS and tag not in _PLAIN_TAGS:
            raise self._refused(event, f"the tag {tag} is not known here", "take it away, or put the text in quotes")

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_tag(event, event.tag)
        if len(self._stack) >= MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            raise self._refused(event, message, "make it flatter", "yaml-too-large")
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        place = self._positions.at(_span(event)[0])
        self._stack.append(_Open(isinstance(event, yaml.MappingStartEvent), place, event.anchor))

    def _close(self, event: yaml.Event) -> None:
        frame = self._stack.pop()
        node: Node
        if frame.is_mapping:
            node = Mapping(tuple(zip(frame.keys, frame.items, strict=True)), frame.location)
        else:
            node = Sequence(tuple(frame.items), frame.location)
        if frame.anchor:
            self._anchors[frame.anchor] = (node, frame.size)
        self._add(node, frame.size, event)

    def _add(self, node: Node, size: int, event: yaml.Event) -> None:
        if not self._stack:
            self._root = node
            return
        frame = self._stack[-1]
        frame.size += size
        if frame.size > MAX_NODES:
            message = f"there are more than {MAX_NODES:,} values, repeated ones included"
            raise self._refused(event, message, "keep large tables in a CSV under data/", "yaml-too-large")
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is not None:
            frame.keys.append(frame.key)
            frame.items.append(node)
            frame.key = None
        elif isinstance(node, Scalar):
            frame.key = Key(node.text, node.location)
        else:
            place = node.location
            hint = "put the text in quotes if it should begin with { or ["
            raise _RefusedError(Problem("yaml-syntax", "a key must be text, not a list or a mapping", place, hint))


def _span(event: yaml.Event) -> tuple[int, int]:
    """The event's offsets; only hand-made events have no marks."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
