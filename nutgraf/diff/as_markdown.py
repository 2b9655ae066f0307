"""A difference for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nutgraf.diff.as_text import figure_change
from nutgraf.diff.comparing import Diff


def diff_as_markdown(diff: Diff) -> str:
    """Markdown with a table for each kind of change. Text of the site's is escaped, so that it stays text."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    yield "## What this changes for readers"
    yield ""
    if diff.empty:
        yield "Nothing: every value, sentence and figure is as before."
        return
    yield f"From {_plain(diff.old)} to {_plain(diff.new)}."
    sentences = [(str(problem.location), problem.message) for problem in diff.sentences]
    yield from _table("Sentences that stop being true", ("place", "what is wrong"), sentences)
    yield from _table("Data", ("dataset", "was", "is"), [(data.name, data.old, data.new) for data in diff.datasets])
    facts = [(fact.name, fact.old, fact.new, ", ".join(fact.used_in)) for fact in diff.facts]
    yield from _table("Values", ("fact", "was", "is", "in"), facts)
    texts = [(text.page, " ¶ ".join(text.old), " ¶ ".join(text.new)) for text in diff.texts]
    yield from _table("Text", ("page", "was", "is"), texts)
    figures = [(figure.name, figure_change(figure), ", ".join(figure.used_in)) for figure in diff.figures]
    yield from _table("Figures", ("figure", "change", "in"), figures)


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"### {title} ({len(rows)})"
    yield ""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(_plain(cell) or '–' for cell in row)} |" for row in rows)


def _plain(text: str) -> str:
    """Text that Markdown leaves alone: no markup, no mention of a person, no link, on one line."""
    escaped = re.sub(r"([\\`*_{}\[\]<>()#+!|~@$])", r"\\\1", " ".join(text.split()))
    return re.sub(r"\b(https?|www)([:.])", "\\1\N{ZERO WIDTH SPACE}\\2", escaped)
