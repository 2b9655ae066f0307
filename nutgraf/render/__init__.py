"""From the site and its figures to HTML pages."""

from nutgraf.render.pages import SiteAssets, render_pages

__all__ = ["SiteAssets", "render_pages"]
