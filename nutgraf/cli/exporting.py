"""The command `export`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from nutgraf.cache import CACHE_FOLDER, Cache
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.naming import find_article, unknown_article
from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.figures import open_studio
from nutgraf.model.extensions import Extensions
from nutgraf.outputs import make_article_bundle
from nutgraf.permalinks import output_path
from nutgraf.pipeline import BuildOptions, build
from nutgraf.problems import BuildError, Problem
from nutgraf.sources import Sources, read_sources
from nutgraf.worker import WorkerPool


def run_export(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Writes the bundle of an article of the site in `root`. Returns the exit status."""
    sources = read_sources(root)
    cache_folder = root / CACHE_FOLDER
    chosen = BuildOptions(drafts=options.drafts, bundles=True)
    try:
        with WorkerPool(jobs_of(options), partial(open_studio, cache_folder)) as pool:
            built = build(sources, pool, Cache(cache_folder), chosen, extensions)
    except BuildError as error:
        return _refused(list(error.problems), sources, options)
    page = find_article(built.site, options.article)
    if page is None:
        return _refused([unknown_article(built.site, options.article)], sources, options)
    assert built.bundling is not None, "bundles were asked for"
    html = built.artifacts[output_path(page.permalink)].content
    bundle = make_article_bundle(built.bundling, page, html)
    target = Path(options.output or f"{page.slug}.zip")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bundle)
    links = built.site.links[page.path]
    figures, facts = len(links.figures), len({*links.facts.values()})
    if options.json:
        print_json({"file": str(target), "bytes": len(bundle), "figures": figures, "facts": facts, "problems": []})
    elif not options.quiet:
        holds = f"{count(figures, 'figure')} and {count(facts, 'number')}"
        print(f"{target}: {holds}, {len(bundle) / 1e6:.1f} MB")
        print(f"To make them again: unzip {target} -d FOLDER, then uv run FOLDER/reproduce.py")
    return FINE


def _refused(problems: list[Problem], sources: Sources, options: argparse.Namespace) -> int:
    report_problems(problems, sources, as_json=options.json, end="nothing was exported")
    return PROBLEMS
