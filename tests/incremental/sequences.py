"""Sequences of edits, each of which is built twice: after what was built before, and from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from nutgraf.cache import Cache
from nutgraf.pipeline import BuildOptions
from nutgraf.worker import Executor
from tests.incremental.desk import CleanCache, Desk, EmptyCache, Made, build_clean, link_used
from tests.incremental.edits import edited
from tests.incremental.sites import make_site


@dataclass(frozen=True)
class Bench:
    """What sequences are built with: workers, of which each build takes some, a cache of what exhibits made, and the
    fonts for those that know not even that. Everything is laid into `folder`."""

    executors: Sequence[Executor]
    clean: CleanCache
    fonts: Cache
    folder: Path


@dataclass(frozen=True)
class Fault:
    """Where a sequence went wrong: after which of its steps, and how."""

    seed: int
    steps: tuple[str, ...]
    difference: str

    def __str__(self) -> str:
        steps = "\n".join(f"  {number}. {step}" for number, step in enumerate(self.steps))
        return f"seed {self.seed}\n{steps}\n{self.difference}"


@dataclass(frozen=True)
class Tally:
    """How many builds were compared, and how many of them had errors."""

    builds: int
    failed: int


def find_fault(seed: int, length: int, bench: Bench) -> Fault | Tally:
    """Builds the sequence of a seed; where it goes wrong, it is made shorter as long as it still does."""
    found = _run(seed, range(length), bench)
    if isinstance(found, Tally):
        return found
    kept = list(range(len(found.steps) - 1))
    for step in list(kept):
        fewer = [each for each in kept if each != step]
        again = _run(seed, fewer, bench)
        if isinstance(again, Fault):
            kept, found = fewer, again
    return found


def _run(seed: int, steps: Iterable[int], bench: Bench) -> Fault | Tally:
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    try:
        return _compared(seed, steps, bench, folder)
    finally:
        shutil.rmtree(folder)


def _compared(seed: int, steps: Iterable[int], bench: Bench, folder: Path) -> Fault | Tally:
    chance = Random(f"{seed}")
    files = make_site(chance)
    options = BuildOptions(drafts=chance.random() < 0.3)
    forgets = chance.random()
    desk = Desk(folder / "site", Cache(folder / "cache"), options)
    desk.root.mkdir()
    desk.lay(files, {})
    link_used(bench.fonts, desk.cache.folder)
    told = ["a new site"]
    good: list[dict[str, str]] = []
    before = Made("")
    failed = 0
    for step in (None, *steps):
        # Each step has a chance of its own, so that it is the same where others are left out.
        luck = Random(f"{seed} {step}")
        if step is not None:
            after, what = edited(luck, files, good[-1:] if before.failed and luck.random() < 0.7 else good)
            if before.failed and good and luck.random() < 0.6:
                after, what = good[-1], "all as it last was without errors"
            desk.lay(after, files)
            files = after
            told.append(what)
        if luck.random() < forgets:
            desk.start_anew()
        executor = luck.choice(bench.executors)
        desk.options = replace(options, processes=luck.choice((1, 1, 3)))
        desk.restores = luck.random() < 0.5
        kept = desk.published() if desk.output.is_dir() else {}
        before = desk.build(executor)
        clean = build_clean(desk.root, executor, bench.clean, options)
        difference = _difference(before, clean, desk, kept)
        if difference:
            return Fault(seed, tuple(told), difference)
        failed += before.failed
        if not before.failed:
            good.append(dict(files))
        if step is None:
            link_used(bench.clean, desk.cache.folder)
    return _last(seed, told, desk, bench, before) or Tally(len(told), failed)


def _last(seed: int, told: list[str], desk: Desk, bench: Bench, last: Made) -> Fault | None:
    """For some sequences: whether the last build is as one that knows not even what exhibits made."""
    if Random(f"{seed} last").random() > 0.1:
        return None
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        empty = EmptyCache(link_used(bench.fonts, Path(folder)))
        difference = _difference(last, build_clean(desk.root, bench.executors[0], empty, desk.options), desk, {})
    return Fault(seed, (*told, "from nothing at all"), difference) if difference else None


def _difference(made: Made, clean: Made, desk: Desk, kept: object) -> str:
    if made.said != clean.said:
        return f"it says\n{made.said}\nand from nothing\n{clean.said}"
    if made.failed:
        stays = not kept or desk.published() == kept
        return "" if stays else "site/ is not as it was before the errors"
    if made.files.keys() != clean.files.keys():
        return f"files: {sorted(made.files.keys() ^ clean.files.keys())}"
    other = [path for path in made.files if made.files[path] != clean.files[path]]
    return "\n".join(_first_line(path, made.files[path], clean.files[path]) for path in other)


def _first_line(path: str, made: bytes, clean: bytes) -> str:
    pairs = zip(made.split(b"\n"), clean.split(b"\n"), strict=False)
    line = next(((old, new) for old, new in pairs if old != new), (b"", b""))
    return f"{path}: {line[0][:300]!r}, from nothing {line[1][:300]!r}"
