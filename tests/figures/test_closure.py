from __future__ import annotations

import ast
import sys

from nutgraf.figures.closure import closure_files
from nutgraf.figures.drawing_parts import ENTRIES
from nutgraf.outputs.bundles.requirements import DRAWING, READING

MODULES_OF = {"brotli": "brotli", "mini-racer": "py_mini_racer", "msgspec": "msgspec", "altair": "altair"}


def test_a_closure_has_what_its_entries_import_and_empty_packages() -> None:
    files = closure_files(["nutgraf.sources"])
    assert sorted(files) == [
        "nutgraf/__init__.py",
        "nutgraf/digest.py",
        "nutgraf/problems.py",
        "nutgraf/sources.py",
        "nutgraf/stamps.py",
    ]
    assert files["nutgraf/__init__.py"] == b""


def test_a_package_whose_names_are_imported_comes_with_them() -> None:
    files = closure_files(["nutgraf.model.config"])
    assert b"Locale" in files["nutgraf/locales/__init__.py"]
    assert files["nutgraf/model/__init__.py"] == b""


def test_a_bundle_needs_no_package_but_those_that_it_names() -> None:
    imported = {
        name.split(".")[0]
        for source in closure_files(ENTRIES).values()
        for statement in ast.walk(ast.parse(source))
        for name in _names(statement)
    }
    named = {MODULES_OF.get(package, package) for package in (*DRAWING, *READING)}
    assert imported - sys.stdlib_module_names - {"nutgraf", "charts"} <= named


def _names(statement: ast.AST) -> list[str]:
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    return [statement.module] if isinstance(statement, ast.ImportFrom) and statement.module else []
