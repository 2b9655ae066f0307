"""The command `freeze`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from nutgraf.cache import CACHE_FOLDER, Cache
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.naming import find_article, unknown_article
from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.edits.files import write_sources
from nutgraf.edits.freezing import FrozenCopy, freeze_figures
from nutgraf.figures import open_studio
from nutgraf.model.extensions import Extensions
from nutgraf.outputs import tool_versions
from nutgraf.pipeline import BuildOptions, build, make_exhibition
from nutgraf.problems import BuildError, Outcome
from nutgraf.sources import Sources, read_sources
from nutgraf.templates import load_templates
from nutgraf.worker import WorkerPool


def run_freeze(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Keeps the figures of an article of the site in `root` as they are. Returns the exit status."""
    sources = read_sources(root)
    try:
        frozen = _freeze(root, sources, options, extensions)
    except BuildError as error:
        frozen = Outcome((), error.problems)
    if frozen.problems:
        report_problems(frozen.problems, sources, as_json=options.json, end="nothing was frozen")
        return PROBLEMS
    fresh = [copy for copy in frozen.value if f"{copy.receipt.folder}/receipt.json" not in sources]
    write_sources(root, {path: content for copy in fresh for path, content in copy.files.items()})
    _report(frozen.value, len(fresh), options)
    return FINE


def _freeze(
    root: Path, sources: Sources, options: argparse.Namespace, extensions: Extensions
) -> Outcome[tuple[FrozenCopy, ...]]:
    """The copies; none of a site that cannot be published, or whose data may still change. Raises BuildError."""
    cache, chosen = Cache(root / CACHE_FOLDER), BuildOptions(drafts=options.drafts, strict=True)
    with WorkerPool(jobs_of(options), partial(open_studio, root / CACHE_FOLDER)) as pool:
        site = build(sources, pool, cache, chosen, extensions).site
        page = find_article(site, options.article)
        if page is None:
            return Outcome((), (unknown_article(site, options.article),))
        # All of it is in the cache now.
        exhibition = make_exhibition(sources, pool, cache, chosen, extensions).value
    templates = load_templates(sources, exhibition.theme, extensions.filters, site.config.locale).value
    return freeze_figures(page, exhibition.site, exhibition.exhibited, templates, sources, tool_versions())


def _report(copies: tuple[FrozenCopy, ...], fresh: int, options: argparse.Namespace) -> None:
    receipts = [copy.receipt for copy in copies]
    if options.json:
        frozen = [{"figure": each.exhibit, "folder": each.folder, "permalink": each.permalink} for each in receipts]
        print_json({"frozen": frozen, "new": fresh})
    elif not options.quiet:
        print(f"Frozen {count(fresh, 'figure')}, {len(copies) - fresh} there already")
        print("\n".join(f"  {each.folder} is published at {each.permalink}" for each in receipts))
        if fresh:
            print("Commit the folder archive/: every build publishes it again, byte for byte")
