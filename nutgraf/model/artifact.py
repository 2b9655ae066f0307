"""Artifacts: the files of the built site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nutgraf.digest import digest_bytes


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish, in memory. `path` is relative to `site/`, with `/`."""

    path: str
    content: bytes

    @property
    def digest(self) -> str:
        return digest_bytes(self.content)

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True, slots=True)
class HtmlIndex:
    """What other pages need to know of an HTML page: the ids of its elements, and the addresses in it."""

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredArtifact:
    """One file to publish that lies somewhere else already: `read` gives its content, whose digest and size are known.

    `index` is there for an HTML page.
    """

    path: str
    digest: str
    size: int
    read: Callable[[], bytes]
    index: HtmlIndex | None = None

    @property
    def content(self) -> bytes:
        return self.read()


AnyArtifact = Artifact | StoredArtifact
Artifacts = Mapping[str, AnyArtifact]
