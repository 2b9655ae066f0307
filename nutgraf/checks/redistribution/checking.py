"""The check of the finished site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nutgraf.cache import Cache
from nutgraf.checks.redistribution.contents import numbers_in, pieces_in, text_of, unpacked
from nutgraf.checks.redistribution.tracing import find_trace
from nutgraf.checks.redistribution.withheld import Withheld, published_values, withheld_cells
from nutgraf.digest import digest_bytes, digest_value
from nutgraf.model.artifact import Artifacts
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.permalinks import output_path
from nutgraf.problems import Location, Problem
from nutgraf.sources import Sources

_FORM = 1
"""Of the search; another number makes all that was found in order unknown."""

_HINT = (
    "take it out of what is published, or draw it; if its owner allows it to be passed on, say so in the descriptor: "
    "redistribution: open"
)


def check_redistribution(
    site: Site, exhibited: Exhibited, artifacts: Artifacts, sources: Sources, cache: Cache
) -> tuple[Problem, ...]:
    """`not-redistributable` for each published file, members of archives included, that holds a derived-only version
    whole, or cells of it that no figure draws.

    `cache` keeps which files held nothing, so that a build looks only into those that are new.
    """
    withheld = _withheld(site, exhibited, sources)
    if not withheld:
        return ()
    with_words = any(not word[:1].isdigit() for each in withheld for word in each.spelt)
    key = _key(withheld)
    clean = frozenset((cache.get(key) or b"").decode().split())
    pages = {output_path(page.permalink): page.path for page in site.pages.values()}
    problems: list[Problem] = []
    seen: dict[str, bool] = {}
    for path, artifact in artifacts.items():
        digest = digest_bytes(artifact.content)
        if digest not in clean and digest not in seen:
            found = list(_messages_in(path, artifact.content, withheld, seen, with_words=with_words))
            seen[digest] = not found
            place = Location(pages.get(path, f"site/{path}"))
            problems += (Problem("not-redistributable", message, place, _HINT) for message in found)
        else:
            seen.setdefault(digest, True)
    kept = sorted(digest for digest, fine in seen.items() if fine)
    if clean != {*kept}:
        cache.put(key, "\n".join(kept).encode())
    return tuple(problems)


def _withheld(site: Site, exhibited: Exhibited, sources: Sources) -> tuple[Withheld, ...]:
    bound = [dataset for dataset in site.datasets.values() if dataset.redistribution == "derived-only"]
    if not bound:
        return ()
    published = published_values(site, exhibited, sources)
    # A figure's table holds what it draws: one that is equal to a version draws the whole of it.
    tables = {digest_bytes(figure.files.get("csv", b"")) for figure in exhibited.figures.values()}
    return tuple(
        withheld_cells(dataset, version, others, sources)
        for dataset in bound
        for others in [published.beside(dataset, site.datasets)]
        for version in dataset.versions
        if version.digest not in tables
    )


def _key(withheld: Sequence[Withheld]) -> str:
    """Names what is looked for, and how: another program or other data begin anew."""
    asked = [[each.dataset.name, each.version.digest, sorted(each.spelt.items())] for each in withheld]
    return digest_value(["redistribution", _FORM, asked])


def _messages_in(
    path: str, content: bytes, withheld: Sequence[Withheld], seen: dict[str, bool], *, with_words: bool
) -> Iterator[str]:
    for inner, member in unpacked(path, content):
        digest = digest_bytes(member)
        # The same members lie in many archives.
        if inner == path or digest not in seen:
            found = list(_messages(inner, member, digest, withheld, with_words=with_words))
            seen[digest] = not found
            yield from found


def _messages(
    path: str, content: bytes, digest: str, withheld: Sequence[Withheld], *, with_words: bool
) -> Iterator[str]:
    text = text_of(content)
    numbers, pieces = numbers_in(text), pieces_in(text) if with_words else []
    words = frozenset(numbers), frozenset(pieces)
    for each in withheld:
        named = f"{each.dataset.name} of {each.version.date}"
        if digest == each.version.digest:
            yield f"{path} is {named}, which may not be passed on whole"
        else:
            trace = find_trace(each, ((numbers, words[0]), (pieces, words[1])))
            if trace is not None:
                yield (
                    f"{path} holds {trace.cells} cells of {named} that no figure draws, "
                    f"such as {trace.value} of its column {trace.column}"
                )
