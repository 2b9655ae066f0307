"""A state of a site as far as two are compared: what readers are told and shown, wherever that is known from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nutgraf.checks import check_facts, judge_facts
from nutgraf.digest import digest_bytes
from nutgraf.numbers import format_value
from nutgraf.pipeline import Exhibition
from nutgraf.problems import Problem


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact's value in words, and the source files of the pages that show it."""

    name: str
    words: str
    used_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure as pages have it: `words` are its title, subtitle and notes, `wide` and `narrow` its drawings, "" where
    they are not known.

    `data` identifies its values: equal for equal tables. `rows` counts them.
    """

    name: str
    words: tuple[str, ...]
    wide: str
    narrow: str
    data: str
    rows: int
    used_in: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.words[0] if self.words else self.name


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One side of a comparison.

    `datasets` holds date and digest of each newest version, `facts` and `figures` are by address. `untrue` are the
    checked numbers that do not agree with the data. `texts` are the blocks of text of each page by its source file; of
    a state that was not built there are none, for its sources can be compared.
    """

    name: str
    datasets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    facts: Mapping[str, FactShown] = field(default_factory=dict)
    figures: Mapping[str, FigureShown] = field(default_factory=dict)
    untrue: tuple[Problem, ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def snapshot_of(name: str, exhibition: Exhibition) -> Snapshot:
    """The state that was made from sources; what failed is missing."""
    site, made = exhibition.site, exhibition.exhibited
    language = site.config.language
    newest = {dataset: given.newest for dataset, given in site.datasets.items()}
    return Snapshot(
        name=name,
        datasets={dataset: (version.date.isoformat(), version.digest) for dataset, version in newest.items()},
        facts={
            plan.permalink: FactShown(
                identity.exhibit,
                format_value(made.facts[identity].value, made.facts[identity].unit, language),
                plan.used_in,
            )
            for identity, plan in site.facts.items()
            if identity in made.facts
        },
        figures={
            plan.permalink: FigureShown(
                name=identity.exhibit,
                words=(figure.title, figure.subtitle, figure.notes),
                wide=figure.drawing.wide.text if figure.drawing is not None else "",
                narrow=figure.drawing.narrow.text if figure.drawing is not None else "",
                data=digest_bytes(figure.files.get("csv", b"")),
                rows=len(figure.data.rows),
                used_in=plan.used_in,
            )
            for identity, plan in site.figures.items()
            if (figure := made.figures.get(identity)) is not None
        },
        untrue=check_facts(judge_facts(site, made), language),
    )
