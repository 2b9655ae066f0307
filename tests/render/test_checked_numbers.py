"""The checked numbers of a page: ids that hold while the text is edited, and what is said of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.model.figure import Exhibited, Fact
from nutgraf.model.site import Site
from nutgraf.model.views import CheckedNumber
from nutgraf.pipeline import read_site
from nutgraf.render.checked_numbers import checked_numbers, checked_places
from nutgraf.sources import read_sources

PAGE = "content/sea/tides.md"
ARTICLE = """---
title: Up to [4.1 m](fact:highest)
summary: A tide of [a third](fact:share "30..35 of the shore").
date: 2026-02-01
---
It stood at [4.1 m](fact:highest), a fare of [2 crowns](fact:fare).

![It rises to [4.1 m](fact:highest)](chart:levels "Over [4 m](fact:highest).")

Then [4.06 m](fact:highest) again.
"""
CHARTS = '''from typing import Annotated
import altair as alt
import pandas as pd

def levels(tides: pd.DataFrame) -> alt.Chart:
    """Levels."""

def highest(tides: pd.DataFrame) -> Annotated[float, "m"]:
    """The highest level.

    Of all days."""

def share(tides: pd.DataFrame) -> Annotated[float, "%"]:
    """The share under water."""

def fare(tides: pd.DataFrame) -> Annotated[float, "crowns"]:
    ...
'''
VALUES = {"highest": (4.0551, "m"), "share": (33.2, "%"), "fare": (2, "crowns")}
DESCRIPTOR = """name: tides
title: Tides
sources: [{title: Somebody}]
licenses: [{name: CC0-1.0}]
redistribution: open
schema: {fields: [{name: n, type: number}]}
resources: [{path: 2026-01-31.csv}]
"""


def site_with(folder: Path, article: str) -> Site:
    files = {
        "site.toml": 'title = "Sea"\nurl = "https://example.org/"\n',
        PAGE: article,
        "charts/sea.py": CHARTS,
        "data/tides/datapackage.yaml": DESCRIPTOR,
        "data/tides/2026-01-31.csv": "n\n1\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    outcome = read_site(read_sources(folder))
    assert not outcome.problems
    return outcome.value


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_with(tmp_path, ARTICLE)


def entries(site: Site, *missing: str) -> tuple[CheckedNumber, ...]:
    facts = {id: Fact(id, *VALUES[id.exhibit]) for id in site.facts if id.exhibit not in missing}
    return tuple(checked_numbers(site.pages[PAGE], site, Exhibited(facts=facts), lambda reference: reference.text))


def test_every_checked_number_has_an_entry_in_reading_order(site: Site) -> None:
    told = [(entry.anchor, entry.back, entry.part, entry.words, entry.value) for entry in entries(site)]
    assert told == [
        ("value--highest", "", "title", "4.1 m", "4.055 m"),
        ("value--share", "", "summary", "a third", "33.2%"),
        ("value--highest-2", "checked--highest-2", "text", "4.1 m", "4.055 m"),
        ("value--fare", "checked--fare", "text", "2 crowns", "2 crowns"),
        ("value--highest-3", "figure-levels", "figure", "4.1 m", "4.055 m"),
        ("value--highest-4", "figure-levels", "figure", "4 m", "4.055 m"),
        ("value--highest-5", "checked--highest-5", "text", "4.06 m", "4.055 m"),
    ]


def test_an_entry_says_where_its_value_comes_from(site: Site) -> None:
    first, claim, *_ = entries(site)
    assert (first.formula, first.fact.title, first.fact.url) == ("The highest level.", "highest", "/numbers/#highest")
    assert [source.dataset.title for source in first.sources] == ["Tides"]
    assert (first.tested, claim.tested) == ("", "30% to 35% (of the shore)")
    assert next(entry for entry in entries(site) if entry.fact.title == "fare").formula == ""


def test_a_value_has_more_digits_than_its_words(tmp_path: Path) -> None:
    site = site_with(tmp_path, ARTICLE.replace("[4.06 m]", "[4.055 m]"))
    assert [entry.value for entry in entries(site)][-1] == "4.0551 m"


def test_a_number_without_a_value_has_no_entry(site: Site) -> None:
    assert [entry.fact.title for entry in entries(site, "highest")] == ["share", "fare"]


def test_ids_hold_when_a_number_of_another_fact_is_put_before(site: Site, tmp_path: Path) -> None:
    edited = ARTICLE.replace("It stood", "For [2 crowns](fact:fare) it stood")
    before, after = (
        [place.anchor for place in checked_places(page, {}).values() if place.reference.target == "highest"]
        for page in (site.pages[PAGE], site_with(tmp_path / "edited", edited).pages[PAGE])
    )
    assert before == after
