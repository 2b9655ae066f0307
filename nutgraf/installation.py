"""Where this program lies on the disk."""

from __future__ import annotations

from pathlib import Path

CHECKOUT_THEME = "templates"


def package_folder() -> Path:
    """The folder of the package `nutgraf`."""
    return Path(__file__).resolve().parent


def default_theme_folder() -> Path:
    """The default theme: `nutgraf/theme` of an installed wheel, the top-level `templates/` of a checkout."""
    installed = package_folder() / "theme"
    return installed if installed.is_dir() else package_folder().parent / CHECKOUT_THEME
