from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.pages.places import places_of_value
from nutgraf.pages.slugs import slug_problem, suggested_slug
from nutgraf.problems import Location
from tests.pages.writing import FRONT_MATTER, content_of, shortened


def with_slug(slug: str) -> str:
    return FRONT_MATTER.replace("date:", f"slug: {slug}\ndate:")


def test_pages_images_and_nothing_else(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/markets/a.md": FRONT_MATTER,
        "content/b.md": FRONT_MATTER,
        "content/markets/c.png": b"",
        "content/D.JPEG": b"",
        "content/e.txt": b"",
        "content/.hidden.md": b"",
        "data/f.md": b"",
    }
    outcome = content_of(tmp_path, files)
    assert outcome.problems == ()
    assert [page.permalink for page in outcome.value.pages] == ["/b/", "/markets/a/"]
    assert outcome.value.images == {"content/markets/c.png", "content/D.JPEG"}
    assert outcome.value.unreadable == frozenset()


def test_a_site_without_content(tmp_path: Path) -> None:
    outcome = content_of(tmp_path, {})
    assert (outcome.value.pages, outcome.problems) == ((), ())


def test_drafts(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/a.md": FRONT_MATTER,
        "content/b.md": FRONT_MATTER.replace("date:", "draft: true\ndate:"),
    }
    left_out = content_of(tmp_path, files).value
    assert [page.path for page in left_out.pages] == ["content/a.md"]
    assert left_out.unreadable == {"content/b.md"}
    assert [page.draft for page in content_of(tmp_path, files, drafts=True).value.pages] == [False, True]


PLACES = {
    "too deep": ("content/a/b/c.md", "misplaced-page"),
    "upper case": ("content/markets/Bubble.md", "bad-slug"),
    "a space": ("content/markets/the bubble.md", "bad-slug"),
    "an underscore": ("content/markets/the_bubble.md", "bad-slug"),
    "a section": ("content/The Markets/bubble.md", "bad-slug"),
    "a reserved section": ("content/figures/bubble.md", "duplicate-permalink"),
    "a reserved page": ("content/tags.md", "duplicate-permalink"),
}


@pytest.mark.parametrize("name", PLACES)
def test_places_of_files(tmp_path: Path, name: str) -> None:
    path, code = PLACES[name]
    (problem,) = content_of(tmp_path, {path: FRONT_MATTER}).problems
    assert (problem.code, problem.location.path) == (code, path)
    assert problem.hint


@pytest.mark.parametrize("slug", ["../up", "a/b", ".", "'a\tb'", "Über", "a--b", "-a", "'a%20b'", '"a\\u0000"', '""'])
def test_slugs_that_are_none(tmp_path: Path, slug: str) -> None:
    (problem,) = content_of(tmp_path, {"content/a.md": with_slug(slug)}).problems
    assert shortened(problem) in {("bad-slug", 4, 7), ("bad-slug", 4, 8), ("control-character", 4, 8)}


@pytest.mark.parametrize("slug", ["a", "a-b-2026", "über", "漢字", "2026"])
def test_slugs(tmp_path: Path, slug: str) -> None:
    outcome = content_of(tmp_path, {"content/markets/a.md": with_slug(slug)})
    assert outcome.problems == ()
    assert outcome.value.pages[0].permalink == f"/markets/{slug}/"


@given(st.text(max_size=20))
def test_the_slug_that_is_suggested_is_one(text: str) -> None:
    suggestion = suggested_slug(text)
    assert slug_problem(suggestion, Location("a")) is None


SAME = {
    "the same slug": ("content/m/a.md", "content/m/b.md", "a"),
    "letter case": ("content/m/a.md", "content/m/b.md", "A"),
    "unicode forms": ("content/m/a\N{COMBINING ACUTE ACCENT}.md", "content/m/b.md", "á"),
}


@pytest.mark.parametrize("name", SAME)
def test_two_pages_with_one_address(tmp_path: Path, name: str) -> None:
    first, second, slug = SAME[name]
    outcome = content_of(tmp_path, {first: FRONT_MATTER, second: with_slug(slug)})
    problem = next(problem for problem in outcome.problems if problem.code == "duplicate-permalink")
    assert problem.location.path == second
    assert first in problem.message
    assert [page.path for page in outcome.value.pages] == [first]
    assert outcome.value.unreadable == {second}


def test_a_page_with_the_address_of_a_section(tmp_path: Path) -> None:
    outcome = content_of(tmp_path, {"content/markets.md": FRONT_MATTER, "content/markets/a.md": FRONT_MATTER})
    (problem,) = outcome.problems
    assert (problem.code, problem.location.path) == ("duplicate-permalink", "content/markets.md")
    assert "the section markets" in problem.message


@given(st.text(st.sampled_from("ab [](\"'é\n "), max_size=30))
def test_places_of_plain_values(value: str) -> None:
    """A value that stands in the file as it is."""
    text = f"---\ntitle: {value}\n"
    locate = places_of_value(value, Location("a.md", 2, 8), text)
    for offset, character in enumerate(value):
        place = locate(offset, offset + 1)
        found = text.split("\n")[place.line - 1][place.column - 1 : place.column]
        assert found == character or character.isspace()
    assert locate(0, 0) == Location("a.md", 2, 8)
