"""The steps that run author code and draw, and the pages and files of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nutgraf.model.archive import ARCHIVE_FOLDER
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import FigureHead
from nutgraf.model.site import Input, Plan
from nutgraf.model.step import EXHIBIT_INDEX, SITE_INDEX, Step
from nutgraf.permalinks import output_path
from nutgraf.steps.given import (
    CHROME,
    CONFIG,
    Given,
    code_of,
    exhibit_step,
    notices_step,
    plan_key,
    template_step,
)

_BUNDLE = "zip"


def exhibit_steps(given: Given) -> Iterator[Step]:
    """Every fact and figure, with the pages of figures and their bundles."""
    for plan in given.site.facts.values():
        yield Step(exhibit_step(plan), _made_from(plan))
    versions: dict[str, list[Plan]] = {}
    for plan in given.drawn(given.site.figures):
        versions.setdefault(plan.id.exhibit, []).append(plan)
    archived = {receipt.exhibit for receipt in given.site.frozen}
    for plans in versions.values():
        for plan in plans:
            figure = given.exhibited.heads[plan.id]
            yield Step(exhibit_step(plan), (*_made_from(plan), given.theme.theme, CONFIG), (), _files(plan, figure))
            yield from _pages(given, plan, plans, plan.id.exhibit in archived)
            if _BUNDLE in figure.files:
                inputs = (exhibit_step(plan), *_made_from(plan), CONFIG)
                yield Step(f"bundle {plan_key(plan)}", inputs, (*plan.used_in, SITE_INDEX), (_file(plan, _BUNDLE),))


def _made_from(plan: Plan) -> tuple[str, ...]:
    """The sources of an exhibit. What a descriptor says is drawn, and decides how its data are read."""
    data = [path for given in plan.inputs for path in _of_input(given)]
    return (*code_of(plan), *plan.exhibit.images, *dict.fromkeys(data))


def _of_input(given: Input) -> Iterator[str]:
    yield from (version.path for version in given.versions)
    yield given.dataset.location.path


def _files(plan: Plan, figure: FigureHead) -> tuple[str, ...]:
    files = [_file(plan, extension) for extension in figure.files if extension != _BUNDLE]
    if figure.view is not None:
        files.append(output_path(plan.view(figure.view_name)))
    return (*files, *(output_path(card.permalink) for card in figure.cards if card.page == plan.permalink))


def _file(plan: Plan, extension: str) -> str:
    return output_path(plan.file(extension))


def _pages(given: Given, plan: Plan, versions: Iterable[Plan], archived: bool) -> Iterator[Step]:
    """The figure's page, with its receipt, and the page for other sites."""
    key, corrected = plan_key(plan), [notices_step(path) for path in given.notices.get(plan.id, ())]
    shown = (exhibit_step(plan), *corrected)
    kept = (f"{ARCHIVE_FOLDER}/{plan.id.exhibit}/*",) if archived else ()
    lineage = origins_of((each.dataset for each in plan.inputs), given.site.datasets)
    titles = dict.fromkeys(path for version in versions for path in version.used_in)
    yield Step(
        f"page of figure {key}",
        (*shown, *kept, *(dataset.location.path for dataset in lineage), template_step("figure.html"), CHROME),
        (*titles, EXHIBIT_INDEX),
        (output_path(plan.permalink),),
    )
    yield Step(
        f"embed {key}", (*shown, template_step("embed.html"), CHROME), (EXHIBIT_INDEX,), (output_path(plan.embed),)
    )


def origins_of(datasets: Iterable[Dataset], known: Mapping[str, Dataset]) -> tuple[Dataset, ...]:
    """The datasets that these were derived from, directly or not."""
    found: dict[str, Dataset] = {}
    waiting = list(datasets)
    while waiting:
        for version in waiting.pop().versions:
            for origin in version.lineage.origins if version.lineage is not None else ():
                if origin.dataset in known and origin.dataset not in found:
                    found[origin.dataset] = known[origin.dataset]
                    waiting.append(known[origin.dataset])
    return tuple(found.values())
