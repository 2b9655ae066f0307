"""What a worker process does: run one exhibit and draw it, or count the rows of a version.

Everything that needs pandas, Altair or Vega is imported here, so that the main process does without them.
"""

from __future__ import annotations

from dataclasses import dataclass

from nutgraf.datasets.differences import compare_contents
from nutgraf.datasets.summary import describe_version
from nutgraf.exhibits.guard import Guard
from nutgraf.figures.cards import make_page_card
from nutgraf.figures.drawing import draw_figure
from nutgraf.figures.facts import make_fact
from nutgraf.figures.inputs import Inputs, read_inputs
from nutgraf.figures.schema_problems import made_by_schema
from nutgraf.figures.specs import chart_spec, vegalite_spec
from nutgraf.figures.tables import make_table
from nutgraf.figures.tasks import CompareVersions, DescribeVersion, Made, MakeCard, MakeExhibit, Task
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.problems import Outcome, Problem
from nutgraf.vega.exports.press import Press
from nutgraf.vega.large.reducing import MOST_ROWS, TooManyRowsError
from nutgraf.vega.schema import load_schema
from nutgraf.worker import limited_time

PREVIEW_ROWS = 12


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a worker process has for all its tasks: what prints, and who watches over the exhibits.

    Their chance starts from `seed`.
    """

    press: Press
    guard: Guard
    seed: int = 0


def perform(workshop: Workshop, task: Task) -> Made:
    """Does one task; whatever goes wrong in author code or data is in the outcome's problems.

    Raises MemoryError, and OutOfTimeError where an exhibit's function or its drawings take longer than they may.
    """
    if isinstance(task, MakeCard):
        return make_page_card(workshop.press, task)
    if isinstance(task, DescribeVersion | CompareVersions):
        return _read_versions(task)
    inputs = read_inputs(task)
    return Outcome(None, inputs.problems) if inputs.value is None else _make_exhibit(workshop, task, inputs.value)


def _make_exhibit(workshop: Workshop, task: MakeExhibit, inputs: Inputs) -> Made:
    if task.plan.exhibit.kind is ExhibitKind.FACT:
        return make_fact(workshop.guard, task, inputs, workshop.seed)
    if task.plan.exhibit.kind is ExhibitKind.TABLE:
        return make_table(workshop.guard, task, inputs, workshop.seed)
    try:
        return _make_figure(workshop, task, inputs)
    except (RecursionError, TooManyRowsError) as error:
        return Outcome(None, (_not_drawable(task.plan.exhibit, error),))


def _read_versions(task: DescribeVersion | CompareVersions) -> Made:
    if isinstance(task, DescribeVersion):
        return describe_version(task.sources.read_bytes(task.version.path), task.version, PREVIEW_ROWS)
    old, new = (task.sources.read_bytes(version.path) for version in (task.old, task.new))
    return Outcome(compare_contents(task.old, old, task.new, new, task.examples))


def _make_figure(workshop: Workshop, task: MakeExhibit, inputs: Inputs) -> Made:
    exhibit, chart = task.plan.exhibit, task.house.theme.chart
    if exhibit.is_json:
        return made_by_schema(load_schema(), exhibit, lambda: _make_json_figure(workshop.press, task, inputs))
    with limited_time(task.house.seconds):
        wide = chart_spec(workshop.guard, task, inputs, chart.wide, workshop.seed)
        if wide.value is None:
            return Outcome(None, wide.problems)
        narrow = wide
        if exhibit.takes_width:
            narrow = chart_spec(workshop.guard, task, inputs, chart.narrow, workshop.seed)
    if narrow.value is None:
        return Outcome(None, narrow.problems)
    return draw_figure(workshop.press, task, wide.value, narrow.value)


def _make_json_figure(press: Press, task: MakeExhibit, inputs: Inputs) -> Made:
    spec = vegalite_spec(task, inputs)
    return Outcome(None, spec.problems) if spec.value is None else draw_figure(press, task, spec.value, spec.value)


def _not_drawable(exhibit: Exhibit, error: RecursionError | TooManyRowsError) -> Problem:
    if isinstance(error, RecursionError):
        message = f"{exhibit.name} cannot be drawn: its views are nested too deeply"
        return Problem("drawing-failed", message, exhibit.location)
    message = f"{exhibit.name} would draw {error.rows:,} rows, more than the {MOST_ROWS:,} that can be drawn"
    if error.reason:
        message += f"; they are not aggregated before because of {error.reason}"
    hint = "bin or aggregate them in the chart's encodings, or before, in the exhibit or in the data"
    return Problem("too-many-rows", message, exhibit.location, hint)
