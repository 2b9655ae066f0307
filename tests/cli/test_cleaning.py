"""`clean`: what is made goes, and nothing else."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pytest

from nutgraf.cli import FINE, PROBLEMS, main
from nutgraf.stamps import LOCK
from tests.building import files_below


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder that looks as a build left it, with links to what is not its own."""
    for path in ("elsewhere/kept.txt", "site/site.toml", "site/site/.gitignore", "site/site/.git/HEAD"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    site = tmp_path / "site"
    for path in ("site/manifest.json", "site/a/index.html", ".nutgraf/cache/ab/abcd", ".nutgraf/last-build.json"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(b"x" * 500_000)
    for link in ("site/a/link", ".nutgraf/cache/link"):
        (site / link).symlink_to(tmp_path / "elsewhere")
    return site


def test_everything_that_was_made_goes(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean"], site=built) == FINE
    assert capsys.readouterr().out == "site/: 3 files removed, 1.0 MB\n.nutgraf/: 3 files removed, 1.0 MB\n"
    assert files_below(built) == ["site.toml", "site/.git/HEAD", "site/.gitignore"]
    assert (built.parent / "elsewhere/kept.txt").exists()
    assert main(["clean"], site=built) == FINE


@pytest.mark.parametrize(("only", "left"), [("--site", ".nutgraf/cache/ab/abcd"), ("--cache", "site/a/index.html")])
def test_one_of_both(only: str, left: str, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", only, "--json"], site=built) == FINE
    [removed] = json.loads(capsys.readouterr().out)["removed"].values()
    assert removed["files"] == 3
    assert removed["bytes"] > 1_000_000
    assert (built / left).exists()
    assert not (built / ("site/a" if only == "--site" else ".nutgraf")).exists()


def test_a_folder_that_is_no_site_is_left_alone(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", "--site", "--output", "../elsewhere"], site=built) == PROBLEMS
    assert "error[not-a-site]: this is no built site" in capsys.readouterr().err
    assert (built.parent / "elsewhere/kept.txt").exists()


def test_a_link_to_a_site_is_left_alone(built: Path) -> None:
    (built / "link").symlink_to(built / "site")
    assert main(["clean", "--site", "--output", "link"], site=built) == PROBLEMS
    assert (built / "site/a/index.html").exists()


@pytest.mark.parametrize("only", ["--site", "--cache"])
def test_another_build_is_not_disturbed(only: str, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = list(files_below(built))
    with (built / "site" / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(["clean", only], site=built) == PROBLEMS
    (built / "site" / LOCK).unlink()
    assert "error[site-locked]" in capsys.readouterr().err
    assert list(files_below(built)) == before
