"""The measured in words: the table of ratios and bars, the table of times, and the picture beside it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path

from benchmarks.builds.picture import Bar, draw
from benchmarks.builds.programs import EVERYTHING, OURS, PROGRAMS
from benchmarks.builds.records import Corpus, Sample, Sitting
from benchmarks.builds.rows import Compared, Row, all_rows, compare, tasks_of
from benchmarks.measuring import seconds, write_section

PICTURE = "builds.svg"
_SITUATIONS = {
    "cold": "cold build",
    "restored": "site gone, cache there",
    "pushed": "the same, a sentence edited",
    "unchanged": "no change",
    "sentence": "one sentence edited",
    "draft": "one draft CSV edited",
    "serve sentence": "serve: a sentence, saved to seen",
    "serve chart": "serve: a chart, saved to seen",
    "serve draft": "serve: a CSV, saved to seen",
}
_COLUMNS = (OURS, EVERYTHING, "hugo", "eleventy", "pelican", "material", "framework")
_HOW = """\
Whole processes, by the clock; medians of interleaved rounds with their range, ratios of the same round. Every run ended
well, every page was there, every edit was found in the output. Where nothing else is said each article has one chart of
200 rows. We draw it at two widths in the build and check its data against their schema; the peers leave that to the
reader's browser, and all but Material have plainer pages. Framework's modules are in its cache beforehand: elsewhere
its first build downloads them. Pelican keeps what it has read, Material prunes its navigation. Hugo's server gathers
changes for half a second, so saves are spread evenly over that time, four seconds apart: a save while our server builds
waits for the end of that build. What a timed build finds gone was moved aside, not removed, for a file system takes ten
times as long to make a file in the place of one that was just removed. Memory is the most that all processes held at
once, each with its share of what they share (PSS). In the table of times the processors' time stands after the first
semicolon.\
"""


def report(sittings: Sequence[Sitting], size: int) -> str:
    """Markdown: facts, ratios, times. `size` is the number of articles of the corpus."""
    rows = all_rows(size)
    compared = [compare(row, sittings) for row in rows]
    times, timed = time_table(sittings, rows)
    used = sorted({each.sitting for each in compared if each is not None} | timed)
    several = len(used) > 1
    facts = [f"{f'({place}) ' if several else ''}{sittings[number].facts}" for place, number in enumerate(used, 1)]
    return "\n\n".join([*facts, _HOW, ratio_table(rows, compared, used), times])


def write_report(path: Path, sittings: Sequence[Sitting], size: int) -> None:
    """Replaces the section "Builds" of the file of results, and the picture beside it."""
    bars = _bars(sittings, size)
    shown = f"![Times of builds by situation and program]({PICTURE})\n\n" if bars else ""
    if bars:
        (path.parent / PICTURE).write_text(draw(bars, f"{size:,} articles, each with a chart"), encoding="utf-8")
    write_section(path, "Builds", shown + report(sittings, size))


def ratio_table(rows: Sequence[Row], compared: Sequence[Compared | None], used: Sequence[int]) -> str:
    lines = ["| what | ours | theirs | ratio | bar | |", "|---|---|---|---|---|---|"]
    for row, found in zip(rows, compared, strict=True):
        peer = PROGRAMS[row.theirs.program].title
        if found is None:
            lines.append(f"| {row.what} | | {peer} | | ≤ {row.bar:g} | not measured |")
            continue
        mark = f" ({used.index(found.sitting) + 1})" if len(used) > 1 else ""
        ours, theirs = (spread(values, row.figure) for values in (found.ours, found.theirs))
        ratio = f"{statistics.median(found.ratios):.2f}{_range([f'{ratio:.2f}' for ratio in sorted(found.ratios)])}"
        verdict = "met" if found.met else "**not met**"
        lines.append(f"| {row.what}{mark} | {ours} | {peer} {theirs} | {ratio} | ≤ {row.bar:g} | {verdict} |")
    return "\n".join(lines)


def time_table(sittings: Sequence[Sitting], rows: Sequence[Row]) -> tuple[str, set[int]]:
    """Times by the clock and, after a semicolon, of the processors; of cold builds the memory too.

    Each cell is of the last sitting that has it; the numbers of these sittings are the second value.
    """
    used: set[int] = set()
    wanted = list(dict.fromkeys((task.corpus, task.step) for task in tasks_of(rows, PROGRAMS)))
    titles = [PROGRAMS[name].title for name in _COLUMNS]
    lines = [f"| | {' | '.join(titles)} |", f"|---{'|---' * len(titles)}|"]
    for corpus, step in wanted:
        found = [_last(sittings, corpus, name, step) for name in _COLUMNS]
        cells = [_cell(samples) for _, samples in found]
        used |= {number for number, samples in found if samples}
        if any(cells):
            lines.append(f"| {_named(corpus)}: {_SITUATIONS[step]} | {' | '.join(cells)} |")
    return "\n".join(lines), used


def spread(values: Sequence[float], figure: str = "wall") -> str:
    """The median, with the range where there are several: MiB, seconds, or milliseconds where that is short."""
    middle = statistics.median(values)
    if figure == "memory":
        scale, digits, unit = 1, 0, "MiB"
    else:
        scale, digits, unit = (1, 2, "s") if middle >= 0.5 else (1000, 1 if middle >= 0.01 else 3, "ms")
    words = [f"{value * scale:.{digits}f}" for value in (middle, *sorted(values))]
    return f"{words[0]}{_range(words[1:])} {unit}"


def _range(words: Sequence[str]) -> str:
    """Of sorted words."""
    return f" ({words[0]}–{words[-1]})" if len(words) > 1 else ""


def _named(corpus: Corpus) -> str:
    charts = "" if corpus.charts_in == 1 else f", {corpus.charts:,} charts"
    return f"{corpus.articles:,} article{'s' if corpus.articles > 1 else ''}{charts}"


def _last(sittings: Sequence[Sitting], corpus: Corpus, program: str, step: str) -> tuple[int, list[Sample]]:
    """Of the last sitting that has any, and its number."""
    for number, sitting in reversed(list(enumerate(sittings))):
        if found := sitting.of(corpus, program, step):
            return number, list(found.values())
    return -1, []


def _cell(samples: Sequence[Sample]) -> str:
    if not samples:
        return ""
    said = spread([sample.wall for sample in samples])
    worked = [sample.processor for sample in samples if sample.processor is not None]
    held = [sample.memory for sample in samples if sample.memory is not None]
    if worked:
        said += f"; {seconds(statistics.median(worked))}"
    if held and samples[0].step == "cold":
        said += f"; {statistics.median(held):.0f} MiB"
    return said


def _bars(sittings: Sequence[Sitting], size: int) -> list[Bar]:
    bars = []
    for step, words in _SITUATIONS.items():
        for name in _COLUMNS:
            walls = [sample.wall for sample in _last(sittings, Corpus(size), name, step)[1]]
            if walls:
                title = PROGRAMS[name].title
                bars.append(Bar(words, title, statistics.median(walls), min(walls), max(walls), "Nutgraf" in title))
    return bars
