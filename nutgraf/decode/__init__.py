"""YAML, TOML and JSON to typed values; the target type chooses the reading, and every problem has its place.

A target is a frozen dataclass, or any of `str`, `int`, `float`, `bool`, `datetime.date`, `Any`, `Literal`, an Enum (by
value), `tuple[X, ...]`, `Mapping[str, X]`, `Mapping[Located[str], X]`, `X | Y`, `X | None`, `Located[X]` and
dataclasses in each other. A field's key is its name without a final `_`, or the `key` of its metadata; a field with a
default may be left out. What was refused takes its default, is left out of its list or mapping, or makes the whole
value None.

Problems of both formats: `unknown-key` (or the caller's code), `missing-key`, `wrong-type`, `duplicate-key`; of each:
`yaml-syntax`, `yaml-too-large`, `toml-syntax`, `json-syntax`.
"""

from __future__ import annotations

from typing import TypeVar

from nutgraf.decode.decoder import Decoder
from nutgraf.decode.json_text import LocatedJson, parse_json
from nutgraf.decode.nodes import Mapping, Node
from nutgraf.decode.positions import Positions
from nutgraf.decode.scalars import REFUSED
from nutgraf.decode.shapes import Located
from nutgraf.decode.toml_nodes import toml_nodes
from nutgraf.decode.yaml_nodes import yaml_nodes
from nutgraf.problems import Outcome

__all__ = ["Located", "LocatedJson", "decode_toml", "decode_yaml", "parse_json"]

T = TypeVar("T")


def decode_yaml(
    text: str, path: str, target: type[T], *, first_line: int = 1, unknown_key_code: str = "unknown-key"
) -> Outcome[T | None]:
    """The YAML document `text`, whose first line is line `first_line` of the file `path`. Empty text is an empty
    mapping."""
    positions = Positions(text, path, first_line)
    return _decoded(yaml_nodes(positions), positions, target, unknown_key_code)


def decode_toml(text: str, path: str, target: type[T], *, unknown_key_code: str = "unknown-key") -> Outcome[T | None]:
    """The TOML document `text` of the file `path`."""
    positions = Positions(text.replace("\r\n", "\n"), path)
    return _decoded(toml_nodes(positions), positions, target, unknown_key_code)


def _decoded(parsed: Outcome[Node | None], positions: Positions, target: type[T], code: str) -> Outcome[T | None]:
    if parsed.problems:
        return Outcome(None, parsed.problems)
    node = parsed.value if parsed.value is not None else Mapping((), positions.at(0))
    decoder = Decoder(code)
    value = decoder.decode(node, target, "")
    return Outcome(None if value is REFUSED else value, tuple(decoder.problems))
