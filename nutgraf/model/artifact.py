"""Artifacts: the files of the built site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nutgraf.digest import digest_bytes
from nutgraf.model.html_index import HtmlIndex

MANIFEST = "manifest.json"
"""The path of the file that tells of all others."""


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
class StoredArtifact:
    """One file to publish that lies somewhere else already: `read` gives its content, whose digest and size are known.

    `file` is where it lies, if nobody but this program writes there; then `read` gives what has the digest, or raises.
    Without it, it may have changed. `index` is there for an HTML page.
    """

    path: str
    digest: str
    size: int
    read: Callable[[], bytes] = field(compare=False, repr=False)
    index: HtmlIndex | None = field(default=None, compare=False, repr=False)
    file: str = field(default="", compare=False, repr=False)

    @property
    def content(self) -> bytes:
        return self.read()


AnyArtifact = Artifact | StoredArtifact
Artifacts = Mapping[str, AnyArtifact]
