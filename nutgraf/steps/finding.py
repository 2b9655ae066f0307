"""All steps of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.site import Plan, Site
from nutgraf.model.step import EXHIBIT_INDEX, INTERACTION_INDEX, SITE_INDEX, Step
from nutgraf.steps.data import copy_steps, dataset_steps
from nutgraf.steps.exhibits import exhibit_steps
from nutgraf.steps.given import CHROME, CONFIG, WORKS, Given, ThemeFileNames, template_step
from nutgraf.steps.pages import feed_steps, list_steps, page_steps

_EVERYTHING = ("content/*", "charts/*", "data/*", "templates/*", "archive/*", CONFIG)


def find_steps(site: Site, exhibited: Exhibited, theme: ThemeFileNames, artifacts: Iterable[str]) -> tuple[Step, ...]:
    """Every step of a build; each output is one step's. `artifacts` are the paths of all that was made.

    What no step of this program makes is put down to the site's own extensions, which may read everything.
    """
    made = frozenset(artifacts)
    sections = site.sections.values()
    positions = {path: position for section in sections for position, path in enumerate(section.pages)}
    by_exhibit: dict[str, list[ExhibitId]] = {}
    for identity in site.figures:
        by_exhibit.setdefault(identity.exhibit, []).append(identity)
    cards, notices = _figures_on_cards(site, exhibited), _notices(site, by_exhibit)
    given = Given(site, exhibited, theme, cards, notices, positions, by_exhibit)
    steps = [
        *_shared_steps(given, made),
        *exhibit_steps(given),
        *page_steps(given),
        *dataset_steps(given),
        *list_steps(given),
        *feed_steps(given),
        *copy_steps(given),
    ]
    known = {path for step in steps for path in step.outputs}
    rest = tuple(sorted(made - known))
    return (*steps, Step("extensions", (), _EVERYTHING, rest)) if rest else tuple(steps)


def _shared_steps(given: Given, made: frozenset[str]) -> Iterator[Step]:
    """What there is, what all pages have in common, and the theme."""
    theme, style = given.theme, given.site.config.references.style
    listed = ("content/*.md", "data/*/datapackage.yaml")
    yield Step(SITE_INDEX, (CONFIG,), listed)
    yield Step(EXHIBIT_INDEX, (), ("charts/*", *listed))
    yield Step(INTERACTION_INDEX, (), ("figure *",))
    assets = sorted(path for path in made if path.startswith("assets/"))

    def named(start: str, end: str = "") -> tuple[str, ...]:
        return tuple(path for path in assets if path.startswith(f"assets/{start}") and path.endswith(end))

    yield Step("fonts", (theme.theme,), (), named("", ".woff2"))
    yield Step("style sheet", (theme.theme, "fonts", *theme.styles), (), named("style-", ".css"))
    yield Step("script", theme.scripts, (), named("reader-", ".js"))
    yield Step("script of interactive figures", (), (INTERACTION_INDEX,), named("vega-", ".js"))
    yield Step(CHROME, (CONFIG, "style sheet", "script"), (SITE_INDEX, "script of interactive figures"))
    yield Step(WORKS, (CONFIG, "content/references.*", *((style,) if style.endswith(".csl") else ())))
    for name, files in theme.templates.items():
        yield Step(template_step(name), (*files, theme.theme))


def _figures_on_cards(site: Site, exhibited: Exhibited) -> dict[str, Plan]:
    made = exhibited.heads.values()
    return {card.page: site.figures[figure.id] for figure in made for card in figure.cards}


def _notices(site: Site, by_exhibit: Mapping[str, Sequence[ExhibitId]]) -> dict[ExhibitId, tuple[str, ...]]:
    """The pages with corrections by the figures that these name."""
    found: dict[ExhibitId, dict[str, None]] = {}
    for path, page in site.pages.items():
        named = (each.name for correction in page.corrections for each in correction.exhibits)
        for name in dict.fromkeys(named):
            for identity in by_exhibit.get(name, ()):
                found.setdefault(identity, {})[path] = None
    return {identity: tuple(paths) for identity, paths in found.items()}
