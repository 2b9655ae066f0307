"""The default theme's pages, as documents."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nutgraf.installation import default_theme_folder
from nutgraf.model.views import FigureView, Link, SiteView
from nutgraf.templates import Templates
from tests.templates.sites import site_with, sparse, templates_of, views

PAGES = tuple(name for name in views() if not name.startswith("partials/"))
# What other sites frame has neither the site's head nor its foot.
WHOLE_PAGES = tuple(name for name in PAGES if name not in ("embed.html", "frozen.html"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
FROZEN_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'--></title></style>{{ 7*7 }}&lt;"
VOID = frozenset({"base", "meta", "link", "img", "br", "hr", "path"})


@dataclass
class Document(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts and headings."""

    source: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == "script":
            self.data.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@cache
def default_templates() -> Templates:
    return templates_of(site_with(Path("no-such-folder"), {}))


def page(name: str, text: str = "Words", bare: bool = False) -> Document:
    context = views(text)[name]
    outcome = default_templates().render(name, sparse(context) if bare else context)
    assert outcome.problems == ()
    document = Document(outcome.value)
    assert document.stack == []
    return document


def test_all_templates_of_the_theme_are_looked_at() -> None:
    made = {path.name for path in default_theme_folder().glob("*.html")}
    assert made == {*PAGES, "base.html"}


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_a_sound_document(name: str, bare: bool) -> None:
    document = page(name, bare=bare)
    assert document.source.startswith("<!doctype html>\n")
    assert document.all("html") == [{"lang": "en"}]
    assert len(document.all("h1")) == 1
    assert len(document.all("main")) == 1
    identifiers = [attributes["id"] for _, attributes in document.tags if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
@pytest.mark.parametrize("name", WHOLE_PAGES)
def test_a_page_has_its_landmarks_and_a_way_past_the_head(name: str, bare: bool) -> None:
    document = page(name, bare=bare)
    for landmark in ("main", "header", "footer"):
        assert document.all(landmark)
    skip = document.all("a")[0]
    assert skip == {"class": "skip", "href": "#main"}
    assert document.all("main")[0]["id"] == "main"


@pytest.mark.parametrize("name", PAGES)
def test_every_anchor_on_the_page_is_there(name: str) -> None:
    document = page(name)
    identifiers = {attributes.get("id") for _, attributes in document.tags}
    asked = {attributes["href"][1:] for attributes in document.all("a") if attributes["href"].startswith("#")}
    named = {
        identifier for _, attributes in document.tags for identifier in attributes.get("aria-labelledby", "").split()
    }
    assert asked | named <= identifiers


@pytest.mark.parametrize("name", PAGES)
def test_headings_do_not_skip_a_level(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in page(name).tags if re.fullmatch(r"h[1-6]", tag)]
    for before, after in itertools.pairwise(levels):
        assert after <= before + 1


@pytest.mark.parametrize("name", [*PAGES, "partials/figure.html"])
def test_nothing_needs_a_laxer_policy(name: str) -> None:
    for tag, attributes in page(name).tags:
        assert "style" not in attributes
        assert not [attribute for attribute in attributes if attribute.startswith("on")]
        assert tag not in {"style", "iframe", "object", "embed", "form"}
        assert tag != "base" or "href" not in attributes
        if tag == "script":
            assert attributes == {"type": "application/ld+json"}
        if tag in {"img", "source", "script"}:
            assert "://" not in attributes.get("src", "")
        if tag == "link" and attributes["rel"] in {"stylesheet", "preload", "icon"}:
            own = "style.css" if name == "frozen.html" else ("../assets/", "data:image/svg+xml,")
            assert attributes["href"].startswith(own)


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_stands_before_anything_that_is_loaded(name: str) -> None:
    tags = page(name).tags
    policies = [at for at, (_, found) in enumerate(tags) if found.get("http-equiv") == "Content-Security-Policy"]
    loaded = [at for at, (tag, _) in enumerate(tags) if tag in {"link", "script", "img"}]
    assert len(policies) == 1
    assert policies[0] < min(loaded)
    assert tags[policies[0]][1]["content"] == (FROZEN_POLICY if name == "frozen.html" else POLICY)


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
@pytest.mark.parametrize("name", [*PAGES, "partials/figure.html"])
def test_hostile_text_stays_text(name: str, bare: bool) -> None:
    hostile = page(name, HOSTILE, bare)
    harmless = page(name, "Words", bare)
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [set(found) for _, found in hostile.tags] == [set(found) for _, found in harmless.tags]
    assert "49" not in re.sub(r"[\w./-]*49[\w.-]*\"", "", hostile.source)


@pytest.mark.parametrize("name", ["article.html", "dataset.html"])
def test_data_for_search_engines_is_sound(name: str) -> None:
    [block] = page(name, HOSTILE).data
    described = json.loads(block)
    assert described["@context"] == "https://schema.org"
    assert described.get("headline", described.get("name")) == HOSTILE
    assert described["url"] == "https://example.org/base/markets/bubble/"


def test_files_of_a_dataset_are_described_by_absolute_addresses() -> None:
    described = json.loads(page("dataset.html").data[0])
    assert described["distribution"][0]["contentUrl"] == "https://example.org/base/data/a/2026-03-31.csv"


def test_a_page_that_is_not_for_search_engines_says_so() -> None:
    assert {"name": "robots", "content": "noindex"} in page("404.html").all("meta")
    assert {"name": "robots", "content": "noindex"} not in page("404.html", bare=True).all("meta")


def test_the_head_of_an_article() -> None:
    document = page("article.html")
    found = {meta.get("property"): meta.get("content") for meta in document.all("meta") if "property" in meta}
    assert found == {
        "og:type": "article",
        "og:site_name": "Words",
        "og:title": "Words",
        "og:url": "https://example.org/base/markets/bubble/",
        "og:description": "Words",
        "og:image": "https://example.org/i.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Words",
        "article:published_time": "2026-03-31",
        "article:modified_time": "2026-03-31",
    }
    rels = {link["rel"]: link["href"] for link in document.all("link")}
    assert rels["canonical"] == "https://example.org/base/markets/bubble/"
    assert rels["alternate"] == "../feed.xml"
    schemes = {meta["media"]: meta["content"] for meta in document.all("meta") if meta.get("name") == "theme-color"}
    assert schemes == {"(prefers-color-scheme: light)": "#fcfbf8", "(prefers-color-scheme: dark)": "#161719"}


def test_a_figure_shows_its_two_drawings_its_table_and_its_files() -> None:
    document = page("partials/figure.html")
    drawings = [found for _, found in document.tags if found.get("role") == "img"]
    assert [(found["class"], found["aria-label"]) for found in drawings] == [
        ("drawing drawing-wide", "Words"),
        ("drawing drawing-narrow", "Words"),
    ]
    figure = document.all("figure")[0]
    assert (figure["id"], figure["class"], figure["aria-labelledby"]) == ("figure-a", "figure wide", "figure-a--title")
    regions = [found for _, found in document.tags if found.get("role") == "region"]
    assert all(found["tabindex"] == "0" and found["aria-label"] for found in regions)
    assert [found.get("class") for found in document.all("th")] == [None, "number"]
    for words in ("Figure 1", "1.2 kB", "9 rows", "The first 2 of 9 rows", "draft of", "only what is drawn"):
        assert words in document.source


def test_the_links_of_a_framed_figure_leave_the_frame() -> None:
    document = page("embed.html")
    tags = [tag for tag, _ in document.tags]
    assert document.all("base") == [{"target": "_blank"}]
    assert tags.index("base") < tags.index("link")
    assert {"name": "robots", "content": "noindex"} in document.all("meta")
    assert {"href": "../figures/a/", "class": "figure-page"} in document.all("a")
    assert not [found for found in document.all("a") if "target" in found]


def test_a_lineage_is_a_list_that_needs_no_eyes() -> None:
    document = page("figure.html")
    stations = [found["class"] for found in document.all("li") if found.get("class", "").startswith("station")]
    assert stations == [f"station station-{kind}" for kind in ("source", "derived", "code", "figure", "page")]
    assert [found["aria-hidden"] for found in document.all("span") if found.get("class") == "rail"] == ["true"] * 5
    assert document.source.count("Made from: Words") == 4
    assert "version of <time" in document.source
    assert "with 2 corrections" in document.source


def test_a_page_in_arabic_runs_from_right_to_left() -> None:
    context = views("Words")["home.html"]
    site = context["site"]
    assert isinstance(site, SiteView)
    arabic = {**context, "site": replace(site, language="ar")}
    assert '<html lang="ar" dir="rtl">' in default_templates().render("home.html", arabic).value


def test_of_many_datasets_the_publishers_are_named_first() -> None:
    context = views("Words")["partials/figure.html"]
    figure = context["figure"]
    assert isinstance(figure, FigureView)
    source = figure.sources[0]
    publishers = [Link("The Grocer", ""), Link("The Baker", ""), Link("The Grocer", "")]
    many = replace(figure, sources=tuple(replace(source, sources=(publisher,)) for publisher in publishers))
    shown = default_templates().render("partials/figure.html", {**context, "figure": many}).value
    assert "<b>Sources</b> The Grocer and The Baker</p>" in shown
    assert "<summary>3 datasets with versions and licences</summary>" in shown
    assert "<details>" not in default_templates().render("partials/figure.html", context).value


def test_a_chart_with_a_width_of_its_own_is_drawn_once() -> None:
    document = page("partials/figure.html", bare=True)
    classes = [found.get("class") for _, found in document.tags]
    assert "drawing drawing-fixed" in classes
    assert "drawing drawing-wide" not in classes


def test_the_entry_of_the_page_itself_is_marked() -> None:
    marked = [found["href"] for found in page("home.html").all("a") if found.get("aria-current") == "page"]
    assert marked == ["../markets/"]


def test_corrections_are_in_the_data_of_the_page() -> None:
    source = page("article.html").source
    data = json.loads(source.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    first, retraction = data["correction"]
    assert (first["@type"], first["text"], first["datePublished"]) == ("CorrectionComment", "Words", "2026-03-31")
    assert first["url"] == "https://example.org/base/markets/bubble/#correction--1"
    assert retraction["url"].endswith("#correction--2")


def test_a_retraction_stands_before_the_text_and_corrections_after_it() -> None:
    source = page("article.html").source
    order = [source.index(part) for part in ('id="correction--2"', 'class="sheet-body prose"', 'id="correction--1"')]
    assert order == sorted(order)
