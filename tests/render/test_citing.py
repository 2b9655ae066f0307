from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import pytest

from nutgraf.model.config import SiteConfig
from nutgraf.render.citing import citation_key, cite_figure, embed_height, embed_snippet
from tests.render.lineages import dataset, figure, plan

CONFIG = SiteConfig("Long Division", "https://example.org/base/")
PUBLISHED = (dt.date(2025, 2, 1), dt.date(2027, 1, 3))
SPECIAL = r"R&D: 50% of $1_000 #1 {x} ~ ^ \end"


def test_a_sentence_with_all_that_identifies_the_figure() -> None:
    shown = figure("CAPE since 1881")
    cited = cite_figure(shown, plan(dataset("cape", sources=["Yale", "Cowles"])), CONFIG, PUBLISHED)
    assert cited.sentence == (
        "Long Division, “CAPE since 1881”, figure, 2027; data: Yale, Cowles (31 May 2026). "
        f"https://example.org/base/figures/cape/ (sha256 {shown.digest[:12]})"
    )


def test_an_entry_for_bibtex() -> None:
    shown = figure("CAPE\nsince 1881")
    cited = cite_figure(shown, plan(dataset("cape_us")), CONFIG, ())
    assert cited.bibtex == (
        "@online{cape-2026,\n"
        "  title = {{CAPE since 1881}},\n"
        "  organization = {Long Division},\n"
        "  year = {2026},\n"
        "  url = {https://example.org/base/figures/cape/},\n"
        rf"  note = {{Figure drawn from: CAPE\_US, version of 2026-05-31. SHA-256 {shown.digest}}}," + "\n}"
    )


def test_special_characters_are_what_bibtex_prints() -> None:
    entry = cite_figure(figure(SPECIAL), plan(), SiteConfig(SPECIAL, "https://example.org/"), ()).bibtex
    escaped = (
        r"R\&D: 50\% of \$1\_000 \#1 \textbraceleft{}x\textbraceright{} "
        r"\textasciitilde{} \textasciicircum{} \textbackslash{}end"
    )
    assert f"title = {{{{{escaped}}}}}," in entry
    assert f"organization = {{{escaped}}}," in entry
    assert "year" not in entry


@pytest.mark.parametrize("title", ["}", "{", "}}, year = {1999", "\\", "a\\}b", "{{{", "}\n}\n@misc{x,"])
def test_no_title_leaves_its_field(title: str) -> None:
    """As BibTeX reads it: every brace counts, also where a backslash stands before it."""
    entry = cite_figure(figure(title), plan(), CONFIG, ()).bibtex
    depth, ends = 0, []
    for at, letter in enumerate(entry):
        if letter in "{}":
            depth += 1 if letter == "{" else -1
            ends += [at] if depth == 0 else []
    assert ends == [len(entry) - 1]
    assert entry.count("\n@") == 0


@pytest.mark.parametrize(
    ("exhibit", "key"),
    [("cape_since_1881", "cape-since-1881-2026"), ("größe", "groe-2026"), ("株価", "figure-2026")],
)
def test_keys_are_ascii(exhibit: str, key: str) -> None:
    assert citation_key(exhibit, "2026") == key


class Frame(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("title", ["Plain", '"><script>alert(1)</script>', 'a\'b & "c" <d>', "&quot;"])
def test_the_title_of_a_frame_stays_its_title(title: str) -> None:
    read = Frame(embed_snippet(figure(title), plan(), 'https://example.org/embed/cape/?a=1&b="'))
    [(tag, attributes)] = read.tags
    assert (tag, read.text) == ("iframe", "")
    assert attributes["title"] == title
    assert attributes["src"] == 'https://example.org/embed/cape/?a=1&b="'


def test_a_frame_has_room_for_the_drawing_and_all_words() -> None:
    low, high = (embed_height(figure("A", height=height), plan()) for height in (300, 500))
    assert high - low == 260
    assert embed_height(figure("A", height=300, notes="word " * 100), plan()) > low + 200
    sourced = dataset("prices", sources=["The Bureau of Very Long Names and of Their Abbreviations"] * 3)
    assert embed_height(figure("A", height=300), plan(sourced)) > low + 100


def test_pinned_figures_have_frames_of_their_own() -> None:
    pinned = plan(name="cape", permalink="/figures/cape/cape@2023-09-30/")
    assert plan().embed == "/embed/cape/"
    assert pinned.embed == "/embed/cape/cape@2023-09-30/"
