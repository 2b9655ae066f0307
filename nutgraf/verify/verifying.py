"""The whole of it: sources, published files, and a fresh build against a manifest."""

from __future__ import annotations

import time
from dataclasses import replace

from nutgraf.cache import Cache
from nutgraf.model.artifact import MANIFEST
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import BuildOptions, build
from nutgraf.problems import BuildError, Outcome, Problem
from nutgraf.published import Manifest, Published, parse_manifest, read_manifest
from nutgraf.sources import Sources
from nutgraf.verify.comparing import compare_files, compare_sites, compare_sources
from nutgraf.verify.dating import check_dating
from nutgraf.verify.recording import Recorder
from nutgraf.verify.rederiving import check_rederiving
from nutgraf.verify.remaking import Elsewhere, carried, check_remaking, other_surroundings
from nutgraf.worker import Executor


def verify_site(
    sources: Sources,
    published: Published,
    executor: Executor,
    cache: Cache,
    options: BuildOptions = BuildOptions(),
    extensions: Extensions = Extensions(),
    *,
    elsewhere: Elsewhere | None = None,
) -> Outcome[Manifest | None]:
    """Builds `sources` for the address that `published` was built for, and gives the manifest of what was published.

    What the build made, and had not in its cache, is made once more `elsewhere`; without it, that is left out. A cache
    that was filled by the build that is verified proves less than an empty one. Problems: `no-manifest`,
    `source-differs`, `file-damaged`, `figure-differs`, `file-differs`, `text-moved`, `derivation-differs`,
    `not-reproducible`, and those of the build.
    """
    read = read_manifest(published)
    if read.value is None:
        return read
    theirs = read.value
    problems: list[Problem] = []
    problems += compare_sources(theirs, {path: sources.digest(path) for path in sources.files})
    problems += compare_files(theirs, published)
    recorder = Recorder(executor)
    away = carried(sources, elsewhere.room) if elsewhere is not None else sources
    others = elsewhere.executor if elsewhere is not None else executor
    try:
        built = build(sources, recorder, cache, replace(options, url=theirs.url), extensions)
        ours = parse_manifest(built.artifacts[MANIFEST].content)
        problems += compare_sites(theirs, ours, published.name)
        problems += check_dating(theirs, ours, published, built.artifacts)
        problems += check_rederiving(built.site, away, others, other_surroundings(time.time()))
    except BuildError as error:
        problems += error.problems
    if elsewhere is not None:
        problems += check_remaking(recorder.made, away.root, executor, others, time.time())
    return Outcome(theirs, tuple(problems))
