"""Fields that a spec names and its data do not have: Vega draws them as an empty chart, without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nutgraf.vega.columns import Columns, columns_after, data_columns
from nutgraf.vega.expressions import as_field, datum_names, first_name

Spec = Mapping[str, Any]

_TRANSFORM_FIELDS = ("groupby", "fold", "flatten", "field", "density", "regression", "on", "loess", "quantile")
_MORE_TRANSFORM_FIELDS = ("pivot", "value", "stack", "key", "impute", "extent", "lookup")
_STACKED = ("_start", "_end")  # Vega-Lite stacks bars and areas without being asked
_GENERATED = ("__", "bin_", "_vgsid_")


@dataclass(frozen=True, slots=True)
class UnknownField:
    """`field` as the spec writes it; `known` the names that would do, sorted; `pointer` its place, a JSON pointer."""

    field: str
    known: tuple[str, ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class _Use:
    """A field that is named somewhere, and the column it needs."""

    field: str
    column: str
    pointer: str


@dataclass(frozen=True, slots=True)
class _View:
    """Where the walk is: the columns there, and the channels that outer layers share."""

    columns: Columns
    datasets: Spec
    pointer: str = ""
    shared: tuple[tuple[str, _Use], ...] = ()


@dataclass(frozen=True, slots=True)
class _Finding:
    """One look at one use: `known` is None where the column is there or cannot be known."""

    use: _Use
    known: tuple[str, ...] | None


def unknown_fields(spec: Spec) -> tuple[UnknownField, ...]:
    """Every field that encodings, transforms, sorts and expressions name and no column or transform provides.

    Fields whose columns cannot be known from the spec are passed over: after a pivot, in repeats, in geographic shapes,
    in data that are not in the spec, in empty tables. A field that outer layers share is unknown only when no layer
    that inherits it has it.
    """
    datasets = spec.get("datasets")
    view = _View(None, datasets if isinstance(datasets, Mapping) else {})
    findings: dict[_Use, list[_Finding]] = {}
    for finding in _walk(spec, view):
        findings.setdefault(finding.use, []).append(finding)
    unknown: list[UnknownField] = []
    for use, looks in findings.items():
        known = [look.known for look in looks if look.known is not None]
        if len(known) == len(looks):
            unknown.append(UnknownField(use.field, known[0], use.pointer))
    return tuple(unknown)


def _walk(spec: Spec, outer: _View) -> Iterator[_Finding]:
    view = outer
    if "data" in spec:
        view = replace(view, columns=data_columns(spec["data"], view.datasets))
    for number, step in enumerate(_mappings(spec.get("transform"))):
        yield from _findings(_transform_uses(step, f"{view.pointer}/transform/{number}"), view)
        yield from _lookup_findings(step, f"{view.pointer}/transform/{number}", view)
        view = replace(view, columns=columns_after(step, view.columns, view.datasets))
    if "repeat" in spec:
        return
    if "facet" in spec and "spec" in spec:
        facet = spec["facet"]
        channels = {"": facet} if isinstance(facet, Mapping) and "field" in facet else facet
        yield from _findings((use for _, use in _channel_uses(channels, f"{view.pointer}/facet")), view)
        yield from _walk(_mapping(spec["spec"]), replace(view, pointer=f"{view.pointer}/spec"))
        return
    for composition in ("concat", "hconcat", "vconcat"):
        for number, child in enumerate(_mappings(spec.get(composition))):
            yield from _walk(child, replace(view, pointer=f"{view.pointer}/{composition}/{number}"))
    yield from _view_findings(spec, view)


def _view_findings(spec: Spec, view: _View) -> Iterator[_Finding]:
    """A single view or a layered one; the channels that layers share are looked at in each layer."""
    own = tuple(_channel_uses(spec.get("encoding"), f"{view.pointer}/encoding"))
    channels = set(_mapping(spec.get("encoding")))
    uses = own + tuple(shared for shared in view.shared if shared[0] not in channels)
    if "layer" in spec:
        for number, child in enumerate(_mappings(spec["layer"])):
            yield from _walk(child, replace(view, pointer=f"{view.pointer}/layer/{number}", shared=uses))
        return
    yield from _findings((use for _, use in uses), view)
    if _derives(_mapping(spec.get("encoding"))):
        return
    yield from _findings(_mark_uses(spec.get("mark"), f"{view.pointer}/mark"), view)
    for number, parameter in enumerate(_mappings(spec.get("params"))):
        select = parameter.get("select")
        if isinstance(select, Mapping) and "views" not in parameter:
            place = f"{view.pointer}/params/{number}/select/fields"
            yield from _findings(_named(select.get("fields"), place), view)


def _findings(uses: Iterator[_Use] | Any, view: _View) -> Iterator[_Finding]:
    for use in uses:
        missing = view.columns is not None and use.column not in view.columns
        yield _Finding(use, tuple(sorted(as_field(name) for name in view.columns or ())) if missing else None)


def _transform_uses(step: Spec, pointer: str) -> Iterator[_Use]:
    if "calculate" in step:
        yield from _expression(step["calculate"], f"{pointer}/calculate")
        return
    if "filter" in step:
        yield from _predicate_uses(step["filter"], f"{pointer}/filter")
        return
    for key in _TRANSFORM_FIELDS + _MORE_TRANSFORM_FIELDS:
        if key == "value" and "pivot" not in step:
            continue
        yield from _named(step.get(key), f"{pointer}/{key}")
    for key in ("aggregate", "window", "joinaggregate", "sort"):
        for number, operation in enumerate(_mappings(step.get(key))):
            yield from _named(operation.get("field"), f"{pointer}/{key}/{number}/field")


def _lookup_findings(step: Spec, pointer: str, view: _View) -> Iterator[_Finding]:
    """`from.key` and `from.fields` of a lookup are columns of the other table."""
    source = _mapping(step.get("from")) if "lookup" in step else {}
    if "data" in source:
        other = replace(view, columns=data_columns(source["data"], view.datasets))
        for key in ("key", "fields"):
            yield from _findings(_named(source.get(key), f"{pointer}/from/{key}"), other)


def _channel_uses(encoding: Any, pointer: str) -> Iterator[tuple[str, _Use]]:
    channels = _mapping(encoding)
    derived = _derives(channels)
    for name, channel in channels.items():
        place = f"{pointer}/{name}" if name else pointer
        for number, definition in enumerate(_definitions(channel)):
            inner = f"{place}/{number}" if isinstance(channel, list) else place
            for use in _definition_uses(definition, inner):
                if not (derived and "/test" in use.pointer):
                    yield name, use


def _derives(channels: Spec) -> bool:
    """Whether an encoding aggregates, bins or the like: then its marks have columns that Vega-Lite names."""
    return any(
        definition.get(key)
        for channel in channels.values()
        for definition in _definitions(channel)
        for key in ("aggregate", "bin", "timeUnit", "stack", "impute")
    )


def _definition_uses(definition: Spec, pointer: str) -> Iterator[_Use]:
    yield from _named(definition.get("field"), f"{pointer}/field")
    aggregate = _mapping(definition.get("aggregate"))
    for operation in ("argmax", "argmin"):
        yield from _named(aggregate.get(operation), f"{pointer}/aggregate/{operation}")
    sort = definition.get("sort")
    if isinstance(sort, Mapping):
        yield from _named(sort.get("field"), f"{pointer}/sort/field")
    conditions = definition.get("condition")
    for number, condition in enumerate(_definitions(conditions)):
        place = f"{pointer}/condition/{number}" if isinstance(conditions, list) else f"{pointer}/condition"
        yield from _named(condition.get("field"), f"{place}/field")
        yield from _predicate_uses(condition.get("test"), f"{place}/test")


def _predicate_uses(predicate: Any, pointer: str) -> Iterator[_Use]:
    if isinstance(predicate, str):
        yield from _expression(predicate, pointer)
    if not isinstance(predicate, Mapping):
        return
    yield from _named(predicate.get("field"), f"{pointer}/field")
    for key in ("and", "or"):
        parts = predicate.get(key)
        for number, part in enumerate(parts if isinstance(parts, list) else []):
            yield from _predicate_uses(part, f"{pointer}/{key}/{number}")
    yield from _predicate_uses(predicate.get("not"), f"{pointer}/not")


def _mark_uses(mark: Any, pointer: str) -> Iterator[_Use]:
    for name, value in _mapping(mark).items():
        if isinstance(value, Mapping):
            yield from _expression(value.get("expr"), f"{pointer}/{name}/expr")


def _expression(expression: Any, pointer: str) -> Iterator[_Use]:
    if isinstance(expression, str):
        for name in datum_names(expression):
            if not name.startswith(_GENERATED) and not name.endswith(_STACKED):
                yield _Use(name, name, pointer)


def _named(names: Any, pointer: str) -> Iterator[_Use]:
    """Uses of a name or a list of names; `*` stands for a row, not for a field."""
    if isinstance(names, list):
        for number, name in enumerate(names):
            yield from _named(name, f"{pointer}/{number}")
    elif isinstance(names, str) and names not in ("*", "") and not names.startswith(_GENERATED):
        yield _Use(names, first_name(names), pointer)


def _definitions(channel: Any) -> list[Spec]:
    return _mappings(channel) if isinstance(channel, list) else _mappings([channel])


def _mappings(values: Any) -> list[Spec]:
    return [value if isinstance(value, Mapping) else {} for value in values] if isinstance(values, list) else []


def _mapping(value: Any) -> Spec:
    return value if isinstance(value, Mapping) else {}
