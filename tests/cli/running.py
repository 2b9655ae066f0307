"""The program in a process of its own, as its users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.building import REPOSITORY


def run(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, program: tuple[str, ...] = ("-m", "nutgraf")
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    surroundings = {**kept, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", **(env or {})}
    return subprocess.run(
        [sys.executable, *program, *arguments], cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )
