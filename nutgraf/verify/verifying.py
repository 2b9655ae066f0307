"""The whole of it: sources, published files, and a fresh build against a manifest."""

from __future__ import annotations

from dataclasses import replace

from nutgraf.cache import Cache
from nutgraf.outputs import MANIFEST
from nutgraf.pipeline import BuildOptions, Extensions, build
from nutgraf.problems import BuildError, Outcome, Problem
from nutgraf.sources import Sources
from nutgraf.verify.comparing import compare_files, compare_sites, compare_sources
from nutgraf.verify.published import Manifest, Published, parse_manifest, read_manifest
from nutgraf.worker import Executor


def verify_site(
    sources: Sources,
    published: Published,
    executor: Executor,
    cache: Cache,
    options: BuildOptions = BuildOptions(),
    extensions: Extensions = Extensions(),
) -> Outcome[Manifest | None]:
    """Builds `sources` for the address that `published` was built for, and gives the manifest of what was published.

    A cache that was filled by the build that is verified proves less than an empty one. Problems: `no-manifest`,
    `source-differs`, `file-damaged`, `figure-differs`, `file-differs`, and those of the build.
    """
    read = read_manifest(published)
    if read.value is None:
        return read
    theirs = read.value
    problems: list[Problem] = []
    problems += compare_sources(theirs, {path: sources.digest(path) for path in sources.files})
    problems += compare_files(theirs, published)
    try:
        built = build(sources, executor, cache, replace(options, url=theirs.url), extensions)
        problems += compare_sites(theirs, parse_manifest(built.artifacts[MANIFEST].content), published.name)
    except BuildError as error:
        problems += error.problems
    return Outcome(theirs, tuple(problems))
