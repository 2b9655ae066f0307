"""A newsroom's worth of made-up articles, each with charts of its own: the same for every program that is measured.

Articles come from a seed and their number alone, so that article 17 of a thousand is article 17 of ten thousand. They
have what articles have: headings, a table, a list, a quotation, code, links, a footnote, about 830 words.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

SECTIONS = ("economy", "health", "climate", "politics", "transport")
TAGS = ("budgets", "buses", "crops", "courts", "debt", "floods", "homes", "jobs", "mines", "ports", "schools", "wards")
SERIES = ("Hills", "Plains", "Coast")
FIRST_DAY = dt.date(2021, 1, 1)

_NOUNS = (
    "audit barn bill bridge canal clinic contract coast county court crop deficit district dock estimate "
    "export farm ferry fine flood forest fund grant grid harvest hearing import income index inquiry "
    "judge ledger levy licence loan margin market mayor median mine notice orchard panel parish patient "
    "pension permit pier plant poll price quarry quarter query railway rate record refund region rent "
    "report river road sample school season series sewer shift shore signal site station stock store "
    "survey tariff tender term timber total tram trend tunnel turnout union vaccine valley vote wage ward "
    "water well wharf wind year yield"
).split()
_VERBS = "climbed dipped eased held lagged matched passed reached rose sank slipped stalled stayed".split()
_SMALL = "a the its each no some this every that one of in to for with from by on at after before between under".split()


@dataclass(frozen=True, slots=True)
class Series:
    """The data of a chart: `rows` of (day, value, name of the line)."""

    name: str
    title: str
    rows: tuple[tuple[str, str, str], ...]

    @property
    def csv(self) -> str:
        return "".join(f"{','.join(row)}\n" for row in (("date", "value", "series"), *self.rows))


@dataclass(frozen=True, slots=True)
class Article:
    """`blocks` are Markdown, or a chart of which the program's own form takes the place."""

    number: int
    slug: str
    section: str
    title: str
    date: dt.date
    tags: tuple[str, ...]
    blocks: tuple[str | Series, ...]

    @property
    def charts(self) -> tuple[Series, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Series))


def articles(count: int, *, charts_in: int = 1, rows: int = 200, seed: int = 11) -> Iterator[Article]:
    """`count` articles, every `charts_in`-th of them with a chart of `rows` rows."""
    for number in range(count):
        yield _article(number, rows if number % charts_in == 0 else 0, seed)


def _article(number: int, rows: int, seed: int) -> Article:
    chance = random.Random(f"{seed} {number}")
    slug = f"article-{number:05d}"
    blocks: list[str | Series] = [_paragraph(chance, 4), "## What changed", _paragraph(chance, 5)]
    if rows:
        blocks.append(_series(f"{slug}-data".replace("-", "_"), rows, random.Random(f"{seed} {number} data")))
    blocks += ["## By region", _paragraph(chance, 5), _table(chance), f"{_paragraph(chance, 4)}[^1]"]
    blocks += ["## Who pays", _paragraph(chance, 5), "\n".join(f"- {_sentence(chance)}" for _ in range(3))]
    blocks += [f"> {_sentence(chance)}", "## How we counted", _paragraph(chance, 5), _CODE]
    blocks += ["### The sources", _paragraph(chance, 4), "## What comes next", _paragraph(chance, 5)]
    blocks += [_paragraph(chance, 4), f"[^1]: {_sentence(chance)}"]
    return Article(
        number,
        slug,
        SECTIONS[number % len(SECTIONS)],
        f"{' '.join(chance.choice(_NOUNS) for _ in range(4)).capitalize()} {number}",
        FIRST_DAY + dt.timedelta(days=number % 1500),
        tuple(sorted(chance.sample(TAGS, 3))),
        tuple(blocks),
    )


_CODE = """```python
import csv


def read(path):
    with open(path, newline="") as file:
        return [(row["date"], float(row["value"])) for row in csv.DictReader(file)]
```"""


def _series(name: str, rows: int, chance: random.Random) -> Series:
    values = [chance.uniform(40, 60) for _ in SERIES]
    made = []
    for row in range(rows):
        line = row % len(SERIES)
        values[line] += chance.gauss(0, 1.5)
        day = dt.date(2020, 1, 1) + dt.timedelta(days=row // len(SERIES))
        made.append((day.isoformat(), f"{values[line]:.2f}", SERIES[line]))
    return Series(name, f"The {chance.choice(_NOUNS)} by region", tuple(made))


def _table(chance: random.Random) -> str:
    rows = (
        f"| {line} {half} | {chance.randint(100, 999) / 10} | {chance.randint(100, 999)} | {chance.choice(_VERBS)} |"
        for half in ("north", "south")
        for line in SERIES
    )
    return "\n".join(("| Region | Share | Count | Trend |", "| --- | ---: | ---: | --- |", *rows))


def _paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(_sentence(chance) for _ in range(sentences))


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_NOUNS if chance.random() < 0.6 else _SMALL) for _ in range(chance.randint(9, 19))]
    words.insert(chance.randint(2, len(words) - 2), chance.choice(_VERBS))
    place = chance.randint(1, len(words) - 2)
    kind = chance.random()
    if kind < 0.06:
        words[place] = f"**{words[place]}**"
    elif kind < 0.12:
        words[place] = f"*{words[place]}*"
    elif kind < 0.16:
        words[place] = f"`{words[place]}`"
    elif kind < 0.22:
        words[place] = f"[{words[place]}](https://example.org/{words[place]}/{chance.randint(1, 999)})"
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."
