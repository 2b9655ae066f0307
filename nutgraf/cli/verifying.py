"""The command `verify`."""

from __future__ import annotations

import argparse
import tempfile
from functools import partial
from pathlib import Path

from nutgraf.cache import Cache
from nutgraf.cli.arguments import jobs_of
from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.fetching import is_address
from nutgraf.figures import open_studio, open_studio_elsewhere
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import BuildOptions
from nutgraf.sources import read_sources
from nutgraf.verify import OTHER_HASH_SEED, Elsewhere, Published, PublishedFolder, PublishedSite, verify_site
from nutgraf.worker import WorkerPool


def run_verify(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Builds the site in `root` from nothing and compares it with what was published. Returns the exit status."""
    sources, chosen = read_sources(root), BuildOptions(drafts=options.drafts)
    with tempfile.TemporaryDirectory(prefix="nutgraf-verify-") as name:
        # An empty cache, so that nothing is taken on trust.
        cache, room = Path(name) / "cache", Path(name) / "elsewhere"
        room.mkdir()
        jobs, other = jobs_of(options), partial(open_studio_elsewhere, cache, room)
        with (
            WorkerPool(jobs, partial(open_studio, cache)) as pool,
            WorkerPool(jobs, other, hash_seed=OTHER_HASH_SEED) as others,
        ):
            published, elsewhere = _published(root, options), Elsewhere(others, room)
            outcome = verify_site(sources, published, pool, Cache(cache), chosen, extensions, elsewhere=elsewhere)
    if outcome.problems or outcome.value is None:
        end = "what was published cannot be made again" if outcome.value else "nothing was verified"
        report_problems(outcome.problems, sources, as_json=options.json, end=end)
        return PROBLEMS
    if options.json:
        print_json({"files": len(outcome.value.files), "figures": len(outcome.value.figures), "problems": []})
    elif not options.quiet:
        files, figures = count(len(outcome.value.files), "file"), count(len(outcome.value.figures), "figure")
        print(
            f"Made again from nothing, byte for byte: {files}, among them the pages of {figures}, "
            "whose exhibits came out the same twice"
        )
    return FINE


def _published(root: Path, options: argparse.Namespace) -> Published:
    against: str = options.against or options.output
    if is_address(against):
        return PublishedSite(against if against.endswith("/") else f"{against}/")
    # An output is named from the site's folder, as `build` does; anything else from where the user is.
    folder = Path(against) if options.against else root / against
    return PublishedFolder(folder, f"{against.rstrip('/')}/")
