"""The works that a site cites, printed by its style: by workers, and kept in the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from nutgraf.cache import Cache
from nutgraf.digest import digest_bytes
from nutgraf.model.site import Site
from nutgraf.model.work import CitationForm, Cite, PrintedWorks, Work
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.sources import Sources
from nutgraf.toolchain import toolchain_digest
from nutgraf.worker import Executor

_BATCH = 100
"""Works that one task prints, about."""


@dataclass(frozen=True, slots=True)
class PrintWorks:
    """A task: print works and cites, or, with `order`, say in which order the works stand. `style` is XML or the name
    of an installed style, `language` a tag."""

    style: bytes | str
    language: str
    works: tuple[Work, ...]
    cites: tuple[Cite, ...] = ()
    order: bool = False

    @property
    def label(self) -> str:
        return "references"


@dataclass(frozen=True, slots=True)
class PrintedBatch:
    """What came of a task. `fault` is why the style cannot be used, `line` where in its file; `faults` say of works why
    they cannot be printed."""

    form: CitationForm = field(default_factory=CitationForm)
    entries: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[tuple[Cite, str], ...] = ()
    order: tuple[str, ...] = ()
    fault: str = ""
    line: int = 0
    faults: Mapping[str, str] = field(default_factory=dict)


def print_works(site: Site, sources: Sources, executor: Executor, cache: Cache) -> Outcome[PrintedWorks]:
    """Every work that a page cites, as the style in `site.toml` prints it.

    Problems: `citation-style` where the style cannot be used, `unprintable-work`.
    """
    items = site.bibliography.items
    cites = list(dict.fromkeys(cite for links in site.links.values() for cite in links.cites if cite.key in items))
    style = _style(site, sources)
    if not cites or style.value is None:
        return Outcome(PrintedWorks(), style.problems)
    tasks = list(_tasks(style.value, site.config.language, [items[key] for key in {cite.key for cite in cites}], cites))
    batches = _performed(tasks, executor, cache)
    failed = next((batch for batch in batches if batch.fault), None)
    if failed is not None:
        return Outcome(PrintedWorks(), (_style_problem(site, failed.fault, failed.line),))
    form = batches[0].form
    works = tuple(sorted((work for task in tasks for work in task.works), key=lambda work: work.key))
    ordering = [PrintWorks(style.value, site.config.language, works, (), True)] if form.ordered else []
    ranks = {key: at for batch in _performed(ordering, executor, cache) for at, key in enumerate(batch.order)}
    printed = PrintedWorks(
        form,
        {key: entry for batch in batches for key, entry in batch.entries.items()},
        {cite: mark for batch in batches for cite, mark in batch.marks},
        ranks,
    )
    faults = {key: reason for batch in batches for key, reason in batch.faults.items()}
    hint = "say less of it, or choose another style in site.toml"
    return Outcome(
        printed,
        tuple(
            Problem("unprintable-work", f"the style cannot print {key}: {reason}", items[key].location, hint)
            for key, reason in faults.items()
        ),
    )


def _style(site: Site, sources: Sources) -> Outcome[bytes | str | None]:
    """The XML of a style in the site, or the name of an installed one."""
    name = site.config.references.style
    if not name.endswith(".csl"):
        return Outcome(name)
    if name in sources:
        return Outcome(sources.read_bytes(name))
    styles = [path for path in sources.files if path.endswith(".csl")]
    hint = did_you_mean(name, styles, "styles in this site") + "; a style lies below content/ or templates/"
    message = f"there is no file {name}"
    return Outcome(None, (Problem("citation-style", message, site.config.references.location, hint),))


def _style_problem(site: Site, reason: str, line: int) -> Problem:
    name = site.config.references.style
    place = Location(name, line) if name.endswith(".csl") and line else site.config.references.location
    hint = "name an installed style, such as news, or the path of a .csl file in this site"
    return Problem("citation-style", f"the style {name} cannot be used: {reason}", place, hint)


def _tasks(style: bytes | str, language: str, works: Sequence[Work], cites: Iterable[Cite]) -> Iterable[PrintWorks]:
    """Works are dealt out by their keys, so that a new one leaves the other batches as they are, and kept."""
    number = -(-len(works) // _BATCH)
    dealt: dict[int, list[Work]] = {}
    for work in sorted(works, key=lambda work: work.key):
        dealt.setdefault(int(digest_bytes(work.key.encode())[:8], 16) % number, []).append(work)
    said: dict[str, list[Cite]] = {}
    for cite in cites:
        said.setdefault(cite.key, []).append(cite)
    for _, batch in sorted(dealt.items()):
        asked = sorted((cite for work in batch for cite in said[work.key]), key=_cite_order)
        yield PrintWorks(style, language, tuple(batch), tuple(asked))


def _cite_order(cite: Cite) -> tuple[str, str, str]:
    return cite.key, cite.before, cite.locator


def _performed(tasks: Sequence[PrintWorks], executor: Executor, cache: Cache) -> list[PrintedBatch]:
    toolchain = toolchain_digest()
    keys = [_task_key(task, toolchain) for task in tasks]
    kept = [_unpacked(cache.get(key)) for key in keys]
    missing = [at for at, batch in enumerate(kept) if batch is None]
    for result in executor.run(_perform, [tasks[at] for at in missing]) if missing else ():
        at = missing[result.index]
        if result.value is None:
            told = result.failure.detail.strip().splitlines()[-1:] if result.failure is not None else []
            kept[at] = PrintedBatch(fault="".join(told) or "a worker ended")
            continue
        kept[at] = result.value
        if not result.value.fault and not result.value.faults:
            cache.put(keys[at], msgspec.msgpack.encode(result.value))
    return [batch for batch in kept if batch is not None]


def _task_key(task: PrintWorks, toolchain: str) -> str:
    works = [(work.key, work.variables) for work in task.works]
    told = ("works", toolchain, task.style, task.language, works, task.cites, task.order)
    return digest_bytes(msgspec.msgpack.encode(told, order="deterministic"))


def _unpacked(content: bytes | None) -> PrintedBatch | None:
    try:
        return msgspec.msgpack.decode(content, type=PrintedBatch) if content is not None else None
    except msgspec.DecodeError:
        return None


def _perform(_workshop: Any, task: PrintWorks) -> PrintedBatch:
    """Runs in a worker: the library is loaded there alone."""
    from nutgraf.csl.printing import Printer, StyleError  # noqa: PLC0415

    try:
        printer = Printer(task.style, task.language)
    except StyleError as error:
        return PrintedBatch(fault=str(error), line=error.line)
    if task.order:
        return PrintedBatch(printer.form, order=tuple(printer.ordered(task.works)) if printer.form.ordered else ())
    entries: dict[str, str] = {}
    faults: dict[str, str] = {}
    marks: list[tuple[Cite, str]] = []
    compact = printer.form.compact
    for work in task.works:
        try:
            entries[work.key] = printer.entry(work)
            own = [cite for cite in task.cites if cite.key == work.key]
            # A number is one whatever the cite says.
            same = printer.mark(work, own[0]) if compact and own else ""
            marks += [(cite, same or printer.mark(work, cite)) for cite in own]
        except Exception as error:
            # Whatever a style and a work do to the library is told at the work.
            faults[work.key] = f"{type(error).__name__}: {error}".rstrip(": ")
    return PrintedBatch(printer.form, entries, tuple(marks), (), "", 0, faults)
