"""Whatever has become of a cache on disk: a build makes again what is lost, and its output equals a clean one's."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from nutgraf.cache import Cache, LostEntryError
from nutgraf.writer import write_site
from tests.building import TESTS, Builder, copy_site, files_below

ATTEMPTS = 4
Damage = Callable[[Path], object]
Publish = Callable[[Path, Path], Mapping[str, bytes]]


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = Random(path.name).randrange(len(content))
    content[place] ^= 1 << Random(path.name).randrange(8)
    path.write_bytes(content)


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    (path / "more").mkdir(parents=True)


def replaced_by_a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("no-such-file")


DAMAGES = (truncated, emptied, flipped, replaced_by_a_folder, replaced_by_a_link_to_nothing)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("damaged") / "site", TESTS / "theme", TESTS / "problems/base")


@pytest.fixture(scope="module")
def whole(builder: Builder, site: Path, tools_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache that a build leaves."""
    folder = tmp_path_factory.mktemp("whole") / "cache"
    builder.with_cache(Cache(folder, tools_cache)).build(site)
    return folder


def files_of(builder: Builder, site: Path, cache: Cache, output: Path) -> Mapping[str, bytes]:
    """What is published: files that turn out to be lost while they are written are made again, as the command does."""
    with_cache = builder.with_cache(cache)
    for _ in range(ATTEMPTS):
        try:
            write_site(output, with_cache.build(site).artifacts)
        except LostEntryError:
            continue
        return {path: (output / path).read_bytes() for path in files_below(output)}
    raise AssertionError("built again and again")


@pytest.fixture(scope="module")
def publish(builder: Builder, site: Path, tools_cache: Path) -> Publish:
    """Publishes the site with the cache in a folder into another, and gives what lies there then."""
    return lambda cache, output: files_of(builder, site, Cache(cache, tools_cache), output)


@pytest.fixture(scope="module")
def clean(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("clean")
    return publish(folder / "cache", folder / "site")


def entries(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("part", ["all", "half"])
def test_a_damaged_cache_is_mended(
    damage: Damage, part: str, publish: Publish, whole: Path, clean: object, tmp_path: Path
) -> None:
    cache = Path(shutil.copytree(whole, tmp_path / "cache"))
    found = entries(cache)
    assert len(found) > 10
    for path in found if part == "all" else Random(part).sample(found, len(found) // 2):
        damage(path)
    for time in ("once", "again"):
        assert publish(cache, tmp_path / time) == clean


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder as nobody can write it, whoever runs the tests; skips where the system does not let us."""
    if os.name != "posix":
        pytest.skip("permissions of folders are those of POSIX")
    mounted = os.geteuid() == 0
    if mounted:
        for command in (["--bind", str(folder), str(folder)], ["-o", "remount,ro,bind", str(folder)]):
            if subprocess.run(["mount", *command], capture_output=True, check=False).returncode:
                subprocess.run(["umount", str(folder)], capture_output=True, check=False)
                pytest.skip("root may write everywhere, and may not mount here")
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())] if not mounted else []
    for each in folders:
        each.chmod(0o555)
    try:
        with pytest.raises(OSError, match=r"(?i)read-only|permission"):
            (folder / "tried").write_bytes(b"")
        yield
    finally:
        for each in folders:
            each.chmod(0o755)
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("known", ["nothing", "all", "half"])
def test_a_cache_that_cannot_be_written(
    known: str, publish: Publish, whole: Path, clean: object, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    if known == "nothing":
        cache.mkdir()
    else:
        shutil.copytree(whole, cache)
    if known == "half":
        for path in entries(cache)[::2]:
            truncated(path)
    with read_only(cache):
        assert publish(cache, tmp_path / "site") == clean
