"""From the site and its figures to HTML pages."""

from nutgraf.render.articles import Support
from nutgraf.render.chrome import SiteAssets, correction_notices, page_texts, site_view
from nutgraf.render.making import PageMaking, Rendering, render_pages, render_some
from nutgraf.render.outline import Outline
from nutgraf.render.pages import TemplateSet
from nutgraf.render.tables import table_view

__all__ = [
    "Outline",
    "PageMaking",
    "Rendering",
    "SiteAssets",
    "Support",
    "TemplateSet",
    "correction_notices",
    "page_texts",
    "render_pages",
    "render_some",
    "site_view",
    "table_view",
]
