"""Many small results of one kind, kept in one entry of the cache and in memory.

A file for each would cost a build that needs them all more than what is in them.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")

_MOST_UNUSED = 8
"""So many builds long a result is kept that none of them used: an edit that is taken back costs nothing."""

_Kept = dict[str, tuple[int, msgspec.Raw]]
"""By key: for how many builds it was not used, and the result in MessagePack."""


class Pack(Generic[T]):
    """Results of type `kind` by the digest of what they were made from.

    Results are values: what `get` gives is the same object each time. `content` is what `kept` gave; one of another
    form counts as empty.
    """

    def __init__(self, content: bytes | None, kind: Any) -> None:
        self._decoder = msgspec.msgpack.Decoder(type=kind)
        self._kept = _unpacked(content) if content is not None else {}
        self._values: dict[str, T] = {}
        self._used: set[str] = set()
        self._changed = False

    def get(self, key: str) -> T | None:
        """The result stored for `key`; None where there is none."""
        value = self._values.get(key)
        if value is None:
            found = self._kept.get(key)
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
            self._kept[key] = (0, msgspec.Raw(msgspec.msgpack.encode(value)))
        except (OverflowError, UnicodeEncodeError):
            return
        self._changed = True

    def age(self) -> None:
        """A build has ended: what was used in it is new, and what was long not used goes."""
        aged = {key: (0 if key in self._used else age + 1, raw) for key, (age, raw) in self._kept.items()}
        self._kept = {key: kept for key, kept in aged.items() if kept[0] <= _MOST_UNUSED}
        self._values = {key: value for key, value in self._values.items() if key in self._kept or key in self._used}
        self._used = set()

    def kept(self) -> bytes | None:
        """The content to keep, None if nothing was put since."""
        changed, self._changed = self._changed, False
        return msgspec.msgpack.encode(self._kept) if changed else None


def _unpacked(content: bytes) -> _Kept:
    try:
        return msgspec.msgpack.decode(content, type=_Kept)
    except msgspec.DecodeError:
        return {}
