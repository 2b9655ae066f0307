"""Image marks: which pictures a spec shows, and the same spec with the pictures in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

Spec = dict[str, Any]
Pointer = tuple[str | int, ...]

_NO_VIEWS = frozenset({"data", "datasets", "config", "usermeta", "transform", "params", "mark", "encoding"})
_GIVING = ("value", "datum", "field")


@dataclass(frozen=True, slots=True)
class ImageAddress:
    """An address that an image mark shows, and the place in the spec that says it, itself or by naming a column."""

    address: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class ComputedAddresses:
    """Addresses that an expression or a transform makes, so that they are not known here."""

    pointer: Pointer


def image_addresses(spec: Mapping[str, Any]) -> tuple[ImageAddress | ComputedAddresses, ...]:
    """Every address that image marks show, but for data URIs; each once."""
    datasets = spec.get("datasets")
    found: list[ImageAddress | ComputedAddresses] = []
    for pointer, said in _sources(spec, ()):
        texts: list[str] | None = None
        if isinstance(said, str):
            texts = _column(said, datasets) if pointer[-1] == "field" else [said]
        if texts is None:
            found.append(ComputedAddresses(pointer))
        found += (ImageAddress(text, pointer) for text in texts or () if text and not text.startswith("data:"))
    by_address = {getattr(one, "address", one): one for one in reversed(found)}
    return tuple(reversed(by_address.values()))


def with_images(spec: Mapping[str, Any], images: Mapping[str, str]) -> Spec:
    """The spec with a data URI in place of each address in `images`. The argument is not changed.

    A column of addresses stays as it is: a lookup beside it gives each row its picture, so that a picture which many
    rows show is in the spec once.
    """
    datasets = spec.get("datasets", {})
    name = next(free for free in (f"images-{number}" for number in count()) if free not in datasets)
    columns: dict[str, list[str]] = {}
    for pointer, said in _sources(spec, ()):
        texts = _column(said, datasets) if pointer[-1] == "field" and isinstance(said, str) else None
        if texts and not images.keys().isdisjoint(texts):
            columns[said] = texts
    inlined: Spec = _Inlining(images, frozenset(columns), name).view(spec)
    if not columns:
        return inlined
    # What is no path, such as a data URI, stands for itself.
    table = {text: images.get(text, text) for texts in columns.values() for text in texts}
    rows = [{"address": address, "image": image} for address, image in table.items()]
    return {**inlined, "datasets": {**datasets, name: rows}}


def _sources(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Each place that gives an image mark its address, and what stands there: a text, a column's name, or more."""
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _sources(part, (*pointer, number))
    if not isinstance(value, Mapping) or not _shows_images(value):
        return
    mark, encoding = value.get("mark"), value.get("encoding")
    if isinstance(mark, Mapping) and "url" in mark:
        yield (*pointer, "mark", "url"), mark["url"]
    if isinstance(encoding, Mapping):
        yield from _definition_sources(encoding.get("url"), (*pointer, "encoding", "url"))
    for key, part in value.items():
        if key not in _NO_VIEWS:
            yield from _sources(part, (*pointer, key))


def _definition_sources(definition: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    for number, part in enumerate(definition if isinstance(definition, list) else ()):
        yield from _definition_sources(part, (*pointer, number))
    if not isinstance(definition, Mapping):
        return
    for key in _GIVING:
        if key in definition:
            yield (*pointer, key), definition[key]
    yield from _definition_sources(definition.get("condition"), (*pointer, "condition"))


def _shows_images(value: Any) -> bool:
    """Whether a view, or one inside it, has an image mark: the channel `url` of an outer view is then for it."""
    if isinstance(value, list):
        return any(_shows_images(part) for part in value)
    if not isinstance(value, Mapping):
        return False
    mark = value.get("mark")
    own = mark == "image" or (isinstance(mark, Mapping) and mark.get("type") == "image")
    return own or any(_shows_images(part) for key, part in value.items() if key not in _NO_VIEWS)


def _column(name: str, datasets: Any) -> list[str] | None:
    """The texts of a column in all tables that have it, None where none has."""
    tables = datasets.values() if isinstance(datasets, Mapping) else ()
    rows = [row for table in tables if isinstance(table, list) for row in table if isinstance(row, Mapping)]
    found = [row[name] for row in rows if name in row]
    return [value for value in found if isinstance(value, str)] if found else None


@dataclass(frozen=True, slots=True)
class _Inlining:
    """`columns` are the columns of addresses, whose pictures are in the table `name`."""

    images: Mapping[str, str]
    columns: frozenset[str]
    name: str

    def view(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.view(part) for part in value]
        if not isinstance(value, Mapping) or not _shows_images(value):
            return value
        result = {key: part if key in _NO_VIEWS else self.view(part) for key, part in value.items()}
        mark, encoding = value.get("mark"), value.get("encoding")
        if isinstance(mark, Mapping) and isinstance(mark.get("url"), str):
            result["mark"] = {**mark, "url": self.images.get(mark["url"], mark["url"])}
        if isinstance(encoding, Mapping) and "url" in encoding:
            made: dict[str, str] = {}
            result["encoding"] = {**encoding, "url": self._definition(encoding["url"], made)}
            if made:
                result["transform"] = [*value.get("transform", []), *(self._lookup(*pair) for pair in made.items())]
        return result

    def _definition(self, definition: Any, made: dict[str, str]) -> Any:
        """A definition with its pictures; `made` gathers the columns that lookups are to make, by their sources."""
        if isinstance(definition, list):
            return [self._definition(part, made) for part in definition]
        if not isinstance(definition, Mapping):
            return definition
        result = dict(definition)
        for key in ("value", "datum"):
            if isinstance(result.get(key), str):
                result[key] = self.images.get(result[key], result[key])
        if result.get("field") in self.columns:
            result["field"] = made.setdefault(result["field"], f"image of {result['field']}")
        if "condition" in result:
            result["condition"] = self._definition(result["condition"], made)
        return result

    def _lookup(self, column: str, made: str) -> Spec:
        source = {"data": {"name": self.name}, "key": "address", "fields": ["image"]}
        return {"lookup": column, "from": source, "as": [made]}
