"""What was measured, as it was: kept in a JSON file, so that tables can be made from it at any time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Corpus:
    """How many articles; every `charts_in`-th has a chart."""

    articles: int
    charts_in: int = 1

    @property
    def charts(self) -> int:
        return -(-self.articles // self.charts_in)


@dataclass(frozen=True, slots=True)
class Sample:
    """One step of one program. Samples of one `turn` were taken close together: only those are compared.

    Seconds and MiB.
    """

    corpus: Corpus
    program: str
    step: str
    turn: int
    wall: float
    processor: float | None = None
    memory: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The samples of one call of the command; `facts` say on what machine, and of which versions."""

    facts: str
    samples: tuple[Sample, ...] = ()

    def of(self, corpus: Corpus, program: str, step: str) -> dict[int, Sample]:
        """By turn."""
        wanted = (corpus, program, step)
        return {each.turn: each for each in self.samples if (each.corpus, each.program, each.step) == wanted}

    def with_sample(self, sample: Sample) -> Sitting:
        return replace(self, samples=(*self.samples, sample))


def read_sittings(path: Path) -> list[Sitting]:
    """The oldest first; none where there is no file."""
    if not path.exists():
        return []
    return [
        Sitting(entry["facts"], tuple(_sample(sample) for sample in entry["samples"]))
        for entry in json.loads(path.read_text(encoding="utf-8"))
    ]


def write_sittings(path: Path, sittings: Iterable[Sitting]) -> None:
    """Whole or not at all: the command may be interrupted at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".new")
    staged.write_text(json.dumps([asdict(sitting) for sitting in sittings], indent=1), encoding="utf-8")
    os.replace(staged, path)


def _sample(entry: dict[str, object]) -> Sample:
    corpus = entry.pop("corpus")
    return Sample(Corpus(**corpus), **entry)  # type: ignore[arg-type]
