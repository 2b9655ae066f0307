"""What the references of one page mean."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from nutgraf.model.exhibit import Exhibit, ExhibitKind, Exhibits
from nutgraf.model.figure import ExhibitId
from nutgraf.model.page import Content, Page, Reference, ReferenceKind, all_references
from nutgraf.model.site import NumberedFigure, PageLinks
from nutgraf.model.work import Cite
from nutgraf.problems import Location, Problem, did_you_mean
from nutgraf.site.plans import Planner

_KIND_OF_SCHEME = {
    ReferenceKind.CHART: ExhibitKind.CHART,
    ReferenceKind.TABLE: ExhibitKind.TABLE,
    ReferenceKind.FACT: ExhibitKind.FACT,
}


@dataclass(slots=True)
class PageResolver:
    """Resolves the references of one page; the sums of what it found become the page's links."""

    page: Page
    content: Content
    exhibits: Exhibits
    planner: Planner
    pins: Mapping[str, dt.date]
    pages: Mapping[str, Page]
    addresses: dict[Location, str] = field(default_factory=dict)
    figures: dict[Location, NumberedFigure] = field(default_factory=dict)
    facts: dict[Location, ExhibitId] = field(default_factory=dict)
    cites: list[Cite] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def resolve(self) -> PageLinks:
        """The page's links; what could not be resolved is in `problems`."""
        references = [reference for document in self.page.documents for reference in all_references(document)]
        for reference in references:
            if reference.kind in _KIND_OF_SCHEME:
                self._resolve_exhibit(reference)
            elif reference.kind is ReferenceKind.CITATION:
                self._resolve_citation(reference)
            elif reference.kind is ReferenceKind.IMAGE:
                self._resolve_image(reference)
            elif reference.kind is ReferenceKind.LINK:
                self._resolve_link(reference)
        # A text may mention a figure before it appears, so cross-references come last.
        for reference in references:
            if reference.kind is ReferenceKind.CROSSREF:
                self._resolve_crossref(reference)
        return PageLinks(self.addresses, self.figures, self.facts, tuple(self.cites))

    def _resolve_exhibit(self, reference: Reference) -> None:
        exhibit = self._exhibit(reference, reference.target, _KIND_OF_SCHEME[reference.kind])
        if exhibit is None:
            return
        identity = self.planner.plan(exhibit, self.pins, self.page.path)
        if exhibit.kind is ExhibitKind.FACT:
            self.facts[reference.location] = identity
            return
        self.figures[reference.location] = self._numbered(identity, exhibit.kind)

    def _numbered(self, identity: ExhibitId, kind: ExhibitKind) -> NumberedFigure:
        """Charts and tables are counted apart."""
        before = list(self.figures.values())
        number = 1 + sum(self.exhibits.by_name[shown.id.exhibit].kind is kind for shown in before)
        again = sum(shown.id.exhibit == identity.exhibit for shown in before)
        return NumberedFigure(
            identity, number, figure_anchor(identity.exhibit, kind) + (f"-{again + 1}" if again else "")
        )

    def _exhibit(self, reference: Reference, name: str, kind: ExhibitKind) -> Exhibit | None:
        if name in self.planner.broken:
            return None
        exhibit = self.exhibits.by_name.get(name)
        place = reference.target_location
        if exhibit is None:
            known = [other.name for other in self.exhibits.by_name.values() if other.kind is kind]
            hint = did_you_mean(name, known, f"{kind.value}s")
            self.problems.append(Problem(f"unknown-{kind.value}", f"there is no {kind.value} {name}", place, hint))
            return None
        if exhibit.kind is not kind:
            message = f"{name} is a {exhibit.kind.value}, not a {kind.value}"
            hint = f"write {exhibit.kind.value}:{name}; it is made at {exhibit.location}"
            self.problems.append(Problem(f"unknown-{kind.value}", message, place, hint))
            return None
        return exhibit

    def _resolve_citation(self, reference: Reference) -> None:
        items = self.content.bibliography.items
        if reference.target in items:
            self.cites.append(reference.cite)
            return
        if not self.content.bibliography.whole:
            return
        hint = did_you_mean(reference.target, items, "keys") + "; works are listed in content/references.yaml"
        message = f"no work has the key {reference.target}"
        self.problems.append(Problem("unknown-citation", message, reference.target_location, hint))

    def _resolve_image(self, reference: Reference) -> None:
        if urlsplit(reference.target).scheme:
            hint = "put the image beside the article: pages ask nothing of other sites"
            message = f"{reference.target} is not on this site"
            self.problems.append(Problem("missing-image", message, reference.target_location, hint))
            return
        path = self._path(reference.target)
        if path in self.content.images:
            self.addresses[reference.location] = _image_permalink(path)
            return
        hint = did_you_mean(path, self.content.images, "images")
        message = f"there is no image {path}"
        self.problems.append(Problem("missing-image", message, reference.target_location, hint))

    def _resolve_link(self, reference: Reference) -> None:
        target = reference.target
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or target.startswith("/"):
            self.addresses[reference.location] = target
            return
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if not parts.path:
            self.addresses[reference.location] = self.page.permalink + anchor
            return
        path = self._path(parts.path)
        if path in self.pages:
            self.addresses[reference.location] = self.pages[path].permalink + anchor
        elif path in self.content.images:
            self.addresses[reference.location] = _image_permalink(path)
        elif path not in self.content.unreadable:
            hint = did_you_mean(path, self.pages, "articles")
            self.problems.append(Problem("dead-link", f"there is no file {path}", reference.target_location, hint))

    def _resolve_crossref(self, reference: Reference) -> None:
        name = reference.target
        shown = next((figure for figure in self.figures.values() if figure.id.exhibit == name), None)
        if shown is not None:
            self.addresses[reference.location] = f"{self.page.permalink}#{shown.anchor}"
            return
        if name in self.planner.broken:
            return
        here = [figure.id.exhibit for figure in self.figures.values()]
        elsewhere = next((page for page in self.content.pages if _shows(page, name)), None)
        if elsewhere is not None:
            path = posixpath.relpath(elsewhere.path, posixpath.dirname(self.page.path))
            shown_there = self.exhibits.by_name.get(name)
            anchor = figure_anchor(name, shown_there.kind if shown_there is not None else ExhibitKind.CHART)
            hint = f"another page does: write [{reference.text or 'the figure'}]({path}#{anchor})"
        else:
            hint = did_you_mean(name, here, "figures on this page")
        message = f"this page does not show {name}"
        self.problems.append(Problem("dead-anchor", message, reference.target_location, hint))

    def _path(self, target: str) -> str:
        """A path relative to the page's file, as a path below the site's root."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page.path), unquote(target)))


def figure_anchor(name: str, kind: ExhibitKind) -> str:
    """The id of a figure on the pages that show it."""
    return f"{'table' if kind is ExhibitKind.TABLE else 'figure'}-{name}"


def _shows(page: Page, name: str) -> bool:
    kinds = (ReferenceKind.CHART, ReferenceKind.TABLE)
    references = (reference for document in page.documents for reference in all_references(document))
    return any(reference.kind in kinds and reference.target == name for reference in references)


def _image_permalink(path: str) -> str:
    return "/" + path.removeprefix("content/")
