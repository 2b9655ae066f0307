"""What an output was made from, and what a change of a source makes again: read off the steps of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from nutgraf.model.step import INDEXES, Step


class Reach(IntEnum):
    """How a change reaches an output.

    ALWAYS: what was changed goes into it. IN_PART: of what was changed it sees only a part, such as title and summary
    of an article. BY_INDEX: it is reached only if a page, an exhibit or an address comes, goes or moves.
    """

    ALWAYS = 0
    IN_PART = 1
    BY_INDEX = 2


def find_impact(steps: Sequence[Step], changed: Iterable[str]) -> Mapping[str, Reach]:
    """The outputs that are made again when the sources `changed` change, each with the shortest way in which it is
    reached, in the order of their paths."""
    uses = _Uses(steps)
    reached: dict[str, Reach] = {}
    waiting: list[list[str]] = [list(changed), [], []]
    for reach in Reach:
        while waiting[reach]:
            name = waiting[reach].pop()
            if name in reached:
                continue
            reached[name] = reach
            for user, in_part in uses.of(name):
                way = Reach.BY_INDEX if user in INDEXES else Reach.IN_PART if in_part else Reach.ALWAYS
                waiting[max(way, reach)].append(user)
    made = {step.name: step.outputs for step in steps}
    outputs = {path: reach for name, reach in reached.items() for path in made.get(name, ())}
    return dict(sorted(outputs.items()))


class _Uses:
    """Which steps use a source or a step, and whether only in part."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._exact: dict[str, list[tuple[str, bool]]] = {}
        self._patterns: list[tuple[Callable[[str], bool], tuple[str, bool]]] = []
        for step in steps:
            for names, in_part in ((step.inputs, False), (step.parts, True)):
                for name in names:
                    self._exact.setdefault(name, []).append((step.name, in_part))
                    if "*" in name:
                        self._patterns.append((matcher(name), (step.name, in_part)))

    def of(self, name: str) -> Iterator[tuple[str, bool]]:
        yield from self._exact.get(name, ())
        yield from (use for matches, use in self._patterns if matches(name))


def matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a name is meant by the input of a step, in which one `*` stands for any characters."""
    start, star, end = pattern.partition("*")
    if not star:
        return lambda name: name == pattern
    shortest = len(start) + len(end)
    return lambda name: len(name) >= shortest and name.startswith(start) and name.endswith(end)


def find_origins(steps: Sequence[Step], output: str, sources: Iterable[str]) -> Mapping[str, Reach]:
    """The sources that the output `output` was made from, each with the way in which it reaches it, in the order of
    their paths. `sources` are all that there were. Files of the program's own theme are among them."""
    known, named = tuple(sources), {step.name: step for step in steps}
    reached: dict[str, Reach] = {}
    waiting: list[list[str]] = [[step.name for step in steps if output in step.outputs], [], []]
    for reach in Reach:
        while waiting[reach]:
            name = waiting[reach].pop()
            if name in reached:
                continue
            reached[name] = reach
            step = named.get(name)
            for asked, in_part in _uses_of(step) if step is not None else ():
                way = Reach.BY_INDEX if name in INDEXES else Reach.IN_PART if in_part else Reach.ALWAYS
                waiting[max(way, reach)] += named_by(asked, (*named, *known))
    return {name: reach for name, reach in sorted(reached.items()) if name not in named}


def _uses_of(step: Step) -> Iterator[tuple[str, bool]]:
    yield from ((name, False) for name in step.inputs)
    yield from ((name, True) for name in step.parts)


def named_by(pattern: str, names: Sequence[str]) -> list[str]:
    """The names that an input of a step stands for: what it says, or those of `names` that it matches."""
    return [*filter(matcher(pattern), names)] if "*" in pattern else [pattern]
