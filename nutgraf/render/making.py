"""All HTML pages of a site; those that came of the same in an earlier build are not rendered again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import AnyArtifact, Artifact, Artifacts, StoredArtifact
from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.html_index import HtmlIndex, index_html
from nutgraf.model.site import Site
from nutgraf.model.views import SiteView
from nutgraf.problems import Outcome, Problem, errors_in
from nutgraf.render.articles import Support
from nutgraf.render.chrome import SiteAssets, site_view
from nutgraf.render.outline import Outline, outline_of
from nutgraf.render.pages import TemplateSet, render_unit
from nutgraf.render.planning import Planning
from nutgraf.render.units import TEMPLATES, Unit, outline_key, unit_key
from nutgraf.worker import in_processes


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page whose content lies in the cache."""

    path: str
    digest: str
    size: int
    index: HtmlIndex


@dataclass(frozen=True, slots=True)
class KeptUnit:
    """The pages of a unit, and warnings."""

    pages: tuple[KeptPage, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rendered:
    """What came of a unit: kept, or its pages and problems where something is wrong or nothing is kept."""

    kept: KeptUnit | None
    pages: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()


_KeptKeys = dict[str, tuple[list[str], str]]
"""By kind and name of a unit the digests of the texts that it was made from, and its key."""


@dataclass(frozen=True, slots=True)
class PageMaking:
    """What pages are rendered with, besides the site: the templates, and for each by name a digest of it and all that
    it takes in; the shared files; the versions of the programs that make the site. `tools` is a digest of them and of
    the site's own filters; where that is not known, "", nothing is kept. So many `processes` render."""

    templates: TemplateSet
    template_digests: Mapping[str, str]
    theme: object
    assets: SiteAssets
    versions: Mapping[str, str]
    tools: str
    cache: Cache
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Rendering:
    """All that the pages of a site are rendered from. `sizes` are the lengths of source files in bytes by path."""

    site: Site
    exhibited: Exhibited
    support: Support
    sizes: Mapping[str, int]
    making: PageMaking

    def outline(self) -> Outline:
        """The outline of the site, under which its pages and its manifest are kept."""
        site, making = outline_of(self.site), self.making
        if not making.tools:
            return Outline(site)
        told = (self.common, *making.template_digests.values())
        return Outline(site, outline_key(site, self.exhibited, self.support.works, self.sizes, making.versions, *told))

    def planning(self, outline: Outline) -> Planning:
        return Planning(self.site, outline.site, self.exhibited, self.support, self.sizes, self.making.versions)

    @property
    def chrome(self) -> SiteView:
        """What every page shows of the site."""
        return site_view(self.site, self.making.assets)

    @property
    def common(self) -> str:
        """The digest of what all pages are made with."""
        told = [self.making.tools, self.making.theme, self.site.config, self.chrome]
        return digest_bytes(msgspec.msgpack.encode(told, order="deterministic"))


def render_some(
    rendering: Rendering, articles: Iterable[str], figures: Iterable[ExhibitId] = ()
) -> Outcome[tuple[Artifact, ...]]:
    """The pages of some articles, or other pages in `content/`, by their paths there, and those of some figures.
    Problems: as for all."""
    planning, chrome = rendering.planning(Outline(outline_of(rendering.site))), rendering.chrome
    units = [planning.article(path) for path in articles]
    units += [planning.figure(rendering.site.figures[identity]) for identity in figures]
    rendered = [render_unit(unit, rendering.making.templates, chrome) for unit in units]
    return Outcome(
        tuple(page for each in rendered for page in each.value),
        tuple(problem for each in rendered for problem in each.problems),
    )


def render_pages(rendering: Rendering, outline: Outline) -> Outcome[Artifacts]:
    """All HTML pages. `outline` is of the same site.

    Problems: faults in templates, each at its line. Pages whose template failed are empty.
    """
    making, chrome = rendering.making, rendering.chrome
    known: Pack[KeptUnit] = making.cache.pack(f"pages of {making.tools}", KeptUnit)
    units = _keyed(rendering, outline)
    kept = [_whole(known.get(unit.key), making.cache) if unit.key else None for unit in units]
    missing = [place for place, unit in enumerate(kept) if unit is None]

    def render(place: int) -> _Rendered:
        made = render_unit(units[place].make(), making.templates, chrome)
        if making.tools and not errors_in(made.problems):
            return _Rendered(KeptUnit(tuple(_kept(page, making.cache) for page in made.value), made.problems))
        return _Rendered(None, made.value, made.problems)

    artifacts: dict[str, AnyArtifact] = {}
    problems: list[Problem] = []
    rendered = dict(zip(missing, in_processes(render, missing, making.processes, _Rendered), strict=True))
    for place, made in rendered.items():
        # What another process could not store it had in its own memory only.
        if made.kept is not None and not _is_taken_over(made.kept, making.cache):
            rendered[place] = render(place)
    for place, found in enumerate(kept):
        unit = rendered[place].kept if found is None else found
        if unit is not None:
            if found is None:
                known.put(units[place].key, unit)
            problems += unit.problems
            artifacts |= {page.path: _stored(page, making.cache) for page in unit.pages}
        else:
            problems += rendered[place].problems
            artifacts |= {page.path: page for page in rendered[place].pages}
    return Outcome(artifacts, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A unit, and the digest of all that it is made from; "" where nothing is kept."""

    key: str
    make: Callable[[], Unit]


def _keyed(rendering: Rendering, outline: Outline) -> list[_Keyed]:
    """All units of the site. Those whose texts are as they were, on a site with the same outline, have the key that
    they had, and are not planned again."""
    making, planning = rendering.making, rendering.planning(outline)
    if not outline.key:
        return [_Keyed("", make) for _, make in planning.units()]
    common = rendering.common
    kept: Pack[_KeptKeys] = making.cache.pack(f"keys of {making.tools}", _KeptKeys, most_unused=1)
    before = kept.get(outline.key) or {}
    now: _KeptKeys = {}
    units: list[_Keyed] = []
    for (kind, name), make in planning.units():
        texts = [rendering.site.pages[path].digest for path in planning.texts_of((kind, name))]
        there = before.get(f"{kind} {name}")
        if there is not None and all(texts) and there[0] == texts:
            now[f"{kind} {name}"] = there
            units.append(_Keyed(there[1], make))
            continue
        unit = make()
        digests = [making.template_digests.get(template, "") for template in TEMPLATES[kind]]
        units.append(_Keyed(unit_key(unit, digest_of([common, *digests])), partial(_same, unit)))
        now[f"{kind} {name}"] = (texts, units[-1].key)
    if now != before:
        kept.put(outline.key, now)
    return units


def _same(unit: Unit) -> Unit:
    return unit


def _whole(unit: KeptUnit | None, cache: Cache) -> KeptUnit | None:
    """The unit, if the cache still has its pages."""
    return unit if unit is not None and all(cache.has_file(page.digest) for page in unit.pages) else None


def _is_taken_over(unit: KeptUnit, cache: Cache) -> bool:
    """Whether the cache has the pages of a unit; what another process has stored counts as stored by this one."""
    new = [page for page in unit.pages if page.digest not in cache.usage.used]
    there = all(cache.has_file(page.digest) for page in unit.pages)
    for page in new if there else ():
        cache.usage.add(page.digest, page.size)
    return there


def digest_of(parts: Iterable[str]) -> str:
    return digest_bytes("\n".join(parts).encode())


def _kept(page: Artifact, cache: Cache) -> KeptPage:
    return KeptPage(page.path, cache.put_file(page.content), page.size, index_html(page.content.decode()))


def _stored(page: KeptPage, cache: Cache) -> StoredArtifact:
    return cache.artifact(page.path, page.digest, page.size, page.index)
