"""Articles as the command line names them."""

from __future__ import annotations

from nutgraf.model.page import Page
from nutgraf.model.site import Site
from nutgraf.problems import Location, Problem, did_you_mean


def find_article(site: Site, article: str) -> Page | None:
    """The page of a file, named from the site's folder, from `content/` or from where the user is."""
    names = {article, f"content/{article}", f"content/{article}.md"}
    return next((page for path, page in site.pages.items() if path in names), None)


def unknown_article(site: Site, article: str) -> Problem:
    """That there is no such article, and which there are."""
    hint = did_you_mean(article, site.pages, "articles")
    return Problem("unknown-article", f"there is no article {article}", Location("content"), hint)
