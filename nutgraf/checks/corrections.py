"""Corrections name figures that were there, and what these showed before can still be seen."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.archive import published_before
from nutgraf.model.figure import Exhibited
from nutgraf.model.page import CorrectedExhibit, Correction, CorrectionKind, Page, ReferenceKind
from nutgraf.model.site import Site
from nutgraf.problems import Problem, did_you_mean

_SHOWN = frozenset({ReferenceKind.CHART, ReferenceKind.TABLE})


def check_corrections(site: Site, exhibited: Exhibited) -> tuple[Problem, ...]:
    """`unknown-figure` where a correction names what its page neither shows nor was frozen with, and
    `unfrozen-correction` where the figure was not frozen before it was corrected. Updates, clarifications and notes do
    not say that a figure was false, and need no frozen one."""
    return tuple(
        problem
        for page in site.pages.values()
        for correction in page.corrections
        for named in correction.exhibits
        for problem in _problems(named, correction, page, site, exhibited)
    )


def _problems(
    named: CorrectedExhibit, correction: Correction, page: Page, site: Site, exhibited: Exhibited
) -> Iterator[Problem]:
    written = {reference.target for reference in page.body.references if reference.kind in _SHOWN}
    kept = [receipt for receipt in site.frozen if receipt.exhibit == named.name]
    if named.name not in written and not any(receipt.article == page.permalink for receipt in kept):
        message = f"this page shows no figure or table {named.name}, and none was frozen for it"
        hint = did_you_mean(named.name, written, "figures and tables on this page")
        yield Problem("unknown-figure", message, named.location, hint)
        return
    shown = [figure.id for figure in site.links[page.path].figures.values() if figure.id.exhibit == named.name]
    if not correction.withdraws or any(identity not in exhibited.heads for identity in shown):
        return
    digests = {exhibited.heads[identity].digest for identity in shown}
    if published_before(correction, named.name, page, site.frozen, next(iter(digests), "")):
        return
    yield _unfrozen(named, correction, page, any(receipt.digest in digests for receipt in kept))


def _unfrozen(named: CorrectedExhibit, correction: Correction, page: Page, unchanged: bool) -> Problem:
    freeze = f"`python build.py freeze {page.path}`"
    if unchanged and correction.kind is CorrectionKind.CORRECTION:
        message = f"{named.name} is corrected, but it is what was frozen: nothing in it has changed"
        hint = (
            "if only the text was wrong, leave the figure out; if it was frozen after the correction,\n"
            f"put your changes aside (`git stash`), run {freeze}, and take them back (`git stash pop`)"
        )
    else:
        done = "retracted" if correction.kind is CorrectionKind.RETRACTION else "corrected"
        message = f"{named.name} is {done}, but what readers saw before was not frozen"
        hint = (
            f"put your changes aside (`git stash`), run {freeze}, commit archive/,\n"
            "and take them back (`git stash pop`)"
        )
    return Problem("unfrozen-correction", message, named.location, hint)
