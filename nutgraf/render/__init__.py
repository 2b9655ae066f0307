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
from nutgraf.render.tables import table_view

__all__ = [
    "SiteAssets",
    "Support",
    "TemplateSet",
    "correction_notices",
    "page_texts",
    "render_pages",
    "site_view",
    "table_view",
]
