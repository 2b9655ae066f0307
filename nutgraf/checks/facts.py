"""Every checked number in the prose agrees with the data."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model.figure import Exhibited, Fact
from nutgraf.model.page import Document, Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.numbers import Agreement, judge
from nutgraf.problems import Problem

CODES = {Agreement.DISAGREES: "fact-mismatch", Agreement.UNREADABLE: "fact-unreadable"}


def check_facts(site: Site, exhibited: Exhibited) -> tuple[Problem, ...]:
    """Compares each checked number, in titles, summaries, captions and alt texts too, with the value of its fact."""
    problems: list[Problem] = []
    for path, page in site.pages.items():
        facts = site.links[path].facts
        for document in page.documents:
            for reference in _facts_in(document):
                fact = exhibited.facts.get(facts[reference.location]) if reference.location in facts else None
                if fact is not None:
                    problems += _judged(reference, fact, site.config.language)
    return tuple(problems)


def _facts_in(document: Document) -> Iterator[Reference]:
    for reference in document.references:
        if reference.kind is ReferenceKind.FACT:
            yield reference
        for inner in (reference.text_document, reference.title_document):
            if inner is not None:
                yield from _facts_in(inner)


def _judged(reference: Reference, fact: Fact, language: str) -> Iterator[Problem]:
    verdict = judge(
        reference.text,
        fact.value,
        fact.unit,
        title=reference.title,
        before=reference.before,
        after=reference.after,
        language=language,
    )
    if verdict.agrees:
        return
    hint = verdict.hint
    if not hint and verdict.suggestion:
        hint = f"[{verdict.suggestion}](fact:{reference.target}) would be true"
    yield Problem(CODES[verdict.agreement], verdict.message(reference.target), reference.location, hint)
