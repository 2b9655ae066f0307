"""The command `pin`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nutgraf.cli.naming import find_article, unknown_article
from nutgraf.cli.reporting import FINE, PROBLEMS, print_json, report_problems
from nutgraf.edits.files import write_sources
from nutgraf.edits.pinning import pins_of, with_pins
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import BuildOptions, read_site
from nutgraf.problems import errors_in
from nutgraf.sources import read_sources


def run_pin(root: Path, options: argparse.Namespace, extensions: Extensions) -> int:
    """Pins an article of the site in `root` to the data that it is drawn from. Returns the exit status."""
    sources = read_sources(root)
    read = read_site(sources, BuildOptions(drafts=True), extensions)
    page = find_article(read.value, options.article)
    if page is None:
        report_problems([unknown_article(read.value, options.article)], sources, as_json=options.json)
        return PROBLEMS
    # A reference that leads nowhere would leave its dataset unpinned.
    own = [problem for problem in errors_in(read.problems) if problem.location.path == page.path]
    if own:
        report_problems(own, sources, as_json=options.json)
        return PROBLEMS
    pins = pins_of(read.value, page, newest=options.newest)
    text = sources.read_bytes(page.path).decode("utf-8")
    write_sources(root, {page.path: with_pins(text, pins).encode()})
    if options.json:
        print_json({"article": page.path, "pins": {name: version.isoformat() for name, version in pins.items()}})
    elif not options.quiet:
        print(f"Pinned {page.path}")
        print("\n".join(f"  {name} of {version}" for name, version in pins.items()))
    return FINE
