from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nutgraf import toolchain
from nutgraf.toolchain import default_theme_digest, toolchain_digest


def test_another_version_of_a_library_is_another_toolchain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = toolchain_digest()
    assert before == toolchain_digest()
    (tmp_path / "plotting-1.2.dist-info").mkdir()
    installed = toolchain_digest()
    (tmp_path / "plotting-1.2.dist-info").rename(tmp_path / "plotting-1.3.dist-info")
    assert len({before, installed, toolchain_digest()}) == 3


def test_the_default_theme_has_a_digest_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = {default_theme_digest()}
    for name in ("one", "other"):
        (tmp_path / name / "partials").mkdir(parents=True)
        (tmp_path / name / "partials/head.html").write_text(name)
        monkeypatch.setattr(toolchain, "default_theme_folder", lambda name=name: tmp_path / name)
        digests.add(default_theme_digest())
    assert len(digests) == 3
