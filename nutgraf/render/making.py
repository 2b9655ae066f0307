"""All HTML pages of a site; those that came of the same in an earlier build are not rendered again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import AnyArtifact, Artifact, Artifacts, StoredArtifact
from nutgraf.model.figure import Exhibited
from nutgraf.model.html_index import HtmlIndex, index_html
from nutgraf.model.site import Site
from nutgraf.problems import Outcome, Problem, errors_in
from nutgraf.render.articles import Support
from nutgraf.render.chrome import SiteAssets, site_view
from nutgraf.render.corrections import find_notices
from nutgraf.render.pages import TemplateSet, render_unit
from nutgraf.render.planning import Planning
from nutgraf.render.units import TEMPLATES, Unit, unit_key
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

    def planning(self) -> Planning:
        notices = find_notices(self.site, self.exhibited)
        return Planning(self.site, self.exhibited, notices, self.support, self.sizes, self.making.versions)


def render_article(rendering: Rendering, path: str) -> Outcome[tuple[Artifact, ...]]:
    """The page of one article or other page in `content/`, by its path there. Problems: as for all."""
    unit = rendering.planning().article(path)
    return render_unit(unit, rendering.making.templates, site_view(rendering.site, rendering.making.assets))


def render_pages(rendering: Rendering) -> Outcome[Artifacts]:
    """All HTML pages.

    Problems: faults in templates, each at its line. Pages whose template failed are empty.
    """
    site, making = rendering.site, rendering.making
    chrome = site_view(site, making.assets)
    planning = rendering.planning()
    common = digest_bytes(
        msgspec.msgpack.encode([making.tools, making.theme, site.config, chrome], order="deterministic")
    )
    known: Pack[KeptUnit] = making.cache.pack(f"pages of {making.tools}", KeptUnit)
    units = tuple(planning.units())
    keys = [unit_key(unit, digest_of([common, *_digests(unit, making)])) for unit in units] if making.tools else []
    kept = [_whole(known.get(key), making.cache) for key in keys] if making.tools else [None] * len(units)
    missing = [place for place, unit in enumerate(kept) if unit is None]

    def render(place: int) -> _Rendered:
        made = render_unit(units[place], making.templates, chrome)
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
                known.put(keys[place], unit)
            problems += unit.problems
            artifacts |= {page.path: _stored(page, making.cache) for page in unit.pages}
        else:
            problems += rendered[place].problems
            artifacts |= {page.path: page for page in rendered[place].pages}
    return Outcome(artifacts, tuple(problems))


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


def _digests(unit: Unit, making: PageMaking) -> Iterator[str]:
    for template in TEMPLATES[unit.kind]:
        yield making.template_digests.get(template, "")


def _kept(page: Artifact, cache: Cache) -> KeptPage:
    return KeptPage(page.path, cache.put_file(page.content), page.size, index_html(page.content.decode()))


def _stored(page: KeptPage, cache: Cache) -> StoredArtifact:
    return StoredArtifact(page.path, page.digest, page.size, partial(cache.read_file, page.digest), page.index)
