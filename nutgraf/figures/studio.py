"""What a worker process does: run one exhibit and draw it, or count the rows of a version.

Everything that needs pandas, Altair or Vega is imported here, so that the main process does without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from nutgraf.datasets.frames import read_frame
from nutgraf.datasets.summary import describe_version
from nutgraf.decode import parse_json
from nutgraf.exhibits.running import run_exhibit
from nutgraf.exhibits.vegalite import data_file, data_references
from nutgraf.figures.drawing import draw_figure
from nutgraf.figures.places import place_of_text
from nutgraf.figures.tasks import DescribeVersion, Made, MakeExhibit, Task
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Fact
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.vega.altair_charts import UntypedFieldError, altair_spec
from nutgraf.vega.drawing import Drawer
from nutgraf.vega.frames import FrameError, frame_values
from nutgraf.vega.localising import localised

PREVIEW_ROWS = 12

Frames = Mapping[str, "pd.DataFrame | Mapping[str, pd.DataFrame]"]


def perform(drawer: Drawer, task: Task) -> Made:
    """Does one task; whatever goes wrong in author code or data is in the outcome's problems."""
    if isinstance(task, DescribeVersion):
        content = task.sources.read_bytes(task.version.path)
        return describe_version(content, task.version, PREVIEW_ROWS)
    frames = _read_frames(task)
    if frames is None:
        return Outcome(None)
    if task.plan.exhibit.kind is ExhibitKind.FACT:
        return _make_fact(task, frames)
    return _make_figure(drawer, task, frames)


def _read_frames(task: MakeExhibit) -> Frames | None:
    """The frames by dataset; None where one is not valid, which `DescribeVersion` reports."""
    frames: dict[str, pd.DataFrame | Mapping[str, pd.DataFrame]] = {}
    for given in task.plan.inputs:
        versions: dict[str, pd.DataFrame] = {}
        for version in given.versions:
            outcome = read_frame(task.sources.read_bytes(version.path), version)
            if outcome.problems:
                return None
            versions[version.date.isoformat()] = outcome.value
        frames[given.dataset.name] = versions if given.all_versions else next(iter(versions.values()))
    return frames


def _make_fact(task: MakeExhibit, frames: Frames) -> Made:
    exhibit = task.plan.exhibit
    outcome = run_exhibit(task.sources.root, exhibit, frames)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    value = outcome.value.item() if hasattr(outcome.value, "item") else outcome.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, int | float | str | dt.date) or isinstance(value, bool) or pd.isna(value):
        message = f"{exhibit.name} returned {value!r}, which is no number, word or date"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "a fact is one value"),))
    return Outcome(Fact(task.plan.id, value, exhibit.unit))


def _make_figure(drawer: Drawer, task: MakeExhibit, frames: Frames) -> Made:
    exhibit, chart = task.plan.exhibit, task.house.theme.chart
    if exhibit.is_json:
        spec = localised(_json_spec(task, frames), task.house.locale)
        return draw_figure(drawer, task.house, task.plan, spec, spec)
    wide = _chart_spec(task, frames, chart.wide)
    if wide.value is None:
        return Outcome(None, wide.problems)
    narrow = _chart_spec(task, frames, chart.narrow) if exhibit.takes_width else wide
    if narrow.value is None:
        return Outcome(None, narrow.problems)
    return draw_figure(drawer, task.house, task.plan, wide.value, narrow.value)


def _chart_spec(task: MakeExhibit, frames: Frames, width: int) -> Outcome[dict[str, Any] | None]:
    exhibit = task.plan.exhibit
    # What one drawing changes in place must not reach the next.
    arguments: dict[str, Any] = {name: _copied(frame) for name, frame in frames.items()}
    if exhibit.takes_width:
        arguments["width"] = width
    outcome = run_exhibit(task.sources.root, exhibit, arguments)
    if outcome.problems:
        return Outcome(None, outcome.problems)
    if not hasattr(outcome.value, "to_dict") or isinstance(outcome.value, pd.DataFrame):
        message = f"{exhibit.name} returned {type(outcome.value).__name__}, not a chart"
        return Outcome(None, (Problem("exhibit-value", message, exhibit.location, "return an Altair chart"),))
    try:
        return Outcome(localised(altair_spec(outcome.value), task.house.locale))
    except UntypedFieldError as error:
        return Outcome(None, (_unknown_field(exhibit, error),))
    except FrameError as error:
        return Outcome(None, (Problem("exhibit-value", f"{exhibit.name}: {error}", exhibit.location),))
    except Exception as error:
        # Altair raises its own validation errors; their first line says what is wrong.
        first, *rest = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
        problem = Problem("exhibit-error", f"{exhibit.name}: {first}", exhibit.location, "\n".join(rest[:6]))
        return Outcome(None, (problem,))


def _copied(frame: pd.DataFrame | Mapping[str, pd.DataFrame]) -> Any:
    if isinstance(frame, pd.DataFrame):
        return frame.copy()
    return {version: each.copy() for version, each in frame.items()}


def _unknown_field(exhibit: Exhibit, error: UntypedFieldError) -> Problem:
    place = place_of_text(exhibit, error.field)
    hint = did_you_mean(error.field, error.known, "columns")
    return Problem("unknown-field", f"{exhibit.name} has no column {error.field}", place, hint)


def _json_spec(task: MakeExhibit, frames: Frames) -> dict[str, Any]:
    """The spec of a `.vl.json` with its datasets' values written into it, each under its own name."""
    parsed = parse_json(task.plan.exhibit.code, task.plan.exhibit.module).value
    assert parsed is not None, "discovery has read it"
    spec: dict[str, Any] = parsed.value
    datasets = {name: frame_values(frame) for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    for _, data in list(data_references(spec)):
        if "url" in data and isinstance(data, dict):
            data["name"] = data_file(str(data.pop("url"))).split("/")[1]
            data.pop("format", None)
    return {**spec, "datasets": {**spec.get("datasets", {}), **datasets}}
