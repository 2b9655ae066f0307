"""The theme: templates, style sheet and fonts, a site's own in front of the default ones."""

from nutgraf.templates.assets import Assets, make_assets
from nutgraf.templates.closure import template_digests, theme_files
from nutgraf.templates.lookup import SiteFiles
from nutgraf.templates.rendering import Templates, load_templates
from nutgraf.templates.theme import read_theme

__all__ = [
    "Assets",
    "SiteFiles",
    "Templates",
    "load_templates",
    "make_assets",
    "read_theme",
    "template_digests",
    "theme_files",
]
