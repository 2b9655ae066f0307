"""Finished sites, kept under the digest of all that they were made from.

Where the sources are again what one of the last builds found, no stage has anything to do: after a change that was
taken back, in a new checkout, or where `site/` is gone. The files are in the cache, and what was said of them is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from nutgraf.cache import Cache
from nutgraf.digest import digest_value
from nutgraf.model.artifact import Artifact, Artifacts, StoredArtifact
from nutgraf.sources import Sources
from nutgraf.toolchain import default_theme_digest, toolchain_digest

MOST = 4
"""So many sites are kept: that of each branch that somebody goes to and fro between, and what was before an edit."""

_FORM = 1
NAMES = digest_value(["finished sites", _FORM])
"""The entry of a cache that lists those which it keeps."""


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """Its files by path, and what the build `said` of it, as JSON."""

    artifacts: Artifacts
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the cache has of a site, by path: digest and size of `stored` files, the source of those that are `copied`,
    and the content of the others."""

    stored: dict[str, tuple[str, int]]
    copied: dict[str, str]
    others: dict[str, bytes]
    said: dict[str, Any]


def digest_of_inputs(sources: Sources, asked: Mapping[str, str | bool]) -> str:
    """Of all that decides what a build without extensions makes: the content of its `sources`, what was `asked`, this
    program with its theme, the libraries. Empty where not all sources can be read."""
    if sources.unlisted:
        return ""
    try:
        digests = {path: sources.digest(path) for path in sources.files}
    except OSError:
        return ""
    return digest_value([_FORM, digests, dict(asked), toolchain_digest(), default_theme_digest()])


def keep_finished(
    cache: Cache, inputs: str, artifacts: Artifacts, sources: Sources, said: Mapping[str, object]
) -> None:
    """Keeps the site that was made of `inputs`, as `digest_of_inputs` gives them, in place of the oldest."""
    origins = {sources.digest(path): path for path in sources.files}
    kept = _Kept({}, {}, {}, dict(said))
    for path, artifact in artifacts.items():
        if isinstance(artifact, Artifact):
            kept.others[path] = artifact.content
        elif artifact.file:
            kept.stored[path] = artifact.digest, artifact.size
        else:
            kept.copied[path] = origins[artifact.digest]
    try:
        cache.put(inputs, msgspec.msgpack.encode(kept))
    except (OverflowError, UnicodeEncodeError):  # a message quotes what MessagePack cannot hold
        return
    names = [inputs, *(name for name in _names(cache) if name != inputs)]
    for name in names[MOST:]:
        cache.drop(name)
    cache.put(NAMES, msgspec.msgpack.encode(names[:MOST]))


def find_finished(cache: Cache, inputs: str, sources: Sources) -> FinishedSite | None:
    """The site that was made of `inputs`; None where it is not kept. Whether all its files still are there is found out
    when they are read."""
    content = cache.get(inputs) if inputs in _names(cache) else None
    if content is None:
        return None
    try:
        kept = msgspec.msgpack.decode(content, type=_Kept)
    except msgspec.DecodeError:
        return None
    stored = {path: cache.artifact(path, digest, size) for path, (digest, size) in kept.stored.items()}
    copied = {path: _copied(path, source, sources) for path, source in kept.copied.items()}
    others = {path: Artifact(path, content) for path, content in kept.others.items()}
    return FinishedSite({**stored, **copied, **others}, kept.said)


def _copied(path: str, source: str, sources: Sources) -> StoredArtifact:
    """As outputs make it; to load them would take longer than the rest."""
    return StoredArtifact(path, sources.digest(source), sources.files[source], partial(sources.read_bytes, source))


def _names(cache: Cache) -> list[str]:
    content = cache.get(NAMES)
    try:
        return msgspec.msgpack.decode(content, type=list[str]) if content is not None else []
    except msgspec.DecodeError:
        return []
