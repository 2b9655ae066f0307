"""The reference list at the end of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from nutgraf.locales import Locale, partial_date
from nutgraf.model.page import Bibliography, Citation
from nutgraf.model.views import ReferenceEntry
from nutgraf.problems import listed
from nutgraf.render.text import reference_anchor


def reference_entries(
    keys: Sequence[str], bibliography: Bibliography, cited_at: Mapping[str, Sequence[str]], locale: Locale
) -> tuple[ReferenceEntry, ...]:
    """An entry for each cited work, in order of first mention."""
    return tuple(
        ReferenceEntry(
            reference_anchor(number), describe_work(bibliography.items[key], locale), tuple(cited_at.get(key, ()))
        )
        for number, key in enumerate(keys, start=1)
    )


def describe_work(work: Citation, locale: Locale) -> Markup:
    """Authors, title (linked), where it appeared, when it was issued and seen."""
    return Markup(" ").join(_parts(work, locale))


def _parts(work: Citation, locale: Locale) -> Iterator[Markup]:
    sentence = Markup("{}.")
    if work.author:
        yield sentence.format(listed(work.author))
    title = Markup("<cite>{}</cite>").format(work.title)
    if work.url:
        title = Markup('<a href="{}">{}</a>').format(work.url, title)
    yield sentence.format(title)
    issued = partial_date(work.issued, locale)
    place = ", ".join(part for part in (work.container_title, work.publisher, issued) if part)
    if place:
        yield sentence.format(place)
    if work.accessed:
        yield sentence.format(f"Seen {partial_date(work.accessed, locale)}")
