"""Many small results of one kind, kept in one entry of the cache and in memory.

A file for each would cost a build that needs them all more than what is in them.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")

MOST_UNUSED = 8
"""So often a result stays that was not used when a pack was put in order: an edit that is taken back costs nothing."""
_FEW = 8
"""A part of so many of the results that a build uses may be new before a pack is put in order. Were it a part of all, a
pack would grow with the number of edits."""

_Kept = dict[str, tuple[int, msgspec.Raw]]
"""By key: how often it was not used, and the result in MessagePack."""


class Pack(Generic[T]):
    """Results of type `kind` by the digest of what they were made from.

    Results are values: what `get` gives is the same object each time. `content` and `recent` are what `kept` gave; what
    is of another form counts as empty. The recent ones lie apart, so that a build that adds one of a thousand writes
    one. A result that was not used more often than `most_unused` when they were put in order goes.
    """

    def __init__(self, content: bytes | None, recent: bytes | None, kind: Any, most_unused: int = MOST_UNUSED) -> None:
        self._decoder = msgspec.msgpack.Decoder(type=kind)
        self._kept = _unpacked(content)
        self._recent = _unpacked(recent)
        self._most_unused = most_unused
        self._values: dict[str, T] = {}
        self._used: set[str] = set()
        self._ordered = False
        self._changed = False

    def get(self, key: str) -> T | None:
        """The result stored for `key`; None where there is none."""
        value = self._values.get(key)
        if value is None:
            found = self._recent.get(key) or self._kept.get(key)
            if found is None:
                return None
            try:
                value = self._values[key] = self._decoder.decode(found[1])
            except msgspec.DecodeError:
                return None
        self._used.add(key)
        return value

    def put(self, key: str, value: T) -> None:
        """Stores a result. One that MessagePack cannot hold stays in memory only."""
        self._values[key] = value
        self._used.add(key)
        try:
            self._recent[key] = (0, msgspec.Raw(msgspec.msgpack.encode(value)))
        except (OverflowError, UnicodeEncodeError):
            return
        self._changed = True

    def age(self) -> None:
        """A build has ended. Where much is new it is put among the rest, and of that goes what was long not used."""
        used, self._used = self._used, set()
        if len(self._recent) * _FEW <= len(used):
            return
        together = {**self._kept, **self._recent}
        aged = {key: (0 if key in used else age + 1, raw) for key, (age, raw) in together.items()}
        self._kept = {key: kept for key, kept in aged.items() if kept[0] <= self._most_unused}
        self._values = {key: value for key, value in self._values.items() if key in self._kept or key in used}
        self._recent = {}
        self._ordered = self._changed = True

    def kept(self) -> tuple[bytes | None, bytes | None]:
        """The content to keep, and the recent part; None for what is as it was."""
        ordered, self._ordered = self._ordered, False
        changed, self._changed = self._changed, False
        encode = msgspec.msgpack.encode
        return encode(self._kept) if ordered else None, encode(self._recent) if changed else None


def _unpacked(content: bytes | None) -> _Kept:
    try:
        return msgspec.msgpack.decode(content, type=_Kept) if content is not None else {}
    except msgspec.DecodeError:
        return {}
