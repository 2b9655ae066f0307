"""A difference at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.diff.comparing import Diff, FigureChange, TextChange


def diff_as_text(diff: Diff) -> str:
    """Lines of plain text, the sentences that became false first."""
    return "\n".join(_lines(diff)) + "\n"


def _lines(diff: Diff) -> Iterator[str]:
    if diff.empty:
        yield f"Nothing differs between {diff.old} and {diff.new}"
        return
    yield f"From {diff.old} to {diff.new}"
    for title, lines in (
        ("Sentences that stop being true", [f"{problem.location}: {problem.message}" for problem in diff.sentences]),
        ("Data", [f"{data.name}: {data.old or 'nothing'} → {data.new or 'nothing'}" for data in diff.datasets]),
        ("Values", [f"{fact.name}: {fact.old or 'nothing'} → {fact.new or 'nothing'}" for fact in diff.facts]),
        ("Text", [line for text in diff.texts for line in _text_lines(text)]),
        ("Figures", [f"{figure.name}: {figure_change(figure)}" for figure in diff.figures]),
    ):
        if lines:
            yield ""
            yield f"{title} ({len(lines)})"
            yield from (f"  {line}" for line in lines)


def _text_lines(text: TextChange) -> Iterator[str]:
    yield f"{text.page}:"
    yield from (f"  - {block}" for block in text.old)
    yield from (f"  + {block}" for block in text.new)


def figure_change(figure: FigureChange) -> str:
    """What happened to a figure, in words."""
    if figure.old is None or figure.new is None:
        return "new" if figure.old is None else "gone"
    if not figure.values:
        return "drawn otherwise from the same values"
    before, after = figure.old.rows, figure.new.rows
    return "other values" if before == after else f"other values, {before:,} rows → {after:,}"
