"""What of a spec is drawn and published."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from nutgraf.figures.shapes import shapes_without_unused_properties, without_undrawn_shapes


def published_spec(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec without the columns of its frames, and the objects and properties of its maps, that it names nowhere.

    A frame often carries more than a chart draws, and of some datasets only what is drawn may be passed on. A name
    that stands anywhere in the spec's texts counts as used, so that the spec still draws the same.
    """
    texts = list(_texts({key: value for key, value in spec.items() if key not in {"datasets", "usermeta"}}))
    said = "\n".join(texts)
    datasets = {name: _narrowed(values, said) for name, values in spec.get("datasets", {}).items()}
    return {**spec, "datasets": datasets} if datasets else dict(spec)


def spec_bytes(spec: Mapping[str, Any]) -> bytes:
    """A spec as it is published. Its keys keep their order, for the seed of chance is a digest of it."""
    # Python's own encoder is many times slower where it indents.
    return msgspec.json.format(json.dumps(spec, ensure_ascii=False, allow_nan=False).encode(), indent=1) + b"\n"


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys left out."""
    if isinstance(value, str):
        yield value.replace("\\", "")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _narrowed(rows: Any, said: str) -> Any:
    if isinstance(rows, dict):
        return without_undrawn_shapes(rows, said)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    if rows and "geometry" in rows[0]:
        return shapes_without_unused_properties(rows, said)
    unused = {name for row in rows[:1] for name in row if name not in said}
    return [{name: value for name, value in row.items() if name not in unused} for row in rows]
