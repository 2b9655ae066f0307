"""Works that pages cite, in the terms of CSL, and how a style prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from nutgraf.problems import Location


@dataclass(frozen=True, slots=True)
class Work:
    """A work by its key. `variables` are CSL-JSON: text, lists of names, dates; without `id`, always with `type`."""

    key: str
    variables: Mapping[str, Any]
    location: Location = field(default=Location("content/references.yaml"), compare=False)

    @property
    def title(self) -> str:
        return str(self.variables.get("title", ""))

    @property
    def address(self) -> str:
        """Where the work is on the web, "" if that is not known; its DOI, which outlives addresses, before its URL."""
        doi = self.variables.get("DOI")
        return f"https://doi.org/{quote(str(doi), safe='/()')}" if doi else str(self.variables.get("URL", ""))


@dataclass(frozen=True, slots=True)
class Bibliography:
    """`content/references.yaml` and `content/references.json`: works by key. `whole`: both files could be read."""

    items: Mapping[str, Work] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation, as its author wrote it: words before it, the place in it."""

    key: str
    before: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class CitationForm:
    """How a style writes citations in running text. `opening`, `closing` and `delimiter` are plain text around and
    between the works of one bracket.

    `compact`: a mark is a number and no more, and places are told in the list. `ordered`: the list has an order of its
    own, else that of first mention.
    """

    opening: str = ""
    closing: str = ""
    delimiter: str = ", "
    superscript: bool = False
    compact: bool = True
    ordered: bool = False


NUMBER_TOKEN = "\ue01f"
"""Stands in a mark for the work's number on its page."""


@dataclass(frozen=True, slots=True)
class PrintedWorks:
    """The cited works as the site's style prints them: HTML of entries by key, of marks by cite; `ranks` are places in
    the style's order, none where that is the order of mention."""

    form: CitationForm = CitationForm()
    entries: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[Cite, str] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)
