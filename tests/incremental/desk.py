"""A site's folder that is built again after each edit, as the program builds it, and beside that from nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nutgraf.cache import Cache, Pack
from nutgraf.finished import FinishedSite, digest_of_inputs, find_finished, keep_finished
from nutgraf.pipeline import BuildOptions, build
from nutgraf.problems import BuildError, Problem, format_problem
from nutgraf.sources import read_sources
from nutgraf.stamps import TICK, Left, keep_stamps, list_site, read_stamps
from nutgraf.worker import Executor
from nutgraf.writer import write_site
from tests.building import files_below

Files = Mapping[str, str]
"""The text of each file of a site, by path."""


class CleanCache(Cache):
    """Knows what exhibits made and what fonts there are; everything else is made from nothing, at each build."""

    __slots__ = ()

    def pack(self, name: str, kind: Any, most_unused: int = 0) -> Pack[Any]:
        return super().pack(name, kind, most_unused) if name.startswith("made ") else Pack(None, None, kind)


class EmptyCache(Cache):
    """Knows nothing of an earlier build but the entries of `fonts`."""

    __slots__ = ()

    def pack(self, name: str, kind: Any, most_unused: int = 0) -> Pack[Any]:
        return Pack(None, None, kind)


@dataclass(frozen=True)
class Made:
    """What a build says, and the files that it made; none where there were errors."""

    said: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    written: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return not self.files


def build_clean(root: Path, executor: Executor, cache: Cache, options: BuildOptions) -> Made:
    """What a build makes that has nothing but the sources, and of `cache` what that knows."""
    sources = read_sources(root)
    try:
        built = build(sources, executor, cache, options)
    except BuildError as error:
        return Made(_told(error.problems, root))
    files = {path: artifact.content for path, artifact in built.artifacts.items()}
    return Made(_said(built.warnings, built.numbers, built.exceptions, root), files)


@dataclass
class Desk:
    """Where one site is edited and built. Each build finds what the ones before it left, on disk and in `cache`; if it
    `restores`, the whole site too."""

    root: Path
    cache: Cache
    options: BuildOptions = BuildOptions()
    restores: bool = True

    @property
    def output(self) -> Path:
        return self.root / "site"

    def lay(self, files: Files, before: Files) -> None:
        """Writes what differs from the files `before`, as an editor does, and removes what is gone."""
        for path in before.keys() - files.keys():
            (self.root / path).unlink()
        for path, text in files.items():
            if before.get(path) != text:
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_text(text, encoding="utf-8")

    def start_anew(self) -> None:
        """Forgets what is only in memory, as a new process does."""
        self.cache = Cache(self.cache.folder)

    def build(self, executor: Executor) -> Made:
        """What `build` of the command line does, but for the workers, which go on."""
        started = time.time_ns()
        sources = read_sources(self.root).knowing(read_stamps(self.root, "sources", self.root))
        inputs = digest_of_inputs(sources, {"drafts": self.options.drafts})
        finished = find_finished(self.cache, inputs, sources) if self.restores else None
        if finished is None:
            try:
                built = build(sources, executor, self.cache, self.options)
            except BuildError as error:
                return Made(_told(error.problems, self.root))
            said = {"said": _said(built.warnings, built.numbers, built.exceptions, self.root)}
            if sources.are_as_digested(started - TICK):
                keep_finished(self.cache, inputs, built.artifacts, sources, said)
            finished = FinishedSite(built.artifacts, said)
        written = write_site(self.output, finished.artifacts, read_stamps(self.root, "site", self.output))
        assert _untimed(written.left) == _untimed(list_site(str(self.output)))
        keep_stamps(self.root, "site", self.output, written.seen)
        keep_stamps(self.root, "sources", self.root, sources.digested(started - TICK))
        return Made(finished.said["said"], self.published(), written.written)

    def published(self) -> Mapping[str, bytes]:
        """What lies in `site/`."""
        return {path: (self.output / path).read_bytes() for path in files_below(self.output)}


def _untimed(left: Left) -> object:
    """Without the times of entries: another desk may link to the same file of a cache meanwhile."""
    return {path: (*stamp[:2], stamp[-1]) for path, stamp in left.files.items()}, left.folders


def _said(warnings: tuple[Problem, ...], numbers: object, exceptions: object, root: Path) -> str:
    """All that a summary is made from."""
    return f"{_told(warnings, root)}\n{numbers!r}\n{exceptions!r}"


def _told(problems: tuple[Problem, ...], root: Path) -> str:
    sources = read_sources(root)
    return "\n".join(format_problem(problem, sources.line) for problem in problems)


def link_used(source: Cache, target: Path) -> Path:
    """Lays the entries that builds with `source` have used into the cache at `target`, and returns that."""
    for name in source.usage.used:
        for path in (Path(name[:2]) / name, Path("files") / name[:2] / name):
            if (source.folder / path).is_file() and not (target / path).exists():
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                os.link(source.folder / path, target / path)
    return target
