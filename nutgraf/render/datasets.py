"""Datasets and facts as their pages show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from nutgraf.locales import NumberFormat
from nutgraf.model.dataset import Dataset, Patch, Version
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import DrawnData, Exhibited, Fact
from nutgraf.model.site import Plan, Site
from nutgraf.model.views import (
    DatasetView,
    Download,
    FactView,
    FieldView,
    Link,
    PatchView,
    TableView,
    VersionView,
)
from nutgraf.numbers import format_value
from nutgraf.render.figures import licence_links, source_links, table_view, used_in

PREVIEW_ROWS = 12
FORMAT_NAMES = {"geojson": "GeoJSON", "topojson": "TopoJSON"}

Highlighter = Callable[[Exhibit], Markup]


def dataset_view(dataset: Dataset, site: Site, exhibited: Exhibited, sizes: Mapping[str, int]) -> DatasetView:
    """The page of a dataset. `sizes` are the files' lengths in bytes by path."""
    figures = [
        Link(exhibited.figures[plan.id].title, plan.permalink)
        for plan in site.figures.values()
        if plan.id in exhibited.figures and _uses(plan, dataset)
    ]
    exhibited_facts = [plan for plan in site.facts.values() if plan.id in exhibited.facts]
    facts = [Link(plan.id.exhibit, plan.permalink) for plan in exhibited_facts if _uses(plan, dataset)]
    open_data = dataset.redistribution == "open"
    return DatasetView(
        name=dataset.name,
        title=dataset.title,
        description=dataset.description,
        url=dataset.permalink,
        sources=source_links(dataset),
        licences=licence_links(dataset),
        derived_only=not open_data,
        fields=tuple(
            FieldView(field.name, field.type, field.unit, field.title, field.description)
            for field in dataset.newest.fields
        ),
        versions=tuple(_version_view(dataset, version, exhibited, sizes) for version in reversed(dataset.versions)),
        preview=_preview(dataset, exhibited, site.config.locale.number) if open_data else TableView((), (), 0),
        figures=tuple(figures),
        facts=tuple(facts),
        descriptor=f"{dataset.permalink}datapackage.json" if open_data else "",
        patches=tuple(_patch_view(patch, open_data) for patch in dataset.patches),
    )


def _patch_view(patch: Patch, open_data: bool) -> PatchView:
    old, new = (patch.old, patch.new) if open_data else (None, None)
    return PatchView(patch.row, patch.column, old, new, patch.reason, patch.versions)


def _uses(plan: Plan, dataset: Dataset) -> bool:
    return any(given.dataset.name == dataset.name for given in plan.inputs)


def _version_view(dataset: Dataset, version: Version, exhibited: Exhibited, sizes: Mapping[str, int]) -> VersionView:
    summary = exhibited.summaries.get(version.path)
    file = Download(
        FORMAT_NAMES.get(version.format, version.format.upper()), dataset.file(version), sizes[version.path]
    )
    return VersionView(
        date=version.date,
        draft=version.draft,
        rows=summary.rows if summary is not None else 0,
        changes=version.changes,
        digest=version.digest,
        file=file if dataset.redistribution == "open" else None,
        noun=summary.noun if summary is not None else "row",
    )


def _preview(dataset: Dataset, exhibited: Exhibited, number: NumberFormat) -> TableView:
    summary = exhibited.summaries.get(dataset.newest.path)
    if summary is None:
        return TableView((), (), 0)
    view = table_view(DrawnData(summary.columns, summary.preview), PREVIEW_ROWS, number)
    return TableView(view.columns, view.rows, summary.rows)


def fact_view(fact: Fact, plan: Plan, titles: Mapping[str, Link], language: str, highlight: Highlighter) -> FactView:
    """A fact on the page of checked numbers."""
    return FactView(
        name=plan.id.exhibit,
        value=format_value(fact.value, fact.unit, language),
        unit=fact.unit,
        docstring=plan.exhibit.docstring,
        code=highlight(plan.exhibit),
        anchor=plan.permalink.partition("#")[2],
        used_in=used_in(plan, titles),
    )
