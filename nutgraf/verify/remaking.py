"""Every exhibit made a second time, amid other surroundings: what differs, and which of them is behind it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nutgraf.figures import Made, MakeElsewhere, MakeExhibit, outcome_of, perform_elsewhere
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Fact, Figure
from nutgraf.problems import Problem, listed
from nutgraf.sources import Sources
from nutgraf.verify.differences import first_difference
from nutgraf.worker import Executor, Surroundings

OTHER_HASH_SEED = 1
"""What the processes of the second run are started with, for it cannot be changed later."""

_LATER = 400 * 86_400 + 7 * 3600 + 31 * 60
"""Seconds: another year, month, day, weekday and hour."""
# In this form a zone needs no database of zones.
_ZONE = "ELS-13:45"
_VARIABLES = {
    **dict.fromkeys(("LANG", "LC_ALL", "LANGUAGE"), "de_DE.UTF-8"),
    **dict.fromkeys(("USER", "LOGNAME", "USERNAME"), "somebody"),
    **dict.fromkeys(("HOME", "TMPDIR", "PATH"), "/nonexistent"),
    "NUTGRAF_ELSEWHERE": "1",
}

_CLOCK = "the clock"
_CHANCE = "the seed of random or numpy.random"
_ENVIRONMENT = "an environment variable, or the user's name, home or locale"
_TIME_ZONE = "the time zone"
_PLACE = "its folder, or on a file that is not one of its inputs"
_MACHINE = "the machine's name, kernel or processors"
_UMASK = "the umask"
_PROCESS = "the process that makes it: the order of a set, hash(), id() or os.getpid()"
_NEVER_THE_SAME = "something that is never the same twice"

_WAYS_OUT: Mapping[str, str] = {
    _CLOCK: "write the day down, or take it from the data",
    _CHANCE: "draw from a generator with a seed of its own: numpy.random.default_rng(1)",
    _ENVIRONMENT: "write the value into the exhibit",
    _TIME_ZONE: "name the zone: datetime.fromtimestamp(seconds, tz=UTC)",
    _PLACE: "name a dataset of data/ as a parameter",
    _MACHINE: "write the value into the exhibit",
    _UMASK: "write the value into the exhibit",
    _PROCESS: "put the set in order, sorted(…), and use no hash, address or number of a process",
    _NEVER_THE_SAME: (
        "give chance a seed, numpy.random.default_rng(1), and use no address or duration; settings of libraries that "
        "another exhibit changed may be behind it too"
    ),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a site's exhibits are made again: processes that have started with `OTHER_HASH_SEED`, and a folder that
    they can read, for copies of the site's files."""

    executor: Executor
    room: Path


def carried(sources: Sources, room: Path) -> Sources:
    """A copy, below `room`, of the files that exhibits and derivations are made from."""
    root = room / "sources"
    paths = sources.below("charts") + sources.below("data")
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sources.root / path, root / path)
    return replace(sources.only(paths), root=root)


def check_remaking(
    made: Sequence[tuple[MakeExhibit, Figure | Fact]], root: Path, executor: Executor, elsewhere: Executor, now: float
) -> tuple[Problem, ...]:
    """What differs when the exhibits that `executor` made are made again by `elsewhere`.

    The processes of `elsewhere` have started with another hash seed, and read the site's files below `root`; `now` is
    the time, in seconds since 1970. Those that differ are made some more times, with one thing changed at a time, to
    find what is behind it. Problem: `not-reproducible`, at the exhibit's function.
    """
    # The other way round, so that what an exhibit leaves behind in its process reaches others than before.
    backwards = [(_rooted(task, root), first) for task, first in reversed(made)]
    again = _remade([MakeElsewhere(task, other_surroundings(now), moved=True) for task, _ in backwards], elsewhere)
    differing = [
        (task, first, second) for (task, first), second in zip(backwards, again, strict=True) if second.value != first
    ]
    causes = _causes([task for task, *_ in differing], executor, elsewhere, Surroundings(clock=now))
    found = zip(differing, causes, strict=True)
    return tuple(_problem(task.plan.exhibit, first, second, behind) for (task, first, second), behind in found)


def other_surroundings(now: float) -> Surroundings:
    """Everything else than it is: another clock, zone, environment, machine, umask and seed."""
    return Surroundings(now + _LATER, _ZONE, _VARIABLES, machine="elsewhere", umask=0o077, seed=1)


def _rooted(task: MakeExhibit, root: Path) -> MakeExhibit:
    return replace(task, sources=replace(task.sources, root=root))


def _remade(tasks: Sequence[MakeElsewhere], executor: Executor) -> list[Made]:
    made: dict[int, Made] = {}
    for result in executor.run(perform_elsewhere, tasks):
        made[result.index] = outcome_of(tasks[result.index].task, result)
    return [made[index] for index in range(len(tasks))]


def _causes(
    tasks: Sequence[MakeExhibit], executor: Executor, elsewhere: Executor, still: Surroundings
) -> list[list[str]]:
    """What each of the tasks depends on, found by changing one thing of `still` at a time."""

    def remade(executor: Executor, surroundings: Surroundings, *, moved: bool = False) -> list[Made]:
        return _remade([MakeElsewhere(_without_exports(task), surroundings, moved) for task in tasks], executor)

    if not tasks:
        return []
    assert still.clock is not None
    first = remade(executor, still)
    varied = {
        _CLOCK: remade(executor, replace(still, clock=still.clock + _LATER)),
        _CHANCE: remade(executor, replace(still, seed=1)),
        _ENVIRONMENT: remade(executor, replace(still, variables=_VARIABLES)),
        _TIME_ZONE: remade(executor, replace(still, zone=_ZONE)),
        _PLACE: remade(executor, still, moved=True),
        _MACHINE: remade(executor, replace(still, machine="elsewhere")),
        _UMASK: remade(executor, replace(still, umask=0o077)),
        _PROCESS: remade(elsewhere, still),
    }
    # Made last, so that a clock which is read past Python has moved on.
    last = remade(executor, still)
    causes = []
    for number in range(len(tasks)):
        behind = [cause for cause, made in varied.items() if made[number].value != first[number].value]
        if behind == [_PROCESS] and varied[_PROCESS][number].value is None:
            behind = [_PLACE]  # it is enclosed there: native code asked for a file
        same_twice = first[number].value == last[number].value
        causes.append(behind if behind and same_twice else [_NEVER_THE_SAME])
    return causes


def _without_exports(task: MakeExhibit) -> MakeExhibit:
    """The task without what follows from the drawing and takes long."""
    options = replace(task.house.options, exports=(), cards=False)
    return replace(task, house=replace(task.house, options=options), cards=())


def _problem(exhibit: Exhibit, first: Figure | Fact, second: Made, causes: Sequence[str]) -> Problem:
    if second.value is None:
        what = f"it failed: {second.problems[0].message}" if second.problems else "it failed"
    else:
        what = first_difference(first, second.value)
    ways_out = "; ".join(dict.fromkeys(_WAYS_OUT[cause] for cause in causes))
    return Problem(
        "not-reproducible",
        f"{exhibit.name} came out differently when it was made again: {what}",
        exhibit.location,
        f"it depends on {listed(causes)}\n{ways_out}",
    )
