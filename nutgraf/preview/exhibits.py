"""The pages that show what came of a saved chart or of saved data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nutgraf.cache import Cache
from nutgraf.checks import (
    check_alt_texts,
    check_charts,
    check_corrections,
    check_coverage,
    check_facts,
    count_page,
    judge_facts,
    weighed,
)
from nutgraf.figures import Again, remake_exhibits
from nutgraf.model.artifact import AnyArtifact
from nutgraf.model.coverage import PageCoverage
from nutgraf.model.figure import Exhibited, ExhibitId, FigureHead
from nutgraf.model.site import Site
from nutgraf.outputs import make_downloads, with_bundles
from nutgraf.pipeline import Build, Exhibition, house_of
from nutgraf.preview.changes import Change, find_change, sources_of
from nutgraf.problems import Outcome, Problem, errors_in
from nutgraf.render import Rendering, render_some
from nutgraf.sources import Sources
from nutgraf.worker import Executor

MOST = 24
"""So many pages of articles and figures are rendered before all others: what takes long is not early."""

_SECONDS = 2.0
"""What an exhibit may take here. One that never ends is told by the build, which waits for it once more."""


@dataclass(frozen=True, slots=True)
class _Remade:
    """A change with what its exhibits made, and the `pages` of `content/` that show it."""

    change: Change
    exhibited: Exhibited
    pages: tuple[str, ...]

    @property
    def figures(self) -> tuple[ExhibitId, ...]:
        return tuple(plan.id for plan in self.change.plans if plan.id in self.change.site.figures)


def preview_exhibits(
    saved: Sequence[str], before: Sources, built: Build, executor: Executor, cache: Cache
) -> Sequence[AnyArtifact]:
    """The pages that show what came of the charts and data that were `saved` since the good build `built` of the
    sources `before`: of articles and of the figures themselves, with their files. Each is as the next build makes it.

    Nothing where anything is wrong, which that build tells, or where more may differ than what exhibits make. Raises
    LostEntryError.
    """
    exhibition, rendering = built.exhibition, built.rendering
    if exhibition is None or rendering is None:
        return ()
    sources = before.again(saved)
    change = _small_change(saved, before, sources, built.site)
    if change is None:
        return ()
    made = _remade(change, exhibition, sources, executor, cache)
    if errors_in(made.problems) or not _is_whole(change, made.value, exhibition.exhibited):
        return ()
    remade = _bundled(_Remade(change, made.value, _pages(change)), built, rendering, sources, cache)
    if remade is None:
        return ()
    numbers = {path: count_page(change.site, remade.exhibited, path) for path in remade.pages}
    rendered = _rendered(remade, rendering, numbers, sources)
    problems = (*made.problems, *rendered.problems, *_problems(remade, tuple(numbers.values())))
    fine = not errors_in(weighed(problems, change.site.config.checks))
    return (*rendered.value, *_files(remade, sources, cache)) if fine else ()


def _small_change(saved: Sequence[str], before: Sources, sources: Sources, site: Site) -> Change | None:
    there = bool(saved) and all(path in before and path in sources for path in saved)
    change = find_change(saved, sources, site) if there else None
    if change is None or not _is_small(change):
        return None
    # Of what else was saved meanwhile the workers would see what is not known here.
    return change if before.are_as_listed(sources_of(change.plans, sources) - {*saved}) else None


def _is_small(change: Change) -> bool:
    # What is drawn of data that may not be passed on, the whole site is searched for.
    bound = any(given.dataset.redistribution != "open" for plan in change.plans for given in plan.inputs)
    figures = [plan for plan in change.plans if plan.id in change.site.figures]
    return bool(change.plans) and not bound and len(figures) + len(_pages(change)) <= MOST


def _pages(change: Change) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for plan in change.plans for path in plan.used_in))


def _remade(
    change: Change, exhibition: Exhibition, sources: Sources, executor: Executor, cache: Cache
) -> Outcome[Exhibited]:
    house = replace(house_of(change.site, exhibition.theme), seconds=_SECONDS)
    again = Again(exhibition.exhibited, change.plans, change.datasets)
    return remake_exhibits(again, change.site, house, sources, executor, exhibition.texts, cache)


def _is_whole(change: Change, now: Exhibited, before: Exhibited) -> bool:
    """Whether everything was made, and the scripts that all pages share are for it too."""
    for plan in change.plans:
        if plan.id in change.site.facts:
            if plan.id not in now.facts:
                return False
        elif plan.id not in now.heads or not _has_same_scripts(now.heads[plan.id], before.heads[plan.id]):
            return False
    return True


def _has_same_scripts(now: FigureHead, before: FigureHead) -> bool:
    return (now.view is None, now.extras) == (before.view is None, before.extras)


def _bundled(remade: _Remade, built: Build, rendering: Rendering, sources: Sources, cache: Cache) -> _Remade | None:
    """Where figures of the site have bundles, with them; None where one needs letters that no other did."""
    made = remade.exhibited
    heads: Mapping[ExhibitId, FigureHead] = {identity: made.heads[identity] for identity in remade.figures}
    if built.bundling is not None:
        if not {face for head in heads.values() for face in head.faces} <= built.bundling.parts.faces.keys():
            return None
        own = replace(made, heads=heads)
        heads = with_bundles(
            replace(built.bundling, site=remade.change.site, exhibited=own, sources=sources), cache
        ).heads
    return replace(remade, exhibited=replace(made, heads={**rendering.exhibited.heads, **heads}))


def _rendered(
    remade: _Remade, rendering: Rendering, numbers: Mapping[str, PageCoverage], sources: Sources
) -> Outcome[tuple[AnyArtifact, ...]]:
    counted = tuple(numbers.get(each.path, each) for each in rendering.support.numbers)
    rendering = replace(
        rendering,
        site=remade.change.site,
        exhibited=remade.exhibited,
        support=replace(rendering.support, numbers=counted),
        sizes=sources.files,
    )
    rendered = render_some(rendering, remade.pages, remade.figures)
    return Outcome(tuple(rendered.value), rendered.problems)


def _problems(remade: _Remade, numbers: Sequence[PageCoverage]) -> Iterator[Problem]:
    """What is wrong with the pages that show the change, as the checks of a build find it."""
    whole, names = remade.change.site, {plan.id.exhibit for plan in remade.change.plans}
    site = replace(whole, pages={path: whole.pages[path] for path in remade.pages})
    heads = {identity: head for identity, head in remade.exhibited.heads.items() if identity.exhibit in names}
    exhibited = replace(remade.exhibited, heads=heads)
    yield from check_facts(judge_facts(site, exhibited), site.config.language)
    yield from check_coverage(site, numbers)
    yield from check_charts(site, exhibited)
    yield from check_alt_texts(site, exhibited)
    yield from check_corrections(whole, remade.exhibited)


def _files(remade: _Remade, sources: Sources, cache: Cache) -> Iterable[AnyArtifact]:
    """What readers can take of the figures and the data, and the cards."""
    heads = {identity: remade.exhibited.heads[identity] for identity in remade.figures}
    cards = {card.page: card for head in heads.values() for card in head.cards}
    site = replace(remade.change.site, datasets=remade.change.datasets)
    return make_downloads(site, replace(remade.exhibited, heads=heads, cards=cards), sources, cache).values()
