"""From a chart's spec to a figure: checked, fitted, drawn at two widths, exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from nutgraf.figures.accepting import read_acceptances
from nutgraf.figures.cards import make_figure_cards
from nutgraf.figures.drawn_data import csv_bytes, drawn_data
from nutgraf.figures.exports import make_exports
from nutgraf.figures.judging import chart_findings
from nutgraf.figures.pictures import finished_pictures, raw_pictures
from nutgraf.figures.places import place_of_text
from nutgraf.figures.publishing import published_spec, spec_bytes
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.figures.view_file import make_view
from nutgraf.figures.view_tables import published_tables
from nutgraf.figures.words import Words, read_words, unshowable
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Drawing, Figure, Svg, View
from nutgraf.model.theme import Theme
from nutgraf.problems import Outcome, Problem, did_you_mean, sorted_problems
from nutgraf.vega.colours import unknown_colours
from nutgraf.vega.drawing import DrawingError, LargeDrawingError, RawDrawing
from nutgraf.vega.emptiness import empty_column, has_rows
from nutgraf.vega.exports.press import Press
from nutgraf.vega.fields import unknown_fields
from nutgraf.vega.interactive import is_interactive
from nutgraf.vega.marks import marks_drawn
from nutgraf.worker import limited_time

Spec = Mapping[str, Any]


def draw_figure(press: Press, task: MakeExhibit, wide: Spec, narrow: Spec) -> Outcome[Figure | None]:
    """The figure of a task's plan from its specs at the two widths (equal unless the exhibit asked for the width).

    Problems at the exhibit's source: fields that are not in the data or have no value there, colours that the theme
    does not have, a spec that Vega refuses, a chart without a mark or with too many, acceptances without a reason. What
    breaks a rule is not a problem yet, but a finding of the figure. Raises MemoryError, and OutOfTimeError where both
    drawings together take longer than they may.
    """
    exhibit, house = task.plan.exhibit, task.house
    specs = (wide,) if narrow is wide else (wide, narrow)
    problems = [problem for spec in specs for problem in _spec_problems(exhibit, spec, house.theme)]
    problems += _word_problems(exhibit, read_words(wide, exhibit))
    if problems:
        return Outcome(None, sorted_problems(problems))
    # What is published is what was drawn, to the byte: so the picture can be made again from the published spec.
    same = narrow is wide
    wide = published_spec(wide)
    narrow = wide if same else published_spec(narrow)
    words = read_words(wide, exhibit)
    press.faces()
    try:
        with limited_time(house.seconds):
            raw = raw_pictures(press.drawer, house.theme, wide, narrow)
            pictures = finished_pictures(raw, words.title, words.description)
    except LargeDrawingError as error:
        message = f"{exhibit.name} is too large for a page: {error}"
        hint = "draw fewer marks: aggregate, bin or sample the data"
        return Outcome(None, (Problem("drawing-size", message, exhibit.location, hint),))
    except DrawingError as error:
        message = f"{exhibit.name} cannot be drawn: {error}"
        return Outcome(None, (Problem("drawing-failed", message, exhibit.location),))
    empty = [picture for picture in pictures if not marks_drawn(picture.text)]
    if empty:
        return Outcome(None, (_empty_chart(exhibit, wide, empty[0]),))
    acceptances = read_acceptances(words.accept, exhibit)
    findings = tuple(chart_findings(task, wide, words, raw, pictures))
    view = _view(press, task, raw) if any(map(is_interactive, specs)) else None
    made = _finished_figure(press, task, wide, words, pictures, view)
    judged = replace(made.value, findings=findings, acceptances=acceptances.value)
    return Outcome(judged, (*made.problems, *acceptances.problems))


def _word_problems(exhibit: Exhibit, words: Words) -> list[Problem]:
    bad = unshowable(words)
    if not bad:
        return []
    return [Problem("control-character", f"{exhibit.name} has {bad}", exhibit.location, "take it out")]


def _empty_chart(exhibit: Exhibit, spec: Spec, picture: Svg) -> Problem:
    if has_rows(spec):
        message = f"{exhibit.name} is empty: no mark was drawn at {picture.width:g} px"
        hint = "see that the chart's filters leave rows, and that its fields hold values of their type"
    else:
        message = f"{exhibit.name} is empty: its data have no rows"
        hint = "see that the dataset has rows, and that what selects them leaves some"
    return Problem("empty-chart", message, exhibit.location, hint)


def _finished_figure(
    press: Press, task: MakeExhibit, spec: Spec, words: Words, pictures: tuple[Svg, Svg], view: View | None
) -> Outcome[Figure]:
    """The figure with its data, its files and its social cards. `spec` is the wide one."""
    plan = task.plan
    fields = {field.name: field for given in plan.inputs for version in given.versions for field in version.fields}
    data = drawn_data(spec, fields)
    files = {"csv": csv_bytes(data)} if data.columns else {}
    exports = make_exports(press, task.house, plan, words, pictures[0])
    faces = press.faces()
    cards = make_figure_cards(press, task, words, spec, pictures[0])
    files |= exports.value
    files["vl.json"] = spec_bytes(spec)
    figure = Figure(
        id=plan.id,
        title=words.title,
        subtitle=words.subtitle,
        description=words.description,
        notes=words.notes,
        credit=words.credit,
        drawing=Drawing(*pictures),
        data=data,
        files=files,
        faces=tuple(sorted(faces)),
        cards=cards.value,
        view=view,
    )
    return Outcome(figure, (*exports.problems, *cards.problems))


def _view(press: Press, task: MakeExhibit, raw: tuple[RawDrawing, RawDrawing]) -> View:
    return make_view(press.drawer, task.house.theme.fonts.data, raw, published_tables(task))


def _spec_problems(exhibit: Exhibit, spec: Spec, theme: Theme) -> Iterator[Problem]:
    for unknown in unknown_fields(spec):
        place = place_of_text(exhibit, unknown.field, _path(unknown.pointer))
        hint = did_you_mean(unknown.field, unknown.known, "columns")
        yield Problem("unknown-field", f"{exhibit.name} has no column {unknown.field}", place, hint)
    yield from _empty_column_problems(exhibit, spec)
    for name in unknown_colours({key: value for key, value in spec.items() if key != "datasets"}, theme):
        place = place_of_text(exhibit, f"--{name}")
        hint = did_you_mean(name, theme.colours, "colours")
        yield Problem("unknown-colour", f"the theme has no colour {name}", place, hint)


def _empty_column_problems(exhibit: Exhibit, spec: Spec) -> Iterator[Problem]:
    empty = empty_column(spec)
    if empty is not None:
        message = f"{exhibit.name} has nothing to draw: {empty.field} is missing in each of {empty.rows} rows"
        place = place_of_text(exhibit, empty.field, _path(empty.pointer))
        hint = "see that the column holds values, and that they are read and joined as they should be"
        yield Problem("empty-column", message, place, hint)


def _path(pointer: str) -> tuple[str | int, ...]:
    """The steps of a JSON pointer."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return tuple(int(part) if part.isdigit() else part for part in parts)
