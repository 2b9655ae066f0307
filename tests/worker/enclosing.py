"""Whether this machine can keep a process from reading files, native code included."""

from __future__ import annotations

import functools
import subprocess
import sys

from tests.building import REPOSITORY


@functools.cache
def can_enclose() -> bool:
    program = "import sys; from nutgraf.worker.enclosure import enclose; sys.exit(not enclose(['/']))"
    return subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False).returncode == 0
