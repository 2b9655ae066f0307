"""The script of an isolate, kept in a folder: making it takes seconds and libraries that drawing does without."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from nutgraf.digest import digest_bytes

_SCRIPT_PACKAGES = ("vl-convert-python", "font-source-sans-pro", "font-source-serif-pro", "fonttools")


def load_script(cache: Path, shared: Path | None = None) -> str:
    """The script of an isolate, from the folder `cache` or `shared`, or made; both have it then, where they can.

    Its name says what it is made of, so that another version of Vega, of a font or of our own code makes a new one. Its
    first line is the digest of the others: what is not whole counts as absent.
    """
    name = f"isolate-{_script_key()}.js"
    paths = [folder / name for folder in (cache, shared) if folder is not None]
    lacking = []
    for path in paths:
        script = _read_whole(path)
        if script is not None:
            break
        lacking.append(path)
    else:
        script = _made_script()
    for path in lacking:
        with suppress(OSError):
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


def _read_whole(path: Path) -> str | None:
    """What `_write_whole` wrote; None where there is nothing, or something else."""
    try:
        head, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if head == _head(text) else None


def _head(text: str) -> str:
    return f"// {digest_bytes(text.encode())}"


def _write_whole(path: Path, text: str) -> None:
    """Write a file that other processes see whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{_head(text)}\n{text}")
    os.replace(temporary, path)
