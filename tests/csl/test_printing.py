from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.csl import DATES, NAMES, TYPES, VARIABLES
from nutgraf.csl.printing import Printer, StyleError, locale_file
from nutgraf.model.work import NUMBER_TOKEN, Cite, Work
from nutgraf.pages.bibliography import read_works

PAPER: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "Refuge from the seven",
    "author": [{"family": "Eck", "given": "Ada", "non-dropping-particle": "van"}, {"literal": "News desk"}],
    "container-title": "The Irish Times",
    "issued": {"date-parts": [[2025, 3, 18]]},
    "accessed": {"date-parts": [[2026, 1, 2]]},
    "URL": "https://example.org/?a=1&b=2",
}
BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Is it dear?",
    "editor": [{"family": "Eck", "given": "Ada"}],
    "publisher": "Press",
    "edition": "2",
    "page": "3-4",
    "issued": {"date-parts": [[2024]], "season": 1},
}
AUTHOR_DATE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <citation><layout prefix="(" suffix=")" delimiter="; ">
    <group delimiter=" "><names variable="author"><name form="short"/></names>
      <date variable="issued"><date-part name="year"/></date></group>
    <group prefix=", " delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
  </layout></citation>
  <bibliography><sort><key variable="title"/></sort>
    <layout><text variable="title"/><text variable="URL" prefix=" &lt;" suffix="&gt;"/></layout></bibliography>
</style>"""


def entry(variables: dict[str, Any], language: str = "en-GB", style: bytes | str = "news") -> str:
    return Printer(style, language).entry(Work("a", variables))


@pytest.mark.parametrize(
    ("language", "paper", "book"),
    [
        (
            "en-GB",
            "Ada van Eck and News desk|The Irish Times, 18 March 2025. Accessed 2 January 2026.",
            "2nd edn, pp. 3–4",
        ),
        (
            "en",
            "Ada van Eck and News desk|The Irish Times, 18 March 2025. Accessed 2 January 2026.",
            "2nd edn, pp. 3–4",
        ),
        (
            "de",
            "Ada van Eck und News desk|The Irish Times, 18. März 2025. Zugegriffen 2. Januar 2026.",
            "2. Aufl., S. 3–4",
        ),
        ("fr", "Ada van Eck et News desk|The Irish Times, 18 mars 2025. Consulté le 2 janvier 2026.", "2ᵉ éd., p. 3‑4"),
    ],
)
def test_the_news_style(language: str, paper: str, book: str) -> None:
    authors, rest = paper.split("|")
    title = '<i><a href="https://example.org/?a=1&amp;b=2">Refuge from the seven</a></i>'
    assert entry(PAPER, language) == f"{authors}. {title}. {rest}"
    assert f"<i>Is it dear?</i> {book}, Press, " in entry(BOOK, language)


def test_marks_of_the_news_style_are_numbers() -> None:
    printer = Printer("news", "en")
    assert printer.mark(Work("a", PAPER), Cite("a", "see", "p. 3")) == NUMBER_TOKEN
    assert (printer.form.superscript, printer.form.compact, printer.form.ordered) == (True, True, False)


@pytest.mark.parametrize(
    ("cite", "mark"),
    [
        (Cite("a"), "van Eck News desk 2025"),
        (Cite("a", "see", "pp. 3-4, on <b>"), "see van Eck News desk 2025, pp. 3–4, on &lt;b&gt;"),
        (Cite("a", "", "§ 2"), "van Eck News desk 2025, sect. 2"),
        (Cite("a", "", "00:12:30"), "van Eck News desk 2025, 00:12:30"),
        (Cite("a", "", "at “x”"), "van Eck News desk 2025, at “x”"),
    ],
)
def test_marks_with_places(cite: Cite, mark: str) -> None:
    printer = Printer(AUTHOR_DATE, "en-GB")
    assert printer.mark(Work("a", PAPER), cite).replace(", News", " News").replace(" and News", " News") == mark
    assert (printer.form.opening, printer.form.closing, printer.form.delimiter) == ("(", ")", "; ")


def test_a_style_of_ones_own() -> None:
    printer = Printer(AUTHOR_DATE, "en-GB")
    link = '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>'
    assert printer.entry(Work("a", PAPER)) == f"Refuge from the seven &lt;{link}&gt;"
    assert printer.form.ordered
    assert printer.ordered([Work("a", PAPER), Work("b", BOOK)]) == ["b", "a"]


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        (b"<style>", "no XML"),
        (b"<style/>", "no style"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl"/>', "how citations are written"),
        ("../news", "no such style"),
        ("unheard-of", "no such style"),
    ],
)
def test_styles_that_cannot_be_used(style: bytes | str, reason: str) -> None:
    with pytest.raises(StyleError, match=reason):
        Printer(style, "en")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "en-GB"),
        ("en-US", "en-US"),
        ("de", "de-DE"),
        ("de-AT", "de-AT"),
        ("pt-BR", "pt-BR"),
        ("da", "da-DK"),
        ("ar", "ar"),
        ("xx", "en-GB"),
    ],
)
def test_locales(tag: str, name: str) -> None:
    assert locale_file(tag) == name


TEXT = st.text(max_size=12) | st.sampled_from(["<i>a</i>", "</i>", "<script>", "&amp;", "{", "-", "1-2", "\ue010"])
NAME = st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle", "x"]), TEXT) | TEXT
DATE = TEXT | st.fixed_dictionaries(
    {}, optional={"date-parts": st.lists(st.lists(st.integers(-3000, 3000), max_size=4), max_size=3), "season": TEXT}
)
VALUE = TEXT | st.integers() | st.lists(NAME, max_size=3) | DATE | st.none()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*sorted(NAMES)[:6], "author", "editor"]), st.lists(NAME, max_size=3) | VALUE, max_size=3
    ),
    st.dictionaries(st.sampled_from(sorted(DATES)), DATE, max_size=3),
    st.dictionaries(st.sampled_from(sorted(VARIABLES - NAMES - DATES)), VALUE, max_size=6),
    st.sampled_from(sorted(TYPES)) | TEXT,
)
def test_whatever_a_file_says_is_read_and_printed(names: Any, dates: Any, texts: Any, kind: str) -> None:
    item = {**texts, **names, **dates, "type": kind, "id": "a", "title": texts.get("title") or "A"}
    item.pop("citation-key", None)
    outcome = read_works(json.dumps([item]), "content/references.json")
    for work in outcome.value:
        for style in ("news", AUTHOR_DATE):
            html = entry(dict(work.variables), style=style)
            assert "<script" not in html
            assert html.count("<") == html.count(">")
