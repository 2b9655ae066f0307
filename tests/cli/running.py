"""The program in a process of its own, as its users run it."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.building import REPOSITORY


def run(
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    program: tuple[str, ...] = ("-m", "nutgraf"),
    umask: int = -1,
    user: str | None = None,
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    surroundings = {**kept, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1", **(env or {})}
    return subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=cwd,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
        user=user,
    )


def available_locale() -> str:
    """A locale that writes numbers otherwise than C, where the machine has one; else another name of C."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return next((name for name in listed if name.startswith(("de_", "fr_", "es_"))), "POSIX")


@functools.cache
def another_user() -> str | None:
    """A user whom this process may become, and who can run this Python; None where there is none."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    try:
        program = [sys.executable, "-c", "import nutgraf"]
        tried = subprocess.run(program, user="nobody", cwd=REPOSITORY, capture_output=True, check=False)
    except (OSError, KeyError, ValueError):
        return None
    return "nobody" if tried.returncode == 0 else None
