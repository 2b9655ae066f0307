"""The engine's shape: small modules and functions, telling names, one version."""

from __future__ import annotations

import ast
import re
import tomllib

import altair
import vl_convert

import nutgraf
from tests.repository.repository import ROOT, engine_modules, functions, relative

MODULE_LINES = 350
FUNCTION_LINES = 45
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}


def test_modules_are_short() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in engine_modules()}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    long = {}
    for path in engine_modules():
        for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > FUNCTION_LINES:
                long[f"{relative(path)}:{function.name}"] = length
    assert long == {}


def test_names_say_something() -> None:
    names = {part for path in engine_modules() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert {name for name in names if name.strip("_") in VAGUE_NAMES} == set()


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == nutgraf.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(nutgraf.__version__)}\]", changelog, re.MULTILINE)


def test_altair_writes_what_vl_convert_draws() -> None:
    """docs/adr/0004-pinned-drawing-tools.md"""
    written = re.match(r"v(\d+\.\d+)", altair.SCHEMA_VERSION)
    assert written is not None
    assert written[1] in vl_convert.get_vegalite_versions()
