"""A fresh build against what was published: what differs, and which input is behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nutgraf.digest import digest_bytes
from nutgraf.problems import Location, Problem, listed
from nutgraf.published import FigureInputs, Manifest, Published

_SHOWN = 6


def compare_sources(theirs: Manifest, ours: Mapping[str, str]) -> tuple[Problem, ...]:
    """The sources that are not what the published site was built from. `ours` are the digests of those here, by path.

    Problem: `source-differs`, at each.
    """
    problems = []
    for path in sorted({*theirs.sources, *ours}):
        then, now = theirs.sources.get(path), ours.get(path)
        if then == now:
            continue
        if now is None:
            message = f"the published site was built from {path}, which is not here"
        elif then is None:
            message = f"the published site was built without {path}"
        else:
            message = f"{path} is not what the published site was built from: {_short(then)} then, {_short(now)} now"
        problems.append(Problem("source-differs", message, Location(path)))
    return tuple(problems)


def compare_files(theirs: Manifest, published: Published) -> tuple[Problem, ...]:
    """The published files that are not what their own manifest lists.

    Problem: `file-damaged`, at each file that was changed, is missing, or is listed nowhere.
    """
    problems = []
    for path, digest in theirs.files.items():
        content = published.read(path)
        if content is None:
            message = f"{path} is listed in the manifest, but is not there"
        elif digest_bytes(content) != digest:
            message = f"{path} was changed after the build: {_short(digest)} then, {_short(digest_bytes(content))} now"
        else:
            continue
        problems.append(Problem("file-damaged", message, Location(f"{published.name}{path}")))
    there = published.paths()
    for path in sorted(there - theirs.files.keys()) if there is not None else ():
        message = f"{path} is there, but the build did not make it"
        problems.append(Problem("file-damaged", message, Location(f"{published.name}{path}")))
    return tuple(problems)


def compare_sites(theirs: Manifest, ours: Manifest, name: str) -> tuple[Problem, ...]:
    """What a fresh build, whose manifest is `ours`, makes differently. `name` stands before the paths of files.

    Problems: `figure-differs` for each figure, with the inputs that are behind it, and `file-differs` for every other
    file, of which the pages that only show such a figure are told in one line.
    """
    differing = {path for path in {*theirs.files, *ours.files} if theirs.files.get(path) != ours.files.get(path)}
    problems = []
    for figure in _figures(theirs, ours):
        folder = figure.permalink.lstrip("/")
        own = sorted(path for path in differing if path.startswith(folder) and "/" not in path[len(folder) :])
        if own:
            differing -= set(own)
            files = [path[len(folder) :] for path in own]
            message = f"the figure {figure.exhibit} differs in {_listed(files)}"
            place = Location(f"{name}{folder}")
            problems.append(Problem("figure-differs", message, place, _cause(figure, theirs, ours)))
    for path in sorted(differing):
        there, here = path in theirs.files, path in ours.files
        what = "differs from" if there and here else "is not made by" if there else "is missing, but made by"
        problems.append(Problem("file-differs", f"{path} {what} a fresh build", Location(f"{name}{path}")))
    return tuple(problems)


def _figures(theirs: Manifest, ours: Manifest) -> Iterator[FigureInputs]:
    """Every figure of either site once, as it is now where it is in both."""
    now = {figure.permalink: figure for figure in ours.figures}
    yield from ours.figures
    yield from (figure for figure in theirs.figures if figure.permalink not in now)


def _cause(figure: FigureInputs, theirs: Manifest, ours: Manifest) -> str:
    then = next((other for other in theirs.figures if other.permalink == figure.permalink), None)
    now = next((other for other in ours.figures if other.permalink == figure.permalink), None)
    if then is None or now is None:
        return "it is new" if then is None else "it is gone"
    paths = sorted({*then.inputs, *now.inputs})
    inputs = [path for path in paths if then.inputs.get(path) != now.inputs.get(path)]
    if inputs:
        return f"its inputs that differ: {_listed(inputs)}"
    shared = [path for path in sorted({*theirs.sources, *ours.sources}) if path.startswith(("templates/", "site.toml"))]
    around = [path for path in shared if theirs.sources.get(path) != ours.sources.get(path)]
    if around:
        return f"none of its own inputs differs, but what all figures share does: {_listed(around)}"
    libraries = [
        f"{name} {theirs.generator.get(name, 'absent')} then, {ours.generator.get(name, 'absent')} now"
        for name in sorted({*theirs.generator, *ours.generator})
        if theirs.generator.get(name) != ours.generator.get(name)
    ]
    if libraries:
        return f"none of its inputs differs, but the program does: {_listed(libraries)}"
    return "none of its inputs differs: it depends on something else, such as the clock, chance or the machine"


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return listed(names) if more <= 0 else f"{', '.join(names[:_SHOWN])} and {more} more"


def _short(digest: str) -> str:
    return f"sha256:{digest[:12]}…"
