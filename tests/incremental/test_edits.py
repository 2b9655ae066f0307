"""Whatever was edited, and in whatever order: a build equals one from nothing, in every byte and in what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from nutgraf import pipeline
from nutgraf.cache import Cache
from nutgraf.figures import open_studio
from nutgraf.pipeline import BuildOptions
from nutgraf.worker import WorkerPool
from tests.building import TESTS, Builder, copy_flagship, copy_site
from tests.incremental.desk import CleanCache, Desk, EmptyCache, build_clean, link_used
from tests.incremental.sequences import Bench, Fault, find_fault

SAMPLE, SAMPLE_STEPS = (1, 7), 5
SOAKED, BATCH, STEPS = 500, 20, 8


@pytest.fixture(scope="module")
def fonts(builder: Builder, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """A cache that knows what the small site needs from the program alone."""
    known = CleanCache(shared_cache)
    assert not build_clean(small_site(tmp_path_factory.mktemp("fonts")), builder.executor, known, BuildOptions()).failed
    return known


def small_site(folder: Path) -> Path:
    site = copy_site(folder / "site", TESTS / "theme", TESTS / "golden/figures/site")
    config = (site / "site.toml").read_text()
    (site / "site.toml").write_text(config.replace('["svg", "png", "pdf"]', '["svg"]\ncards = false'))
    return site


def many_pages(site: Path) -> Path:
    """So many that several processes render them."""
    for number in range(60):
        text = f"---\ntitle: Page {number}\nsummary: Short.\ndate: 2026-05-01\n---\nWords.\n"
        (site / f"content/page{number}.md").write_text(text)
    return site


@pytest.mark.parametrize("seed", SAMPLE)
def test_a_few_sequences_of_edits(
    seed: int, builder: Builder, fonts: Cache, shared_cache: Path, tmp_path: Path
) -> None:
    found = find_fault(seed, SAMPLE_STEPS, Bench([builder.executor], CleanCache(shared_cache), fonts, tmp_path))
    assert not isinstance(found, Fault), str(found)
    assert found.failed < found.builds


def test_what_is_kept_of_builds_does_not_grow_with_their_number(builder: Builder, fonts: Cache, tmp_path: Path) -> None:
    site = small_site(tmp_path)
    link_used(fonts, tmp_path / "cache")
    desk = Desk(site, Cache(tmp_path / "cache"))
    page = next((site / "content").rglob("*.md"))
    text = page.read_text()
    kept: list[int] = []
    for number in range(20):
        # The title stands on other pages too, and in what is kept for the whole site.
        page.write_text(re.sub("(?m)^title: .*$", f"title: The {number:02}th title", text, count=1))
        desk.start_anew()
        assert not desk.build(builder.executor).failed
        entries = [path for path in desk.cache.folder.rglob("*") if path.is_file()]
        kept.append(sum(path.stat().st_size for path in entries if "files" not in path.parts))
    assert max(kept) == max(kept[:10])


@pytest.fixture(scope="module")
def pools(shared_cache: Path, tools_cache: Path) -> Iterator[list[WorkerPool]]:
    setup = partial(open_studio, shared_cache, tools_cache)
    with ExitStack() as stack:
        yield [stack.enter_context(WorkerPool(jobs, setup)) for jobs in (1, 4)]


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(SOAKED // BATCH))
def test_sequences_of_edits(
    batch: int, pools: list[WorkerPool], fonts: Cache, shared_cache: Path, tmp_path: Path
) -> None:
    builds = failed = 0
    for seed in range(1000 + batch * BATCH, 1000 + (batch + 1) * BATCH):
        found = find_fault(seed, STEPS, Bench(pools, CleanCache(shared_cache), fonts, tmp_path))
        assert not isinstance(found, Fault), str(found)
        builds, failed = builds + found.builds, failed + found.failed
    print(f"{BATCH} sequences: {builds} builds, {failed} of them with errors")
    assert failed < builds / 2


def test_processes_have_no_part_in_what_is_made(builder: Builder, fonts: Cache, tmp_path: Path) -> None:
    site = small_site(tmp_path)
    one, four = (
        build_clean(site, builder.executor, EmptyCache(link_used(fonts, tmp_path / name)), BuildOptions(processes=jobs))
        for name, jobs in (("one", 1), ("four", 4))
    )
    assert not one.failed
    assert one == four


def test_what_other_processes_stored_counts_as_stored(builder: Builder, fonts: Cache, tmp_path: Path) -> None:
    """Else a cache would not know how large it is, and one that cannot be written would lose what they rendered."""
    site = many_pages(copy_site(tmp_path / "site", TESTS / "theme", TESTS / "golden/minimal/site"))
    added = {}
    for jobs in (1, 4):
        cache = Cache(link_used(fonts, tmp_path / str(jobs)))
        builder.with_cache(cache).build(site, BuildOptions(processes=jobs))
        added[jobs] = cache.usage.added
    # What one build finds made by the other is not counted twice.
    assert added[1] == pytest.approx(added[4], rel=0.1)


def test_pages_that_cannot_be_stored_are_rendered_once(
    builder: Builder, fonts: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = many_pages(copy_site(tmp_path / "site", TESTS / "theme", TESTS / "golden/minimal/site"))
    cache = Cache(link_used(fonts, tmp_path / "cache"))
    monkeypatch.setattr(Cache, "_is_written", lambda *_: False)
    builds = 0
    begin = pipeline.read_theme

    def counted(*given: Any) -> Any:
        nonlocal builds
        builds += 1
        return begin(*given)

    monkeypatch.setattr(pipeline, "read_theme", counted)
    built = builder.with_cache(cache).build(site, BuildOptions(processes=4))
    assert all(artifact.content is not None for artifact in built.artifacts.values())
    assert builds == 1


@pytest.mark.soak
def test_the_flagship_is_alike_for_any_number_of_jobs_and_after_edits(tmp_path: Path) -> None:
    desks = []
    for jobs in (1, 4):
        folder = tmp_path / str(jobs)
        desk = Desk(copy_flagship(folder / "site"), Cache(folder / "cache"), BuildOptions(processes=jobs))
        with WorkerPool(jobs, partial(open_studio, folder / "cache")) as pool:
            assert not desk.build(pool).failed
            desks.append(desk)
            if jobs == 4:
                assert desks[0].published() == desk.published()
                for path in sorted((desk.root / "content").rglob("*.md"))[:3]:
                    path.write_text(f"{path.read_text()}\nA sentence more.\n")
                for path in sorted((desk.root / "charts").glob("[a-z]*.py"))[:2]:
                    path.write_text(path.read_text().replace('    """', '    """Again: ', 1))
                made = desk.build(pool)
                known = CleanCache(tmp_path / "1" / "cache")
                clean = build_clean(desk.root, pool, known, BuildOptions())
                assert made.written
                assert (made.said, made.files) == (clean.said, clean.files)
