"""A build after which nothing has changed does nothing, and nothing that changes is missed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf import lastbuild
from nutgraf.lastbuild import RECORD, Glance, LastBuild, glance_at_inputs, look_back, remember_build
from nutgraf.sources import read_sources
from nutgraf.stamps import TICK, Left, list_site
from tests.building import REPOSITORY, TESTS, copy_site, use_cache
from tests.cli.running import run

BASE = TESTS / "problems" / "base"
THEME = TESTS / "theme"
HEAVY = ("altair", "jinja2", "markdown", "msgspec", "pandas", "vl_convert", "rich", "yaml")
ARTICLE = "content/markets/dear.md"
ASKED = {"output": "site", "strict": False}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that looks as if it had just been built."""
    root = copy_site(tmp_path / "here", THEME, BASE)
    (root / "site/markets/dear").mkdir(parents=True)
    for path in ("index.html", "markets/index.html", "markets/dear/index.html"):
        (root / "site" / path).write_text("<p>built</p>")
    remember(root)
    # What changes within one tick of the clock after it was looked at looks the same; no build is so quick.
    time.sleep(TICK / 1e9)
    return root


def remember(root: Path, **asked: str | bool) -> None:
    # As if every file had been written long before.
    started = time.time_ns() + 10_000_000_000
    remember_build(root, last_build(root, **asked), started, list_site(str(root / "site")), {"pages": 2})


def last_build(root: Path, **asked: str | bool) -> LastBuild:
    return look_back(root, {**ASKED, **asked}, root / "site")


def said(root: Path, **asked: str | bool) -> object:
    return last_build(root, **asked).said


def rewrite_same_size(root: Path) -> None:
    """Another letter, and the time of modification set back."""
    path = root / ARTICLE
    before = path.stat()
    path.write_text(path.read_text().replace("dear", "door"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def rename(path: Path) -> Path:
    return path.rename(path.with_suffix(".moved"))


def link_instead(path: Path) -> None:
    path.symlink_to(rename(path))


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article edited": rewrite_same_size,
    "an article added": lambda root: (root / "content/new.md").write_text("---\ntitle: New\n---\n"),
    "an article deleted": lambda root: (root / ARTICLE).unlink(),
    "an article renamed": lambda root: (root / ARTICLE).rename(root / "content/markets/dearer.md"),
    "the configuration": lambda root: (root / "site.toml").write_text("title = 'Other'\n"),
    "a chart": lambda root: next((root / "charts").glob("*.py")).write_text("x = 1\n"),
    "a dataset": lambda root: next((root / "data").glob("*/*.csv")).write_text("a\n1\n"),
    "a template": lambda root: (root / "templates/base.html").write_text("<html></html>"),
    "a published file edited": lambda root: (root / "site/index.html").write_text("<p>Built</p>"),
    "a published file deleted": lambda root: (root / "site/index.html").unlink(),
    "a published file in a folder edited": lambda root: (root / "site/markets/dear/index.html").write_text(
        "<p>Built</p>"
    ),
    "a published file in a folder deleted": lambda root: (root / "site/markets/index.html").unlink(),
    "a published file renamed": lambda root: (root / "site/markets/index.html").rename(
        root / "site/markets/other.html"
    ),
    "a published folder deleted": lambda root: shutil.rmtree(root / "site/markets"),
    "the built site deleted": lambda root: shutil.rmtree(root / "site"),
    "a file put among the published": lambda root: (root / "site/more.html").write_text(""),
    "a file put into a published folder": lambda root: (root / "site/markets/.gitignore").write_text(""),
    "a folder put among the published": lambda root: (root / "site/more").mkdir(),
    "a folder put into a published folder": lambda root: (root / "site/markets/more").mkdir(),
    "a link in the place of a published file": lambda root: link_instead(root / "site/markets/index.html"),
    "the record cut short": lambda root: (root / RECORD).write_bytes((root / RECORD).read_bytes()[:-1]),
    "the record damaged": lambda root: (root / RECORD).write_text("{"),
    "the record of another form": lambda root: (root / RECORD).write_text("[]"),
    "the record gone": lambda root: (root / RECORD).unlink(),
}


@pytest.fixture(params=["one process", "two processes"])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large site is looked at by two."""
    if request.param == "two processes":
        with_a_second_process(monkeypatch)


def with_a_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few files there are, and whatever threads run the tests."""
    monkeypatch.setattr(lastbuild, "_MANY", 0)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("processes")
def test_nothing_changed(site: Path) -> None:
    assert said(site) == {"pages": 2}


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_is_seen(site: Path, change: Callable[[Path], object]) -> None:
    change(site)
    assert said(site) is None


def files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def some_file(folder: Path, choose: st.DataObject) -> Path:
    return choose.draw(st.sampled_from(files_of(folder)))


def some_folder(folder: Path, choose: st.DataObject) -> Path:
    return choose.draw(st.sampled_from([folder, *(path for path in sorted(folder.rglob("*")) if path.is_dir())]))


def swap(first: Path, second: Path) -> None:
    aside = first.with_name("aside")
    first.rename(aside)
    second.rename(first)
    aside.rename(second)


ANYWHERE: dict[str, Callable[[Path, st.DataObject], object]] = {
    "edited": lambda folder, choose: some_file(folder, choose).write_text("other"),
    "touched": lambda folder, choose: os.utime(some_file(folder, choose), ns=(0, 0)),
    "deleted": lambda folder, choose: some_file(folder, choose).unlink(),
    "renamed": lambda folder, choose: rename(some_file(folder, choose)),
    "added": lambda folder, choose: (some_folder(folder, choose) / "new.csv").write_text("a\n1\n"),
    "swapped": lambda folder, choose: swap(some_file(folder, choose), folder.parent / "site.toml"),
    "moved": lambda folder, choose: some_file(folder, choose).rename(folder / "moved.csv"),
    "a folder gone": lambda folder, choose: shutil.rmtree(some_folder(folder, choose)),
    "a folder renamed": lambda folder, choose: rename(some_folder(folder, choose)),
}


@pytest.mark.parametrize("place", ["content", "charts", "data", "templates", "site"])
@pytest.mark.parametrize("what", ANYWHERE)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(choose=st.data())
def test_whatever_changes_anywhere_is_seen(
    site: Path, tmp_path_factory: pytest.TempPathFactory, place: str, what: str, choose: st.DataObject
) -> None:
    here = tmp_path_factory.mktemp("there") / "site"
    shutil.copytree(site, here)
    remember(here)
    time.sleep(TICK / 1e9)
    assert said(here) == {"pages": 2}
    ANYWHERE[what](here / place, choose)
    assert said(here) is None


def test_a_second_process_that_fails_is_done_without(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_a_second_process(monkeypatch)
    remember(site)
    parent, look = os.getpid(), os.lstat
    monkeypatch.setattr(os, "lstat", lambda path: look(path) if os.getpid() == parent else os._exit(1))
    forked: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forked.append(0) or fork())
    assert said(site) == {"pages": 2}
    assert forked


@pytest.mark.parametrize("file", [".gitignore", ".nutgraf-lock"])
def test_what_no_build_writes_is_no_output(site: Path, file: str) -> None:
    (site / "site" / file).write_text("*")
    assert said(site) == {"pages": 2}


def test_what_was_asked_is_seen(site: Path) -> None:
    assert said(site, strict=True) is None


def test_the_program_and_its_theme_are_inputs(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("package_folder", "default_theme_folder"):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setattr(lastbuild, name, lambda folder=folder: folder)
        before = glance_at_inputs(read_sources(site), ASKED)
        (folder / "file").write_text("new")
        assert glance_at_inputs(read_sources(site), ASKED) != before


def test_a_source_written_just_before_the_build_leaves_no_record(site: Path) -> None:
    last = last_build(site)
    assert last.inputs.newest % 1_000_000_000, "this file system counts in whole seconds"
    remember_build(site, last, last.inputs.newest + 1_000_000, Left(), {})
    assert not (site / RECORD).exists()


def test_whole_seconds_are_a_coarser_clock(site: Path) -> None:
    last = LastBuild(read_sources(site), Glance("", 5_000_000_000))
    remember_build(site, last, 6_500_000_000, Left(), {})
    assert not (site / RECORD).exists()
    remember_build(site, last, 7_500_000_000, Left(), {})
    assert (site / RECORD).exists()


@pytest.mark.parametrize(("seconds", "is_kept"), [(0, False), (5, True)])
def test_a_folder_written_by_a_coarser_clock_is_looked_at_again(site: Path, seconds: int, is_kept: bool) -> None:
    (site / RECORD).unlink()
    written = (int(time.time()) - seconds) * 1_000_000_000
    left = Left(folders={"markets": (4096, written, written, 1)})
    remember_build(site, LastBuild(read_sources(site), Glance("", 1)), time.time_ns(), left, {})
    assert (site / RECORD).exists() == is_kept


def test_a_second_build_loads_no_library_and_says_the_same(tmp_path: Path, shared_cache: Path) -> None:
    warned = TESTS / "problems" / "unchecked-number--warning"
    site = use_cache(copy_site(tmp_path / "here", THEME, BASE, warned), shared_cache)
    # Files that only their owner may read are no links to the cache. Those of other tests would change the times.
    first = run("--json", cwd=site, umask=0o077)
    assert (first.returncode, json.loads(first.stdout)["written"] > 0) == (0, True)
    assert "warning[unchecked-number]" in first.stderr
    program = (
        "import sys\nfrom nutgraf.cli import main\nstatus = main(['--json'])\n"
        f"loaded = sorted(set(sys.modules) & set({HEAVY!r}))\nsys.exit(f'loaded: {{loaded}}' if loaded else status)"
    )
    again = run(cwd=site, program=("-c", program), umask=0o077)
    assert (again.returncode, again.stderr) == (0, first.stderr)
    told, before = json.loads(again.stdout), json.loads(first.stdout)
    assert (told["written"], told["unchanged"]) == (0, before["files"])
    same = ("pages", "figures", "numbers", "files", "coverage", "problems")
    assert [told[name] for name in same] == [before[name] for name in same]


def test_a_reader_who_reads_no_further_is_no_fault(tmp_path: Path, shared_cache: Path) -> None:
    site = use_cache(copy_site(tmp_path / "here", THEME, BASE), shared_cache)
    reader, writer = os.pipe()
    os.close(reader)
    program = [sys.executable, "-u", "-m", "nutgraf"]
    surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    told = subprocess.run(program, cwd=site, env=surroundings, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (told.returncode, told.stderr) == (0, b"")
    assert (site / "site/index.html").is_file()


def test_a_program_ends_with_what_it_said_and_what_was_to_be_done_at_its_end(tmp_path: Path) -> None:
    program = (
        "import atexit, sys\nfrom nutgraf.cli import run\n"
        "atexit.register(print, 'left')\nsys.argv[1:] = ['-C', 'nowhere']\nrun()"
    )
    told = run(cwd=tmp_path, program=("-c", program))
    assert (told.returncode, told.stdout) == (2, "left\n")
    assert "there is no folder" in told.stderr
