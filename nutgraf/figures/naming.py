"""Inline data of a spec, brought together under its `datasets`: what is drawn is then in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

Spec = dict[str, Any]

_ELSEWHERE = frozenset({"data", "datasets", "config", "usermeta"})


def with_named_data(spec: Mapping[str, Any], inputs: Mapping[str, Any]) -> Spec:
    """The spec with the rows and documents that stand inline in it under names; equal ones share one.

    A document of `inputs` is named after its dataset, other data after what the spec calls them, or numbered. The
    argument is not changed. Text that Vega-Lite is still to parse stays where it is, as do lists of plain values.
    """
    datasets: Spec = dict(spec.get("datasets", {}))
    documents = {name: value for name, value in inputs.items() if isinstance(value, dict | list)}
    taken = _names_of(spec) | datasets.keys() | inputs.keys()
    named = _told_apart(_Naming(datasets, documents, taken).named(spec), datasets, taken)
    return {**named, "datasets": datasets} if datasets else dict(named)


def _told_apart(spec: Spec, datasets: Spec, taken: set[str]) -> Spec:
    """The spec with another name for data that it reads in another format too: Vega takes one format for a name.

    A map often draws the shapes of a topology and the borders between them.
    """
    formats: dict[str, list[Any]] = {}

    def renamed(value: Any) -> Any:
        if isinstance(value, list):
            return [renamed(part) for part in value]
        if not isinstance(value, Mapping):
            return value
        result = {key: part if key in _ELSEWHERE else renamed(part) for key, part in value.items()}
        data = value.get("data")
        if isinstance(data, Mapping) and data.get("name") in datasets:
            known = formats.setdefault(data["name"], [])
            form = data.get("format")
            if form not in known:
                known.append(form)
            result["data"] = {**data, "name": another_name(data["name"], known.index(form))}
        return result

    def another_name(name: str, number: int) -> str:
        if not number:
            return name
        other = f"{name}-format-{number}"
        while other in taken:
            other += "_"
        datasets[other] = datasets[name]
        return other

    result: Spec = renamed(spec)
    return result


@dataclass(frozen=True, slots=True)
class _Naming:
    """`datasets` are the spec's, to which more are added; `taken` are the names that must not mean something new."""

    datasets: Spec
    documents: Mapping[str, Any]
    taken: set[str]

    def named(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.named(part) for part in value]
        if not isinstance(value, Mapping):
            return value
        result = {key: part if key in _ELSEWHERE else self.named(part) for key, part in value.items()}
        data = value.get("data")
        if isinstance(data, Mapping) and _is_inline(data.get("values")):
            form = {"format": data["format"]} if "format" in data else {}
            result["data"] = {"name": self._name(data), **form}
        return result

    def _name(self, data: Mapping[str, Any]) -> str:
        values, own = data["values"], data.get("name")
        known = {**self.datasets, **self.documents}
        name = next((name for name, other in known.items() if other is values or other == values), None)
        if name is None:
            numbered = (f"inline-{number}" for number in count())
            free = next(name for name in numbered if name not in self.taken)
            name = own if isinstance(own, str) and own not in self.datasets else free
            self.taken.add(name)
        self.datasets[name] = values
        return name


def _is_inline(values: Any) -> bool:
    return isinstance(values, Mapping) or (
        isinstance(values, list) and bool(values) and all(isinstance(row, Mapping) for row in values)
    )


def _names_of(value: Any) -> set[str]:
    """The names of data that a spec speaks of."""
    if isinstance(value, list):
        return {name for part in value for name in _names_of(part)}
    if not isinstance(value, Mapping):
        return set()
    data = value.get("data")
    own = {data["name"]} if isinstance(data, Mapping) and isinstance(data.get("name"), str) else set()
    return own | {name for key, part in value.items() if key not in _ELSEWHERE for name in _names_of(part)}
