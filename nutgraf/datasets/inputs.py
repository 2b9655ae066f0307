"""What a function of an author's is given: frames and documents by dataset. Needs pandas: for worker processes only."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from nutgraf.datasets.documents import read_document
from nutgraf.datasets.frames import read_frame
from nutgraf.model.dataset import Version
from nutgraf.model.exhibit import Parameter
from nutgraf.model.site import Input
from nutgraf.problems import Outcome, Problem
from nutgraf.sources import Sources

Document = Any
Inputs = Mapping[str, "pd.DataFrame | Document | Mapping[str, pd.DataFrame | Document]"]
"""By dataset: a frame, the value of a JSON file, or all versions by ISO date where the function asks for them."""


def read_inputs(parameters: Sequence[Parameter], inputs: Sequence[Input], sources: Sources) -> Outcome[Inputs | None]:
    """The arguments of a function with these parameters; None where a file or its patches are not valid, which is told
    where every version is described.

    Problems: `exhibit-signature` where a parameter wants a frame and its dataset is a document, or the reverse.
    """
    read: dict[str, Any] = {}
    for parameter, given in zip(parameters, inputs, strict=True):
        versions: dict[str, Any] = {}
        for version in given.versions:
            problem = _form_problem(parameter, version)
            if problem is not None:
                return Outcome(None, (problem,))
            content = sources.read_bytes(version.path)
            outcome: Outcome[Any] = (read_frame if version.is_table else read_document)(content, version)
            if outcome.problems:
                return Outcome(None)
            versions[version.date.isoformat()] = outcome.value
        read[given.dataset.name] = versions if given.all_versions else next(iter(versions.values()))
    return Outcome(read)


def _form_problem(parameter: Parameter, version: Version) -> Problem | None:
    wanted = "table" if version.is_table else "document"
    if parameter.form in ("either", wanted):
        return None
    if version.is_table:
        message = f"{version.path} is a table, and {parameter.dataset} asks for a document"
        annotation = "pd.DataFrame"
    else:
        message = f"{version.path} is no table, and {parameter.dataset} asks for a frame"
        annotation = "dict[str, Any]"
    if parameter.all_versions:
        annotation = f"Mapping[str, {annotation}]"
    hint = f"annotate it {parameter.dataset}: {annotation}"
    return Problem("exhibit-signature", message, parameter.location, hint)


def copied(value: pd.DataFrame | Document) -> Any:
    """A copy that the exhibit may change in place; of several versions each one's."""
    if isinstance(value, pd.DataFrame):
        return value.copy()
    if isinstance(value, dict) and any(isinstance(each, pd.DataFrame) for each in value.values()):
        return {version: each.copy() for version, each in value.items()}
    return copy.deepcopy(value)
