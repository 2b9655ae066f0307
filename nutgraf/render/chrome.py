"""What every page shows of the site, and what feeds say of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.model.views import Link, SiteView
from nutgraf.render.articles import ArticleRenderer
from nutgraf.render.corrections import Notices, find_notices


@dataclass(frozen=True, slots=True)
class SiteAssets:
    """Permalinks of the style sheet, of the fonts to load first, of the script and of its bundle, or ""."""

    style: str
    preload: tuple[str, ...] = ()
    script: str = ""
    bundle: str = ""


def page_texts(site: Site) -> Mapping[str, tuple[str, str]]:
    """Title and summary of every page as plain text, for feeds."""
    nothing = Exhibited()
    articles = ArticleRenderer(site, nothing, lambda view, link: Markup(), Notices(site, nothing))
    texts = {path: (articles.text(page), page) for path, page in site.pages.items()}
    return {path: (text.plain(page.title), text.plain(page.summary)) for path, (text, page) in texts.items()}


def correction_notices(site: Site, exhibited: Exhibited) -> tuple[CorrectionView, ...]:
    """The corrections of all pages, the newest first, for feeds."""
    return find_notices(site, exhibited).all()


def site_view(site: Site, assets: SiteAssets) -> SiteView:
    """What every page shows of the site."""
    config = site.config
    licence = config.licence
    return SiteView(
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        language=config.language,
        navigation=tuple(Link(title, permalink) for title, permalink in site.navigation),
        sections=tuple(Link(section.title, section.permalink) for section in site.sections.values()),
        social=tuple(Link(link.title, link.url) for link in config.social),
        repository=config.repository,
        licence=Link(licence.title, licence.url) if licence is not None else None,
        licence_note=licence.note if licence is not None else "",
        feed="/feed.xml",
        style=assets.style,
        preload=assets.preload,
        script=assets.script,
        bundle=assets.bundle,
        keeps_data=any(dataset.redistribution != "open" for dataset in site.datasets.values()),
        contact=config.contact,
    )
