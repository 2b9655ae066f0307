"""Citations in the text of a page, and the reference list at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from nutgraf.csl.markup import plain
from nutgraf.model.page import Reference
from nutgraf.model.views import Backlink, ReferenceEntry
from nutgraf.model.work import NUMBER_TOKEN, Bibliography, Cite, PrintedWorks

_OPEN = '<sup class="citations">'
_SPACE_BEFORE = re.compile(rf"\s+(?={_OPEN})")


class PageCitations:
    """The citations of one page: numbers its works, writes the marks and remembers where each work is cited."""

    def __init__(self, printed: PrintedWorks, cites: Sequence[Cite]) -> None:
        self._printed = printed
        mentioned = list(dict.fromkeys(cite.key for cite in cites if cite.key in printed.entries))
        self._keys = sorted(mentioned, key=lambda key: printed.ranks.get(key, 0))
        self._places: dict[str, list[tuple[str, str]]] = {key: [] for key in self._keys}

    def mark(self, reference: Reference) -> Markup:
        """One work in running text, with what stands around and between the works of its bracket."""
        cite, form = reference.cite, self._printed.form
        if cite.key not in self._places or cite not in self._printed.marks:
            return Markup()
        around = Markup(_OPEN) if form.superscript else Markup('<span class="citations">')
        opening = around + form.opening if reference.first else Markup.escape(form.delimiter)
        closing = Markup("{}</sup>" if form.superscript else "{}</span>").format(form.closing)
        link = self._link(cite)
        return opening + link + (closing if reference.last else Markup())

    def _link(self, cite: Cite) -> Markup:
        number = self._keys.index(cite.key) + 1
        places = self._places[cite.key]
        told = " ".join(part for part in (cite.before, cite.locator) if part)
        places.append((f"cite-{cite.key}-{len(places) + 1}", told))
        shown = Markup(self._printed.marks[cite].replace(NUMBER_TOKEN, str(number)))
        name = f"Reference {number}{f', {told}' if told else ''}"
        label = Markup(' aria-label="{}"').format(name) if self._printed.form.compact else Markup()
        return Markup('<a class="citation" id="{}" href="#{}" data-preview="{}" role="doc-biblioref"{}>{}</a>').format(
            places[-1][0], quote(entry_anchor(cite.key)), entry_anchor(cite.key), label, shown
        )

    def joined(self, html: str) -> str:
        """The text with small numbers right behind the words that they belong to."""
        return _SPACE_BEFORE.sub("", html) if self._printed.form.superscript else html

    def entries(self, bibliography: Bibliography) -> tuple[ReferenceEntry, ...]:
        """The reference list, once all marks are written."""
        return tuple(self._entry(key, bibliography) for key in self._keys)

    def _entry(self, key: str, bibliography: Bibliography) -> ReferenceEntry:
        work, places = bibliography.items[key], self._places[key]
        alone = len(places) == 1
        backlinks = (Backlink(place[0], "" if alone else letters_of(at), place[1]) for at, place in enumerate(places))
        return ReferenceEntry(
            anchor=entry_anchor(key),
            html=Markup(self._printed.entries[key]),
            backlinks=tuple(backlinks),
            title=plain(work.title),
            url=work.address,
        )


def entry_anchor(key: str) -> str:
    """The id of a work in a page's reference list."""
    return f"ref-{key}"


def letters_of(position: int) -> str:
    """a, b, … z, aa, ab, …"""
    before, letter = divmod(position, 26)
    return (letters_of(before - 1) if before else "") + chr(ord("a") + letter)
