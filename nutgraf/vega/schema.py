"""Vega-Lite's own schema, as Altair carries it, and what in a spec breaks it.

The schema is a web of alternatives: a spec with one slip in an axis breaks all of them. So each alternative is
followed, and the one that comes closest (whose faults are fewest and deepest) tells what is wrong. General validators
report every alternative, ten times as slowly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Pointer = tuple[str | int, ...]
Rule = Mapping[str, Any]

# What a fault weighs at the top; a level deeper it weighs a fifth.
_WEIGHTS = {"value": 3.0, "missing": 2.0, "size": 1.5, "unknown": 1.0}
_MISNAMED = 0.5
_DEPTH = 5.0
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One thing that the schema does not allow, at the place that `pointer` leads to.

    `value`: something else belongs there, one of the texts `allowed` or of the JSON types `types`. `unknown`: the last
    part of the pointer is a property that means nothing there, `allowed` are those that do. `missing`: the object there
    needs the property `allowed[0]`, which may be there under a wrong name (`misnamed`; the name is then the fault to
    mend). `size`: `bound` says how long it must be.
    """

    kind: Literal["value", "unknown", "missing", "size"]
    pointer: Pointer
    allowed: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    bound: str = ""
    misnamed: bool = False

    @property
    def weight(self) -> float:
        depth = len(self.pointer) - (self.kind == "unknown")
        return (_MISNAMED if self.misnamed else _WEIGHTS[self.kind]) / _DEPTH**depth


class SpecSchema:
    """The schema, read once for many specs."""

    def __init__(self, schema: Rule) -> None:
        self._schema = schema
        self._definitions: Mapping[str, Rule] = schema["definitions"]

    def faults(self, spec: Any) -> tuple[SchemaFault, ...]:
        """What is wrong with a spec; nothing where Vega-Lite's schema allows it."""
        search = _Search(self._definitions)
        return tuple(fault for fault in search.faults(spec, self._schema) if not fault.misnamed)


@cache
def load_schema() -> SpecSchema:
    """The schema of the Vega-Lite that the pinned Altair writes; 2 MB, read once in a process."""
    altair = find_spec("altair")
    assert altair is not None
    assert altair.origin is not None
    path = Path(altair.origin).parent / "vegalite/v6/schema/vega-lite-schema.json"
    return SpecSchema(json.loads(path.read_text(encoding="utf-8")))


Faults = tuple[SchemaFault, ...]


# Alternatives that weigh at most so many times the least have their say too.
_NEAR = 1.5

# What Vega-Lite takes and its schema leaves out.
_ENCODINGS = ("Encoding", "FacetedEncoding", "SharedEncoding")
_OF_CONSTANTS = frozenset({"scale", "legend", "axis"})


class _Search:
    """One look at one spec. Alternatives share their parts, so that what was found for a part is kept."""

    def __init__(self, definitions: Mapping[str, Rule]) -> None:
        self._definitions = definitions
        self._known: dict[tuple[int, int], Faults] = {}
        self._values = id(definitions["InlineDataset"])
        self._encodings = frozenset(id(definitions[name]) for name in _ENCODINGS if name in definitions)

    def faults(self, value: Any, rule: Rule) -> Faults:
        """The faults of a value; their pointers start at it."""
        if id(rule) == self._values and isinstance(value, str | list | dict):
            return ()  # any rows will do, and there may be many
        key = (id(value), id(rule))
        if key not in self._known:
            self._known[key] = self._look(value, rule)
        return self._known[key]

    def _look(self, value: Any, rule: Rule) -> Faults:
        if "$ref" in rule:
            return self.faults(value, self._definitions[rule["$ref"].rpartition("/")[2]])
        if "anyOf" in rule:
            return self._closest(value, rule["anyOf"])
        if "const" in rule or "enum" in rule:
            choices = rule["enum"] if "enum" in rule else [rule["const"]]
            if any(_same(value, choice) for choice in choices):
                return ()
            return (SchemaFault("value", (), tuple(_shown(choice) for choice in choices)),)
        types = rule.get("type")
        if types is not None:
            wanted = (types,) if isinstance(types, str) else tuple(types)
            if not any(_is_of(value, name) for name in wanted):
                return (SchemaFault("value", (), types=wanted),)
        return (*_size_faults(value, rule), *self._inner(value, rule))

    def _inner(self, value: Any, rule: Rule) -> Iterator[SchemaFault]:
        if isinstance(value, list) and "items" in rule:
            for number, item in enumerate(value):
                yield from _below(number, self.faults(item, rule["items"]))
        if isinstance(value, dict):
            yield from self._properties(value, rule)

    def _properties(self, value: Mapping[str, Any], rule: Rule) -> Iterator[SchemaFault]:
        properties: Mapping[str, Rule] = rule.get("properties", {})
        others = rule.get("additionalProperties", True)
        for name in rule.get("required", ()):
            if name not in value:
                strangers = [other for other in value if other not in properties]
                yield SchemaFault("missing", (), (name,), misnamed=bool(get_close_matches(name, strangers)))
        for name, part in value.items():
            if part is None and id(rule) in self._encodings:
                continue  # the channel that outer layers share is switched off
            if name in properties:
                yield from _below(name, self.faults(part, properties[name]))
            elif isinstance(others, Mapping):
                yield from _below(name, self.faults(part, others))
            elif others is False and not ("datum" in value and name in _OF_CONSTANTS):
                yield SchemaFault("unknown", (name,), tuple(properties))

    def _closest(self, value: Any, rules: list[Rule]) -> Faults:
        found: list[tuple[float, Faults]] = []
        for rule in rules:
            faults = self.faults(value, rule)
            if not faults:
                return ()
            found.append((sum(fault.weight for fault in faults), faults))
        least, best = min(found, key=lambda pair: pair[0])
        near = [fault for weight, faults in found if weight <= least * _NEAR for fault in faults]
        return tuple(_joined(fault, near) if fault.kind == "value" else fault for fault in best)


def _below(part: str | int, faults: Faults) -> Iterator[SchemaFault]:
    return (replace(fault, pointer=(part, *fault.pointer)) for fault in faults)


def _joined(fault: SchemaFault, others: list[SchemaFault]) -> SchemaFault:
    """The fault with all that alternatives which come as close would take in its place."""
    same = [other for other in others if other.kind == "value" and other.pointer == fault.pointer]
    return replace(fault, allowed=_all(other.allowed for other in same), types=_all(other.types for other in same))


def _all(parts: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))


def _is_of(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer":
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return isinstance(value, _TYPES[name])


def _same(value: Any, choice: Any) -> bool:
    return bool(value == choice) and isinstance(value, bool) == isinstance(choice, bool)


def _shown(choice: Any) -> str:
    return choice if isinstance(choice, str) else json.dumps(choice)


def _size_faults(value: Any, rule: Rule) -> Iterator[SchemaFault]:
    # The bounds of numbers are narrower than what Vega draws: angles may be negative.
    for kind, noun, least, most in (
        (list, "items", "minItems", "maxItems"),
        (str, "characters", "minLength", "maxLength"),
        (dict, "properties", "minProperties", "maxProperties"),
    ):
        if isinstance(value, kind):
            if len(value) < rule.get(least, 0):
                yield SchemaFault("size", (), bound=f"{rule[least]} {noun} or more")
            if most in rule and len(value) > rule[most]:
                yield SchemaFault("size", (), bound=f"{rule[most]} {noun} or less")
