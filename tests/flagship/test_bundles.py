"""Every figure of the flagship is made again from its zip alone, where nothing is installed but what the zip names."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from nutgraf.pipeline import BuildOptions
from nutgraf.zipping import zip_files
from tests.building import REPOSITORY, Builder
from tests.bundles.unpacking import reproduce, unpacked

pytestmark = pytest.mark.soak


def test_every_bundle_comes_out_the_same_in_a_fresh_environment(builder: Builder, tmp_path: Path) -> None:
    build = builder.build(REPOSITORY, BuildOptions(bundles=True))
    zips = {path: artifact.content for path, artifact in build.artifacts.items() if path.endswith(".zip")}
    # Tables of data that are not to be passed on have none.
    drawn = [path for path in build.artifacts if path.startswith("figures/") and path.endswith(".svg")]
    assert len(drawn) <= len(zips) <= len(build.site.figures)
    python = _fresh_python(tmp_path / "fresh", {pin for content in zips.values() for pin in _pins(content)})
    for path, content in zips.items():
        done = reproduce(unpacked(content, tmp_path / Path(path).stem), python)
        assert done.returncode == 0, f"{path}\n{done.stdout}{done.stderr}"
        check = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
        subprocess.run(check, cwd=tmp_path / Path(path).stem, check=True, capture_output=True)


def test_every_published_dataset_is_a_data_package(builder: Builder, tmp_path: Path) -> None:
    artifacts = builder.build(REPOSITORY).artifacts
    for path, artifact in artifacts.items():
        if path.startswith("data/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(artifact.content)
    packages = sorted(tmp_path.rglob("datapackage.json"))
    assert packages
    for package in packages:
        check = [sys.executable, "-m", "frictionless", "validate", package.name]
        done = subprocess.run(check, cwd=package.parent, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{package}\n{done.stdout}"


def _pins(content: bytes) -> list[str]:
    block = zip_files(content)["reproduce.py"].decode().partition("# /// script\n")[2].partition("# ///\n")[0]
    pins: list[str] = tomllib.loads("".join(f"{line[1:]}\n" for line in block.splitlines()))["dependencies"]
    return pins


def _fresh_python(folder: Path, pins: set[str]) -> str:
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *sorted(pins)], check=True)
    return python
