"""Figures as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from nutgraf.locales import Locale
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import Figure, FileHead
from nutgraf.model.site import Input, Plan
from nutgraf.model.views import Download, FigureCard, FigureView, Link, SourceLine
from nutgraf.render.standing import held_versions
from nutgraf.render.tables import letters_across, table_view

FILE_LABELS = {"vl.json": "Vega-Lite", "zip": "Bundle"}
LETTERS_IN_MEASURE = 88
"""So many letters of a table stand side by side in the measure of the text."""
CARD_ROWS = 7
"""Of a table, where its card shows the first ones."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is shown: its anchor and number there, and the words that the page gives it."""

    anchor: str
    number: int = 0
    alt: str = ""
    caption: Markup = field(default_factory=Markup)
    classes: tuple[str, ...] = ()


def figure_view(
    figure: Figure,
    files: Mapping[str, FileHead],
    plan: Plan,
    place: Place,
    table_rows: int,
    locale: Locale,
    newest: Plan | None = None,
) -> FigureView:
    """A figure at a place, with the `files` that readers can take. At most `table_rows` rows of its data are shown,
    written as `locale` wants.

    `newest` is the plan of the same figure on the newest data, if it is another one and was drawn.
    """
    drawing = figure.drawing
    return FigureView(
        anchor=place.anchor,
        number=place.number,
        kind="table" if figure.is_table else "chart",
        title=figure.title,
        subtitle=figure.subtitle,
        caption=place.caption,
        alt=place.alt or figure.description,
        notes=figure.notes,
        credit=figure.credit,
        wide=Markup(drawing.wide.text if drawing is not None else ""),
        narrow=Markup(drawing.narrow.text if drawing is not None and drawing.has_narrow else ""),
        sources=tuple(map(source_line, plan.inputs)),
        table=table_view(figure.data, table_rows, locale),
        downloads=figure_downloads(files, plan),
        url=plan.permalink,
        classes=place.classes or _own_classes(figure),
        view=plan.view(figure.view.name) if figure.view is not None else "",
        controls=figure.view.controls if figure.view is not None else (),
        held_back=held_versions([plan]),
        newest=newest.permalink if newest is not None else "",
    )


def _own_classes(figure: Figure) -> tuple[str, ...]:
    """A table that is wider than the text takes the width that there is, unless its page says otherwise."""
    return ("wide",) if figure.is_table and letters_across(figure.data) > LETTERS_IN_MEASURE else ()


def figure_downloads(files: Mapping[str, FileHead], plan: Plan) -> tuple[Download, ...]:
    """What readers can take of a figure: data, pictures, specification."""
    return tuple(
        Download(FILE_LABELS.get(extension, extension.upper()), plan.file(extension), file.size)
        for extension, file in files.items()
    )


def figure_card(figure: Figure, plan: Plan, locale: Locale) -> FigureCard:
    """A figure in a list: its narrow drawing, or the first rows of a table."""
    svg = Markup(figure.drawing.narrow.text if figure.drawing is not None else "")
    table = table_view(figure.data, CARD_ROWS, locale) if figure.is_table else None
    return FigureCard(figure.title, figure.subtitle, plan.permalink, svg, table)


def source_line(given: Input) -> SourceLine:
    """Where an input comes from, with the version that is used, or all of them."""
    dataset, version = given.dataset, given.versions[-1]
    return SourceLine(
        dataset=Link(dataset.title, dataset.permalink),
        version=version.date,
        draft=version.draft,
        sources=source_links(dataset),
        licences=licence_links(dataset),
        derived_only=dataset.redistribution == "derived-only",
        earlier=tuple(older.date for older in given.versions[:-1]),
    )


def source_links(dataset: Dataset) -> tuple[Link, ...]:
    return tuple(Link(source.title, source.path) for source in dataset.sources)


def licence_links(dataset: Dataset) -> tuple[Link, ...]:
    return tuple(Link(licence.title or licence.name, licence.path) for licence in dataset.licences)


def used_in(plan: Plan, titles: Mapping[str, Link]) -> tuple[Link, ...]:
    """The pages that show a figure or a fact."""
    return tuple(titles[path] for path in plan.used_in)
