"""Where the sources are what one of the last builds found, that site is published again, and nothing else is."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from nutgraf import finished
from nutgraf.cache import CACHE_FOLDER, Cache
from nutgraf.digest import digest_bytes
from nutgraf.finished import MOST, NAMES, digest_of_inputs, find_finished, keep_finished
from nutgraf.model.artifact import Artifact
from nutgraf.sources import read_sources
from tests.building import TESTS, copy_site, files_below
from tests.cli.running import run

ARTICLE, CHART, DATA = "content/markets/dear.md", "charts/prices.py", "data/prices/2026-01-31.csv"
PROGRAM = (
    "import sys\nfrom nutgraf.cli import main\nstatus = main(['--json', *sys.argv[1:]])\n"
    "print('built' if 'nutgraf.pipeline' in sys.modules else 'restored', file=sys.stderr)\nsys.exit(status)"
)
OF_ONE_BUILD = {"written", "unchanged", "removed", "made", "reused", "slowest", "seconds"}


class Done(NamedTuple):
    how: str
    told: Mapping[str, Any]

    @property
    def said(self) -> Mapping[str, Any]:
        """What does not depend on what was there before."""
        return {name: value for name, value in self.told.items() if name not in OF_ONE_BUILD}


def build(root: Path, *arguments: str) -> Done:
    done = run(*arguments, cwd=root, program=("-c", PROGRAM))
    assert done.returncode == 0, done.stderr
    return Done(done.stderr.splitlines()[-1], json.loads(done.stdout))


def published(root: Path) -> Mapping[str, bytes]:
    return {path: (root / "site" / path).read_bytes() for path in files_below(root / "site")}


def edit(root: Path, path: str = ARTICLE, old: str = "What follows", new: str = "What came") -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A site with a warning and a picture, built with a cache of its own."""
    warned = TESTS / "problems/unchecked-number--warning"
    root = copy_site(tmp_path_factory.mktemp("built") / "here", TESTS / "theme", TESTS / "problems/base", warned)
    done = build(root)
    assert done.how == "built"
    assert "markets/loaf.png" in published(root)
    return root, done


@pytest.fixture
def site(built: tuple[Path, Done], tmp_path: Path) -> Path:
    """The same elsewhere, as in a new checkout: nothing of it is as the file system knew it, but the cache is there."""
    root = copy_site(tmp_path / "there", built[0])
    shutil.rmtree(root / "site")
    for path in (root / ".nutgraf").iterdir():
        if path.name != "cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return root


def test_another_checkout_with_the_cache_has_the_same_site(built: tuple[Path, Done], site: Path) -> None:
    done = build(site)
    assert done.how == "restored"
    assert done.said == built[1].said
    assert done.said["problems"], "the warning is told again"
    assert published(site) == published(built[0])
    there = {"figures": done.told["figures"], "facts": built[1].told["made"]["facts"]}
    assert (done.told["made"], done.told["reused"]) == ({"figures": 0, "facts": 0}, there)
    # And from here on the file system tells that nothing has changed.
    assert build(site).told["written"] == 0


def test_what_was_taken_back_is_published_again(built: tuple[Path, Done], site: Path) -> None:
    assert build(site).how == "restored"
    edit(site)
    assert build(site).how == "built"
    assert published(site) != published(built[0])
    edit(site, old="What came", new="What follows")
    done = build(site)
    assert done.how == "restored"
    assert 0 < done.told["written"] < done.told["files"] / 2
    assert published(site) == published(built[0])


def test_where_published_files_were_edited_they_are_published_again(built: tuple[Path, Done], site: Path) -> None:
    build(site)
    (site / "site/index.html").unlink()
    (site / "site/index.html").write_text("<p>mine</p>")
    (site / "site/more.html").write_text("<p>mine</p>")
    done = build(site)
    assert (done.how, done.told["written"], done.told["removed"]) == ("restored", 1, 1)
    assert published(site) == published(built[0])


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": edit,
    "a chart": lambda root: edit(root, CHART, "gets dearer", "is dearer"),
    "data": lambda root: (root / DATA).write_bytes((root / DATA).read_bytes().replace(b"\n", b"\r\n")),
    "a file more": lambda root: (root / "content/markets/more.png").write_bytes(b"picture"),
    "a name": lambda root: (root / ARTICLE).rename(root / "content/markets/dearer.md"),
    "a template": lambda root: (root / "templates/404.html").write_text("<h1>Gone</h1>"),
    "site.toml": lambda root: edit(root, "site.toml", "title", "title "),
}


@pytest.mark.parametrize("what", CHANGES)
def test_other_sources_are_other_inputs(what: str, site: Path) -> None:
    before = digest_of_inputs(read_sources(site), {})
    assert before == digest_of_inputs(read_sources(site), {})
    CHANGES[what](site)
    assert digest_of_inputs(read_sources(site), {}) != before


def test_what_was_asked_the_program_and_its_theme_are_inputs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = read_sources(site)
    asked = {"drafts": False, "strict": False, "url": ""}
    others = {"drafts": True, "strict": True, "url": "https://example.org/"}
    digests = [digest_of_inputs(sources, {**asked, name: value}) for name, value in others.items()]
    for tool in ("toolchain_digest", "default_theme_digest"):
        with monkeypatch.context() as patch:
            patch.setattr(finished, tool, lambda: "other")
            digests.append(digest_of_inputs(sources, asked))
    assert len({*digests, digest_of_inputs(sources, asked)}) == len(digests) + 1


def test_sources_that_cannot_be_read_have_no_digest(site: Path) -> None:
    sources = read_sources(site)
    (site / ARTICLE).unlink()
    assert not digest_of_inputs(sources, {})


def test_where_it_is_written_to_makes_no_difference(built: tuple[Path, Done], site: Path) -> None:
    assert build(site, "--output", "public").how == "restored"
    assert {path: (site / "public" / path).read_bytes() for path in files_below(site / "public")} == published(built[0])


def test_what_extensions_make_is_made_each_time(site: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom nutgraf.cli import main\n"
        "from nutgraf.model.extensions import Extensions\n"
        "status = main(['-q'], site=Path.cwd(), extensions=Extensions(outputs=[lambda site: {}]))\n"
        "sys.exit(status or 'nutgraf.pipeline' not in sys.modules)"
    )
    assert run(cwd=site, program=("-c", program)).returncode == 0


@pytest.mark.parametrize("damage", ["gone", "flipped"])
@pytest.mark.parametrize("what", ["one file", "all files", "the site", "the list of sites"])
def test_what_is_lost_is_made_again(what: str, damage: str, built: tuple[Path, Done], site: Path) -> None:
    cache = Cache(site / CACHE_FOLDER)
    digest = digest_bytes(published(built[0])["index.html"])
    stored = sorted(path for path in (cache.folder / "files").rglob("*") if path.is_file())
    (name,) = finished._names(cache)
    entry = {path.name: path for path in cache.folder.rglob("*")}
    lost = {"one file": [entry[digest]], "all files": stored, "the site": [entry[name]]}
    for path in lost.get(what, [entry[NAMES]]):
        content = path.read_bytes()
        path.unlink()
        if damage == "flipped":
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    done = build(site)
    assert done.how == "built"
    assert done.said == built[1].said
    assert published(site) == published(built[0])


def test_a_site_of_another_form_counts_as_none(site: Path) -> None:
    cache = Cache(site / CACHE_FOLDER)
    (name,) = finished._names(cache)
    for content in (b"", b"\x80", b"\xc0"):
        cache.put(name, content)
        assert find_finished(cache, name, read_sources(site)) is None
    cache.put(NAMES, b"\x80")
    assert find_finished(cache, name, read_sources(site)) is None


def test_the_oldest_goes(tmp_path: Path) -> None:
    cache, sources = Cache(tmp_path / "cache"), read_sources(tmp_path)
    names = [f"{number:064x}" for number in range(MOST + 2)]
    for name in names:
        keep_finished(cache, name, {"a": Artifact("a", name.encode())}, sources, {})
    found = [find_finished(cache, name, sources) for name in names]
    assert [site is not None for site in found] == [False, False] + [True] * MOST
    assert len([path for path in cache.folder.rglob("*") if path.is_file()]) == MOST + 1
    # One that is built again is the newest.
    keep_finished(cache, names[2], {}, sources, {})
    keep_finished(cache, "ab" * 32, {}, sources, {})
    assert find_finished(cache, names[2], sources) is not None
    assert find_finished(cache, names[3], sources) is None


@pytest.mark.parametrize("quoted", ["\ud800", 2**70])
def test_what_cannot_be_written_down_is_not_kept(quoted: object, tmp_path: Path) -> None:
    cache, sources = Cache(tmp_path / "cache"), read_sources(tmp_path)
    keep_finished(cache, "ab" * 32, {}, sources, {"problems": [{"message": quoted}]})
    assert find_finished(cache, "ab" * 32, sources) is None


def test_a_source_saved_during_the_build_is_not_kept_as_it_was(site: Path) -> None:
    """It was digested before, and may have been read afterwards."""
    sources = read_sources(site)
    until = time.time_ns()
    assert digest_of_inputs(sources, {})
    assert sources.are_as_digested(until)
    stamp = (site / ARTICLE).stat()
    edit(site)
    os.utime(site / ARTICLE, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert not sources.are_as_digested(until)
    (site / ARTICLE).unlink()
    assert not sources.are_as_digested(until)


def test_a_source_saved_just_before_the_build_is_read_again(site: Path) -> None:
    sources, long_ago = read_sources(site), 0
    assert digest_of_inputs(sources, {})
    assert sources.are_as_digested(long_ago)
    # It was saved again, and the file system says the same.
    before = sources.knowing({path: (stamp, "of other content") for path, stamp in sources.stamps.items()})
    assert before.are_as_digested(time.time_ns())
    assert not before.are_as_digested(long_ago)
