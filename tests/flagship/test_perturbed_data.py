"""Whatever is done to a dataset of the flagship, the sentences that are told are those that became false.

What is true is worked out a second time, by other means: pandas reads the CSVs, the author's functions are called as
they are, and a number in digits is true when its value is within half a unit of the last digit.
"""

from __future__ import annotations

import importlib
import os
import random
import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from nutgraf.checks.facts import judge_facts
from nutgraf.model.dataset import DataField
from nutgraf.model.figure import ExhibitId
from nutgraf.model.page import Document, Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.problems import Location
from nutgraf.sources import read_sources
from tests.building import REPOSITORY, copy_flagship
from tests.flagship.moving import Facts, Rows, move, rescaled

DATASETS = sorted(path.parent.name for path in (REPOSITORY / "data").glob("*/datapackage.yaml"))
SAMPLES = 12
"""Perturbations of every dataset in the full proof."""
PLAIN = re.compile(r"[$]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:%| (million|billion|trillion))?")
SCALES = {"": 0, "million": 6, "billion": 9, "trillion": 12}
HEDGES = re.compile(
    r"\b(about|around|roughly|some|approximately|close to|or so|nearly|almost|under|less than|up to|more than|over"
    r"|above|at least|at most|exactly|between|from)\b"
)


def perturbed(rows: Rows, chance: random.Random) -> None:
    """Multiplies some of a column's numbers, or all, by one factor between a half and one and a half."""
    numeric = [column for column in rows[0] if all(_is_number(row[column]) for row in rows if row[column])]
    if not numeric:
        return
    column = chance.choice(numeric)
    chosen = rows if chance.random() < 0.4 else chance.sample(rows, chance.randint(1, len(rows)))
    factor = chance.choice((chance.uniform(0.5, 1.5), chance.uniform(0.98, 1.02)))
    for row in chosen:
        if row[column]:
            row[column] = rescaled(row[column], factor)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def expected(root: Path, dataset: str, site: Site, judged: Collection[Location]) -> dict[Location, bool]:
    """For the judged sentences that depend on the dataset and whose number stands in plain digits: is it true?"""
    found: dict[Location, bool] = {}
    for path, page in site.pages.items():
        for reference in _references(page.documents):
            identity = site.links[path].facts.get(reference.location)
            if identity is None or dataset not in dict(identity.versions) or reference.location not in judged:
                continue
            wanted = _digits(reference)
            if wanted is not None:
                value = _value(root, site, identity)
                if isinstance(value, float | int) and value > 0:
                    found[reference.location] = abs(Decimal(repr(float(value))) - wanted[0]) <= wanted[1]
    return found


def _references(documents: tuple[Document, ...]) -> Iterator[Reference]:
    for document in documents:
        for reference in document.references:
            if reference.kind is ReferenceKind.FACT and reference.title is None:
                yield reference
            yield from _references(tuple(d for d in (reference.text_document, reference.title_document) if d))


def _digits(reference: Reference) -> tuple[Decimal, Decimal] | None:
    """The number in the text and half a unit of its last digit; None for words, hedges and rounded sums."""
    match = PLAIN.fullmatch(reference.text)
    around = " ".join((*reference.before.split()[-3:], "|", *reference.after.split()[:3]))
    if match is None or HEDGES.search(around):
        return None
    whole, decimals, scale = match[1].replace(",", ""), match[2] or "", match[3] or ""
    may_be_rounded = (scale or len(whole) > 3) and not decimals and (whole.endswith("0") or len(whole) == 1)
    if may_be_rounded:
        return None
    unit = Decimal(10) ** (SCALES[scale] - max(0, len(decimals) - 1))
    return Decimal(whole + decimals) * 10 ** SCALES[scale], unit / 2


def _value(root: Path, site: Site, identity: ExhibitId) -> object:
    """What the author's function returns for the versions that the sentence uses."""
    plan = site.facts[identity]
    module = importlib.import_module(plan.exhibit.module.removesuffix(".py").replace("/", "."))
    frames: dict[str, object] = {}
    for given in plan.inputs:
        by_date = {version.date.isoformat(): _frame(root / version.path, version.fields) for version in given.versions}
        frames[given.dataset.name] = by_date if given.all_versions else by_date[given.versions[-1].date.isoformat()]
    return getattr(module, identity.exhibit)(**frames)


def _frame(path: Path, fields: tuple[DataField, ...]) -> pd.DataFrame:
    return pd.read_csv(path, parse_dates=[field.name for field in fields if field.type == "date"])


def compare(root: Path, dataset: str, facts: Facts) -> int:
    """Compares what is told with what is expected, and returns for how many false sentences.

    Sentences on other data are all still true. A fact that the moved data do not allow has no value either way.
    """
    site, exhibited = facts.of(read_sources(root)).value
    judged = {each.reference.location: each.verdict.agrees for each in judge_facts(site, exhibited)}
    used = {
        location: dataset in dict(identity.versions)
        for links in site.links.values()
        for location, identity in links.facts.items()
    }
    assert [str(location) for location, agrees in judged.items() if not agrees and not used[location]] == []
    worked_out = expected(root, dataset, site, judged)
    told = {str(each): judged[each] for each in worked_out}
    assert told == {str(each): true for each, true in worked_out.items()}
    return list(told.values()).count(False)


def sample(root: Path, dataset: str, seed: int, facts: Facts) -> int:
    chance = random.Random(f"{dataset} {seed}")
    site = copy_flagship(root / f"{dataset}-{seed}")
    move(site, dataset, lambda rows: perturbed(rows, chance))
    return compare(site, dataset, facts)


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_is_told_is_what_became_false(dataset: str, facts: Facts, tmp_path: Path) -> None:
    sample(tmp_path, dataset, 0, facts)


@pytest.mark.soak
def test_what_is_told_is_what_became_false_at_length(facts: Facts, tmp_path: Path) -> None:
    first = int.from_bytes(os.urandom(4))
    print(f"seeds from {first}")
    false = [sample(tmp_path, dataset, first + n, facts) for dataset in DATASETS for n in range(SAMPLES)]
    print(f"{sum(false)} sentences became false in {len(false)} datasets")
    assert sum(false) > len(DATASETS)
