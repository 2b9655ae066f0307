"""Steps: what a build does, each with what it is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

SITE_INDEX = "site index"
EXHIBIT_INDEX = "exhibit index"
INTERACTION_INDEX = "interaction index"
INDEXES = frozenset({SITE_INDEX, EXHIBIT_INDEX, INTERACTION_INDEX})
"""The steps that only tell what there is: pages with their addresses, dates and tags, exhibits by name, ways in which
charts answer readers. Much depends on each of them, and few changes of a source change one."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build. `name` is its kind and what it is about (`figure cape`, `page content/ai/bubble.md`).

    `inputs` are what it is made from: paths of sources and names of other steps. Of the `parts` it sees only a part,
    such as the front matter of a page that it names. One `*` in either stands for any characters. `outputs` are paths
    below `site/`; a step without them is there for other steps.
    """

    name: str
    inputs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


def write_steps(steps: Sequence[Step], sources: Sequence[str], outputs: Sequence[str]) -> bytes:
    """The steps as JSON for a manifest that lists `sources` and `outputs`, a line a step: its name, then its inputs,
    parts and outputs.

    In place of paths and names stand numbers, for each is said many times: those of inputs and parts count through the
    sources and then the steps, those of outputs through the outputs. What has none is said in words.
    """
    known = {name: number for number, name in enumerate((*sources, *(step.name for step in steps)))}
    listed = {path: number for number, path in enumerate(outputs)}
    encode = msgspec.json.Encoder().encode
    lines = []
    for step in steps:
        told = [[known.get(name, name) for name in names] for names in (step.inputs, step.parts)]
        told.append([listed.get(path, path) for path in step.outputs])
        lines.append(b"  %b: %b" % (encode(step.name), encode(told)))
    return b"{\n%b\n }" % b",\n".join(lines)


def parse_steps(told: Mapping[str, Any], sources: Sequence[str], outputs: Sequence[str]) -> tuple[Step, ...]:
    """The steps that `write_steps` wrote. What it cannot have written is one of Python's own errors."""
    names = (*sources, *told)

    def named(said: Sequence[int | str], known: Sequence[str]) -> tuple[str, ...]:
        return tuple(known[each] if isinstance(each, int) else str(each) for each in said)

    return tuple(
        Step(str(name), named(inputs, names), named(parts, names), named(made, outputs))
        for name, (inputs, parts, made) in told.items()
    )
