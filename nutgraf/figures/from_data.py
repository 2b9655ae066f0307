"""From the files of a bundle to the published specs of its charts, to its tables and facts. Needs pandas and Altair."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nutgraf.exhibits.guard import Guard
from nutgraf.figures.facts import make_fact
from nutgraf.figures.from_spec import house_of
from nutgraf.figures.inputs import read_inputs
from nutgraf.figures.publishing import published_spec
from nutgraf.figures.specs import chart_spec, vegalite_spec
from nutgraf.figures.tables import make_table
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.model.figure import FactValue
from nutgraf.model.recipe import Recipe
from nutgraf.model.site import Plan
from nutgraf.problems import Outcome
from nutgraf.sources import read_sources


def made_spec(guard: Guard, root: Path, recipe: Recipe, name: str) -> Outcome[dict[str, Any] | None]:
    """The published spec of a figure, made from the data below `root`; None with problems."""
    task = _task(root, recipe, recipe.figures[name])
    inputs = read_inputs(task)
    if inputs.value is None:
        return Outcome(None, inputs.problems)
    if task.plan.exhibit.is_json:
        made = vegalite_spec(task, inputs.value)
    else:
        made = chart_spec(guard, task, inputs.value, recipe.theme.chart.wide)
    return Outcome(published_spec(made.value) if made.value is not None else None, made.problems)


def made_table(guard: Guard, root: Path, recipe: Recipe, name: str) -> Outcome[Mapping[str, bytes] | None]:
    """The files of a table by extension, made from the data below `root`; None with problems."""
    task = _task(root, recipe, recipe.figures[name])
    inputs = read_inputs(task)
    if inputs.value is None:
        return Outcome(None, inputs.problems)
    table = make_table(guard, task, inputs.value)
    return Outcome(table.value.files if table.value is not None else None, table.problems)


def made_fact(guard: Guard, root: Path, recipe: Recipe, name: str) -> Outcome[FactValue | None]:
    """The value of a fact, made from the data below `root`; None with problems."""
    task = _task(root, recipe, recipe.facts[name])
    inputs = read_inputs(task)
    if inputs.value is None:
        return Outcome(None, inputs.problems)
    fact = make_fact(guard, task, inputs.value)
    return Outcome(fact.value.value if fact.value is not None else None, fact.problems)


def _task(root: Path, recipe: Recipe, plan: Plan) -> MakeExhibit:
    return MakeExhibit(read_sources(root), plan, house_of(recipe))
