"""The commands `why` and `impact`, which read the manifest of the built site and build nothing."""

from __future__ import annotations

import argparse
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nutgraf.cli.reporting import FINE, PROBLEMS, count, print_json, report_problems
from nutgraf.model.step import INDEXES, Step
from nutgraf.permalinks import output_path
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.published import Manifest, PublishedFolder, read_manifest
from nutgraf.sources import Sources
from nutgraf.steps.tracing import Reach, find_impact, find_origins, named_by

_SHOWN = 8
"""So many lines of one kind are printed where `--verbose` does not ask for all."""
_THEME = "nutgraf/theme/"
_WHEN = {
    Reach.ALWAYS: "always",
    Reach.IN_PART: "part",
    Reach.BY_INDEX: "index",
}
_GROUPS = {
    Reach.ALWAYS: "A change of {} makes again",
    Reach.IN_PART: "and, if the part of it changes that others show, such as a title or a summary,",
    Reach.BY_INDEX: "and, if a page, an exhibit or an address comes, goes or moves,",
}


def run_why(root: Path, options: argparse.Namespace) -> int:
    """Says what an output was made from. Returns the exit status."""
    manifest = _read(root, options)
    found = _output_meant(manifest.value, options) if manifest.value is not None else None
    if manifest.value is None or found is None or found.value is None:
        return _refused(root, options, found.problems if found is not None else manifest.problems)
    steps, output = manifest.value.steps, found.value
    step = next(step for step in steps if output in step.outputs)
    if options.json:
        origins = find_origins(steps, output, manifest.value.sources)
        digests = manifest.value.sources
        told = [{"path": path, "sha256": digests.get(path), "when": _WHEN[way]} for path, way in origins.items()]
        print_json({"output": output, "step": step.name, "sources": told, "tools": dict(manifest.value.generator)})
    elif not options.quiet:
        print(f"{options.output}/{output} is made by `{step.name}` from")
        known = (*(each.name for each in steps), *manifest.value.sources)
        tree = _Tree({each.name: each for each in steps}, known, len(known) if options.verbose else _SHOWN)
        print("\n".join(tree.lines(step, "  ")))
        print(f"with {', '.join(f'{name} {version}' for name, version in manifest.value.generator.items())}")
    return FINE


def run_impact(root: Path, options: argparse.Namespace) -> int:
    """Says which outputs a change of a source would make again. Returns the exit status."""
    manifest = _read(root, options)
    found = _sources_meant(manifest.value, root, options) if manifest.value is not None else None
    if manifest.value is None or found is None or not found.value:
        return _refused(root, options, found.problems if found is not None else manifest.problems)
    impact = find_impact(manifest.value.steps, found.value)
    if options.json:
        told = [{"path": path, "when": _WHEN[way]} for path, way in impact.items()]
        print_json({"sources": list(found.value), "outputs": told})
    elif not options.quiet:
        print("\n".join(_impact_lines(impact, found.value, options)))
    return FINE


def _impact_lines(impact: Mapping[str, Reach], sources: Sequence[str], options: argparse.Namespace) -> Iterator[str]:
    if not impact:
        yield f"Nothing is made from {_named(sources, options)}"
    for reach in Reach:
        paths = [path for path, way in impact.items() if way is reach]
        if paths:
            yield f"{_GROUPS[reach].format(_named(sources, options))} {count(len(paths), 'file')}:"
            shown = paths if options.verbose else paths[:_SHOWN]
            yield from (f"  {options.output}/{path}" for path in shown)
            if len(shown) < len(paths):
                yield f"  and {len(paths) - len(shown)} more (-v lists them)"


def _named(sources: Sequence[str], options: argparse.Namespace) -> str:
    return sources[0] if len(sources) == 1 else f"{options.path} ({count(len(sources), 'file')})"


class _Tree:
    """The steps behind a step as an indented list, each told once; at most `most` of what stands side by side."""

    def __init__(self, steps: Mapping[str, Step], known: Sequence[str], most: int) -> None:
        self._steps = steps
        self._known = known
        self._most = most
        self._told: set[str] = set()

    def lines(self, step: Step, indent: str) -> Iterator[str]:
        inputs, parts = (
            [name for asked in names for name in self._named(asked)] for names in (step.inputs, step.parts)
        )
        told = [*((name, "") for name in inputs), *((name, "in part ") for name in parts)]
        # Files first, then the steps with what is behind them.
        told.sort(key=lambda pair: (pair[0] in self._steps, bool(pair[1])))
        for name, how in told[: self._most]:
            behind = self._steps.get(name)
            again = behind is not None and name in self._told and bool(behind.inputs or behind.parts)
            yield f"{indent}{how}{name}{' (see above)' if again else ''}"
            if behind is not None and not again and name not in INDEXES:
                self._told.add(name)
                yield from self.lines(behind, f"{indent}  ")
        if len(told) > self._most:
            yield f"{indent}and {len(told) - self._most} more (-v lists them)"

    def _named(self, asked: str) -> list[str]:
        return named_by(asked, self._known)


def _read(root: Path, options: argparse.Namespace) -> Outcome[Manifest | None]:
    manifest = read_manifest(PublishedFolder(root / options.output, f"{options.output}/"))
    if manifest.value is not None and not manifest.value.steps:
        place = Location(f"{options.output}/manifest.json")
        message = "the manifest was written by an older program, and does not say what depends on what"
        return Outcome(None, (Problem("no-manifest", message, place, "build the site again"),))
    return manifest


def _output_meant(manifest: Manifest, options: argparse.Namespace) -> Outcome[str | None]:
    """The output that is asked for: a path with or without the output folder, a permalink, or a whole address."""
    asked = str(options.path).partition("#")[0].removeprefix(manifest.url)
    path = asked.removeprefix("./").removeprefix(f"{options.output}/").lstrip("/")
    for candidate in (path, output_path(f"/{path}"), f"{path.rstrip('/')}/index.html"):
        if candidate in manifest.files:
            return Outcome(candidate)
    hint = did_you_mean(path, manifest.files, "files")
    message = f"the site has no file {path or options.path}"
    return Outcome(None, (Problem("unknown-output", message, Location(f"{options.output}/manifest.json"), hint),))


def _sources_meant(manifest: Manifest, root: Path, options: argparse.Namespace) -> Outcome[tuple[str, ...]]:
    """The sources that are asked for: one, all below a folder, or a template of the program's own theme."""
    path = posixpath.normpath(options.path)
    own = f"{_THEME}{path.removeprefix('templates/')}"
    built_in = {name for step in manifest.steps for name in step.inputs if name.startswith(_THEME)}
    below = tuple(source for source in manifest.sources if source == path or source.startswith(f"{path}/"))
    known = below or tuple(name for name in (path, own) if name in built_in)
    if known:
        return Outcome(below or known[:1])
    message, hint = f"nothing was made from {path}", did_you_mean(path, manifest.sources, "sources")
    if (root / path).exists():
        hint = "it was not there at the last build, or is no source; build the site to take it in"
    return Outcome((), (Problem("unknown-source", message, Location(path), hint),))


def _refused(root: Path, options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    report_problems(problems, Sources(root), as_json=options.json, end="nothing to say")
    return PROBLEMS
