"""The wheel: the engine with its theme, able to build a site that is somewhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import nutgraf
from tests.repository.repository import ROOT, tracked_files

SITE = {
    "site.toml": 'title = "Small"\nurl = "https://example.org/"\n',
    "content/news/first.md": "---\ntitle: First\nsummary: The only one.\ndate: 2026-01-01\n---\nText.\n",
}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, in a folder that can be imported from."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("nutgraf-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run_program(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m nutgraf` from the wheel; the repository is not on the path."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "nutgraf", *arguments],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_it_holds_the_whole_theme_and_nothing_of_the_site(unpacked: Path) -> None:
    templates = ROOT / "templates"
    theme = {path.relative_to(templates).as_posix() for path in tracked_files() if path.is_relative_to(templates)}
    packed = {path.relative_to(unpacked / "nutgraf/theme").as_posix() for path in _files(unpacked / "nutgraf/theme")}
    assert theme <= packed
    assert {path.name for path in unpacked.iterdir()} == {"nutgraf", f"nutgraf-{nutgraf.__version__}.dist-info"}


def test_it_tells_its_version(unpacked: Path, tmp_path: Path) -> None:
    done = run_program(unpacked, tmp_path, "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"nutgraf {nutgraf.__version__}"), done.stderr


def test_it_builds_a_site(unpacked: Path, tmp_path: Path) -> None:
    for name, text in SITE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run_program(unpacked, tmp_path, "build", "--quiet")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The only one." in (tmp_path / "site/news/first/index.html").read_text(encoding="utf-8")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
