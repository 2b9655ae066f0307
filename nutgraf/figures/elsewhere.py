"""Making an exhibit again amid other surroundings, which shows whether it depends on any of them.

This module is light, as `tasks` is, so that the main process can hand out these tasks.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nutgraf.figures.tasks import Made, MakeExhibit, open_studio
from nutgraf.sources import Sources
from nutgraf.worker import Surroundings, amid, enclose

# What may be read besides Python and what it imports: installed programs, what the system says of itself, devices.
_READABLE = (
    *("/usr", "/lib", "/lib32", "/lib64", "/proc", "/sys", "/dev"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types"),
)


@dataclass(frozen=True, slots=True)
class MakeElsewhere:
    """A task: do `task` amid `surroundings`; where it is `moved`, with nothing of the site but what it declares.

    It is then in a folder of another name, and its working folder is an empty one.
    """

    task: MakeExhibit
    surroundings: Surroundings
    moved: bool = False


def open_studio_elsewhere(cache: Path, room: Path) -> Any:
    """As `tasks.open_studio`, in a process whose own temporary files lie in `room`, and which can read nothing but
    those, `cache`, Python and what is installed, where the system can see to that."""
    workshop = open_studio(cache)
    tempfile.tempdir = str(room)
    program = Path(__file__).resolve().parents[1]
    # The folder that holds the program may be a site.
    imported = [entry for entry in sys.path if entry and Path(entry).resolve() != program.parent]
    enclose([*_READABLE, sys.prefix, sys.base_prefix, program, *imported, cache, room])
    return workshop


def perform_elsewhere(workshop: Any, again: MakeElsewhere) -> Made:
    """Does the task again, as `tasks.perform` did."""
    from nutgraf.figures import studio  # noqa: PLC0415

    with contextlib.ExitStack() as stack:
        task, surroundings = again.task, again.surroundings
        if again.moved:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="elsewhere-"))).resolve()
            task = replace(task, sources=_declared_only(task, folder / "site"))
            (folder / "empty").mkdir()
            surroundings = replace(surroundings, folder=folder / "empty")
        stack.enter_context(amid(surroundings))
        return studio.perform(replace(workshop, seed=surroundings.seed), task)


def _declared_only(task: MakeExhibit, root: Path) -> Sources:
    """A copy of the files that the task may use, below `root`."""
    exhibit = task.plan.exhibit
    for path in {exhibit.module, *exhibit.shared, *task.sources.files}:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(task.sources.root / path, root / path)
    return replace(task.sources, root=root)
