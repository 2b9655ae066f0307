"""All figures, facts and summaries of a site, made by an executor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.cache import Cache
from nutgraf.figures.comparing import comparisons
from nutgraf.figures.keeping import Keeper, KeptFigures, MadeOnce, narrowed, read_by, task_key
from nutgraf.figures.stopping import outcome_of
from nutgraf.figures.tasks import (
    CompareVersions,
    DescribeVersion,
    House,
    MakeCard,
    MakeExhibit,
    PageWords,
    Task,
    perform,
)
from nutgraf.model.dataset import Dataset
from nutgraf.model.difference import Difference
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import CardHead, Exhibited, ExhibitId, Fact, FigureHead, VersionSummary
from nutgraf.model.site import Plan, Site
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import Sources
from nutgraf.toolchain import toolchain_digest
from nutgraf.worker import Executor

_AT_RISK = 200
"""So many results at most are lost where a build is killed."""

PageTexts = Mapping[str, tuple[str, str]]


def make_exhibits(
    site: Site, house: House, sources: Sources, executor: Executor, texts: PageTexts, cache: Cache
) -> Outcome[Exhibited]:
    """Makes every figure, fact and social card of the site, validates every version of every dataset and compares it
    with the one before.

    `texts` are the titles and summaries of the pages by path, as plain text, for the cards. What `cache` holds is not
    made again; with all of it there, the executor has nothing to do. Problems come from author code, data and drawing;
    what failed is missing in the value.
    """
    pages = list(_pages_with_cards(site, texts)) if house.options.cards else []
    tasks = [
        # Charts first, for they take longest.
        *_exhibit_tasks([*site.figures.values(), *site.facts.values()], house, sources, pages),
        *(MakeCard(words, house) for words, identity in pages if identity is None),
        *_version_tasks(site.datasets, sources),
    ]
    return _exhibited(Exhibited(), site, perform_tasks(tasks, sources, executor, cache), cache)


@dataclass(frozen=True, slots=True)
class Again:
    """What is made again of what was exhibited `before`: some plans of a site, and the versions of some datasets."""

    before: Exhibited
    plans: Sequence[Plan]
    datasets: Mapping[str, Dataset]


def remake_exhibits(
    again: Again, site: Site, house: House, sources: Sources, executor: Executor, texts: PageTexts, cache: Cache
) -> Outcome[Exhibited]:
    """What was exhibited before, with what is made `again`, as `make_exhibits` makes it. Problems: of that only."""
    pages = list(_pages_with_cards(site, texts)) if house.options.cards else []
    tasks = [*_exhibit_tasks(again.plans, house, sources, pages), *_version_tasks(again.datasets, sources)]
    before, made = again.before, {plan.id for plan in again.plans}
    kept = replace(
        before,
        facts={identity: fact for identity, fact in before.facts.items() if identity not in made},
        heads={identity: head for identity, head in before.heads.items() if identity not in made},
    )
    return _exhibited(kept, site, perform_tasks(tasks, sources, executor, cache), cache)


def _exhibited(
    before: Exhibited, site: Site, performed: Iterable[tuple[Task, MadeOnce]], cache: Cache
) -> Outcome[Exhibited]:
    heads, facts, cards = dict(before.heads), dict(before.facts), dict(before.cards)
    summaries, differences = dict(before.summaries), dict(before.differences)
    problems: list[Problem] = []
    for task, made in performed:
        problems += made.problems
        if isinstance(made.value, FigureHead):
            heads[made.value.id] = made.value
            cards |= {card.page: card for card in made.value.cards}
        elif isinstance(made.value, CardHead):
            cards[made.value.page] = made.value
        elif isinstance(made.value, Fact):
            facts[made.value.id] = made.value
        elif isinstance(made.value, VersionSummary) and isinstance(task, DescribeVersion):
            summaries[task.version.path] = made.value
        elif isinstance(made.value, Difference) and isinstance(task, CompareVersions):
            differences[task.new.path] = made.value
    heads = {identity: heads[identity] for identity in site.figures if identity in heads}
    exhibited = Exhibited(
        KeptFigures(heads, cache),
        {identity: facts[identity] for identity in site.facts if identity in facts},
        dict(sorted(summaries.items())),
        dict(sorted(cards.items())),
        dict(sorted(differences.items())),
        heads,
    )
    return Outcome(exhibited, tuple(problems))


def perform_tasks(
    tasks: Sequence[Task], sources: Sources, executor: Executor, cache: Cache
) -> Iterator[tuple[Task, MadeOnce]]:
    """What comes of each task: from the cache, or from the executor and then into the cache. The cache's come first."""
    toolchain = toolchain_digest()
    kept = Keeper(cache, toolchain)
    missing: list[tuple[Task, str]] = []
    for task in tasks:
        key = task_key(task, sources, toolchain)
        found = kept.find(task, key)
        if found is None:
            missing.append((task, key))
        else:
            yield task, found
    try:
        for number, result in enumerate(executor.run(perform, [task for task, _ in missing])):
            task, key = missing[result.index]
            # What was saved while a worker read it is not what the key says.
            lasting = sources.are_as_listed(read_by(task))
            yield task, kept.keep(key, outcome_of(task, result), lasting=lasting)
            if number % _AT_RISK == _AT_RISK - 1:
                cache.keep()
    finally:
        cache.keep()


def _exhibit_tasks(
    plans: Iterable[Plan], house: House, sources: Sources, pages: Iterable[tuple[PageWords, ExhibitId | None]]
) -> Iterator[Task]:
    """`pages` are those with a card, each with the figure that it shows."""
    shown: dict[ExhibitId | None, list[PageWords]] = {}
    for words, identity in pages:
        shown.setdefault(identity, []).append(words)
    for plan in plans:
        yield MakeExhibit(sources.only(files_of(plan)), narrowed(plan), house, tuple(shown.get(plan.id, ())))


def _version_tasks(datasets: Mapping[str, Dataset], sources: Sources) -> Iterator[Task]:
    for dataset in datasets.values():
        for version in dataset.versions:
            yield DescribeVersion(sources.only([version.path]), version)
    yield from comparisons(datasets, sources)


def _pages_with_cards(site: Site, texts: PageTexts) -> Iterator[tuple[PageWords, ExhibitId | None]]:
    """Home and every page, with the chart that its card shows: the one that leads it in lists, else its first."""
    config = site.config
    charts = [identity for identity, plan in site.figures.items() if plan.exhibit.kind is ExhibitKind.CHART]
    known, by_name = frozenset(charts), {identity.exhibit: identity for identity in reversed(charts)}
    yield PageWords("/", config.title, config.tagline or config.description), None
    for path, page in site.pages.items():
        title, summary = texts[path]
        shown = [figure.id for figure in site.links[path].figures.values() if figure.id in known]
        leading = next((each for each in shown if each.exhibit == page.lead_figure), by_name.get(page.lead_figure))
        words = PageWords(page.permalink, title, summary, page.location)
        yield words, leading or next(iter(shown), None)


def files_of(plan: Plan) -> tuple[str, ...]:
    """The files that an exhibit may see: its data, and the pictures beside it."""
    return (*(version.path for given in plan.inputs for version in given.versions), *plan.exhibit.images)
