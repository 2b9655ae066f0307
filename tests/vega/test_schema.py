from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from altair.vegalite.v6.schema import core

from nutgraf.vega.schema import SpecSchema, load_schema

UNIT: dict[str, Any] = {
    "data": {"name": "d"},
    "width": 300,
    "mark": {"type": "bar", "color": "var(--hot)"},
    "encoding": {
        "x": {"field": "a", "type": "quantitative", "axis": {"title": "A", "grid": True}},
        "y": {"field": "b", "type": "nominal", "sort": "-x"},
        "tooltip": [{"field": "a", "format": ".2f"}],
    },
    "transform": [{"filter": "datum.a > 1"}],
    "params": [{"name": "s", "select": {"type": "point"}}],
}
READ = frozenset(
    {"$ref", "anyOf", "const", "enum", "type", "items", "properties", "additionalProperties", "required"}
    | {"minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties"}
)
"""The words of JSON Schema that `SpecSchema` understands."""
WITHOUT_EFFECT = frozenset({"description", "format", "definitions", "$schema", "minimum", "maximum"})
"""Bounds of numbers are among them: Vega draws angles below zero, which its schema does not allow."""


@pytest.fixture(scope="module")
def schema() -> SpecSchema:
    return load_schema()


def rules(rule: Any) -> Iterator[Mapping[str, Any]]:
    """Every rule of a schema."""
    if isinstance(rule, list):
        for part in rule:
            yield from rules(part)
    if isinstance(rule, Mapping):
        yield rule
        for word in ("definitions", "properties"):
            yield from rules(list(rule.get(word, {}).values()))
        for word in ("anyOf", "items", "additionalProperties"):
            yield from rules(rule.get(word))


def test_every_word_of_the_schema_is_understood() -> None:
    words = {word for rule in rules(core.load_schema()) for word in rule}
    assert words - READ - WITHOUT_EFFECT == set()


def test_the_schema_is_the_one_that_altair_writes() -> None:
    assert load_schema()._schema == core.load_schema()


def test_a_valid_spec_has_no_fault(schema: SpecSchema) -> None:
    assert schema.faults(UNIT) == ()


def changed(change: Callable[[Any], object]) -> dict[str, Any]:
    spec = copy.deepcopy(UNIT)
    change(spec)
    return spec


def renamed(mapping: dict[str, Any], old: str, new: str) -> None:
    mapping[new] = mapping.pop(old)


CHANGES: dict[str, tuple[Callable[[Any], object], str, tuple[str | int, ...], str]] = {
    "a property of the chart": (lambda s: renamed(s, "encoding", "encodng"), "unknown", ("encodng",), "encoding"),
    "a required property": (lambda s: renamed(s, "mark", "mrak"), "unknown", ("mrak",), "mark"),
    "no mark": (lambda s: s.pop("mark"), "missing", (), "mark"),
    "a mark": (lambda s: s.update(mark="barr"), "value", ("mark",), "bar"),
    "the type of a mark": (lambda s: s["mark"].update(type="lin"), "value", ("mark", "type"), "line"),
    "a property of a mark": (lambda s: s["mark"].update(colour="red"), "unknown", ("mark", "colour"), "color"),
    "a channel": (lambda s: renamed(s["encoding"], "x", "xx"), "unknown", ("encoding", "xx"), "x"),
    "a type": (
        lambda s: s["encoding"]["x"].update(type="quantitativ"),
        "value", ("encoding", "x", "type"), "quantitative",
    ),
    "an axis": (
        lambda s: s["encoding"]["x"]["axis"].update(titel="A"),
        "unknown", ("encoding", "x", "axis", "titel"), "title",
    ),
    "a sort": (lambda s: s["encoding"]["y"].update(sort="ascendng"), "value", ("encoding", "y", "sort"), "ascending"),
    "an item of a list": (
        lambda s: renamed(s["encoding"]["tooltip"][0], "format", "formt"),
        "unknown", ("encoding", "tooltip", 0, "formt"), "format",
    ),
    "a transform": (
        lambda s: renamed(s["transform"][0], "filter", "filtr"),
        "unknown", ("transform", 0, "filtr"), "filter",
    ),
    "a parameter": (
        lambda s: s["params"][0]["select"].update(type="intervall"),
        "value", ("params", 0, "select", "type"), "interval",
    ),
    "the config": (
        lambda s: s.update(config={"axis": {"labelFontsize": 9}}),
        "unknown", ("config", "axis", "labelFontsize"), "labelFontSize",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "around"),
    [
        (name, around)
        for name in CHANGES
        for around in ("alone", "layer", "hconcat", "spec")
        if name != "the config" or around == "alone"  # only a whole chart has one
    ],
)
def test_one_slip_is_one_fault_at_its_place(schema: SpecSchema, name: str, around: str) -> None:
    change, kind, pointer, meant = CHANGES[name]
    spec = changed(change)
    if around == "spec":
        del spec["data"]
        spec, pointer = {"data": {"name": "d"}, "facet": {"field": "f"}, "spec": spec}, ("spec", *pointer)
    elif around != "alone":
        whole = copy.deepcopy(UNIT)
        for part in (spec, whole):
            if around == "layer":
                part.pop("width")
        spec, pointer = {around: [whole, spec]}, (around, 1, *pointer)
    [fault] = schema.faults(spec)
    assert (fault.kind, fault.pointer) == (kind, pointer)
    assert meant in fault.allowed


def test_what_may_stand_in_a_place_is_told_of_all_alternatives(schema: SpecSchema) -> None:
    [fault] = schema.faults(changed(lambda s: s.update(width="wide")))
    assert (set(fault.types), fault.allowed) == ({"number", "object"}, ("container",))


def test_lists_of_the_wrong_length(schema: SpecSchema) -> None:
    spec = changed(lambda s: s.update(projection={"type": "mercator", "center": [1, 2, 3]}))
    [fault] = schema.faults(spec)
    assert (fault.kind, fault.pointer, fault.bound) == ("size", ("projection", "center"), "2 items or less")


def test_numbers_beyond_the_bounds_of_the_schema_are_drawn_and_no_fault(schema: SpecSchema) -> None:
    assert schema.faults(changed(lambda s: s["mark"].update(angle=-30))) == ()


def test_two_slips_are_two_faults(schema: SpecSchema) -> None:
    spec = changed(lambda s: (s["mark"].update(colour="red"), s["encoding"]["x"].update(typ="nominal")))
    assert {fault.pointer for fault in schema.faults(spec)} == {("encoding", "x", "typ"), ("mark", "colour")}


def test_what_vega_lite_takes_and_its_schema_leaves_out_is_no_fault(schema: SpecSchema) -> None:
    layers = {"encoding": UNIT["encoding"], "layer": [{"mark": "rule", "encoding": {"x": None}}]}
    assert schema.faults({"data": {"name": "d"}, **layers}) == ()
    colour = {"datum": "a", "scale": {"range": ["red"]}}
    assert schema.faults(changed(lambda s: s["encoding"].update(color=colour))) == ()


def without_bounds(rule: Any) -> Any:
    if isinstance(rule, list):
        return [without_bounds(part) for part in rule]
    if not isinstance(rule, dict):
        return rule
    return {key: without_bounds(part) for key, part in rule.items() if key not in {"minimum", "maximum"}}


def everything_below(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield pointer
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from everything_below(part, (*pointer, key))


GALLERY = sorted((Path(__file__).parent.parent / "gallery").rglob("*.vl.json"))[::12]


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_a_general_validator_gives_the_same_verdict(schema: SpecSchema, path: Path) -> None:
    """On the spec as it is, and with each of its parts in turn replaced by what fits nowhere."""
    judge = jsonschema.Draft7Validator(without_bounds(core.load_schema()))
    spec = json.loads(path.read_text(encoding="utf-8"))
    spec["data"] = {"name": "d"}
    spec.pop("datasets", None)
    assert bool(schema.faults(spec)) == (not judge.is_valid(spec))
    pointers = [pointer for pointer in everything_below(spec) if pointer and "usermeta" not in pointer]
    for pointer in pointers[:: max(1, len(pointers) // 12)]:
        broken = copy.deepcopy(spec)
        holder = broken
        for part in pointer[:-1]:
            holder = holder[part]
        holder[pointer[-1]] = {"nowhere": []}
        assert bool(schema.faults(broken)) == (not judge.is_valid(broken)), pointer
