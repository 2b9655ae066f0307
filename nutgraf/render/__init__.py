"""From the site and its figures to HTML pages."""

from nutgraf.render.pages import (
    SiteAssets,
    Support,
    TemplateSet,
    correction_notices,
    page_texts,
    render_pages,
    site_view,
)

__all__ = ["SiteAssets", "Support", "TemplateSet", "correction_notices", "page_texts", "render_pages", "site_view"]
