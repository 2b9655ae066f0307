"""What an exhibit is given. Needs pandas: for worker processes only."""

from __future__ import annotations

from nutgraf.datasets import inputs
from nutgraf.datasets.inputs import Document, Inputs, copied
from nutgraf.figures.tasks import MakeExhibit
from nutgraf.problems import Outcome

__all__ = ["Document", "Inputs", "copied", "read_inputs"]


def read_inputs(task: MakeExhibit) -> Outcome[Inputs | None]:
    """The inputs of a task's exhibit, as `datasets.inputs` reads them."""
    return inputs.read_inputs(task.plan.exhibit.parameters, task.plan.inputs, task.sources)
