"""The packages that a bundle's program needs, at the versions that its figures were made with."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, packages_distributions, version

from nutgraf.exhibits.imports import imported_modules

DRAWING = ("brotli", "mini-racer", "msgspec")
"""What draws a specification."""
READING = ("altair", "narwhals", "numpy", "pandas")
"""What makes specifications of data."""

_PYTHON = ">=3.11"
_KNOWN = frozenset({"altair", "narwhals", "numpy", "pandas", "charts", "nutgraf"})


def requirements(modules: Mapping[str, str], *, with_data: bool) -> dict[str, str]:
    """Names and versions. `modules` are the sources of chart modules by path, whose own imports count too."""
    names = {*DRAWING, *(READING if with_data else ()), *(_imported(modules) if with_data else ())}
    return {name: version(name) for name in sorted(names)}


def _imported(modules: Mapping[str, str]) -> Iterator[str]:
    """The distributions that modules import, beyond those that every figure needs."""
    wanted = {
        name.split(".")[0] for path, source in modules.items() for name, _ in imported_modules(ast.parse(source), path)
    } - _KNOWN
    wanted -= sys.stdlib_module_names
    # Looking through all that is installed takes a tenth of a second.
    providers = packages_distributions() if wanted else {}
    yield from (name for module in sorted(wanted) for name in _installed(providers.get(module, ())))


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            continue
        yield name


def with_requirements(script: str, needed: Mapping[str, str]) -> str:
    """The script with inline metadata (PEP 723), which `uv run` and `pipx run` install."""
    listed = "".join(f'#   "{name}=={number}",\n' for name, number in needed.items())
    return f'# /// script\n# requires-python = "{_PYTHON}"\n# dependencies = [\n{listed}# ]\n# ///\n{script}'
