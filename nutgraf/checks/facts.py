"""Every checked number in the prose agrees with the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nutgraf.model.fact_history import FactHistory
from nutgraf.model.figure import Exhibited, ExhibitId, Fact, FactValue
from nutgraf.model.page import Document, Reference, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.numbers import Agreement, Verdict, format_value, judge
from nutgraf.problems import Problem, ValueAt

_DIGITS = (4, 5, 6, 8, 10, 12)
CODES = {Agreement.DISAGREES: "fact-mismatch", Agreement.UNREADABLE: "fact-unreadable"}


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A checked number where it stands, its fact, and whether they agree."""

    reference: Reference
    fact: Fact
    verdict: Verdict


Histories = Mapping[ExhibitId, tuple[FactHistory, ...]]


def check_facts(
    judged: Iterable[JudgedFact], language: str, histories: Histories = MappingProxyType({})
) -> tuple[Problem, ...]:
    """A problem for each checked number that does not agree with its fact, or cannot be read.

    It tells the values that the fact has by the versions of its data, where `histories` has them.
    """
    return tuple(_problem(each, language, histories) for each in judged if not each.verdict.agrees)


def mismatched(judged: Iterable[JudgedFact]) -> tuple[ExhibitId, ...]:
    """The facts with which a text does not agree, each once."""
    differing = (each.fact.id for each in judged if each.verdict.agreement is Agreement.DISAGREES)
    return tuple(dict.fromkeys(differing))


def judge_facts(site: Site, exhibited: Exhibited) -> Iterator[JudgedFact]:
    """Compares each checked number of the pages, in titles, summaries, captions and alt texts too, with its fact; those
    whose fact was not made are left out."""
    for path, page in site.pages.items():
        facts = site.links[path].facts
        for document in page.documents:
            for reference in _facts_in(document):
                fact = exhibited.facts.get(facts[reference.location]) if reference.location in facts else None
                if fact is not None:
                    yield JudgedFact(reference, fact, _judged(reference, fact, site.config.language))


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


def _problem(judged: JudgedFact, language: str, histories: Histories) -> Problem:
    reference, verdict = judged.reference, judged.verdict
    hint = verdict.hint
    if not hint and verdict.suggestion:
        hint = f"[{verdict.suggestion}](fact:{reference.target}) would be true"
    values: tuple[ValueAt, ...] = ()
    if verdict.agreement is Agreement.DISAGREES:
        for history in histories.get(judged.fact.id, ()):
            told = _values(judged, history, language)
            hint = f"{hint}\n{_in_words(told, history)}".lstrip()
            values += told
    return Problem(CODES[verdict.agreement], verdict.message(reference.target), reference.location, hint, values=values)


def _values(judged: JudgedFact, history: FactHistory, language: str) -> tuple[ValueAt, ...]:
    made = [(each.fact.value, each.fact.unit) for each in history.values if each.fact]
    digits = next((n for n in _DIGITS if _differ_as_shown(made, language, n)), _DIGITS[-1])
    return tuple(
        ValueAt(
            history.dataset,
            each.version.isoformat(),
            format_value(each.fact.value, each.fact.unit, language, digits) if each.fact else "",
            each.used,
            each.fact is not None and _judged(judged.reference, each.fact, language).agrees,
            each.problem,
        )
        for each in history.values
    )


def _differ_as_shown(values: Sequence[tuple[FactValue, str]], language: str, digits: int) -> bool:
    """Whether different values look different with so many digits."""
    return len({format_value(*value, language, digits) for value in values}) == len(set(values))


def _in_words(values: Sequence[ValueAt], history: FactHistory) -> str:
    """ "by cape of 2023-09-30: 30.81, as the text says · of 2026-05-31 (used): 29.8"."""
    parts = [
        f"of {each.version}{' (used)' if each.used else ''}: {each.value or f'no value ({each.problem})'}"
        + (", as the text says" if each.agrees else "")
        for each in values
    ]
    if history.left_out:
        parts.append(f"{history.left_out} older left out")
    return f"by {history.dataset} {' · '.join(parts)}"
