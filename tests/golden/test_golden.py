"""Whole sites, built and compared with what is expected, file by file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from nutgraf.digest import digest_bytes
from tests.building import TESTS, Builder, copy_site, files_below

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/site"))
TEXT = (".html", ".css", ".xml", ".txt", ".json", ".csv", ".tsv", ".geojson", ".svg", ".nojekyll")
# Fonts and their digests change with the subsetter; the manifest repeats every other file's digest.
NOT_COMPARED = ("assets/", "manifest.json")
# Versions of libraries change with the lock files.
TOOL_VERSION = re.compile(rb'(?<=<b class="tool-version">)[^<]*')


def expected_form(path: str, content: bytes) -> tuple[str, bytes]:
    """Text is compared whole, everything else by digest."""
    if path.endswith(".html"):
        return path, TOOL_VERSION.sub(b"VERSION", content)
    if path.endswith(TEXT):
        return path, content
    return f"{path}.sha256", f"{digest_bytes(content)}\n".encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, builder: Builder, tmp_path: Path, accept: bool) -> None:
    layers = [case / "site"] if (case / "full-theme").exists() else [TESTS / "theme", case / "site"]
    site = copy_site(tmp_path / "site", *layers)
    artifacts = builder.build(site).artifacts
    compared = {path: artifact for path, artifact in artifacts.items() if not path.startswith(NOT_COMPARED)}
    built = dict(expected_form(path, artifact.content) for path, artifact in compared.items())
    expected = case / "expected"
    if accept:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in built.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    assert sorted(built) == list(files_below(expected))
    for path, content in sorted(built.items()):
        wanted = (expected / path).read_bytes()
        assert content.decode("utf-8", "replace") == wanted.decode("utf-8", "replace"), path


def test_there_are_cases() -> None:
    assert len(CASES) >= 3
