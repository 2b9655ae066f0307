"""Datasets as their pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nutgraf.locales import NumberFormat, write_number
from nutgraf.model.data_views import (
    ChangedCell,
    DatasetView,
    DifferenceView,
    FieldView,
    FigureUse,
    PatchView,
    VersionView,
)
from nutgraf.model.dataset import Dataset, Patch, Version
from nutgraf.model.difference import Difference
from nutgraf.model.figure import DrawnData, Exhibited
from nutgraf.model.site import Plan, Site
from nutgraf.model.views import Download, Link, TableView
from nutgraf.render.figures import licence_links, source_links, used_in
from nutgraf.render.highlight import highlighted_code
from nutgraf.render.sentences import CheckedSentence, page_uses
from nutgraf.render.standing import MadePlans, made_plans
from nutgraf.render.tables import table_view

PREVIEW_ROWS = 12
MOST_SENTENCES = 100
FORMAT_NAMES = {"geojson": "GeoJSON", "topojson": "TopoJSON"}


def dataset_views(
    site: Site,
    exhibited: Exhibited,
    sizes: Mapping[str, int],
    titles: Mapping[str, Link],
    sentences: Mapping[str, Sequence[CheckedSentence]],
    *,
    previews: bool = True,
) -> tuple[DatasetView, ...]:
    """The pages of the datasets for which there are `sentences`, those with their checked numbers by their names.
    `sizes` are the files' lengths in bytes by path, `titles` the pages by path. Lists need no `previews`."""
    figures = plans_by_dataset(made_plans(site.figures, exhibited.heads))
    facts = plans_by_dataset(made_plans(site.facts, exhibited.facts))

    def view(name: str, own: Sequence[CheckedSentence]) -> DatasetView:
        dataset, users = site.datasets[name], (figures.get(name, ()), facts.get(name, ()))
        return _DatasetPage(dataset, site, exhibited, sizes, titles, *users, own, previews).view()

    return tuple(view(name, own) for name, own in sentences.items())


def plans_by_dataset(made: MadePlans) -> Mapping[str, Sequence[Plan]]:
    """What was made, by the name of each dataset that it was made from."""
    plans: dict[str, list[Plan]] = {}
    for plan in (plan for versions in made.values() for plan in versions):
        for name in dict.fromkeys(given.dataset.name for given in plan.inputs):
            plans.setdefault(name, []).append(plan)
    return plans


def origins_of(dataset: Dataset) -> tuple[str, ...]:
    """The names of the datasets that the newest version was derived from."""
    lineage = dataset.newest.lineage
    return tuple(dict.fromkeys(origin.dataset for origin in lineage.origins)) if lineage is not None else ()


@dataclass(frozen=True, slots=True)
class _DatasetPage:
    dataset: Dataset
    site: Site
    exhibited: Exhibited
    sizes: Mapping[str, int]
    titles: Mapping[str, Link]
    figures: Sequence[Plan]
    facts: Sequence[Plan]
    sentences: Sequence[CheckedSentence]
    previews: bool

    @property
    def _is_open(self) -> bool:
        return self.dataset.redistribution == "open"

    @property
    def _number(self) -> NumberFormat:
        return self.site.config.locale.number

    def view(self) -> DatasetView:
        dataset = self.dataset
        return DatasetView(
            name=dataset.name,
            title=dataset.title,
            description=dataset.description,
            url=dataset.permalink,
            sources=source_links(dataset),
            licences=licence_links(dataset),
            derived_only=not self._is_open,
            fields=tuple(
                FieldView(field.name, field.type, field.unit, field.title, field.description)
                for field in dataset.newest.fields
            ),
            versions=tuple(self._versions())[::-1],
            preview=self._preview(),
            figures=tuple(map(self._figure_use, self.figures)),
            facts=tuple(Link(plan.id.exhibit, plan.permalink) for plan in self.facts if not plan.held_back),
            descriptor=f"{dataset.permalink}datapackage.json" if self._is_open else "",
            patches=tuple(_patch_view(patch, self._is_open) for patch in dataset.patches),
            sentences=tuple(page_uses(self.sentences[:MOST_SENTENCES], dataset.name, self.site, self.titles)),
            sentences_total=len(self.sentences),
            derived_from=tuple(self._origins()),
            code=highlighted_code(dataset.derivation.function) if dataset.derivation is not None else Markup(),
        )

    def _origins(self) -> Iterator[Link]:
        for name in origins_of(self.dataset):
            if name in self.site.datasets:
                origin = self.site.datasets[name]
                yield Link(origin.title, origin.permalink)

    def _figure_use(self, plan: Plan) -> FigureUse:
        own = [given for given in plan.inputs if given.dataset.name == self.dataset.name]
        dates = tuple(version.date for given in own for version in given.versions)
        return FigureUse(self.exhibited.heads[plan.id].title, plan.permalink, dates, used_in(plan, self.titles))

    def _versions(self) -> Iterator[VersionView]:
        """The oldest first."""
        dataset, before = self.dataset, None
        for version in dataset.versions:
            summary, size = self.exhibited.summaries.get(version.path), self.sizes[version.path]
            label = FORMAT_NAMES.get(version.format, version.format.upper())
            yield VersionView(
                date=version.date,
                draft=version.draft,
                rows=summary.rows if summary is not None else 0,
                changes=version.changes,
                digest=version.digest,
                file=Download(label, dataset.file(version), size) if self._is_open else None,
                noun=summary.noun if summary is not None else "row",
                size=size,
                difference=self._difference(before, version),
            )
            before = version

    def _difference(self, before: Version | None, version: Version) -> DifferenceView | None:
        found = self.exhibited.differences.get(version.path)
        if before is None or found is None:
            return None
        titles = {field.name: field.title or field.name for field in (*before.fields, *version.fields)}
        return DifferenceView(
            since=before.date,
            rows_added=found.rows_added,
            rows_removed=found.rows_removed,
            rows_changed=found.rows_changed,
            cells_changed=found.cells_changed,
            cells=tuple(self._changed_cells(found, version, titles)) if self._is_open else (),
            key=tuple(titles[name] for name in found.key),
            columns_added=tuple(titles[name] for name in found.fields_added),
            columns_removed=tuple(titles[name] for name in found.fields_removed),
            types_changed=tuple((titles[name], old, new) for name, old, new in found.types_changed),
            same=found.same,
            withheld=not self._is_open,
        )

    def _changed_cells(
        self, difference: Difference, version: Version, titles: Mapping[str, str]
    ) -> Iterator[ChangedCell]:
        numeric = {field.name for field in version.fields if field.type in {"number", "integer"}}
        for change in difference.changes:
            # A change that rounding would hide is a change all the same: every digit is shown.
            old, new = (
                write_number(text, self._number) if change.field in numeric else text
                for text in (change.old, change.new)
            )
            yield ChangedCell(change.key, titles[change.field], old, new, change.field in numeric)

    def _preview(self) -> TableView:
        summary = self.exhibited.summaries.get(self.dataset.newest.path)
        if summary is None or not self._is_open or not self.previews:
            return TableView((), (), 0)
        view = table_view(DrawnData(summary.columns, summary.preview), PREVIEW_ROWS, self.site.config.locale)
        return TableView(view.columns, view.rows, summary.rows)


def _patch_view(patch: Patch, open_data: bool) -> PatchView:
    old, new = (patch.old, patch.new) if open_data else (None, None)
    return PatchView(patch.row, patch.column, old, new, patch.reason, patch.versions)
