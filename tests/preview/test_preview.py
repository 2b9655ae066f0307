"""A page that was saved, as it is shown before the rest is built."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from nutgraf.cli.arguments import parse_arguments
from nutgraf.cli.rebuilding import opened_builder
from nutgraf.model.artifact import Artifact
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import Build
from nutgraf.preview import preview_page
from tests.building import TESTS, Builder, copy_flagship, copy_site, use_cache

LEAD = "content/markets/deepseek-and-the-bubble.md"


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_flagship(tmp_path_factory.mktemp("preview") / "site")


@pytest.fixture(scope="module")
def built(flagship: Path, builder: Builder) -> Build:
    return builder.build(flagship)


def shown(site: Path, built: Build, *saved: str) -> Sequence[Artifact]:
    return preview_page(site, saved, built, Extensions())


def edited(site: Path, path: str, old: str, new: str) -> str:
    """Puts `new` for the first `old` in a source, and gives what it held before."""
    before = (site / path).read_text(encoding="utf-8")
    assert re.search(old, before, re.MULTILINE)
    (site / path).write_text(re.sub(old, new, before, count=1, flags=re.MULTILINE), encoding="utf-8")
    return before


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (LEAD, r"(?<=\n---\n)"),
        ("content/markets/when-the-past-is-revised.md", r"(?<=\n---\n)"),
        (LEAD, r"\n(?=## )"),
        ("content/about.md", r"\Z"),
    ],
)
def test_the_page_is_the_one_that_the_build_makes(
    flagship: Path, built: Build, builder: Builder, path: str, place: str
) -> None:
    before = edited(flagship, path, place, "\nLoaves are *sold* here too.\n\n")
    try:
        [page] = shown(flagship, built, path)
        whole = builder.build(flagship).artifacts
    finally:
        (flagship / path).write_text(before, encoding="utf-8")
    assert b"Loaves are <em>sold</em>" in page.content
    assert whole[page.path].content == page.content != built.artifacts[page.path].content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("^title: ", "title: Now "),
        ("^date: .*$", "date: 2026-10-01"),
        (r"\[[^\]]*\]\(fact:", "[99%](fact:"),
        (r"\(chart:", "(chart:other_"),
        (r"\[@", "[see @"),
        (r"\Z", "\n[Another page](a-century-of-cape.md)\n"),
        (r"\Z", "\n[Nowhere](nowhere.md)\n"),
    ],
)
def test_what_may_change_more_than_the_page_waits_for_the_build(
    flagship: Path, built: Build, old: str, new: str
) -> None:
    before = edited(flagship, LEAD, old, new)
    try:
        assert shown(flagship, built, LEAD) == ()
    finally:
        (flagship / LEAD).write_text(before, encoding="utf-8")


def test_so_do_several_saves_and_what_is_no_page(flagship: Path, built: Build) -> None:
    other = "content/about.md"
    assert shown(flagship, built, LEAD)
    assert shown(flagship, built, LEAD, other) == ()
    assert shown(flagship, built, "content/new.md") == ()
    assert shown(flagship, built, "site.toml") == ()


def test_what_is_gone_or_lies_outside_by_now_is_not_shown(flagship: Path, built: Build, tmp_path: Path) -> None:
    page, aside = flagship / LEAD, tmp_path / "aside.md"
    page.rename(aside)
    try:
        assert shown(flagship, built, LEAD) == ()
        page.symlink_to(aside)
        assert shown(flagship, built, LEAD) == ()
        page.unlink()
    finally:
        aside.rename(page)


def test_serve_shows_it_first_and_tells_what_is_wrong_after_it(tmp_path: Path, shared_cache: Path) -> None:
    site = use_cache(copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    path = next(path.relative_to(site).as_posix() for path in sorted(site.glob("content/*/*.md")))
    with opened_builder(site, parse_arguments(["serve"]), Extensions()) as build:
        assert [attempt.early for attempt in build(())] == [False]
        before = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(f"{before}\nMore of it.\n", encoding="utf-8")
        first, second = build((path,))
        assert (first.early, second.early) == (True, False)
        assert first.artifacts is not None
        assert second.artifacts is not None
        pages = {each: (first.artifacts[each].digest, second.artifacts[each].digest) for each in first.artifacts}
        assert [each for each, (early, late) in pages.items() if early != late] == ["manifest.json"]
        edited(site, path, r"\[2\.40\]", "[2.70]")
        [wrong] = build((path,))
        assert (wrong.early, [problem.code for problem in wrong.problems]) == (False, ["fact-mismatch"])
        edited(site, path, r"\Z", "\nMore.\n")
        [still] = build((path,))
        assert not still.early
