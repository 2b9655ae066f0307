from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.config import SiteConfig
from nutgraf.render.citing import citation_key, cite_figure
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
