"""Unpacked bundles, and their program as a reader without Nutgraf runs it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


def reproduce(folder: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Runs the program of a bundle from elsewhere, where there is no Nutgraf."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    elsewhere = folder.parent
    seeks = "import importlib.util, sys; sys.exit(importlib.util.find_spec('nutgraf') is not None)"
    for code in ([python, "-c", seeks], [python, str(folder / "reproduce.py")]):
        done = subprocess.run(code, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)
        if code[1] == "-c":
            assert done.returncode == 0, "Nutgraf must not be there"
    return done


def change(folder: Path, path: str, edit: Callable[[str], str]) -> None:
    """Edits a file of a bundle as a forger would, who also mends the list of digests."""
    text = edit((folder / path).read_text(encoding="utf-8"))
    (folder / path).write_text(text, encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    expected["files"][path] = hashlib.sha256((folder / path).read_bytes()).hexdigest()
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
