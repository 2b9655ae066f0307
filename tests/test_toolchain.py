from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nutgraf.toolchain import toolchain_digest


def test_another_version_of_a_library_is_another_toolchain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = toolchain_digest()
    assert before == toolchain_digest()
    (tmp_path / "plotting-1.2.dist-info").mkdir()
    installed = toolchain_digest()
    (tmp_path / "plotting-1.2.dist-info").rename(tmp_path / "plotting-1.3.dist-info")
    assert len({before, installed, toolchain_digest()}) == 3
