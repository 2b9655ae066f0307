"""Moving a dataset of the flagship to a version with other values, and reading which sentences that makes false."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from nutgraf.cache import Cache
from nutgraf.checks import check_facts, judge_facts
from nutgraf.decode import decode_toml
from nutgraf.figures import House, make_exhibits
from nutgraf.known import known_sources
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.pipeline import read_site
from nutgraf.problems import Outcome
from nutgraf.sources import Sources, read_sources
from nutgraf.templates import read_theme
from nutgraf.worker import Executor

Rows = list[dict[str, str]]
Edit = Callable[[Rows], None]


@dataclass(frozen=True, slots=True)
class FalseSentence:
    """A checked number that is not true any more, as it stands in its article: `[17%](fact:NAME)`."""

    article: str
    words: str

    def __str__(self) -> str:
        return f"{self.article}: {self.words}"


@dataclass(frozen=True, slots=True)
class Facts:
    """Makes the facts of sites and nothing else: no figure is drawn."""

    executor: Executor
    cache: Cache

    def of(self, sources: Sources) -> Outcome[tuple[Site, Exhibited]]:
        """The site and its facts; the problems are of facts that could not be made."""
        site = read_site(sources, known=known_sources(self.cache)).value
        config = site.config
        house = House(
            read_theme(sources, decode_toml).value, replace(config.figures, exports=(), cards=False), config.title
        )
        made = make_exhibits(replace(site, figures={}), house, sources, self.executor, {}, self.cache)
        return Outcome((site, made.value), made.problems)


def move(root: Path, dataset: str, edit: Edit, *, pins: bool = True) -> None:
    """Gives a dataset of the site at `root` a draft of a new version: the newest one's rows as `edit` leaves them.

    With `pins`, articles that are pinned to the version that was the newest are pinned to the new one.
    """
    folder = root / "data" / dataset
    descriptor = yaml.safe_load((folder / "datapackage.yaml").read_text(encoding="utf-8"))
    newest = max(resource["path"] for resource in descriptor["resources"])
    rows = list(csv.DictReader(io.StringIO((folder / newest).read_text(encoding="utf-8"))))
    edit(rows)
    moved = f"{dt.date.fromisoformat(newest.removesuffix('.csv')) + dt.timedelta(days=1)}.csv"
    with (folder / moved).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    descriptor["resources"].append({"name": moved.removesuffix(".csv"), "path": moved})
    (folder / "datapackage.yaml").write_text(yaml.safe_dump(descriptor), encoding="utf-8")
    if pins:
        old, new = (f"{dataset}: {name.removesuffix('.csv')}" for name in (newest, moved))
        for article in (root / "content").rglob("*.md"):
            text = article.read_text(encoding="utf-8")
            article.write_text(text.replace(old, new), encoding="utf-8")


def cells(where: Mapping[str, str], **new: str) -> Edit:
    """Writes `new` cells, by column, into the one row that has the cells of `where`."""

    def edit(rows: Rows) -> None:
        (row,) = (row for row in rows if where.items() <= row.items())
        assert new.keys() <= row.keys()
        assert any(row[column] != cell for column, cell in new.items())
        row.update(new)

    return edit


def added(**new: str) -> Edit:
    """Adds a row."""

    def edit(rows: Rows) -> None:
        assert new.keys() == rows[0].keys()
        rows.append(new)

    return edit


def removed(**where: str) -> Edit:
    """Removes the one row that has the cells of `where`."""

    def edit(rows: Rows) -> None:
        (row,) = (row for row in rows if where.items() <= row.items())
        rows.remove(row)

    return edit


def scaled(column: str, factor: float, **where: str) -> Edit:
    """Multiplies a column by `factor`, in the rows that have the cells of `where`."""

    def edit(rows: Rows) -> None:
        chosen = [row for row in rows if where.items() <= row.items() and row[column]]
        assert chosen
        for row in chosen:
            row[column] = rescaled(row[column], factor)

    return edit


def rescaled(cell: str, factor: float) -> str:
    """The number times `factor`, in the form that it had, with as many decimals."""
    decimals = len(re.sub(r"e.*", "", cell).partition(".")[2])
    return f"{float(cell) * factor:.{decimals}{'e' if 'e' in cell else 'f'}}"


def false_sentences(root: Path, facts: Facts) -> list[FalseSentence]:
    """The checked numbers that are not true, in the order of the pages; each was told at its own place."""
    made = facts.of(read_sources(root))
    assert not made.problems, made.problems
    places = (problem.location for problem in check_facts(judge_facts(*made.value), "en"))
    return [_sentence(root, place.path, place.line, place.column) for place in places]


def _sentence(root: Path, path: str, line: int, column: int) -> FalseSentence:
    text = (root / path).read_text(encoding="utf-8").splitlines()[line - 1]
    words = text[column - 1 : text.index(")", column) + 1]
    assert words.startswith("["), words
    address, _, rest = words.partition(' "')
    return FalseSentence(Path(path).stem, address + ")" if rest else words)
