"""What `build` and `check` have in common once something is to be made. The stages are loaded where they begin."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nutgraf.cache import CACHE_FOLDER, Cache, LostEntryError, evict, shared_folder
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.covering import coverage_as_json
from nutgraf.cli.excepting import exception_as_json
from nutgraf.cli.progress import Recording, shown_progress
from nutgraf.cli.reporting import problem_as_json, report_problems
from nutgraf.cli.summary import Summary
from nutgraf.figures import open_studio
from nutgraf.finished import keep_finished
from nutgraf.model.extensions import Extensions
from nutgraf.problems import BuildError, format_problem
from nutgraf.progress import SILENCE, Progress
from nutgraf.sources import Sources, read_sources
from nutgraf.stamps import SITE, SOURCES, TICK, Left, keep_stamps, read_stamps
from nutgraf.worker import WorkerPool
from nutgraf.writer import WriteError, Written, write_site

if TYPE_CHECKING:
    from nutgraf.pipeline import Build, BuildOptions

KEPT_WORKERS = 1
"""Once the exhibits are made there is little left to ask, and each would hold 200 MiB while the pages are rendered."""

_MEGABYTE = 1_000_000
_SLOWEST = 5


def make_site(
    sources: Sources, inputs: str, started: int, options: argparse.Namespace, extensions: Extensions
) -> tuple[Summary, Left] | None:
    """Builds a site and writes it: what is said of it, and what it left. None where there were problems, which are
    told. Its sources were listed after `started` (ns since 1970); `inputs` is the digest under which the finished site
    is to be kept, if any."""
    root, folder = sources.root, sources.root / options.output
    record = Recording()
    written: Written | None = None
    try:
        with (
            shown_progress(record, options) as progress,
            opened_pool(root, options, progress, KEPT_WORKERS) as (pool, cache),
        ):
            if _are_drawn_anew(sources):
                pool.start(1)
            # The stages are loaded only now, while a worker starts.
            from nutgraf.pipeline import build  # noqa: PLC0415

            seen = read_stamps(root, SITE, folder)
            while written is None:
                built = build(sources, pool, cache, chosen_options(options), extensions, progress)
                progress.stage("writing")
                try:
                    written = write_site(folder, built.artifacts, seen, jobs_of(options))
                except LostEntryError:
                    # A source that is published as it is was saved meanwhile, or the cache was cleared.
                    started, inputs = time.time_ns(), ""
                    sources = read_sources(root)
            summary = replace(summary_of(built, sources, written), **_made(built, record))
            if inputs and sources.are_as_digested(started - TICK):
                said = {**summary.as_json(), "reused": _there(built)}
                keep_finished(cache, inputs, built.artifacts, sources, said)
            evict(cache, built.site.config.cache.limit * _MEGABYTE)
    except BuildError as error:
        report_problems(error.problems, sources, as_json=options.json)
        return None
    except WriteError as error:
        report_problems([error.problem], sources, as_json=options.json)
        return None
    keep_stamps(root, SITE, folder, written.seen)
    keep_stamps(root, SOURCES, root, sources.digested(started - TICK))
    return summary, written.left


def _are_drawn_anew(sources: Sources) -> bool:
    """Whether a build certainly has to draw: data or charts are not as the last one read them, which is known of the
    others."""
    changed = [path for path in sources.files if path.startswith(("charts/", "data/")) and not sources.is_known(path)]
    return 0 < len(changed) < len(sources.files) / 2


def chosen_options(options: argparse.Namespace) -> BuildOptions:
    from nutgraf.pipeline import BuildOptions  # noqa: PLC0415 - see make_site

    url = options.url if not options.url or options.url.endswith("/") else f"{options.url}/"
    return BuildOptions(url=url, drafts=options.drafts, strict=options.strict, processes=jobs_of(options))


@contextmanager
def opened_pool(
    root: Path, options: argparse.Namespace, progress: Progress = SILENCE, kept: int | None = None
) -> Iterator[tuple[WorkerPool, Cache]]:
    """The workers of a command, of which so many as are `kept` outlast a stage, and the site's cache. Where that is
    empty a worker starts at once."""
    cache = Cache(root / CACHE_FOLDER, shared_folder(os.environ))
    setup = partial(open_studio, cache.folder, cache.shared)
    with WorkerPool(jobs_of(options), setup, kept=kept, progress=progress) as pool:
        if not cache.folder.exists():
            pool.start(1)
        yield pool, cache


def _made(built: Build, record: Recording) -> dict[str, Any]:
    """What of the site was made in a build and what was taken from the cache, for its summary."""
    kinds, there = record.kinds(), _there(built)
    # What was lost on the way was made twice.
    made = {
        "figures": min(kinds["chart"] + kinds["table"], there["figures"]),
        "facts": min(kinds["fact"], there["facts"]),
    }
    reused = {name: there[name] - made[name] for name in there}
    return {"made": made, "reused": reused, "slowest": tuple(record.slowest(_SLOWEST))}


def _there(built: Build) -> dict[str, int]:
    return {"figures": len(built.site.figures), "facts": len(built.site.facts)}


def summary_of(built: Build, sources: Sources, written: Written | None = None) -> Summary:
    site = built.site
    return Summary(
        pages=len(site.pages),
        figures=len(site.figures),
        numbers=sum(len(links.facts) for links in site.links.values()),
        files=len(built.artifacts),
        coverage=tuple(coverage_as_json(page) for page in built.numbers),
        exceptions=tuple(exception_as_json(exception) for exception in built.exceptions),
        problems=tuple(problem_as_json(problem) for problem in built.warnings),
        warnings=tuple(format_problem(warning, sources.line) for warning in built.warnings),
        changed=written.written if written else (),
        unchanged=written.unchanged if written else 0,
        removed=written.removed if written else 0,
    )
