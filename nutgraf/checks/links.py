"""Every address in the built pages leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import AnyArtifact, Artifacts, StoredArtifact
from nutgraf.model.html_index import HtmlIndex, index_html
from nutgraf.model.page import Reference
from nutgraf.model.site import Site
from nutgraf.permalinks import output_path, relative_to
from nutgraf.problems import Location, Problem, did_you_mean
from nutgraf.toolchain import toolchain_digest

_PLAIN = re.compile(r"(?:[\w@+~-][\w@+~.-]*/)*(?:[\w@+~-][\w@+~.-]*)?")
"""Paths that mean what they say: nothing in them is encoded, empty or points upwards."""

# Its addresses count from the server's root, which is not known here.
NOT_FOUND_PAGE = "404.html"


class BuiltPages:
    """The built HTML pages, for looking up which ids they have and what they link to."""

    def __init__(self, artifacts: Artifacts) -> None:
        self._artifacts = artifacts
        self._ids: dict[str, frozenset[str]] = {}

    @cached_property
    def pages(self) -> Mapping[str, HtmlIndex]:
        """Ids and addresses of each page by path. A page whose template failed is empty, and left out."""
        return {
            path: _index(artifact)
            for path, artifact in self._artifacts.items()
            if path.endswith(".html") and artifact.size
        }

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all files."""
        return self._artifacts

    def fault(self, origin: str, address: str) -> str:
        """What is wrong with an address on the page at the path `origin`: "" nothing, "file" or "anchor"."""
        file, anchor = self._end(origin, address)
        if file not in self._artifacts:
            return "file"
        if anchor and file in self.pages and anchor not in self.ids(file):
            return "anchor"
        return ""

    def places(self) -> str:
        """A digest of every file, and of the anchors that other pages lead to and that are there. Those that a page
        leads to in itself come and go with it."""
        anchors = {
            "#".join(self._end(origin, address))
            for origin, page in self.pages.items()
            for address in page.addresses
            if "#" in address and not address.startswith("#") and not self.fault(origin, address)
        }
        return digest_bytes("\n".join((*sorted(self._artifacts), *sorted(anchors))).encode("utf-8", "surrogatepass"))

    def _end(self, origin: str, address: str) -> tuple[str, str]:
        """The file that an address leads to, and the id there, if any."""
        path, _, anchor = address.partition("#")
        return self.resolve(origin, path.partition("?")[0]), unquote(anchor) if anchor else ""

    def ids(self, path: str) -> frozenset[str]:
        """The ids of the page at a path."""
        if path not in self._ids:
            self._ids[path] = frozenset(self.pages[path].ids)
        return self._ids[path]

    def resolve(self, origin: str, path: str) -> str:
        """The file that a relative address on the page at `origin` means."""
        if not path:
            return origin
        folder, rest = posixpath.dirname(origin), path
        while rest.startswith("../"):
            folder, rest = posixpath.dirname(folder), rest[3:]
        if _PLAIN.fullmatch(rest):
            plain = f"{folder}/{rest}" if folder else rest
            return f"{plain}index.html" if not plain or plain.endswith("/") else plain
        return self._resolve_any(origin, path)

    def _resolve_any(self, origin: str, path: str) -> str:
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(origin), unquote(path)))
        is_folder = path.endswith(("/", "..", "."))
        return output_path(joined if not is_folder or joined == "/" else f"{joined}/")


def check_links(site: Site, artifacts: Artifacts, cache: Cache) -> tuple[Problem, ...]:
    """Addresses in pages that lead to no file (`dead-link`) or to no anchor of a page (`dead-anchor`).

    A link that an author wrote in Markdown is reported at its place, one in raw HTML or a template at the page. `cache`
    keeps which pages had no fault, so that a build in which no file and no anchor came or went looks only into those
    that are new.
    """
    built = BuiltPages(artifacts)
    key = built.places()
    known: Pack[frozenset[str]] = cache.pack(
        f"pages without dead links {toolchain_digest()}", frozenset[str], most_unused=1
    )
    fine = known.get(key) or frozenset()
    sources = {output_path(page.permalink): page.path for page in site.pages.values()}
    # What a frozen page led to may be gone by now, and the page stays as it is.
    unchecked = {NOT_FOUND_PAGE, *(output_path(receipt.permalink) for receipt in site.frozen)}
    problems: list[Problem] = []
    faults = [
        (origin, address, fault)
        for origin, index in built.pages.items()
        if origin not in unchecked and artifacts[origin].digest not in fine
        for address in index.addresses
        if (fault := built.fault(origin, address))
    ]
    written = _written_links(site) if faults else {}
    for origin, address, fault in faults:
        reference = written.get((origin, address))
        place = reference.target_location if reference else Location(sources.get(origin, f"site/{origin}"))
        problems.append(_problem(origin, address, fault, place, built))
    faulty = {origin for origin, _, _ in faults}
    now = frozenset(artifacts[path].digest for path in built.pages if path not in faulty | unchecked)
    if now != fine:
        known.put(key, now)
    return tuple(problems)


def _written_links(site: Site) -> Mapping[tuple[str, str], Reference]:
    """The authors' links by page and by address as it stands there."""
    found: dict[tuple[str, str], Reference] = {}
    for path, page in site.pages.items():
        link = relative_to(page.permalink)
        for reference in page.body.references:
            address = site.links[path].addresses.get(reference.location)
            if address is not None:
                found.setdefault((output_path(page.permalink), link(address)), reference)
    return found


def _problem(origin: str, address: str, fault: str, place: Location, built: BuiltPages) -> Problem:
    parts = urlsplit(address)
    path = built.resolve(origin, parts.path)
    permalink = "/" + path.removesuffix("index.html")
    if fault == "file":
        known = ["/" + path.removesuffix("index.html") for path in built.paths]
        message = f"{address} leads to {permalink}, where there is nothing"
        return Problem("dead-link", message, place, did_you_mean(permalink, known, "addresses"))
    message = f"{permalink} has no anchor #{parts.fragment}"
    return Problem("dead-anchor", message, place, did_you_mean(parts.fragment, built.ids(path), "anchors"))


def _index(artifact: AnyArtifact) -> HtmlIndex:
    known = artifact.index if isinstance(artifact, StoredArtifact) else None
    return known if known is not None else index_html(artifact.content.decode())
