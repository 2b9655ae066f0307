"""The way of the data, as a table of contents: from sources to the artifacts of a built site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nutgraf.archive import read_archive
from nutgraf.cache import Cache, LostEntryError, ToolsCache
from nutgraf.checks import (
    accepted_exceptions,
    check_alt_texts,
    check_charts,
    check_corrections,
    check_coverage,
    check_derivations,
    check_draft_data,
    check_facts,
    check_links,
    check_mentions,
    check_paths,
    check_redistribution,
    count_numbers,
    judge_facts,
    mismatched,
    weighed,
)
from nutgraf.citations import print_works
from nutgraf.config import read_config
from nutgraf.datasets import read_datasets
from nutgraf.decode import decode_toml
from nutgraf.exhibits import read_derivations, read_exhibits
from nutgraf.figures import House, make_drawing_parts, make_exhibits, make_histories, make_reader_bundle
from nutgraf.known import KnownSources, known_sources, known_templates
from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.coverage import PageCoverage
from nutgraf.model.extensions import Extensions
from nutgraf.model.figure import Exhibited
from nutgraf.model.rules import AcceptedException
from nutgraf.model.site import Site
from nutgraf.model.theme import Theme
from nutgraf.outputs import (
    BundleInputs,
    make_corrections_feed,
    make_downloads,
    make_feed,
    make_frozen,
    make_images,
    make_manifest,
    make_robots,
    make_sitemap,
    tool_versions,
    with_bundles,
)
from nutgraf.pages import read_content
from nutgraf.problems import BuildError, Outcome, Problem, errors_in, sorted_problems
from nutgraf.progress import SILENCE, Progress
from nutgraf.render import (
    Outline,
    PageMaking,
    Rendering,
    SiteAssets,
    Support,
    correction_notices,
    page_texts,
    render_pages,
)
from nutgraf.site import assemble_site, with_derivations
from nutgraf.sources import Sources, unlisted_folders, unread_file
from nutgraf.steps import told_steps
from nutgraf.templates import load_templates, make_assets, read_theme, template_digests, theme_files
from nutgraf.toolchain import toolchain_digest
from nutgraf.worker import Executor


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`url` replaces the one of `site.toml`; `drafts` takes draft articles in; `strict` refuses draft data.

    `until` names, for a dataset, the version after which newer ones are left out of account. `bundles` makes bundles
    whatever `site.toml` says. So many `processes` read and render pages.
    """

    url: str = ""
    drafts: bool = False
    strict: bool = False
    until: Mapping[str, dt.date] = field(default_factory=dict)
    bundles: bool = False
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Exhibition:
    """A site with all that its exhibits made. `texts` are the titles and summaries of its pages, by path."""

    site: Site
    theme: Theme
    texts: Mapping[str, tuple[str, str]]
    exhibited: Exhibited


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: the site, its files by path, warnings, and how the numbers of each page are supported.

    `bundling` is what bundles were made from, if any were. `exceptions` are the rules that charts break with a reason.
    `rendering` is what the pages were rendered with, `exhibition` what exhibits made, without bundles.
    """

    site: Site
    artifacts: Artifacts
    warnings: tuple[Problem, ...] = ()
    numbers: tuple[PageCoverage, ...] = ()
    bundling: BundleInputs | None = None
    exceptions: tuple[AcceptedException, ...] = ()
    rendering: Rendering | None = None
    exhibition: Exhibition | None = None


def build(
    sources: Sources,
    executor: Executor,
    cache: Cache,
    options: BuildOptions = BuildOptions(),
    extensions: Extensions = Extensions(),
    progress: Progress = SILENCE,
) -> Build:
    """Builds the site in memory. All problems of all stages together are one BuildError; nothing is written.

    What of the cache turns out to be lost on the way is made again.
    """
    while True:
        try:
            return _build(sources, executor, cache, options, extensions, progress)
        except LostEntryError:
            continue
        except OSError as error:
            unread = unread_file(sources, error)
            if unread is None:
                raise
            raise BuildError([unread]) from error


def _build(
    sources: Sources,
    executor: Executor,
    cache: Cache,
    options: BuildOptions,
    extensions: Extensions,
    progress: Progress,
) -> Build:
    problems: list[Problem] = []

    def noted(outcome: Outcome[Any]) -> Any:
        problems.extend(outcome.problems)
        return outcome.value

    made: Exhibition = noted(make_exhibition(sources, executor, cache, options, extensions, progress))
    progress.stage("bundles")
    bundling: BundleInputs | None = noted(_bundling(made, sources, executor, cache))
    exhibition = made if bundling is None else replace(made, exhibited=with_bundles(bundling, cache))
    site, exhibited = exhibition.site, exhibition.exhibited

    progress.stage("pages")
    numbers = count_numbers(site, exhibited, cache, options.processes)
    support = Support(numbers, noted(print_works(site, sources, executor, cache)))
    making, shared = noted(_page_making(exhibition, sources, executor, cache, options, extensions))
    rendering = Rendering(site, exhibited, support, sources.files, making)
    pages: Artifacts = noted(render_pages(rendering, outline := rendering.outline()))

    artifacts = {**pages, **shared, **_other_outputs(exhibition, sources, cache)}
    for make in extensions.outputs:
        artifacts |= make(site)
    progress.stage("checks")
    problems += _check_facts(exhibition, sources, executor, cache)
    problems += _check(site, exhibited, artifacts, numbers, sources, cache, strict=options.strict)
    for check in extensions.checks:
        problems += check(site, artifacts)
    problems = list(weighed(problems, site.config.checks))
    if errors_in(problems):
        cache.end_build()
        raise BuildError(problems)

    progress.stage("manifest")
    files = _with_manifest(exhibition, artifacts, sources, outline, cache)
    cache.end_build()
    told, accepted = sorted_problems(problems), accepted_exceptions(site, exhibited)
    return Build(site, files, told, numbers, bundling, accepted, rendering, made)


def _with_manifest(
    exhibition: Exhibition, artifacts: Artifacts, sources: Sources, outline: Outline, cache: Cache
) -> Artifacts:
    site, exhibited, theme = exhibition.site, exhibition.exhibited, theme_files(sources)
    steps = told_steps(outline.site, outline.key, exhibited, theme, sources.files, artifacts, cache)
    digests = {path: sources.digest(path) for path in sources.files}
    manifest = make_manifest(site, exhibited, artifacts, digests, steps)
    return {**artifacts, manifest.path: manifest}


def _page_making(
    exhibition: Exhibition,
    sources: Sources,
    executor: Executor,
    cache: Cache,
    options: BuildOptions,
    extensions: Extensions,
) -> Outcome[tuple[PageMaking, Artifacts]]:
    """What HTML pages are made with, and the files that they share."""
    site, theme = exhibition.site, exhibition.theme
    known = None if extensions.filters else known_templates(cache, site.config.locale)
    templates = load_templates(sources, theme, extensions.filters, site.config.locale, known)
    reader = make_reader_bundle(exhibition.exhibited, executor, ToolsCache(cache))
    assets = make_assets(theme, sources, ToolsCache(cache), reader.value)
    shared = SiteAssets(assets.value.style, assets.value.preload, assets.value.script, assets.value.bundle)
    making = PageMaking(
        templates.value,
        template_digests(sources),
        theme,
        shared,
        tool_versions(),
        "" if extensions.filters else toolchain_digest(),
        cache,
        options.processes,
    )
    return Outcome((making, assets.value.artifacts), (*templates.problems, *reader.problems, *assets.problems))


def _check(
    site: Site,
    exhibited: Exhibited,
    artifacts: Artifacts,
    numbers: Sequence[PageCoverage],
    sources: Sources,
    cache: Cache,
    *,
    strict: bool,
) -> tuple[Problem, ...]:
    """What is wrong with the finished site."""
    return (
        *(check_draft_data(site) if strict else ()),
        *check_derivations(site, strict=strict),
        *check_coverage(site, numbers),
        *check_charts(site, exhibited),
        *check_alt_texts(site, exhibited),
        *check_corrections(site, exhibited),
        *check_links(site, artifacts, cache),
        *check_mentions(site),
        *check_paths(site, artifacts),
        *check_redistribution(site, exhibited, artifacts, sources, cache),
    )


def _check_facts(exhibition: Exhibition, sources: Sources, executor: Executor, cache: Cache) -> tuple[Problem, ...]:
    """The checked numbers that are not true. Only their facts are made by other versions of their data too."""
    site, exhibited = exhibition.site, exhibition.exhibited
    judged = tuple(judge_facts(site, exhibited))
    plans = [site.facts[identity] for identity in mismatched(judged)]
    house = house_of(site, exhibition.theme)
    histories = make_histories(plans, exhibited, house, sources, executor, cache) if plans else {}
    return check_facts(judged, site.config.language, histories)


def _bundling(
    exhibition: Exhibition, sources: Sources, executor: Executor, cache: Cache
) -> Outcome[BundleInputs | None]:
    """What bundles are made from, where the site wants any."""
    site, exhibited = exhibition.site, exhibition.exhibited
    if not site.config.figures.bundles:
        return Outcome(None)
    parts = make_drawing_parts(exhibited, executor, cache)
    if parts.value is None:
        return Outcome(None, parts.problems)
    return Outcome(BundleInputs(site, exhibition.theme, exhibited, parts.value, exhibition.texts, sources))


def make_exhibition(
    sources: Sources,
    executor: Executor,
    cache: Cache,
    options: BuildOptions = BuildOptions(),
    extensions: Extensions = Extensions(),
    progress: Progress = SILENCE,
) -> Outcome[Exhibition]:
    """Reads the site, runs its exhibits and draws its figures; what failed is missing."""
    progress.stage("sources")
    site = read_site(sources, options, extensions, known_sources(cache))
    cache.keep()
    theme = read_theme(sources, decode_toml)
    house = house_of(site.value, theme.value)
    texts = page_texts(site.value)
    progress.stage("exhibits")
    exhibited = make_exhibits(site.value, house, sources, executor, texts, cache)
    problems = (*site.problems, *theme.problems, *exhibited.problems)
    return Outcome(Exhibition(site.value, theme.value, texts, exhibited.value), problems)


def house_of(site: Site, theme: Theme) -> House:
    """What all figures of a site share."""
    return House(theme, site.config.figures, site.config.title, site.config.locale)


def read_site(
    sources: Sources,
    options: BuildOptions = BuildOptions(),
    extensions: Extensions = Extensions(),
    known: KnownSources | None = None,
) -> Outcome[Site]:
    """The site as far as it is known before anything of an author's runs."""
    config = read_config(sources)
    named = replace(config.value, url=options.url) if options.url else config.value
    if options.bundles and not named.figures.bundles:
        named = replace(named, figures=replace(named.figures, exports=(*named.figures.exports, "zip")))
    plain = read_datasets(sources, known.datasets if known is not None else None)
    derivations = read_derivations(sources)
    datasets = with_derivations(plain.value, derivations.value)
    exhibits = read_exhibits(sources, known.modules if known is not None else None)
    content = read_content(
        sources,
        drafts=options.drafts,
        extensions=extensions.markdown,
        known=known.pages if known is not None else None,
        processes=options.processes,
        sanitise=named.markdown.raw_html == "sanitise",
    )
    archive = read_archive(sources)
    site = assemble_site(named, datasets.value.until(options.until), exhibits.value, content.value)
    stages = (config, plain, derivations, datasets, exhibits, content, archive, site)
    problems = tuple(problem for stage in stages for problem in stage.problems)
    return Outcome(replace(site.value, frozen=archive.value), (*unlisted_folders(sources), *problems))


def _other_outputs(exhibition: Exhibition, sources: Sources, cache: Cache) -> Artifacts:
    site = exhibition.site
    notices = correction_notices(site, exhibition.exhibited)
    feeds = (make_feed(site, exhibition.texts, notices), make_corrections_feed(site, notices))
    single = (*feeds, make_sitemap(site), make_robots(site), Artifact(".nojekyll", b""))
    return {
        **make_downloads(site, exhibition.exhibited, sources, cache),
        **make_images(site, sources),
        **make_frozen(site, sources),
        **{artifact.path: artifact for artifact in single},
    }
