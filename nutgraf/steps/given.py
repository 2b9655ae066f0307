"""What the steps of a build are found in, and how they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from nutgraf.model.dataset import Dataset
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.site import Plan, Site

CONFIG = "site.toml"
CHROME = "every page"
"""What all pages show of the site: name, navigation, the addresses of style sheet and script."""
WORKS = "works"


class ThemeFileNames(Protocol):
    """The paths of a theme's files: those that each template is made with, by its name, and the others by part."""

    @property
    def templates(self) -> Mapping[str, tuple[str, ...]]: ...

    @property
    def styles(self) -> tuple[str, ...]: ...

    @property
    def scripts(self) -> tuple[str, ...]: ...

    @property
    def theme(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Given:
    """A site and what its exhibits made. `on_cards` are the figures on the social cards of pages, by permalink;
    `notices` the pages with a correction of a figure, by the figure; `positions` those of articles in their sections;
    `by_exhibit` the figures of each exhibit.
    """

    site: Site
    exhibited: Exhibited
    theme: ThemeFileNames
    on_cards: Mapping[str, Plan] = field(default_factory=dict)
    notices: Mapping[ExhibitId, tuple[str, ...]] = field(default_factory=dict)
    positions: Mapping[str, int] = field(default_factory=dict)
    by_exhibit: Mapping[str, Sequence[ExhibitId]] = field(default_factory=dict)

    def drawn(self, identities: Iterable[ExhibitId]) -> Iterator[Plan]:
        """The plans of those figures that were made, each once."""
        return (self.site.figures[each] for each in dict.fromkeys(identities) if each in self.exhibited.heads)

    def shown_on(self, path: str) -> tuple[Plan, ...]:
        """The figures that a page shows."""
        return tuple(self.drawn(shown.id for shown in self.site.links[path].figures.values()))

    def leading(self, path: str) -> tuple[Plan, ...]:
        """The figure that stands for a page in lists: as the page shows it, else on the newest data."""
        wanted = self.site.pages[path].lead_figure
        found = [plan for plan in self.shown_on(path) if plan.id.exhibit == wanted]
        found += self.drawn(self.by_exhibit.get(wanted, ()))
        return tuple(found[:1])


def plan_key(plan: Plan) -> str:
    """`cape`, or `cape/prices@2023-09-30` on data that a page pins."""
    newest = not plan.held_back
    return plan.id.exhibit if newest else f"{plan.id.exhibit}/{plan.id.version_key}"


def exhibit_step(plan: Plan) -> str:
    return f"{'fact' if plan.exhibit.kind is ExhibitKind.FACT else 'figure'} {plan_key(plan)}"


def template_step(name: str) -> str:
    return f"template {name}"


def card_step(path: str) -> str:
    """What lists show of an article."""
    return f"card {path}"


def notices_step(path: str) -> str:
    """The corrections of a page."""
    return f"corrections {path}"


def dataset_step(dataset: Dataset) -> str:
    """All that is known of a dataset."""
    return f"dataset {dataset.name}"


def code_of(plan: Plan) -> tuple[str, ...]:
    return (plan.exhibit.module, *plan.exhibit.shared)
