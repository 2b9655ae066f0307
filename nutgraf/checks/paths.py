"""No two files of the site overwrite each other where names are told apart less strictly than here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from nutgraf.model.artifact import Artifacts
from nutgraf.model.site import Site
from nutgraf.problems import Location, Problem


def check_paths(site: Site, artifacts: Artifacts) -> Iterator[Problem]:
    """`same-path`: files, or folders, whose names differ only by case or by the form of their letters, as macOS and
    Windows do not tell them apart."""
    first: dict[str, str] = {}
    for path in sorted(artifacts):
        parts = path.split("/")
        for length in range(1, len(parts) + 1):
            part = "/".join(parts[:length])
            known = first.setdefault(part if part.isascii() and part.islower() else _folded(part), part)
            if known != part:
                yield _problem(site, path, part, known)
                break


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _problem(site: Site, path: str, part: str, known: str) -> Problem:
    source = f"content/{path}"
    place = Location(source if source in site.images else f"site/{path}")
    message = f"{part} and {known} are one file or folder on macOS and Windows"
    return Problem("same-path", message, place, "rename one of them")
