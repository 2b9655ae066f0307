"""Whether a text holds withheld cells: a few that stand in it as neighbours, or most of a column in any order.

A single value proves nothing, for numbers meet by chance. Values of neighbouring rows one after another do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from nutgraf.checks.redistribution.withheld import Cell, Withheld

RUN = 8
"""How many cells of neighbouring rows, one after another, are more than chance."""
COLUMN = 20
"""How many cells of one column, in any order, are, where they are half of what is withheld of it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found: how many cells, and one of them with the word that gave it away."""

    cells: int
    column: str
    value: str


def find_trace(withheld: Withheld, texts: Iterable[tuple[Sequence[str], Set[str]]]) -> Trace | None:
    """The withheld cells that texts hold; None where there are too few to mean it. A text is given as its words, in
    their order and as a set."""
    met: dict[Cell, str] = {}
    for words, different in texts:
        known = withheld.spelt.keys() & different
        if len(known) >= RUN:
            hits = [(withheld.spelt[word], word) for word in words if word in known]
            met |= {cell: word for run in (*_runs(hits), *_columns(hits, withheld)) for cell, word in run.items()}
    if not met:
        return None
    cell, word = next(iter(met.items()))
    return Trace(len(met), withheld.columns[cell[1]], word)


def _runs(hits: Sequence[tuple[Cell, str]]) -> Iterator[dict[Cell, str]]:
    """Stretches of cells of which each lies in the row of the one before, or next to it."""
    run: dict[Cell, str] = {}
    before = None
    for cell, word in hits:
        if before is not None and abs(cell[0] - before) > 1:
            if len(run) >= RUN:
                yield run
            run = {}
        run[cell] = word
        before = cell[0]
    if len(run) >= RUN:
        yield run


def _columns(hits: Sequence[tuple[Cell, str]], withheld: Withheld) -> Iterator[dict[Cell, str]]:
    cells = dict(hits)
    for column, count in Counter(cell[1] for cell in cells).items():
        if count >= max(COLUMN, withheld.cells_of(column) / 2):
            yield {cell: word for cell, word in cells.items() if cell[1] == column}
