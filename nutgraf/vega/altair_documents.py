"""JSON documents in Altair charts, set aside while Altair writes the spec.

Altair walks through every number that it is given, to turn those of other libraries into JSON: a map of a megabyte
takes it two seconds. What came out of a JSON file needs none of that.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import altair as alt

_MARK = "nutgraf-value"


@contextlib.contextmanager
def documents_set_aside(chart: Any, documents: Iterable[Any]) -> Iterator[list[Any]]:
    """Puts a mark in place of those of the `documents`, or their members, that are inline data of `chart`, as long as
    the context lasts; yields what was set aside."""
    known = {id(part) for document in documents for part in (document, *_members(document))}
    values: list[Any] = []
    holders = [holder for holder in _holders(chart) if id(holder["values"]) in known]
    for holder in holders:
        values.append(holder["values"])
        holder["values"] = {_MARK: len(values) - 1}
    try:
        yield values
    finally:
        for holder, value in zip(holders, values, strict=True):
            holder["values"] = value


def with_documents(spec: Any, values: list[Any]) -> Any:
    """A spec that was written meanwhile, with what was set aside where the marks are."""
    if isinstance(spec, list):
        return [with_documents(part, values) for part in spec]
    if not isinstance(spec, Mapping):
        return spec
    if spec.keys() == {_MARK}:
        return values[spec[_MARK]]
    return {key: part if key == "datasets" else with_documents(part, values) for key, part in spec.items()}


def _members(document: Any) -> Iterable[Any]:
    return document.values() if isinstance(document, dict) else ()


def _holders(part: Any) -> Iterator[dict[str, Any]]:
    """The attributes of every inline data of a chart, each once."""
    seen: set[int] = set()
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if isinstance(part, alt.SchemaBase):
            attributes = part._kwds
            if isinstance(part, alt.Data) and isinstance(attributes.get("values"), dict | list):
                if id(attributes) not in seen:
                    seen.add(id(attributes))
                    yield attributes
            else:
                waiting += [*part._args, *attributes.values()]
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
