"""For each kind of edit, which files of a small site are written again, and which pages may be rendered for it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cache import Cache
from nutgraf.render import making
from nutgraf.render.units import Unit
from tests.building import TESTS, Builder, copy_site, files_below
from tests.incremental.desk import CleanCache, Desk, link_used

Change = Callable[[str], str | None]
"""From the text of a file to its new text; None: the file goes. Of a file that is not there the text is empty."""

BREAD_MD, JANUARY_MD = "content/prices/bread.md", "content/prices/bread-in-january.md"
BREAD, JANUARY = "prices/bread/index.html", "prices/bread-in-january/index.html"
FEEDS = ("feed.xml", "sitemap.xml")
LISTS = ("prices/index.html", "tags/bread/index.html", "tags/prices/index.html")
LINE, LINE_THEN = "figures/price_line", "figures/price_line/bread_prices@2026-01-31"
POINTS, WAGES = "figures/price_points", "figures/wages_by_town"
LINE_DRAWN = tuple(f"{folder}/price_line.{kind}" for folder in (LINE, LINE_THEN) for kind in ("svg", "vl.json"))
EMBED, EMBED_THEN = (folder.replace("figures", "embed") for folder in (LINE, LINE_THEN))
LINE_SHOWN = tuple(f"{folder}/index.html" for folder in (LINE, LINE_THEN, EMBED, EMBED_THEN))
POINTS_DRAWN = tuple(f"{POINTS}/price_points.{kind}" for kind in ("svg", "vl.json"))
WAGES_DRAWN = tuple(f"{WAGES}/wages_by_town.{kind}" for kind in ("csv", "svg", "vl.json"))
BREAD_DATA, WAGE_DATA = "data/bread_prices/index.html", "data/wages/index.html"
FIGURE_PAGES = tuple(f"{folder}/index.html" for folder in (LINE, LINE_THEN, POINTS, WAGES))
OVERVIEWS = tuple(f"{folder}index.html" for folder in ("", "figures/", "data/", "numbers/", "tags/", "corrections/"))
FRAMED = (BREAD, JANUARY, *LISTS, *FIGURE_PAGES, BREAD_DATA, WAGE_DATA, *OVERVIEWS, "404.html")
"""All pages with the site's header."""

ARTICLES = (f"article {BREAD_MD}", f"article {JANUARY_MD}")
LIST_UNITS = ("home /", "section prices", "tag Bread", "tag Prices")
LINE_UNITS = ("figure /figures/price_line/", "figure /figures/price_line/bread_prices@2026-01-31/")
POINTS_UNIT, WAGES_UNIT = "figure /figures/price_points/", "figure /figures/wages_by_town/"
BREAD_UNITS = ("dataset bread_prices", "datasets /data/")
WAGE_UNITS = ("dataset wages", "datasets /data/")
FACTS_UNIT, FIGURES_UNIT = "facts /numbers/", "figures /figures/"
USERS_OF_BREAD = (*LINE_UNITS, POINTS_UNIT, *BREAD_UNITS, FACTS_UNIT)
SHOWING_LINE = (*ARTICLES, *LIST_UNITS, *LINE_UNITS, FIGURES_UNIT, *BREAD_UNITS)
SHOWING_WAGES = (ARTICLES[1], "home /", WAGES_UNIT, FIGURES_UNIT, *WAGE_UNITS)
EVERYTHING = (
    *SHOWING_LINE,
    *SHOWING_WAGES,
    POINTS_UNIT,
    FACTS_UNIT,
    "tags /tags/",
    "corrections /corrections/",
    "404 /404.html",
)


@dataclass(frozen=True)
class Case:
    """An edit, what is written after it beside the manifest, what goes, and the units that may be rendered for it."""

    what: str
    changes: Mapping[str, Change]
    written: tuple[str, ...]
    rendered: tuple[str, ...]
    gone: tuple[str, ...] = ()


def put(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        return text.replace(old, new)

    return change


def whole(new: str | None) -> Change:
    return lambda text: new


STORY = "---\ntitle: Cake\nsummary: Dear.\ndate: 2026-04-01\ntags: [Bread]\n---\nWords.\n"

CASES = (
    Case("a sentence", {BREAD_MD: put("the same as points", "it as points")}, (BREAD,), ARTICLES[:1]),
    Case("an alt text", {BREAD_MD: put("![Points: the price", "![Points: it")}, (BREAD,), ARTICLES[:1]),
    # A dataset's page quotes the checked sentence of the heading, and links to it.
    Case(
        "a heading",
        {BREAD_MD: put("## More about", "## Again, about")},
        (BREAD, BREAD_DATA),
        (ARTICLES[0], *BREAD_UNITS),
    ),
    Case(
        "a summary",
        {BREAD_MD: put("It was [2.40]", "It still was [2.40]")},
        (BREAD, *LISTS, "feed.xml", BREAD_DATA),
        (*ARTICLES, *LIST_UNITS, *BREAD_UNITS),
    ),
    Case(
        "a title",
        {BREAD_MD: put("title: Bread costs", "title: A loaf costs")},
        (BREAD, JANUARY, "index.html", *LISTS, "feed.xml", *FIGURE_PAGES[:3], BREAD_DATA, "numbers/index.html"),
        (*ARTICLES, *LIST_UNITS, *USERS_OF_BREAD),
    ),
    Case(
        "a date",
        {BREAD_MD: put("date: 2026-03-01", "date: 2026-03-02")},
        (BREAD, *LISTS, "feed.xml"),
        (*ARTICLES, *LIST_UNITS, *USERS_OF_BREAD),
    ),
    Case(
        "a tag less",
        {BREAD_MD: put("tags: [Bread, Prices]", "tags: [Bread]")},
        (BREAD, "feed.xml", "sitemap.xml", "tags/index.html"),
        (*ARTICLES, *LIST_UNITS[:3], "tags /tags/", *USERS_OF_BREAD),
        gone=("tags/prices/index.html",),
    ),
    Case(
        "an article more",
        {"content/prices/cake.md": whole(STORY)},
        (
            "prices/cake/index.html",
            BREAD,
            JANUARY,
            "index.html",
            *LISTS[:2],
            "tags/index.html",
            "feed.xml",
            "sitemap.xml",
        ),
        ("article content/prices/cake.md", *ARTICLES, *LIST_UNITS, "tags /tags/"),
    ),
    Case(
        "a docstring of a fact",
        {"charts/prices.py": put("The newest price", "The price that is the newest")},
        ("numbers/index.html",),
        (*ARTICLES, *BREAD_UNITS, FACTS_UNIT),
    ),
    Case("a docstring of a module", {"charts/prices.py": put("What bread costs", "What a loaf costs")}, (), ()),
    Case("a comment in a shared module", {"charts/_palette.py": put("HOT", "# The warmest.\nHOT")}, (), ()),
    Case(
        "a colour in a shared module",
        {"charts/_palette.py": put("var(--hot)", "var(--muted)")},
        (*LINE_DRAWN, *LINE_SHOWN, BREAD, JANUARY),
        SHOWING_LINE,
    ),
    Case(
        "a title of a chart",
        {"charts/prices.py": put("Bread gets dearer", "Bread climbs")},
        (*LINE_DRAWN, *LINE_SHOWN, BREAD, JANUARY, *LISTS, BREAD_DATA, "figures/index.html"),
        SHOWING_LINE,
    ),
    Case(
        "a subtitle in JSON",
        {"charts/price_points.vl.json": put("Crowns a loaf", "Crowns")},
        (
            f"{POINTS}/index.html",
            f"{POINTS}/price_points.svg",
            f"{POINTS}/price_points.vl.json",
            BREAD,
            "figures/index.html",
        ),
        (ARTICLES[0], "home /", POINTS_UNIT, FIGURES_UNIT, *BREAD_UNITS),
    ),
    Case(
        "a value that is drawn",
        {"data/wages/2026-01-01.csv": put("North,80", "North,85")},
        (
            *WAGES_DRAWN,
            f"{WAGES}/index.html",
            "embed/wages_by_town/index.html",
            WAGE_DATA,
            JANUARY,
        ),
        SHOWING_WAGES,
    ),
    # The figure is made again and comes out as it was, so that only what describes the file itself changes.
    Case(
        "a value that nothing shows",
        {"data/wages/2026-01-01.csv": put("North,80,4", "North,80,5")},
        (WAGE_DATA,),
        SHOWING_WAGES,
    ),
    Case(
        "a source of a dataset",
        {"data/wages/datapackage.yaml": put("The Guild", "The Guilds")},
        (f"{WAGES}/index.html", f"{WAGES}/wages_by_town.svg", WAGE_DATA, JANUARY),
        SHOWING_WAGES,
    ),
    Case(
        "a title of a column",
        {"data/bread_prices/datapackage.yaml": put("title: Day", "title: The day")},
        (*FIGURE_PAGES[:3], BREAD, JANUARY, BREAD_DATA, "data/bread_prices/datapackage.json"),
        (*SHOWING_LINE, *USERS_OF_BREAD),
    ),
    Case(
        "what changed in a version",
        {"data/bread_prices/datapackage.yaml": put("February added", "February came")},
        (*FIGURE_PAGES[:3], BREAD_DATA, "data/bread_prices/datapackage.json"),
        (*SHOWING_LINE, *USERS_OF_BREAD),
    ),
    Case(
        "a template",
        {"templates/article.html": put("numbers checked", "numbers are checked")},
        (BREAD, JANUARY),
        ARTICLES,
    ),
    Case(
        "a template within others",
        {"templates/partials/figure.html": put("how it was made", "made how")},
        (*FIGURE_PAGES, BREAD, JANUARY),
        (*ARTICLES, *LINE_UNITS, POINTS_UNIT, WAGES_UNIT),
    ),
    Case(
        "a navigation entry",
        {"site.toml": put('title = "All figures"', 'title = "Charts"')},
        FRAMED,
        EVERYTHING,
    ),
    Case("a section's summary", {"site.toml": put("What things cost.", "What they cost.")}, LISTS[:1], EVERYTHING),
    Case(
        "the site's description",
        {"site.toml": put('"Charts, facts', '"Plots, facts')},
        ("index.html", "feed.xml"),
        EVERYTHING,
    ),
)


@pytest.fixture(scope="module")
def built(builder: Builder, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A small site that was built once."""
    root = copy_site(tmp_path_factory.mktemp("small"), TESTS / "theme", TESTS / "golden/figures/site")
    config = (root / "site.toml").read_text()
    (root / "site.toml").write_text(config.replace('["svg", "png", "pdf"]', '["svg"]\ncards = false'))
    clean = CleanCache(shared_cache)
    builder.with_cache(clean).build(root)
    desk = Desk(root, Cache(link_used(clean, tmp_path_factory.mktemp("cache"))))
    assert not desk.build(builder.executor).failed
    return desk


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The units that are rendered, as they come."""
    units: list[str] = []
    render = making.render_unit

    def noted(unit: Unit, *given: Any) -> Any:
        units.append(f"{unit.kind} {unit.name}")
        return render(unit, *given)

    monkeypatch.setattr(making, "render_unit", noted)
    return units


@pytest.mark.parametrize(
    "case",
    # A third is looked at every day, all of them in the long proofs.
    [case if number % 3 == 0 else pytest.param(case, marks=pytest.mark.soak) for number, case in enumerate(CASES)],
    ids=lambda case: case.what,
)
def test_an_edit(case: Case, built: Desk, builder: Builder, rendered: list[str], tmp_path: Path) -> None:
    root = tmp_path / "site"
    # As links, which is quick: files of sites and sources are replaced, not written over.
    shutil.copytree(built.root, root, copy_function=os.link)
    desk = Desk(root, Cache(link_used(built.cache, tmp_path / "cache")))
    before = set(files_below(desk.output))
    for path, change in case.changes.items():
        file = root / path
        text = change(file.read_text() if file.exists() else "")
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(text)
    made = desk.build(builder.executor)
    assert sorted(made.written) == sorted({*case.written, "manifest.json"}), made.said
    assert sorted(before - made.files.keys()) == sorted(case.gone)
    assert set(rendered) <= set(case.rendered)


def test_what_is_taken_back_is_not_made_again(built: Desk, builder: Builder, rendered: list[str]) -> None:
    file = built.root / BREAD_MD
    text = file.read_text()
    file.write_text(text.replace("title: Bread costs", "title: A loaf costs"))
    edited = built.build(builder.executor)
    assert rendered
    rendered.clear()
    file.write_text(text)
    assert built.build(builder.executor).written == edited.written
    assert not rendered
