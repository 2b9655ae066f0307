"""What a target type asks for, in the few shapes that the decoder knows."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

from nutgraf.decode.scalars import READERS
from nutgraf.problems import Location, listed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value and where it stands: `Located[str]` as the type of a field asks for both.

    The location of a text is that of its first character, after the quotation mark.
    """

    value: T
    location: Location


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field of a target dataclass and the key that fills it."""

    name: str
    key: str
    target: Any
    required: bool


@functools.cache
def fields_of(target: type) -> tuple[TargetField, ...]:
    """The fields that keys may fill. The key is the metadata's `key`, else the name without a final `_`."""
    hints = typing.get_type_hints(target)
    return tuple(
        TargetField(
            field.name,
            field.metadata.get("key", field.name.rstrip("_")),
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(target)
        if field.init
    )


def is_located(target: Any) -> bool:
    return typing.get_origin(target) is Located


def is_list(target: Any) -> bool:
    return typing.get_origin(target) is tuple


def is_mapping(target: Any) -> bool:
    return typing.get_origin(target) is Mapping


def is_record(target: Any) -> bool:
    return isinstance(target, type) and dataclasses.is_dataclass(target)


def members_of_union(target: Any) -> tuple[Any, ...]:
    """The types of `X | Y | None` without None; empty where the target is no union."""
    if typing.get_origin(target) in {typing.Union, types.UnionType}:
        return tuple(member for member in typing.get_args(target) if member is not types.NoneType)
    return ()


def allows_null(target: Any) -> bool:
    return target is Any or types.NoneType in typing.get_args(target)


def choices_of(target: Any) -> tuple[tuple[str, Any], ...]:
    """The texts that a Literal or an Enum allows, and what each of them means."""
    if typing.get_origin(target) is Literal:
        return tuple((str(value), value) for value in typing.get_args(target))
    if isinstance(target, type) and issubclass(target, Enum):
        return tuple((str(member.value), member) for member in target)
    return ()


def wanted(target: Any) -> str:
    """The type as authors would say it."""
    if is_located(target):
        return wanted(typing.get_args(target)[0])
    if is_list(target):
        return "a list"
    if is_mapping(target) or is_record(target):
        return "a mapping of keys to values"
    if members_of_union(target):
        return listed([wanted(member) for member in members_of_union(target)], "or")
    if choices_of(target):
        return listed([text for text, _ in choices_of(target)], "or")
    return READERS[target][1] if target in READERS else "a value"
