"""Charts: ours beside vl-convert and Altair, in one run: `TZ=UTC python -m benchmarks.charts`.

Paired rounds (ours, theirs, ours, …), medians. `--rows steady large` measures some of the rows only; with all of them
the table goes into `benchmarks/RESULTS.md` too.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.in_workers import draw_spec, memory_after_drawing
from benchmarks.measuring import (
    ROOT,
    Measured,
    compared,
    facts,
    printed,
    seconds,
    started,
    table,
    timed,
    write_section,
)
from benchmarks.samples import LARGE_CSV, LARGE_PAGE, altair_chart, frame, line_chart, write_large_site

OUR_FIRST = """
import sys, time
begun = time.perf_counter()
from pathlib import Path
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import draw, open_drawer
import json
draw(open_drawer(Path(sys.argv[2])), json.loads(Path(sys.argv[1]).read_text()), Theme())
print(time.perf_counter() - begun)
"""
THEIR_FIRST = """
import sys, time
begun = time.perf_counter()
from pathlib import Path
import vl_convert
vl_convert.register_font_directory(sys.argv[2])
vl_convert.vegalite_to_svg(Path(sys.argv[1]).read_text())
print(time.perf_counter() - begun)
"""
THEIR_SHARE = """
import sys
from pathlib import Path
import vl_convert
vl_convert.register_font_directory(sys.argv[2])
specs = Path(sys.argv[1]).read_text().splitlines()
print(sum(vl_convert.vegalite_to_svg(spec).startswith("<svg") for spec in specs))
"""
THEIR_READING = """
import sys, time
begun = time.perf_counter()
import pandas
rows = pandas.read_csv(sys.argv[1], parse_dates=["day"])
month = rows["day"].dt.to_period("M")
rows.groupby([month, "shop"])["price"].mean()
print(time.perf_counter() - begun)
"""


def steady(rounds: int, cache: Path) -> list[Measured]:
    """After five drawings of each to warm up; every chart is another one."""
    import vl_convert  # noqa: PLC0415 - the import is part of the other measurements

    from nutgraf.model.theme import Theme  # noqa: PLC0415
    from nutgraf.vega.drawing import draw, open_drawer  # noqa: PLC0415

    vl_convert.register_font_directory(_fonts())
    ours: list[float] = []
    theirs: list[float] = []
    drawer, theme = open_drawer(cache), Theme()
    for number in range(rounds + 5):
        spec = line_chart(number)
        text = json.dumps(spec)
        ours.append(timed(functools.partial(draw, drawer, spec, theme)))
        theirs.append(timed(functools.partial(vl_convert.vegalite_to_svg, text)))
    return [compared(f"spec → SVG, steady ({rounds} charts)", ours[5:], theirs[5:], 0.40)]


def two_workers(rounds: int, cache: Path) -> list[Measured]:
    """Different charts from a standing start: our pool of two, and vl-convert in two processes.

    Our workers have only what draws, as theirs do; those of a build import pandas and Altair as well.
    """
    from nutgraf.vega.drawing import open_drawer  # noqa: PLC0415
    from nutgraf.worker import WorkerPool  # noqa: PLC0415

    count = 160 if rounds >= 5 else 4
    specs = [json.dumps(line_chart(number)) for number in range(count)]

    open_drawer(cache)

    def our_pool() -> None:
        with WorkerPool(2, functools.partial(open_drawer, cache)) as pool:
            drawn = [result.value for result in pool.run(draw_spec, specs)]
        _expect(sum(svg is not None and svg.startswith("<svg") for svg in drawn), count)

    def their_processes() -> None:
        with tempfile.TemporaryDirectory() as folder:
            halves = [Path(folder) / "even", Path(folder) / "odd"]
            for number, half in enumerate(halves):
                half.write_text("\n".join(specs[number::2]), encoding="utf-8")
            processes = [started(THEIR_SHARE, half, _fonts()) for half in halves]
            _expect(sum(int(printed(process)) for process in processes), count)

    pairs = [(timed(our_pool), timed(their_processes)) for _ in range(max(rounds // 8, 1))]
    ours, theirs = zip(*pairs, strict=True)
    measured = compared(f"{count} different charts, two workers, start included", ours, theirs, 0.40)
    return [measured]


def first_chart(rounds: int, cache: Path) -> list[Measured]:
    """From a new interpreter's first import to the first SVG."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.json"
        spec.write_text(json.dumps(line_chart()), encoding="utf-8")
        uncached = float(printed(started(OUR_FIRST, spec, Path(folder) / "empty")))
        printed(started(OUR_FIRST, spec, cache))
        pairs = [
            (float(printed(started(OUR_FIRST, spec, cache))), float(printed(started(THEIR_FIRST, spec, _fonts()))))
            for _ in range(max(rounds // 4, 1))
        ]
    ours, theirs = zip(*pairs, strict=True)
    without = Measured("the same with nothing cached", seconds(uncached), "", uncached, unit=" s")
    return [compared("start to first chart, cached", ours, theirs, 0.65), without]


def memory(rounds: int, cache: Path) -> list[Measured]:
    """A worker draws 1,000 different charts: the most that it holds, and what it holds more at the end than early."""
    from nutgraf.figures import open_studio  # noqa: PLC0415
    from nutgraf.worker import WorkerPool  # noqa: PLC0415

    count = 1000 if rounds >= 5 else 10
    specs = [json.dumps(line_chart(number)) for number in range(count)]
    with WorkerPool(1, functools.partial(open_studio, cache)) as pool:
        results = sorted(pool.run(memory_after_drawing, specs), key=lambda result: result.index)
    held = [result.value[0] for result in results if result.value is not None]
    most = max(result.value[1] for result in results if result.value is not None)
    _expect(len(held), count)
    # V8 collects its garbage now and then: means over a tenth of the charts tell what stays.
    tenth = count // 10
    early, late = statistics.mean(held[tenth // 2 : tenth * 3 // 2]), statistics.mean(held[-tenth:])
    growth = (late / early - 1) * 100
    return [
        Measured(f"{count} different charts: most memory of a worker", f"{most:.0f} MiB", "", most, 350, " MiB"),
        Measured("its growth from the first tenth to the last", f"{early:.0f} → {late:.0f} MiB", "", growth, 10, " %"),
    ]


def exhibit_to_spec(rounds: int, cache: Path) -> list[Measured]:
    """An Altair chart of 200 rows to its spec: ours against `to_dict()` with the frame inline."""
    from nutgraf.vega.altair_charts import altair_spec  # noqa: PLC0415

    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds + 5):
        chart = altair_chart(frame(number))
        ours.append(timed(functools.partial(altair_spec, chart)))
        theirs.append(timed(chart.to_dict))
    return [compared("exhibit → spec, 200 rows", ours[5:], theirs[5:], 0.6)]


def large(rounds: int, cache: Path) -> list[Measured]:
    """A site whose one chart aggregates a CSV; beside it, what reading and aggregating alone takes in pandas."""
    rows = 1_000_000 if rounds >= 5 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        site, output = Path(folder) / "site", Path(folder) / "output"
        write_large_site(site, rows)
        program = "import sys; from nutgraf.cli import main; sys.exit(main(sys.argv[1:]))"

        def build() -> None:
            printed(started(program, "-q", "-C", site, "--output", output))

        build()  # fills the site's cache
        ours: list[float] = []
        theirs: list[float] = []
        worked = 0.0
        for _ in range(max(rounds // 8, 1)):
            _add_a_row(site / LARGE_CSV)  # or the chart would be taken from the cache
            before = _processor_time()
            ours.append(timed(build))
            worked = _processor_time() - before
            theirs.append(float(printed(started(THEIR_READING, site / LARGE_CSV))))
        page = len(gzip.compress((output / LARGE_PAGE).read_bytes(), mtime=0)) / 1000
    took = statistics.median(ours)
    words = f"{seconds(took)} ({seconds(worked)} of processor time)"
    beside = f"{seconds(statistics.median(theirs))} (pandas reads and aggregates)"
    return [
        Measured(f"site with a chart of a CSV of {rows:,} rows: build", words, beside, took, 4, " s"),
        Measured("its page, gzip", f"{page:.1f} kB", "", page, 40, " kB"),
    ]


ROWS: Mapping[str, Callable[[int, Path], list[Measured]]] = {
    "steady": steady,
    "workers": two_workers,
    "first": first_chart,
    "memory": memory,
    "spec": exhibit_to_spec,
    "large": large,
}


def _add_a_row(table: Path) -> None:
    """The last row once more."""
    content = table.read_bytes()
    table.write_bytes(content + content[content.rindex(b"\n", 0, -1) + 1 :])


def _fonts() -> str:
    from nutgraf.vega.fonts import FONT_DIRECTORIES  # noqa: PLC0415

    return str(FONT_DIRECTORIES[0])


def _processor_time() -> float:
    """Seconds that processors have spent on programs which this one started, and which have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"{found} charts were drawn, not {wanted}")


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints the table, and returns 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.charts", description=__doc__)
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), help="which rows to measure")
    parser.add_argument("--rounds", type=int, default=40, help="rounds of the short measurements (40)")
    options = parser.parse_args(arguments)
    if time.strftime("%z") != "+0000":
        parser.error("set TZ=UTC: vl-convert draws in the machine's time zone")
    measured: list[Measured] = []
    machine = facts()
    with tempfile.TemporaryDirectory() as cache:
        for name in options.rows:
            print(f"measuring {name} …", file=sys.stderr)
            measured += ROWS[name](options.rounds, Path(cache))
    report = f"{machine}\n\n{table(measured)}"
    print(report)
    if options.rows == list(ROWS) and options.rounds >= 40:
        write_section(ROOT / "benchmarks" / "RESULTS.md", "Charts", report)
    return 0 if all(row.met for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
