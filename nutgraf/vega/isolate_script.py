"""The script of an isolate, kept in a folder: making it takes seconds and libraries that drawing does without."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from nutgraf.digest import digest_bytes

_SCRIPT_PACKAGES = ("vl-convert-python", "font-source-sans-pro", "font-source-serif-pro", "fonttools")


def load_script(cache: Path) -> str:
    """The script of an isolate, from the folder `cache` or made and put there; the folder need not exist.

    Its name says what it is made of, so that another version of Vega, of a font or of our own code makes a new one.
    """
    path = cache / f"isolate-{_script_key()}.js"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        script = _made_script()
        _write_whole(path, script)
        return script


def _made_script() -> str:
    """The script, made in a process of its own: what makes it would keep 90 MiB of this one."""
    program = "import sys, nutgraf.vega.bundling as made; sys.stdout.buffer.write(made.isolate_script().encode())"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def _script_key() -> str:
    parts = [f"{package} {version(package)}" for package in _SCRIPT_PACKAGES]
    folder = files("nutgraf.vega")
    sources = [folder / name for name in ("bundling.py", "composing_script.py", "metrics.py", "fonts.py")]
    sources += [
        folder / "javascript" / name for name in ("environment.js", "measuring.js", "surveying.js", "drawing.js")
    ]
    parts += [source.read_text(encoding="utf-8") for source in sources]
    return digest_bytes("\0".join(parts).encode())[:16]


def _write_whole(path: Path, text: str) -> None:
    """Write a file that other processes see whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)
