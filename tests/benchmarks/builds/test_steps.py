"""Edits change what they say, and a run that does not do what it should is no measurement."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.builds.installing import Peers
from benchmarks.builds.programs import OURS, PROGRAMS, Program, draft_of, draft_source
from benchmarks.builds.running import RunError, memory_of, run
from benchmarks.builds.serving import shows
from benchmarks.builds.steps import Site, cold, edit_chart, edit_draft, new_word, sentence, unchanged, with_word
from benchmarks.corpus import Article, articles

# A generator that copies Markdown, as `how` says: "well", "late" (the first build stays), or "badly".
COPIES = """
import pathlib, sys
how, out = sys.argv[1], pathlib.Path("out")
for source in pathlib.Path("in").glob("*/*.md"):
    page = out / source.relative_to("in").with_suffix("") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    if how != "late" or not page.exists():
        page.write_text(source.read_text())
sys.exit(how == "badly")
"""


def copying(how: str) -> Program:
    def write(_: Peers, root: Path, corpus: Sequence[Article]) -> None:
        for article in corpus:
            path = root / "in" / article.section / f"{article.slug}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(block for block in article.blocks if isinstance(block, str)))

    return Program("Copies", write, lambda *_: [sys.executable, "-c", COPIES, how], "out", ("kept",), "in")


def site_of(how: str, folder: Path) -> Site:
    return Site(copying(how), Peers(folder), folder / "site", list(articles(3, charts_in=10)))


def test_steps_build_and_look_their_edit_up(tmp_path: Path) -> None:
    site = site_of("well", tmp_path)
    (site.folder / "kept").mkdir()
    assert cold(site).wall > 0
    assert not (site.folder / "kept").exists()
    assert unchanged(site).processor > 0
    sources = sorted(site.folder.glob("in/*/*.md"))
    before = [path.read_text() for path in sources]
    sentence(site)
    after = [path.read_text() for path in sources]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    assert [text.replace(" rewordedb", "") for text in after] == before


def test_an_edit_that_does_not_arrive_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="did not bring the edited sentence"):
        sentence(site_of("late", tmp_path))


def test_a_failed_build_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="ended with status 1"):
        cold(site_of("badly", tmp_path))


def test_a_missing_page_is_no_measurement(tmp_path: Path) -> None:
    site = site_of("well", tmp_path)
    (site.folder / "in/health/article-00001.md").unlink()
    with pytest.raises(RunError, match="made no page of article-00001"):
        cold(site)


def test_each_edit_is_of_another_sentence() -> None:
    (article,) = articles(1)
    source = "\n\n".join(block for block in article.blocks if isinstance(block, str))
    edited = [with_word(source, article, number, new_word(number)) for number in range(5)]
    places = [text.index(new_word(number)) for number, text in enumerate(edited)]
    assert len(set(places)) == 5
    assert all(text.replace(f" {new_word(number)}", "") == source for number, text in enumerate(edited))


def test_data_and_charts_of_our_form_are_edited_where_they_are(tmp_path: Path) -> None:
    site = Site(PROGRAMS[OURS], Peers(tmp_path), tmp_path / "site", list(articles(2)))
    article = draft_of(site.articles)
    assert article is not None
    path = site.folder / draft_source(article)
    before = path.read_text().splitlines()
    row = edit_draft(site, article)
    assert edit_draft(site, article, "4000").split(",")[1] == "4000"
    changed = [new for old, new in zip(before, path.read_text().splitlines(), strict=True) if old != new]
    assert len(changed) == 2
    assert row in changed
    word = edit_chart(site, article)
    assert f'title="{word} The' in (site.folder / f"charts/{article.charts[0].name}.py").read_text()


def test_a_page_shows_a_number_when_its_axis_does() -> None:
    assert shows("2,000", "2000")
    assert not shows("12,000", "2000")
    assert shows("rewordedb", "rewordedb")
    assert not shows("rewordedbc", "rewordedb")


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="the system does not tell")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    child = "import time; held = bytearray(60_000_000); time.sleep(0.4)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    took = run([sys.executable, "-c", parent], tmp_path, tmp_path / "log")
    assert took.memory is not None
    assert 60 < took.memory < 200
    assert memory_of(2**22 + 1) == 0


def test_what_a_program_says_is_kept(tmp_path: Path) -> None:
    begun = time.perf_counter()
    took = run([sys.executable, "-c", "print('said')"], tmp_path, tmp_path / "log")
    assert 0 < took.wall <= time.perf_counter() - begun
    assert (tmp_path / "log").read_text() == "said\n"
