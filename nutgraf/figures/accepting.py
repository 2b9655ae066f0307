"""What the author of a chart says to the rules that it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nutgraf.figures.places import place_of_text
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.rules import ACCEPTABLE, Acceptance
from nutgraf.problems import Outcome, Problem, did_you_mean

_FORM = 'write it as {"nutgraf": {"accept": {"CODE": "why this chart may"}}} in the chart\'s usermeta'


def read_acceptances(accept: Any, exhibit: Exhibit) -> Outcome[tuple[Acceptance, ...]]:
    """The acceptances of a chart from its `usermeta.nutgraf.accept`, a reason by the code of each rule.

    Problems: `unknown-rule` and `acceptance-without-reason`.
    """
    if accept is None:
        return Outcome(())
    if not isinstance(accept, Mapping):
        message = f"{exhibit.name} accepts rules without reasons"
        place = place_of_text(exhibit, "accept", _path("accept"))
        return Outcome((), (Problem("acceptance-without-reason", message, place, _FORM),))
    accepted: list[Acceptance] = []
    problems: list[Problem] = []
    for code, reason in accept.items():
        place = place_of_text(exhibit, code, _path("accept", code))
        if code not in ACCEPTABLE:
            message = f"{exhibit.name} accepts {code}, which is no rule of charts"
            problems.append(Problem("unknown-rule", message, place, did_you_mean(code, ACCEPTABLE, "rules")))
        elif not isinstance(reason, str) or not reason.strip():
            message = f"{exhibit.name} accepts {code} without a reason"
            hint = "say in a sentence why this chart may; readers see it on the figure's page"
            problems.append(Problem("acceptance-without-reason", message, place, hint))
        else:
            accepted.append(Acceptance(code, " ".join(reason.split()), place))
    return Outcome(tuple(accepted), tuple(problems))


def _path(*keys: str) -> tuple[str | int, ...]:
    return ("usermeta", "nutgraf", *keys)
