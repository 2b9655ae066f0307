"""What `check` says of the rules that charts break with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nutgraf.cli.reporting import count
from nutgraf.model.rules import AcceptedException


def exception_lines(exceptions: Sequence[AcceptedException]) -> Iterator[str]:
    """How many there are, then each with its place, what was seen, and the reason."""
    if exceptions:
        yield f"{count(len(exceptions), 'accepted exception')} from the rules of charts:"
        for each in exceptions:
            yield f"  {each.location}: {each.exhibit}: {each.code}: {each.seen}"
            yield f"    because: {each.reason}"


def exception_as_json(exception: AcceptedException) -> dict[str, object]:
    return {
        "exhibit": exception.exhibit,
        "code": exception.code,
        "seen": exception.seen,
        "reason": exception.reason,
        "path": exception.location.path,
        "line": exception.location.line,
        "column": exception.location.column,
    }
