"""A site cut down to what one page may know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nutgraf.model.archive import FrozenReceipt
from nutgraf.model.figure import Exhibited, ExhibitId, Figure, StoredFigures
from nutgraf.model.page import Document, Page
from nutgraf.model.site import Plan, Site
from nutgraf.model.work import Bibliography, PrintedWorks
from nutgraf.render.corrections import Notices

_NOTHING = Document("")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page is made from: `pages` with their text, `mentioned` pages with no more than their dates and addresses,
    all versions of the figures of some `exhibits`, `facts`, the datasets that the page names beside those of figures
    and facts, the paths of versions whose summaries it shows.

    `uses`: where figures and facts are used matters to it.
    """

    pages: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    exhibits: frozenset[str] = frozenset()
    facts: tuple[ExhibitId, ...] = ()
    datasets: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    uses: bool = False


class Narrowing:
    """Cuts a site down, again and again."""

    def __init__(self, site: Site, exhibited: Exhibited, notices: Notices) -> None:
        self._site = site
        self._exhibited = exhibited
        self._notices = notices
        # A page knows the names of its own section and tags, not what else is in them.
        self._sections = {name: replace(section, pages=()) for name, section in site.sections.items()}
        self._tags = {name: replace(tag, pages=()) for name, tag in site.tags.items()}
        self._by_exhibit: dict[str, list[Plan]] = {}
        for plan in site.figures.values():
            self._by_exhibit.setdefault(plan.id.exhibit, []).append(plan)

    def plans_of(self, exhibit: str) -> tuple[Plan, ...]:
        """The figures of an exhibit, one for each choice of versions."""
        return tuple(self._by_exhibit.get(exhibit, ()))

    def cut(self, wanted: Wanted, cards: Iterable[str]) -> tuple[Site, Exhibited, Notices]:
        """The site, what was exhibited, and the notices, with no more than is wanted, and the `cards` of some pages."""
        plans = [plan for exhibit in sorted(wanted.exhibits) for plan in self.plans_of(exhibit)]
        written = {plan.id: self._notices.by_figure[plan.id] for plan in plans if plan.id in self._notices.by_figure}
        correcting = tuple(dict.fromkeys(page.path for pairs in written.values() for page, _ in pairs))
        pages = tuple(dict.fromkeys((*wanted.pages, *correcting)))
        # What a correction speaks of is shown on the page that has it.
        spoken = {each.id.exhibit for path in correcting for each in self._site.links[path].figures.values()}
        named = {each.name for path in pages for item in self._site.pages[path].corrections for each in item.exhibits}
        exhibits = wanted.exhibits | spoken | named
        plans = [plan for exhibit in sorted(exhibits) for plan in self.plans_of(exhibit)]
        facts = tuple(dict.fromkeys((*wanted.facts, *self._facts_of(pages))))
        frozen = tuple(receipt for receipt in self._site.frozen if receipt.exhibit in exhibits)
        site = self._site_of(wanted, pages, plans, facts, frozen)
        exhibited = self._exhibited_of(wanted, [plan.id for plan in plans], facts, cards)
        return site, exhibited, Notices(site, exhibited, written)

    def works_of(self, path: str, works: PrintedWorks) -> PrintedWorks:
        """The printed works that a page cites."""
        cites = dict.fromkeys(self._site.links[path].cites)
        keys = dict.fromkeys(cite.key for cite in cites)
        return PrintedWorks(
            works.form,
            {key: works.entries[key] for key in keys if key in works.entries},
            {cite: works.marks[cite] for cite in cites if cite in works.marks},
            {key: works.ranks[key] for key in keys if key in works.ranks},
        )

    def _facts_of(self, pages: Iterable[str]) -> tuple[ExhibitId, ...]:
        return tuple(fact for path in pages for fact in self._site.links[path].facts.values())

    def _site_of(
        self,
        wanted: Wanted,
        pages: tuple[str, ...],
        plans: list[Plan],
        facts: tuple[ExhibitId, ...],
        frozen: tuple[FrozenReceipt, ...],
    ) -> Site:
        site = self._site
        cited = {cite.key for path in pages for cite in site.links[path].cites}
        works = {key: work for key, work in site.bibliography.items.items() if key in cited} if cited else {}
        heads = {path: _head(site.pages[path]) for path in wanted.mentioned if path not in pages}
        own = [site.pages[path] for path in pages]
        tags = {tag for page in own for tag in page.tags}
        sections = {page.section for page in own}
        # Every page of a site is cut out: `replace` would take longer than all the rest.
        return Site(
            config=site.config,
            datasets={name: site.datasets[name] for name in wanted.datasets if name in site.datasets},
            pages={page.path: page for page in own} | heads,
            articles=(),
            sections={name: self._sections[name] for name in sorted(sections & self._sections.keys())},
            tags={name: self._tags[name] for name in sorted(tags & self._tags.keys())},
            figures={plan.id: _plan(plan, uses=wanted.uses) for plan in plans},
            facts={identity: _plan(site.facts[identity], uses=wanted.uses) for identity in facts},
            links={path: site.links[path] for path in pages},
            bibliography=Bibliography(works, site.bibliography.whole),
            frozen=frozen,
        )

    def _exhibited_of(
        self, wanted: Wanted, identities: list[ExhibitId], facts: tuple[ExhibitId, ...], cards: Iterable[str]
    ) -> Exhibited:
        made = self._exhibited
        drawn = [identity for identity in identities if identity in made.heads]
        return Exhibited(
            figures=_only(made.figures, drawn),
            facts={identity: made.facts[identity] for identity in facts if identity in made.facts},
            summaries={path: made.summaries[path] for path in wanted.versions if path in made.summaries},
            cards={page: made.cards[page] for page in cards if page in made.cards},
            differences={path: made.differences[path] for path in wanted.versions if path in made.differences},
            heads={identity: made.heads[identity] for identity in drawn},
        )


def _head(page: Page) -> Page:
    """What is known of a page without its text."""
    return replace(page, title=_NOTHING, summary=_NOTHING, body=_NOTHING, corrections=(), digest="")


def _plan(plan: Plan, *, uses: bool) -> Plan:
    return plan if uses else replace(plan, used_in=())


def _only(figures: Mapping[ExhibitId, Figure], identities: Iterable[ExhibitId]) -> Mapping[ExhibitId, Figure]:
    if isinstance(figures, StoredFigures):
        return figures.only(identities)
    return {identity: figures[identity] for identity in identities}
