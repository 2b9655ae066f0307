"""Which pages a site has, and what each is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial

from markupsafe import Markup

from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.page import Page
from nutgraf.model.site import HOME_ARTICLES, HOME_FIGURES, Plan, Section, Site, Tag
from nutgraf.model.views import Link
from nutgraf.render.articles import ArticleRenderer, Support
from nutgraf.render.corrections import CORRECTIONS_PAGE, find_notices
from nutgraf.render.datasets import MOST_SENTENCES, origins_of, plans_by_dataset
from nutgraf.render.narrowing import Narrowing, Wanted
from nutgraf.render.sentences import CheckedSentence, checked_sentences
from nutgraf.render.standing import made_plans
from nutgraf.render.units import Listed, Unit, UnitKind

UnitName = tuple[UnitKind, str]
"""The kind and the `name` of a unit."""


class Planning:
    """The units of a site. `sizes` are the lengths of source files in bytes by path, `tools` the versions of the
    programs that make the site.

    They are made from the outline of the site. Only an article knows its own text, and datasets the sentences that give
    them as their source: `texts_of` says whose.
    """

    def __init__(
        self,
        site: Site,
        outline: Site,
        exhibited: Exhibited,
        support: Support,
        sizes: Mapping[str, int],
        tools: Mapping[str, str],
    ) -> None:
        self._whole = site
        self._site = outline
        self._exhibited = exhibited
        notices = find_notices(outline, exhibited)
        self._support = support
        self._sizes = sizes
        self._tools = tools
        self._narrowing = Narrowing(outline, exhibited, notices)
        self._made = made_plans(site.figures, exhibited.heads)
        self._positions = {
            path: place for section in site.sections.values() for place, path in enumerate(section.pages)
        }
        self._coverage = {page.path: page for page in support.numbers}
        self._articles = ArticleRenderer(outline, exhibited, lambda view, link: Markup(), notices)
        # Made when they are first asked for: a single page needs few of them.
        self._titles: dict[str, Link] = {}
        self._listings: dict[str, Listed] = {}

    def units(self) -> Iterator[tuple[UnitName, Callable[[], Unit]]]:
        """All of them, each with what makes it; those of a kind follow each other."""
        site = self._site
        for path in site.pages:
            yield ("article", path), partial(self.article, path)
        yield ("home", "/"), self._home
        for section in site.sections.values():
            yield ("section", section.name), partial(self._section, section)
        for tag in site.tags.values():
            yield ("tag", tag.name), partial(self._tag, tag)
        yield ("tags", "/tags/"), self._tags
        for plans in self._made.values():
            for plan in plans:
                yield ("figure", plan.permalink), partial(self.figure, plan)
        yield ("figures", "/figures/"), self._figures
        for name in site.datasets:
            yield ("dataset", name), partial(self._dataset, name)
        yield ("datasets", "/data/"), self._datasets
        yield ("facts", "/numbers/"), self._facts
        yield ("corrections", CORRECTIONS_PAGE), self._corrections
        yield ("404", "/404.html"), partial(self._unit, "404", "/404.html", Wanted())

    def texts_of(self, unit: UnitName) -> tuple[str, ...]:
        """The pages whose texts a unit is made from."""
        kind, name = unit
        if kind == "article":
            return (name,)
        if kind == "dataset":
            return self._sentence_pages.get(name, ())
        return self._with_facts if kind == "datasets" else ()

    def _unit(self, kind: UnitKind, name: str, wanted: Wanted, *at: str) -> Unit:
        """A unit whose pages are at the permalinks `at`, or `name`."""
        site, exhibited, notices = self._narrowing.cut(wanted, (*(at or (name,)), "/"))
        return Unit(kind, name, site, exhibited, notices)

    def article(self, path: str) -> Unit:
        """The page of an article, or another page in `content/`."""
        site, page = self._site, self._site.pages[path]
        shown = [figure.id for figure in site.links[page.path].figures.values()]
        related = tuple(self._listed(path) for path in site.related.get(page.path, ()))
        exhibits = _exhibits((*shown, *_leads(related)))
        wanted = Wanted(pages=(page.path,), exhibits=exhibits)
        before, after = self._neighbours(page)
        unit = self._unit("article", page.path, wanted, page.permalink)
        whole = self._whole
        own = replace(
            unit.site,
            pages={**unit.site.pages, path: whole.pages[path]},
            links={**unit.site.links, path: whole.links[path]},
        )
        return replace(
            unit,
            site=own,
            listed=related,
            before=before,
            after=after,
            coverage=self._coverage.get(page.path),
            works=self._narrowing.works_of(page.path, self._support.works),
        )

    def _neighbours(self, page: Page) -> tuple[Link | None, Link | None]:
        """The older and the newer article of the same section."""
        section = self._site.sections.get(page.section)
        position = self._positions.get(page.path) if section is not None else None
        if section is None or position is None:
            return None, None
        older = section.pages[position + 1 : position + 2]
        newer = section.pages[position - 1 : position] if position else ()
        before, after = (self._title(paths[0]) if paths else None for paths in (older, newer))
        return before, after

    def _home(self) -> Unit:
        site = self._site
        # What leads an article stands on the page already, and the ids of an SVG must be there once.
        leading = {site.pages[path].lead_figure for path in site.articles}
        others = tuple(plan.id for plan in self._newest() if plan.id.exhibit not in leading)[:HOME_FIGURES]
        unit = self._list("home", "/", "/", site.articles[:HOME_ARTICLES], others)
        if len(site.articles) > HOME_ARTICLES:
            # The others are found there.
            sections = {name: replace(section, pages=()) for name, section in site.sections.items() if section.pages}
            unit = replace(unit, site=replace(unit.site, sections=sections))
        return replace(unit, shown=others)

    def _section(self, section: Section) -> Unit:
        unit = self._list("section", section.name, section.permalink, section.pages)
        return replace(unit, site=replace(unit.site, sections={section.name: replace(section, pages=())}))

    def _tag(self, tag: Tag) -> Unit:
        unit = self._list("tag", tag.name, tag.permalink, tag.pages)
        return replace(unit, site=replace(unit.site, tags={tag.name: replace(tag, pages=())}))

    def _tags(self) -> Unit:
        unit = self._unit("tags", "/tags/", Wanted())
        return replace(unit, site=replace(unit.site, tags=self._site.tags))

    def _figures(self) -> Unit:
        newest = tuple(plan.id for plan in self._newest())
        return replace(self._unit("figures", "/figures/", Wanted(exhibits=_exhibits(newest))), shown=newest)

    def _list(
        self, kind: UnitKind, name: str, at: str, paths: Iterable[str], others: tuple[ExhibitId, ...] = ()
    ) -> Unit:
        listed = tuple(self._listed(path) for path in paths)
        exhibits = _exhibits((*_leads(listed), *others))
        return replace(self._unit(kind, name, Wanted(exhibits=exhibits), at), listed=listed)

    def _newest(self) -> list[Plan]:
        """One figure for each exhibit, on its newest data."""
        plans = self._site.figures.values()
        newest = [plan for plan in plans if plan.permalink == f"/figures/{plan.id.exhibit}/"]
        return [plan for plan in newest if plan.id in self._exhibited.heads]

    def figure(self, plan: Plan) -> Unit:
        """The page of a figure, and the one for other sites to frame."""
        versions = [version.path for given in plan.inputs for version in given.versions]
        users = [path for other in self._narrowing.plans_of(plan.id.exhibit) for path in other.used_in]
        wanted = Wanted(
            mentioned=tuple(dict.fromkeys(users)),
            exhibits=frozenset({plan.id.exhibit}),
            datasets=tuple(self._lineage([given.dataset.name for given in plan.inputs])),
            versions=tuple(versions),
            uses=True,
        )
        return replace(
            self._unit("figure", plan.permalink, wanted, plan.permalink, plan.embed),
            figure=plan.id,
            titles=self._titles_of(users),
            sizes={path: self._sizes[path] for path in versions},
            tools=self._tools,
        )

    def _lineage(self, names: Iterable[str]) -> Iterator[str]:
        """Datasets, and those that they were derived from."""
        waiting, seen = list(names), set[str]()
        while waiting:
            name = waiting.pop(0)
            if name in seen or name not in self._site.datasets:
                continue
            seen.add(name)
            yield name
            for version in self._site.datasets[name].versions:
                if version.lineage is not None:
                    waiting += [origin.dataset for origin in version.lineage.origins]

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[CheckedSentence, ...]]:
        return checked_sentences(self._whole, self._exhibited.facts)

    @cached_property
    def _sentence_pages(self) -> Mapping[str, tuple[str, ...]]:
        """By dataset the pages with a number that it gives."""
        pages: dict[str, dict[str, None]] = {}
        for plan in self._site.facts.values():
            for given in plan.inputs:
                pages.setdefault(given.dataset.name, {}).update(dict.fromkeys(plan.used_in))
        return {name: tuple(paths) for name, paths in pages.items()}

    @cached_property
    def _with_facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for plan in self._site.facts.values() for path in plan.used_in))

    @cached_property
    def _data_wanted(self) -> Mapping[str, Wanted]:
        """What the page of each dataset is made from."""
        figures = plans_by_dataset(self._made)
        facts = plans_by_dataset(made_plans(self._site.facts, self._exhibited.facts))
        return {
            name: self._dataset_wanted(name, figures.get(name, ()), facts.get(name, ()), self._sentences[name])
            for name in self._site.datasets
        }

    def _dataset(self, name: str) -> Unit:
        wanted = self._data_wanted[name]
        unit = self._unit("dataset", name, wanted, self._site.datasets[name].permalink)
        return self._with_data(unit, wanted, {name: self._sentences[name]})

    def _datasets(self) -> Unit:
        every = _together(self._data_wanted.values())
        return self._with_data(self._unit("datasets", "/data/", every), every, self._sentences)

    def _dataset_wanted(
        self, name: str, figures: Iterable[Plan], facts: Iterable[Plan], sentences: tuple[CheckedSentence, ...]
    ) -> Wanted:
        dataset = self._site.datasets[name]
        plans = (*figures, *facts)
        shown = sentences[:MOST_SENTENCES]
        said = [fact for sentence in shown for _, fact in sentence.pieces if fact is not None]
        return Wanted(
            mentioned=(*(path for plan in plans for path in plan.used_in), *(sentence.page for sentence in shown)),
            exhibits=_exhibits(plan.id for plan in figures),
            facts=(*(plan.id for plan in facts), *said),
            datasets=(name, *origins_of(dataset)),
            versions=tuple(version.path for version in dataset.versions),
            uses=True,
        )

    def _with_data(self, unit: Unit, wanted: Wanted, sentences: Mapping[str, tuple[CheckedSentence, ...]]) -> Unit:
        return replace(
            unit,
            titles=self._titles_of(wanted.mentioned),
            sizes={path: self._sizes[path] for path in wanted.versions},
            sentences=sentences,
        )

    def _facts(self) -> Unit:
        plans = [plan for plan in self._site.facts.values() if plan.id in self._exhibited.facts]
        users = [path for plan in plans for path in plan.used_in]
        wanted = Wanted(mentioned=tuple(dict.fromkeys(users)), facts=tuple(plan.id for plan in plans), uses=True)
        return replace(self._unit("facts", "/numbers/", wanted), titles=self._titles_of(users))

    def _corrections(self) -> Unit:
        paths = tuple(path for path, page in self._site.pages.items() if page.corrections)
        shown = [each.id for path in paths for each in self._site.links[path].figures.values()]
        return self._unit("corrections", CORRECTIONS_PAGE, Wanted(pages=paths, exhibits=_exhibits(shown)))

    def _lead(self, path: str) -> ExhibitId | None:
        """The figure that `figure` in the front matter names: as the page shows it, else on the newest data."""
        name = self._site.pages[path].lead_figure
        if not name:
            return None
        shown = [figure.id for figure in self._site.links[path].figures.values() if figure.id.exhibit == name]
        wanted = (*shown, *(plan.id for plan in self._narrowing.plans_of(name)))
        return next((identity for identity in wanted if identity in self._exhibited.heads), None)

    def _titles_of(self, paths: Iterable[str]) -> Mapping[str, Link]:
        return {path: self._title(path) for path in dict.fromkeys(paths)}

    def _title(self, path: str) -> Link:
        if path not in self._titles:
            self._titles[path] = self._articles.link_to(self._site.pages[path])
        return self._titles[path]

    def _listed(self, path: str) -> Listed:
        if path not in self._listings:
            self._listings[path] = Listed(self._articles.card(self._site.pages[path]), self._lead(path))
        return self._listings[path]


def _exhibits(identities: Iterable[ExhibitId]) -> frozenset[str]:
    return frozenset(identity.exhibit for identity in identities)


def _leads(listed: Iterable[Listed]) -> list[ExhibitId]:
    return [each.lead for each in listed if each.lead is not None]


def _together(wanted: Iterable[Wanted]) -> Wanted:
    every = list(wanted)
    return Wanted(
        mentioned=tuple(dict.fromkeys(path for each in every for path in each.mentioned)),
        exhibits=frozenset(exhibit for each in every for exhibit in each.exhibits),
        facts=tuple(dict.fromkeys(fact for each in every for fact in each.facts)),
        datasets=tuple(dict.fromkeys(name for each in every for name in each.datasets)),
        versions=tuple(path for each in every for path in each.versions),
        uses=True,
    )
