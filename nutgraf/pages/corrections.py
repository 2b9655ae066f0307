"""The corrections in a front matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

from nutgraf.decode import Located
from nutgraf.model.page import CorrectedExhibit, Correction, Document
from nutgraf.pages.front_matter import FrontMatter, WrittenCorrection
from nutgraf.problems import Outcome, Problem

ParseLine = Callable[[Located[str]], Outcome[Document]]


def read_corrections(front: FrontMatter, parse_line: ParseLine) -> Outcome[tuple[Correction, ...]]:
    """The corrections, the newest first, those of a day in the order of the file. `parse_line` reads their texts.

    Problems: `missing-key` for an empty text, `correction-before-date`, `updated-before-correction`, and those of the
    texts.
    """
    problems = list(_faults(front))
    corrections: list[Correction] = []
    days: Counter[dt.date] = Counter()
    for written in front.corrections:
        day = written.date.value
        days[day] += 1
        again = f"-{days[day]}" if days[day] > 1 else ""
        text = parse_line(written.text)
        problems += text.problems
        exhibits = tuple(CorrectedExhibit(name.value, name.location) for name in written.figures)
        anchor = f"correction--{day.isoformat()}{again}"
        corrections.append(Correction(day, written.kind, text.value, anchor, exhibits))
    corrections.sort(key=lambda correction: -correction.date.toordinal())
    return Outcome(tuple(corrections), tuple(problems))


def _faults(front: FrontMatter) -> Iterator[Problem]:
    for written in front.corrections:
        day = written.date.value
        if day < front.date.value:
            message = f"a correction of {day} is before the date, {front.date.value}"
            hint = "mend one of the two; what changed before publication needs no correction"
            yield Problem("correction-before-date", message, written.date.location, hint)
        if not written.text.value.strip():
            hint = "say what was wrong and what is right"
            yield Problem("missing-key", "text is empty", written.text.location, hint)
    yield from _stale_update(front, max(front.corrections, key=_day, default=None))


def _stale_update(front: FrontMatter, newest: WrittenCorrection | None) -> Iterator[Problem]:
    updated = front.updated
    if newest is None or updated is None or updated.value >= newest.date.value:
        return
    message = f"updated {updated.value} is before the correction of {newest.date.value}"
    hint = f"write updated: {newest.date.value}, or leave it out: the newest correction then says when the page changed"
    yield Problem("updated-before-correction", message, updated.location, hint)


def _day(written: WrittenCorrection) -> dt.date:
    return written.date.value
