"""From the site and its figures to HTML pages."""

from nutgraf.render.pages import SiteAssets, page_texts, render_pages

__all__ = ["SiteAssets", "page_texts", "render_pages"]
