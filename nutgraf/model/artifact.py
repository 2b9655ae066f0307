"""Artifacts: the files of the built site, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file to publish. `path` is relative to `site/`, with `/`."""

    path: str
    content: bytes


Artifacts = Mapping[str, Artifact]
