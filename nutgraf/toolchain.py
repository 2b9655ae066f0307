"""What makes a site besides its sources: this program, the libraries installed with it, and Python."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from nutgraf.digest import digest_bytes, digest_value
from nutgraf.installation import default_theme_folder, package_folder

_INSTALLED = (".dist-info", ".egg-info")


def toolchain_digest() -> str:
    """A digest that changes with every file of this program, every installed version of a library, and Python.

    Libraries count by name and version, as their installers record them in the folders that Python imports from: one
    that is edited where it is installed is not noticed.
    """
    libraries = sorted(installed_libraries())
    program = _digest_below(package_folder())
    return digest_value({"program": program, "libraries": libraries, "python": sys.version})


def default_theme_digest() -> str:
    """A digest that changes with every file of the default theme, for what is made of all of it at once."""
    return _digest_below(default_theme_folder())


@cache
def _digest_below(top: Path) -> str:
    """Read once: the program that runs is the one that was loaded, and a build asks many times."""
    files = {}
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name != "__pycache__"]
        for name in names:
            path = os.path.join(folder, name)
            files[os.path.relpath(path, top).replace(os.sep, "/")] = digest_bytes(Path(path).read_bytes())
    return digest_value(files)


def installed_libraries() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith(_INSTALLED))
