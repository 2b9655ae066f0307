"""The builds of `serve`, one after another: a heavy module, for it loads every stage."""

from __future__ import annotations

import argparse
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from nutgraf.cache import Cache
from nutgraf.cli.making import opened_pool, summary_of
from nutgraf.cli.summary import in_words
from nutgraf.garbage import seldom_collected
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import Build, BuildOptions, build
from nutgraf.preview import preview_exhibits, preview_page
from nutgraf.problems import BuildError
from nutgraf.server import Attempt, Builder
from nutgraf.sources import Sources, read_sources
from nutgraf.stamps import SOURCES, TICK, Seen, read_stamps
from nutgraf.worker import WorkerPool

_TRACE = ".nutgraf/crash.txt"


@contextmanager
def opened_builder(root: Path, options: argparse.Namespace, extensions: Extensions) -> Iterator[Builder]:
    """What builds the site: with the same workers and the same cache each time."""
    with opened_pool(root, options) as (pool, cache):
        chosen = BuildOptions(drafts=options.drafts)
        yield _Builder(root, chosen, extensions, pool, cache, read_stamps(root, SOURCES, root))


@dataclass(slots=True)
class _Builder:
    """`seen` is what is known of sources; `last` the last build and what it was made from, where it was good."""

    root: Path
    options: BuildOptions
    extensions: Extensions
    pool: WorkerPool
    cache: Cache
    seen: Seen
    last: tuple[Build, Attempt, Sources] | None = None

    def __call__(self, saved: Sequence[str]) -> Iterator[Attempt]:
        early = self._early(saved)
        if early is not None:
            yield early
        yield self._whole()

    def _early(self, saved: Sequence[str]) -> Attempt | None:
        """The pages that show what was saved, among the others as they were, where that can be done."""
        if self.last is None:
            return None
        built, attempt, sources = self.last
        # Whatever is wrong, with extensions too, is told by the whole build, with its place.
        with suppress(Exception, SystemExit), seldom_collected():
            made = preview_page(self.root, saved, built, self.extensions) or preview_exhibits(
                saved, sources, built, self.pool, self.cache
            )
            files = {artifact.path: artifact for artifact in made}
            return replace(attempt, artifacts={**built.artifacts, **files}, early=True) if files else None
        return None

    def _whole(self) -> Attempt:
        started, self.last = time.time_ns(), None
        try:
            sources = read_sources(self.root).knowing(self.seen)
            with seldom_collected():
                built = build(sources, self.pool, self.cache, self.options, self.extensions)
            words = in_words(summary_of(built, sources))
            attempt = Attempt(built.artifacts, built.site.config.url, built.warnings, sources.line, words)
            self.last = built, attempt, sources
        except BuildError as error:
            attempt = Attempt(problems=error.problems, line=sources.line)
        except (Exception, SystemExit) as error:  # also of extensions; the server goes on
            return Attempt(crash=_crash(self.root, error))
        self.seen = sources.digested(started - TICK)
        # So that the first chart that is saved finds all workers there.
        self.pool.start()
        return attempt


def _crash(root: Path, error: BaseException) -> str:
    said = f"the build itself failed: {type(error).__name__}: {error}"
    with suppress(OSError):
        path = root / _TRACE
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        said += f" (where, says {_TRACE})"
    return said
