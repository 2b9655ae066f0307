"""What steps say of a change holds: every edit changes only outputs that its impact named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nutgraf.model.artifact import MANIFEST, Artifacts
from nutgraf.model.step import Step
from nutgraf.published import parse_manifest
from nutgraf.steps.tracing import Reach, find_impact, matcher
from tests.building import REPOSITORY, TESTS, Builder, copy_site

LANDING = """---
title: The town at a glance
summary: All of it.
date: 2026-01-15
tags: [Prices]
figure: wages_by_town
corrections:
  - {date: 2026-01-20, kind: clarification, text: The bars had no names., figures: [wages_by_town]}
---
The guild says so [@guild, p. 2].

![A loaf](loaf.png)

![Bars: what is earned](chart:wages_by_town "Wages")
"""
WORKS = """- {id: guild, type: book, title: The Book of Wages, author: [{family: Guild, given: The}]}
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in which much is connected, with the whole default theme as its own."""
    site = copy_site(tmp_path_factory.mktemp("town"), TESTS / "golden/figures/site")
    shutil.copytree(REPOSITORY / "templates", site / "templates")
    (site / "content/town").mkdir()
    (site / "content/town/glance.md").write_text(LANDING)
    (site / "content/references.yaml").write_text(WORKS)
    shutil.copy(TESTS / "problems/base/content/markets/loaf.png", site / "content/town/loaf.png")
    replace(site / "site.toml", 'exports = ["svg", "png", "pdf"]', 'exports = ["svg"]')
    return site


@pytest.fixture(scope="module")
def before(town: Path, builder: Builder) -> Artifacts:
    return builder.build(town).artifacts


def steps_of(artifacts: Artifacts) -> tuple[Step, ...]:
    return parse_manifest(artifacts[MANIFEST].content).steps


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def differing(before: Artifacts, after: Artifacts) -> frozenset[str]:
    """The outputs of `before` that are no longer the same; of an asset that is named by its content, the old name."""
    changed = {path for path, artifact in before.items() if after.get(path) != artifact}
    return frozenset(changed - {MANIFEST})


EDITS: dict[str, tuple[str, str, str, Reach]] = {
    "a sentence": ("content/prices/bread.md", "shows the same as points", "shows it as points", Reach.ALWAYS),
    "a title": ("content/prices/bread.md", "title: Bread costs", "title: Bread now costs", Reach.IN_PART),
    "a date": ("content/prices/bread.md", "date: 2026-03-01", "date: 2026-01-01", Reach.BY_INDEX),
    "tags": ("content/town/glance.md", "tags: [Prices]", "tags: [Wages]", Reach.BY_INDEX),
    "a correction": ("content/town/glance.md", "had no names", "had lost their names", Reach.IN_PART),
    "a chart": ("charts/wages.py", "Wages differ", "Wages differ much", Reach.IN_PART),
    "a spec": ("charts/price_points.vl.json", '"point"', '"circle"', Reach.ALWAYS),
    "shared code": ("charts/_palette.py", "var(--hot)", "#aa0000", Reach.ALWAYS),
    "a value": ("data/wages/2026-01-01.csv", "1", "2", Reach.ALWAYS),
    "a descriptor": ("data/wages/datapackage.yaml", "title: Wages", "title: What is earned", Reach.ALWAYS),
    "a partial": ("templates/partials/figure-parts.html", "Source", "From", Reach.ALWAYS),
    "a template": ("templates/embed.html", "</html>", "</html ><!-- -->", Reach.ALWAYS),
    "a style": ("templates/assets/css/3-prose.css", "p {", "p, .x {", Reach.ALWAYS),
    "the theme": ("templates/theme.toml", "#fcfbf8", "#fcfbf9", Reach.ALWAYS),
    "the site's name": ("site.toml", 'title = "Figures"', 'title = "All figures"', Reach.ALWAYS),
    "a work": ("content/references.yaml", "The Book of Wages", "The Book of Wage", Reach.ALWAYS),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_only_what_was_named(
    edit: str, town: Path, before: Artifacts, builder: Builder, tmp_path: Path
) -> None:
    path, old, new, furthest = EDITS[edit]
    site = copy_site(tmp_path / "site", town)
    replace(site / path, old, new)
    after = builder.build(site).artifacts
    changed = differing(before, after)
    impact = find_impact(steps_of(before), [path])
    assert changed, "the edit changes nothing"
    assert {path for path in changed if path not in impact or impact[path] > furthest} == set()


def test_every_output_is_made_by_one_step(before: Artifacts) -> None:
    made = [path for step in steps_of(before) for path in step.outputs]
    assert sorted(made) == sorted(before.keys() - {MANIFEST})


def test_a_sentence_concerns_its_page_and_what_quotes_it(before: Artifacts) -> None:
    impact = find_impact(steps_of(before), ["content/prices/bread.md"])
    assert [path for path, reach in impact.items() if reach is Reach.ALWAYS] == [
        "data/bread_prices/index.html",
        "data/index.html",
        "prices/bread/index.html",
    ]
    assert impact["figures/price_line/index.html"] is Reach.IN_PART
    assert impact["404.html"] is Reach.BY_INDEX


def test_data_concern_the_figures_that_are_drawn_from_that_version(before: Artifacts) -> None:
    impact = find_impact(steps_of(before), ["data/bread_prices/2026-01-31.csv"])
    always = {path for path, reach in impact.items() if reach is Reach.ALWAYS}
    assert {path for path in always if path.startswith("figures/price_line/")} == {
        f"figures/price_line/bread_prices@2026-01-31/{name}"
        for name in ("index.html", "price_line.csv", "price_line.svg", "price_line.vl.json", "social-card.png")
    }
    assert "prices/bread-in-january/index.html" in always
    assert "prices/bread/index.html" not in always


def test_a_pattern_is_matched_at_both_of_its_ends() -> None:
    matches = matcher("ab*ba")
    assert [matches(name) for name in ("aba", "abba", "ab/x/ba", "ab", "xabba", "abbax")] == [
        *(False, True, True, False, False, False)
    ]
    assert matcher("a[b")("a[b")
