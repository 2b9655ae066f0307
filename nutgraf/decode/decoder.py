"""Nodes to values of a target type; everything that does not fit is a problem at its place."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any

from nutgraf.decode.nodes import Key, Mapping, Node, Scalar, Sequence
from nutgraf.decode.scalars import CONTROL, READERS, REFUSED, Refusal, read_anything
from nutgraf.decode.shapes import (
    Located,
    TargetField,
    allows_null,
    choices_of,
    fields_of,
    is_list,
    is_located,
    is_mapping,
    is_record,
    members_of_union,
    wanted,
)
from nutgraf.problems import Location, Problem, did_you_mean, unprintable_name


class Decoder:
    """Makes values of target types and collects what is wrong. `unknown_key_code` is the code of keys not known."""

    def __init__(self, unknown_key_code: str) -> None:
        self.problems: list[Problem] = []
        self._unknown_key_code = unknown_key_code

    def decode(self, node: Node, target: Any, name: str) -> Any:
        """The value, or REFUSED after saying why. `name` is the key that an author would look for."""
        if is_located(target):
            value = self.decode(node, typing.get_args(target)[0], name)
            return REFUSED if isinstance(value, Refusal) else Located(value, node.location)
        if isinstance(node, Scalar) and node.null and allows_null(target):
            return None
        if target is Any:
            return self._anything(node)
        return self._reader_of(target)(node, target, name)

    def _reader_of(self, target: Any) -> Callable[[Node, Any, str], Any]:
        readers = (
            (members_of_union, self._union),
            (is_record, self._record),
            (is_list, self._list),
            (is_mapping, self._mapping),
        )
        return next((read for fits, read in readers if fits(target)), self._scalar)

    def _say(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.problems.append(Problem(code, message, location, hint))

    def _wrong_type(self, node: Node, target: Any, name: str, hint: str = "") -> Refusal:
        message = f"{name or 'the document'} wants {wanted(target)}, not {_found(node)}"
        self._say("wrong-type", message, node.location, hint)
        return REFUSED

    def _scalar(self, node: Node, target: Any, name: str) -> Any:
        choices = choices_of(target)
        if not choices and target not in READERS:
            raise TypeError(f"{target!r} cannot be decoded")
        if not isinstance(node, Scalar):
            return self._wrong_type(node, target, name)
        if choices:
            return self._choice(node, target, name)
        read, _, hint = READERS[target]
        value = read(node)
        if isinstance(value, Refusal):
            return self._wrong_type(node, target, name, hint)
        control = CONTROL.search(value) if isinstance(value, str) else None
        if control is None:
            return value
        message = f"{name} holds {unprintable_name(control[0])}"
        self._say("control-character", message, node.location, "take it out")
        return REFUSED

    def _choice(self, node: Scalar, target: Any, name: str) -> Any:
        choices = dict(choices_of(target))
        if node.text in choices:
            return choices[node.text]
        return self._wrong_type(node, target, name, did_you_mean(node.text, choices, "values"))

    def _union(self, node: Node, target: Any, name: str) -> Any:
        """The first member that fits; where one member alone has the node's shape, its problems are the ones to say."""
        fitting = [member for member in members_of_union(target) if _same_shape(node, member)]
        if len(fitting) == 1:
            return self.decode(node, fitting[0], name)
        for member in fitting:
            attempt = Decoder(self._unknown_key_code)
            value = attempt.decode(node, member, name)
            if not attempt.problems:
                return value
        return self._wrong_type(node, target, name)

    def _list(self, node: Node, target: Any, name: str) -> Any:
        if isinstance(node, Scalar) and node.empty:
            return ()
        if not isinstance(node, Sequence):
            hint = f"write a list: [{node.text}]" if isinstance(node, Scalar) else ""
            return self._wrong_type(node, target, name, hint)
        item_type = typing.get_args(target)[0]
        values = [self.decode(item, item_type, f"an item of {name}") for item in node.items]
        return tuple(value for value in values if not isinstance(value, Refusal))

    def _mapping(self, node: Node, target: Any, name: str) -> Any:
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Mapping):
            return self._wrong_type(node, target, name)
        key_type, value_type = typing.get_args(target)
        result = {}
        for key, child in self._once_each(node):
            value = self.decode(child, value_type, key.text)
            if not isinstance(value, Refusal):
                result[Located(key.text, key.location) if is_located(key_type) else key.text] = value
        return result

    def _once_each(self, node: Mapping) -> list[tuple[Key, Node]]:
        first: dict[str, tuple[Key, Node]] = {}
        for key, child in node.entries:
            if key.text in first:
                line = first[key.text][0].location.line
                message = f"{key.text} stands here a second time, first in line {line}"
                self._say("duplicate-key", message, key.location, "keep one of the two")
            else:
                first[key.text] = (key, child)
        return list(first.values())

    def _record(self, node: Node, target: type, name: str) -> Any:
        if isinstance(node, Scalar) and node.empty:
            node = Mapping((), node.location)
        if not isinstance(node, Mapping):
            return self._wrong_type(node, target, name)
        by_key = {field.key: field for field in fields_of(target)}
        given: dict[str, tuple[Key, Node]] = {}
        for key, child in self._once_each(node):
            if key.text in by_key:
                given[key.text] = (key, child)
            else:
                message = f"there is no key {key.text}" + (f" in {name}" if name else "")
                self._say(self._unknown_key_code, message, key.location, did_you_mean(key.text, by_key, "keys"))
        values = {field.name: self._field(field, given, node.location) for field in by_key.values()}
        made = {key: value for key, value in values.items() if value is not REFUSED}
        if any(field.required and field.name not in made for field in by_key.values()):
            return REFUSED
        return target(**made)

    def _field(self, field: TargetField, given: dict[str, tuple[Key, Node]], place: Location) -> Any:
        """The field's value; REFUSED where it is left out or wrong, so that its default counts."""
        if field.key in given:
            _, child = given[field.key]
            return self.decode(child, field.target, field.key)
        if field.required:
            self._say("missing-key", f"{field.key} is missing", place, f"add {field.key}: {wanted(field.target)}")
        return REFUSED

    def _anything(self, node: Node) -> Any:
        if isinstance(node, Scalar):
            return read_anything(node)
        if isinstance(node, Sequence):
            return [self._anything(item) for item in node.items]
        return {key.text: self._anything(child) for key, child in self._once_each(node)}


def _same_shape(node: Node, target: Any) -> bool:
    if is_located(target):
        return _same_shape(node, typing.get_args(target)[0])
    if target is Any:
        return True
    if isinstance(node, Sequence):
        return is_list(target)
    if isinstance(node, Mapping):
        return is_mapping(target) or is_record(target)
    return not (is_list(target) or is_mapping(target) or is_record(target))


def _found(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    if node.empty:
        return "nothing"
    text = node.text if len(node.text) <= 60 else node.text[:59] + "…"
    return f"'{text}'"
