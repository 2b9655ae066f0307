"""What is compared with what, and which ratio is asked for."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.builds.programs import EVERYTHING, OURS, PROGRAMS
from benchmarks.builds.records import Corpus, Sample, Sitting
from benchmarks.builds.steps import STEPS

QUICK_PEERS = ("pelican", "eleventy", "hugo")
PASSES, SAVES = 3, 5
"""So many turns of quick steps, and of saves while sites are served, are taken in each round."""


@dataclass(frozen=True, slots=True)
class Task:
    """One step of one program with one corpus, as often as there are turns."""

    corpus: Corpus
    step: str
    program: str

    @property
    def served(self) -> bool:
        return self.step.startswith("serve")

    @property
    def quick(self) -> bool:
        return self.corpus.articles == 1 or self.step not in ("cold", "restored", "pushed")


@dataclass(frozen=True, slots=True)
class Row:
    """`ours` divided by `theirs` is to be `bar` at most. `beside` are peers that are measured as well, to be told."""

    key: str
    what: str
    ours: Task
    theirs: Task
    bar: float
    figure: str = "wall"
    beside: Sequence[str] = field(default=())

    def tasks(self) -> list[Task]:
        others = [Task(self.theirs.corpus, self.theirs.step, program) for program in self.beside]
        return [self.ours, self.theirs, *others]

    def value(self, sample: Sample) -> float | None:
        """Seconds, MiB, or seconds an article."""
        if self.figure == "memory":
            return sample.memory
        return sample.wall / sample.corpus.articles if self.figure == "per article" else sample.wall


@dataclass(frozen=True, slots=True)
class Compared:
    """A row as it was measured in one sitting; the lists are in the order of turns that both sides have."""

    row: Row
    sitting: int
    ours: Sequence[float]
    theirs: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        return [our / their for our, their in zip(self.ours, self.theirs, strict=True)]

    @property
    def met(self) -> bool:
        return statistics.median(self.ratios) <= self.row.bar


def all_rows(size: int) -> list[Row]:
    """The table for a corpus of `size` articles; the large one has ten times as many."""
    whole, one = Corpus(size), Corpus(1)
    tenth, many = Corpus(size, 10), Corpus(size * 10, 10)
    everyone = tuple(name for name in PROGRAMS if name not in (OURS, EVERYTHING))
    hugo_edits = Task(whole, "sentence", "hugo")
    hugo_serves = Task(whole, "serve sentence", "hugo")
    framework = Task(whole, "cold", "framework")

    def ours(step: str, corpus: Corpus = whole) -> Task:
        return Task(corpus, step, OURS)

    def growth(step: str, what: str) -> Row:
        words = f"{many.articles:,} articles with {many.charts:,} charts: time for an article, {what}"
        beside = f"{words} (theirs: ours of {tenth.articles:,} with {tenth.charts:,})"
        return Row("many", beside, ours(step, many), ours(step, tenth), 1.3, "per article")

    return [
        Row("cold", "cold build", ours("cold"), framework, 0.35, beside=everyone),
        Row("everything", "cold build with PNG, PDF, bundles, cards", Task(whole, "cold", EVERYTHING), framework, 1.0),
        Row("restored", "`site/` gone, cache there", ours("restored"), Task(whole, "cold", "hugo"), 1.0),
        Row("restored", "the same, a sentence edited since", ours("pushed"), Task(whole, "cold", "hugo"), 1.0),
        Row("unchanged", "no change", ours("unchanged"), Task(whole, "unchanged", "hugo"), 0.1, beside=QUICK_PEERS),
        Row("sentence", "one sentence edited", ours("sentence"), hugo_edits, 0.4, beside=QUICK_PEERS),
        Row("draft", "one draft CSV edited (theirs: a sentence)", ours("draft"), hugo_edits, 0.7),
        Row("serve", "`serve`: sentence saved to seen", ours("serve sentence"), hugo_serves, 0.6),
        Row("serve", "`serve`: chart saved to seen (theirs: a sentence)", ours("serve chart"), hugo_serves, 1.5),
        Row("serve", "`serve`: CSV saved to seen (theirs: a sentence)", ours("serve draft"), hugo_serves, 1.5),
        Row("memory", "most memory of all processes, cold", ours("cold"), framework, 1.0, "memory"),
        Row("one", "one article: cold", ours("cold", one), Task(one, "cold", "framework"), 0.6, beside=["hugo"]),
        Row("one", "one article: no change", ours("unchanged", one), Task(one, "unchanged", "hugo"), 1.0),
        growth("cold", "cold"),
        growth("unchanged", "no change"),
    ]


KEYS = tuple(dict.fromkeys(row.key for row in all_rows(1)))


def tasks_of(rows: Iterable[Row], peers: Collection[str]) -> list[Task]:
    """What has to be measured for the rows, in the order of a round."""
    chosen = {task for row in rows for task in row.tasks() if task.program in (OURS, EVERYTHING, *peers)}
    steps = [*STEPS, "serve sentence", "serve chart", "serve draft"]
    programs = list(PROGRAMS)

    def order(task: Task) -> tuple[bool, int, bool, int, int, int]:
        corpus = task.corpus
        place = steps.index(task.step), programs.index(task.program)
        return task.served, corpus.articles, task.quick, corpus.charts_in, *place

    return sorted(chosen, key=order)


def compare(row: Row, sittings: Sequence[Sitting]) -> Compared | None:
    """By the last sitting that has both sides of the row."""
    for number, sitting in reversed(list(enumerate(sittings))):
        ours, theirs = (
            {turn: row.value(sample) for turn, sample in sitting.of(task.corpus, task.program, task.step).items()}
            for task in (row.ours, row.theirs)
        )
        pairs = [(ours[turn], theirs[turn]) for turn in sorted(ours.keys() & theirs.keys())]
        known = [(our, their) for our, their in pairs if our is not None and their is not None]
        if known:
            return Compared(row, number, [our for our, _ in known], [their for _, their in known])
    return None
