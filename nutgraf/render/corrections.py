"""Corrections as notices: on their page, at the figures that they are about, and in the list of all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from nutgraf.archive import published_before
from nutgraf.model.archive import SHOWN_DIGITS, FrozenReceipt
from nutgraf.model.correction_views import CorrectedFigure, CorrectionView, EarlierCopy
from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.page import Correction, CorrectionKind, Document, Page
from nutgraf.model.site import Site
from nutgraf.permalinks import Linker, relative_to
from nutgraf.render.text import PageText

CORRECTIONS_PAGE = "/corrections/"

# The word for a notice, and for what it made of the page.
_WORDS: Mapping[CorrectionKind, tuple[str, str]] = {
    CorrectionKind.CORRECTION: ("Correction", "Corrected"),
    CorrectionKind.CLARIFICATION: ("Clarification", "Clarified"),
    CorrectionKind.UPDATE: ("Update", "Updated"),
    CorrectionKind.NOTE: ("Editor’s note", "Editor’s note added"),
    CorrectionKind.RETRACTION: ("Retraction", "Retracted"),
}

# What counts where there is room for one notice only: a reader must not miss that something was false.
_GRAVEST_FIRST = (
    CorrectionKind.RETRACTION,
    CorrectionKind.CORRECTION,
    CorrectionKind.CLARIFICATION,
    CorrectionKind.NOTE,
    CorrectionKind.UPDATE,
)

Written = tuple[Page, Correction]
WriteText = Callable[[Document], Markup]


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of a site. `by_figure` are the corrections of each figure, the newest first."""

    site: Site
    exhibited: Exhibited
    by_figure: Mapping[ExhibitId, tuple[Written, ...]] = field(default_factory=dict)

    def of_page(self, page: Page, text: PageText) -> tuple[CorrectionView, ...]:
        """The notices on their page, whose `text` writes them."""
        return tuple(self._view(page, correction, text) for correction in page.corrections)

    def of_figure(self, identity: ExhibitId, url: str) -> tuple[CorrectionView, ...]:
        """The notices about a figure, as the page at `url` shows them."""
        link = relative_to(url)
        return tuple(self._elsewhere(page, correction, link) for page, correction in self.by_figure.get(identity, ()))

    def mark_of_figure(self, identity: ExhibitId, url: str) -> CorrectionView | None:
        """The gravest notice about a figure, the newest of its kind."""
        return min(self.of_figure(identity, url), key=_gravity, default=None)

    def mark_of_page(self, page: Page, url: str) -> CorrectionView | None:
        """That an article was false, for a list of articles at `url`."""
        grave = [correction for correction in page.corrections if correction.withdraws]
        link = relative_to(url)
        return min((self._elsewhere(page, each, link) for each in grave), key=_gravity, default=None)

    def all(self) -> tuple[CorrectionView, ...]:
        """The notices of all pages but drafts, the newest first, as the list of corrections shows them."""
        link = relative_to(CORRECTIONS_PAGE)
        pages = [page for page in self.site.pages.values() if not page.draft]
        views = [self._elsewhere(page, correction, link) for page in pages for correction in page.corrections]
        return tuple(sorted(views, key=lambda view: (-view.date.toordinal(), view.page_url)))

    def _elsewhere(self, page: Page, correction: Correction, link: Linker) -> CorrectionView:
        """A notice on a page that is not its own."""
        computed = frozenset(self.exhibited.facts)
        text = PageText(self.site, page, link, lambda reference, shown: Markup(), computed, on_its_page=False)
        return self._view(page, correction, text)

    def _view(self, page: Page, correction: Correction, text: PageText) -> CorrectionView:
        name, done = _WORDS[correction.kind]
        return CorrectionView(
            kind=correction.kind.value,
            name=name,
            done=done,
            date=correction.date,
            text=text.plain(correction.text),
            html=text.html(correction.text),
            anchor=correction.anchor,
            url=f"{page.permalink}#{correction.anchor}",
            page=text.plain(page.title),
            page_url=page.permalink,
            withdraws=correction.withdraws,
            figures=tuple(self._figure(named.name, correction, page) for named in correction.exhibits),
        )

    def _figure(self, name: str, correction: Correction, page: Page) -> CorrectedFigure:
        places = [place for place in self.site.links[page.path].figures.values() if place.id.exhibit == name]
        drawn = [self.exhibited.heads[place.id] for place in places if place.id in self.exhibited.heads]
        current = drawn[0].digest if drawn else ""
        copies = published_before(correction, name, page, self.site.frozen, current)
        titles = [*(figure.title for figure in drawn), *(receipt.title for receipt in copies), name]
        url = f"{page.permalink}#{places[0].anchor}" if places else ""
        earlier = tuple(map(_earlier, copies)) if correction.withdraws else ()
        return CorrectedFigure(titles[0], url, earlier)


def find_notices(site: Site, exhibited: Exhibited) -> Notices:
    """The notices of a site, with those about each figure. A figure that its page no longer shows has them on its own
    page, which is drawn from the newest data."""
    by_figure: dict[ExhibitId, list[Written]] = defaultdict(list)
    for page in site.pages.values():
        for correction in page.corrections if not page.draft else ():
            for name in dict.fromkeys(named.name for named in correction.exhibits):
                for identity in _figures_named(name, page, site):
                    by_figure[identity].append((page, correction))
    ordered = {identity: tuple(sorted(written, key=_newest_first)) for identity, written in by_figure.items()}
    return Notices(site, exhibited, ordered)


def _figures_named(name: str, page: Page, site: Site) -> list[ExhibitId]:
    shown = [place.id for place in site.links[page.path].figures.values() if place.id.exhibit == name]
    own_page = [plan.id for plan in site.figures.values() if plan.permalink == f"/figures/{name}/"]
    return list(dict.fromkeys(shown or own_page))


def _newest_first(written: Written) -> int:
    return -written[1].date.toordinal()


def _gravity(view: CorrectionView) -> tuple[int, int]:
    return _GRAVEST_FIRST.index(CorrectionKind(view.kind)), -view.date.toordinal()


def _earlier(receipt: FrozenReceipt) -> EarlierCopy:
    edition = dt.date.fromisoformat(receipt.edition) if receipt.edition else None
    return EarlierCopy(receipt.permalink, receipt.digest[:SHOWN_DIGITS], edition)
