"""Where templates come from: a site's own `templates/`, then the default theme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from nutgraf.problems import Outcome

SITE_FOLDER = "templates"
PACKAGE_FOLDER = "nutgraf/theme"


class SiteFiles(Protocol):
    """The part of the site's sources that templates need."""

    def __contains__(self, path: str) -> bool: ...

    def below(self, folder: str, *suffixes: str) -> tuple[str, ...]: ...

    def read_text(self, path: str) -> Outcome[str]: ...


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The files of a theme by name (`article.html`, `assets/css/1-page.css`), the site's own in front."""

    site: SiteFiles
    default: Path

    def path(self, name: str) -> str:
        """How problems name the file: below `templates/`, or below the package for the default theme's."""
        own = f"{SITE_FOLDER}/{name}"
        return own if own in self.site else f"{PACKAGE_FOLDER}/{name}"

    def read(self, name: str) -> Outcome[str] | None:
        """The file's text; None where there is no such file."""
        own = f"{SITE_FOLDER}/{name}"
        if own in self.site:
            return self.site.read_text(own)
        return self.read_default(name)

    def read_default(self, name: str) -> Outcome[str] | None:
        """The default theme's file of that name."""
        file = (self.default / name).resolve()
        if not file.is_relative_to(self.default.resolve()) or not file.is_file():
            return None
        return Outcome(file.read_text("utf-8"))

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The names below `folder` ("" for all) that end in `suffix`, sorted."""
        own = (path.removeprefix(f"{SITE_FOLDER}/") for path in self.site.below(SITE_FOLDER, suffix))
        files = (self.default / folder).rglob(f"*{suffix}")
        every = {*own, *(file.relative_to(self.default).as_posix() for file in files)}
        return tuple(sorted(name for name in every if name.startswith(folder)))
