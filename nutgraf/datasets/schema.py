"""A Table Schema as the fields of a version, checked: each name once, bounds of the field's own type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.datasets.cells import ORDERED, WANTED, parse_cell
from nutgraf.datasets.descriptor import ConstraintsSpec, FieldSpec, SchemaSpec
from nutgraf.decode import Located
from nutgraf.model.dataset import Constraints, DataField
from nutgraf.problems import Location, Problem, did_you_mean


def fields_of(schema: SchemaSpec) -> tuple[DataField, ...]:
    return tuple(
        DataField(
            name=spec.name.value,
            type=spec.type,
            title=spec.title,
            description=spec.description,
            unit=spec.unit,
            constraints=_constraints(spec.constraints),
            location=spec.name.location,
        )
        for spec in schema.fields
    )


def _constraints(spec: ConstraintsSpec) -> Constraints:
    return Constraints(
        required=spec.required,
        unique=spec.unique,
        minimum=spec.minimum.value if spec.minimum else None,
        maximum=spec.maximum.value if spec.maximum else None,
        enum=tuple(value.value for value in spec.enum),
        pattern=spec.pattern.value if spec.pattern else None,
    )


def primary_key_of(schema: SchemaSpec) -> tuple[Located[str], ...]:
    key = schema.primary_key
    return (key,) if isinstance(key, Located) else key


def check_schema(schema: Located[SchemaSpec]) -> tuple[Problem, ...]:
    """Everything in a schema that cannot be meant, as `bad-schema`."""
    return tuple(_schema_problems(schema.value, schema.location))


def _schema_problems(schema: SchemaSpec, location: Location) -> Iterator[Problem]:
    if not schema.fields:
        hint = "list every column under fields: its name and type"
        yield Problem("bad-schema", "the schema has no fields", location, hint)
    names: dict[str, Location] = {}
    for spec in schema.fields:
        name = spec.name
        if not name.value:
            yield Problem("bad-schema", "a field has no name", name.location, "give it the column's name")
        elif name.value in names:
            message = f"the field {name.value} stands here a second time, first in line {names[name.value].line}"
            yield Problem("bad-schema", message, name.location, "keep one of the two")
        names.setdefault(name.value, name.location)
        yield from _constraint_problems(spec)
    for part in primary_key_of(schema):
        if part.value not in names:
            message = f"the primary key names {part.value}, which is no field"
            yield Problem("bad-schema", message, part.location, did_you_mean(part.value, names, "fields"))


def _constraint_problems(spec: FieldSpec) -> Iterator[Problem]:
    constraints = spec.constraints
    for word, bound in (("minimum", constraints.minimum), ("maximum", constraints.maximum)):
        if bound is None:
            continue
        if spec.type not in ORDERED:
            message = f"{spec.name.value} is of type {spec.type}, which has no {word}"
            yield Problem("bad-schema", message, bound.location, "take it away, or give the field a type")
        elif parse_cell(spec.type, bound.value) is None:
            message = f"the {word} of {spec.name.value} wants {WANTED[spec.type]}, not '{bound.value}'"
            yield Problem("bad-schema", message, bound.location)
    for value in constraints.enum:
        if parse_cell(spec.type, value.value) is None:
            message = f"the enum of {spec.name.value} wants {WANTED[spec.type]}, not '{value.value}'"
            yield Problem("bad-schema", message, value.location)
    if constraints.pattern is not None:
        try:
            re.compile(constraints.pattern.value)
        except (re.error, RecursionError, OverflowError) as error:
            message = f"the pattern of {spec.name.value} is not a regular expression: {error}"
            yield Problem("bad-schema", message, constraints.pattern.location)
