"""Builds of a thousand articles with a thousand charts, beside those of other site generators.

Installs the peers with pip and npm, which must be there, writes the sites, measures, and writes table and picture into
`benchmarks/RESULTS.md`. At its defaults it takes up to 45 minutes on two cores, and nothing else should run meanwhile.
It may be stopped at any time: what was measured is kept, and rows that are measured later are told with the rest.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.builds.installing import Peers, install, versions
from benchmarks.builds.programs import OURS, PEERS, PROGRAMS
from benchmarks.builds.records import Corpus, Sample, Sitting, read_sittings, write_sittings
from benchmarks.builds.report import report, write_report
from benchmarks.builds.rows import KEYS, PASSES, SAVES, Task, all_rows, compare, tasks_of
from benchmarks.builds.running import RunError
from benchmarks.builds.serving import SERVED, latencies
from benchmarks.builds.steps import STEPS, Site
from benchmarks.corpus import articles
from benchmarks.measuring import ROOT, facts, seconds

_SIZE = 1000
_RAW = "builds.json"


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints the tables, and returns 1 where a bar is not met, 2 where something could not be measured."""
    options = _parser().parse_args(arguments)
    raw = options.folder / _RAW
    earlier = read_sittings(raw)
    failures: list[str] = []
    sittings = earlier
    if not options.report:
        peers = install(options.folder / "peers", options.peers)
        sitting = Sitting(f"{facts()}; {versions(options.peers)}")
        try:
            for sample in _measured(options, peers, failures):
                sitting = sitting.with_sample(sample)
                write_sittings(raw, [*earlier, sitting])
        except KeyboardInterrupt:
            print("stopped; what was measured is kept", file=sys.stderr)
        sittings = [*earlier, sitting]
    print(report(sittings, options.articles))
    if options.results or options.articles == _SIZE:
        write_report(options.results or ROOT / "benchmarks/RESULTS.md", sittings, options.articles)
    for failure in failures:
        print(f"not measured: {failure}", file=sys.stderr)
    compared = [compare(row, sittings) for row in all_rows(options.articles) if row.key in options.rows]
    return 2 if failures else int(any(each is None or not each.met for each in compared))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.builds", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--articles", type=int, default=_SIZE, help="articles of the corpus (1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; quick steps have three turns in each (3)")
    parser.add_argument("--framework-rounds", type=int, help="rounds of Framework, which is the slowest (all)")
    parser.add_argument("--peers", type=_names_of(PEERS), default=list(PEERS), help=f"which of {', '.join(PEERS)}")
    parser.add_argument("--rows", type=_names_of(KEYS), default=list(KEYS), help=f"which of {', '.join(KEYS)}")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".nutgraf/benchmarks",
        help="where peers, sites and what was measured are kept (.nutgraf/benchmarks)",
    )
    parser.add_argument("--results", type=Path, help="the file of results (benchmarks/RESULTS.md, for 1000 articles)")
    parser.add_argument("--report", action="store_true", help="measure nothing: write the results from what was kept")
    return parser


def _names_of(known: Sequence[str]) -> Callable[[str], list[str]]:
    """The type of an option that lists names."""

    def names(text: str) -> list[str]:
        chosen = text.split(",")
        for name in chosen:
            if name not in known:
                raise argparse.ArgumentTypeError(f"there is no {name!r}; there are {', '.join(known)}")
        return chosen

    return names


def _measured(options: argparse.Namespace, peers: Peers, failures: list[str]) -> Iterator[Sample]:
    """Round after round; what fails once is not tried again, and told in `failures`."""
    rows = [row for row in all_rows(options.articles) if row.key in options.rows]
    tasks = tasks_of(rows, options.peers)
    sites: dict[tuple[Corpus, str], Site] = {}
    failed: set[Task] = set()
    shutil.rmtree(options.folder / "sites", ignore_errors=True)
    for turn, task in _turns([task for task in tasks if not task.served], options):
        if task in failed:
            continue
        try:
            site = _site(sites, task.corpus, task.program, peers, options.folder)
            took = STEPS[task.step](site)
        except RunError as error:
            failed.add(task)
            failures.append(str(error))
            continue
        print(f"{_words(task)}, turn {turn + 1}: {seconds(took.wall)}", file=sys.stderr)
        yield Sample(task.corpus, task.program, task.step, turn, took.wall, took.processor, took.memory)
    if any(task.served for task in tasks):
        try:
            yield from _served(options, peers, sites)
        except RunError as error:
            failures.append(str(error))


def _turns(tasks: list[Task], options: argparse.Namespace) -> Iterator[tuple[int, Task]]:
    """Each round takes every task, the quick ones several times; programs take turns in each."""
    for number in range(options.rounds):
        limit = options.framework_rounds
        left_out = limit is not None and number >= limit
        for quick, group in groupby(tasks, key=lambda task: (task.corpus.articles, task.quick)):
            members = list(group)
            for turn in range(PASSES if quick[1] else 1):
                for task in members:
                    if not (left_out and task.program == "framework" and task.corpus.articles > 1):
                        yield (number * PASSES + turn if quick[1] else number), task


def _served(options: argparse.Namespace, peers: Peers, sites: dict[tuple[Corpus, str], Site]) -> Iterator[Sample]:
    corpus = Corpus(options.articles)
    names = [name for name in SERVED if name in (OURS, *options.peers)]
    open_sites = {name: _site(sites, corpus, name, peers, options.folder) for name in names}
    for site in open_sites.values():
        site.make_ready()
    for sample in latencies(peers, open_sites, corpus, options.rounds * SAVES, options.folder):
        print(f"{PROGRAMS[sample.program].title}: {sample.step}: {seconds(sample.wall)}", file=sys.stderr)
        yield sample


def _site(sites: dict[tuple[Corpus, str], Site], corpus: Corpus, name: str, peers: Peers, folder: Path) -> Site:
    """Written when it is first needed."""
    if (corpus, name) not in sites:
        place = folder / "sites" / f"{corpus.articles}-{corpus.charts}" / name
        made = list(articles(corpus.articles, charts_in=corpus.charts_in))
        sites[corpus, name] = Site(PROGRAMS[name], peers, place, made)
    return sites[corpus, name]


def _words(task: Task) -> str:
    corpus = task.corpus
    return f"{corpus.articles:,} articles, {corpus.charts:,} charts: {PROGRAMS[task.program].title}, {task.step}"


if __name__ == "__main__":
    sys.exit(main())
