"""A frame as a plain table: an index that names the rows becomes columns. Needs pandas."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Outcome, Problem

MOST_ROWS, MOST_COLUMNS = 1000, 40

_CODE = "table-columns"


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A frame with columns of different names, and a plain index; the first `levels` columns were its index."""

    frame: pd.DataFrame
    levels: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.frame.columns)


def flat_table(frame: pd.DataFrame, exhibit: Exhibit) -> Outcome[FlatTable | None]:
    """The frame with its index, where that has a name, as its first columns. An index of numbers that has none is left
    out: it only counts rows.

    Problems at the exhibit, with which there is none: `table-columns` for an index of words without name, columns of
    several levels or of the same name; `empty-table`; `table-size` for more rows or columns than can be read.
    """
    problem = _shape_problem(frame, exhibit) or _index_problem(frame, exhibit)
    if problem is not None:
        return Outcome(None, (problem,))
    levels = frame.index.nlevels if any(name is not None for name in frame.index.names) else 0
    index = frame.index.to_frame(index=False) if levels else pd.DataFrame(index=range(len(frame)))
    flat = pd.concat([index, frame.reset_index(drop=True)], axis="columns")
    flat.columns = pd.Index([str(name) for name in flat.columns], dtype=object)
    twice = [name for name, times in flat.columns.value_counts().items() if times > 1]
    if twice:
        message = f"two columns of {exhibit.name} are called {twice[0]}"
        hint = "rename one: frame.rename(columns={…}); an index with a name is a column too"
        return Outcome(None, (Problem(_CODE, message, exhibit.location, hint),))
    return Outcome(FlatTable(flat, levels))


def _shape_problem(frame: pd.DataFrame, exhibit: Exhibit) -> Problem | None:
    rows, columns = frame.shape
    if not rows or not columns:
        what = "columns" if rows else "rows"
        hint = "see that the dataset has rows, and that what selects them leaves some"
        return Problem("empty-table", f"{exhibit.name} returned a table without {what}", exhibit.location, hint)
    for count, most, noun in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if count > most:
            message = (
                f"{exhibit.name} returned a table of {count:,} {noun}, more than the {most:,} that a page can show"
            )
            hint = "select what readers should see: frame.head(20), frame[[…]]; datasets have pages of their own"
            return Problem("table-size", message, exhibit.location, hint)
    return None


def _index_problem(frame: pd.DataFrame, exhibit: Exhibit) -> Problem | None:
    if frame.columns.nlevels > 1:
        message = f"the columns of {exhibit.name} have {frame.columns.nlevels} levels"
        hint = "give each column one name: frame.columns = ['_'.join(name) for name in frame.columns]"
        return Problem(_CODE, message, exhibit.location, hint)
    names = list(frame.index.names)
    if all(name is None for name in names):
        if frame.index.nlevels == 1 and pd.api.types.is_numeric_dtype(frame.index):
            return None
        message = f"the index of {exhibit.name} has no name, so that its column would have no title"
        hint = "name it, frame.rename_axis('company'), or leave it out, frame.reset_index(drop=True)"
        return Problem(_CODE, message, exhibit.location, hint)
    if None in names:
        message = f"level {names.index(None) + 1} of the index of {exhibit.name} has no name"
        return Problem(_CODE, message, exhibit.location, "name all levels: frame.rename_axis(['country', 'year'])")
    return None
