"""Every checked number in the prose agrees with the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.model.figure import Exhibited, Fact
from nutgraf.model.page import Document, Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.numbers import Agreement, Verdict, judge
from nutgraf.problems import Problem

CODES = {Agreement.DISAGREES: "fact-mismatch", Agreement.UNREADABLE: "fact-unreadable"}


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A checked number where it stands, and whether it agrees with its fact."""

    reference: Reference
    verdict: Verdict


def check_facts(site: Site, exhibited: Exhibited) -> tuple[Problem, ...]:
    """Compares each checked number, in titles, summaries, captions and alt texts too, with the value of its fact."""
    return tuple(_problem(judged) for judged in judge_facts(site, exhibited) if not judged.verdict.agrees)


def judge_facts(site: Site, exhibited: Exhibited) -> Iterator[JudgedFact]:
    """Every checked number of the site's pages whose fact was made."""
    for path, page in site.pages.items():
        facts = site.links[path].facts
        for document in page.documents:
            for reference in _facts_in(document):
                fact = exhibited.facts.get(facts[reference.location]) if reference.location in facts else None
                if fact is not None:
                    yield JudgedFact(reference, _judged(reference, fact, site.config.language))


def _facts_in(document: Document) -> Iterator[Reference]:
    for reference in document.references:
        if reference.kind is ReferenceKind.FACT:
            yield reference
        for inner in (reference.text_document, reference.title_document):
            if inner is not None:
                yield from _facts_in(inner)


def _judged(reference: Reference, fact: Fact, language: str) -> Verdict:
    return judge(
        reference.text,
        fact.value,
        fact.unit,
        title=reference.title,
        before=reference.before,
        after=reference.after,
        language=language,
    )


def _problem(judged: JudgedFact) -> Problem:
    reference, verdict = judged.reference, judged.verdict
    hint = verdict.hint
    if not hint and verdict.suggestion:
        hint = f"[{verdict.suggestion}](fact:{reference.target}) would be true"
    return Problem(CODES[verdict.agreement], verdict.message(reference.target), reference.location, hint)
