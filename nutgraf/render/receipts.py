"""The receipt of a figure: what it was made from, with what, and how others may use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.model.archive import SHOWN_DIGITS
from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.figure import Exhibited, FigureHead
from nutgraf.model.receipt import ExceptionView, FrozenView, HistoryEntry, InputVersion, InputView, Receipt
from nutgraf.model.site import Input, Plan, Site
from nutgraf.model.views import Download, Link
from nutgraf.permalinks import absolute
from nutgraf.render.citing import cite_figure
from nutgraf.render.datasets import FORMAT_NAMES
from nutgraf.render.figures import licence_links, source_links, used_in
from nutgraf.render.framing import embed_snippet
from nutgraf.render.lineage import figure_lineage


def figure_receipt(
    plan: Plan,
    site: Site,
    exhibited: Exhibited,
    *,
    notices: Sequence[CorrectionView],
    sizes: Mapping[str, int],
    titles: Mapping[str, Link],
    tools: Mapping[str, str],
) -> Receipt:
    """The receipt of the figure of a plan. `notices` are the corrections of it, the newest first. `sizes` are the
    lengths of source files in bytes by path, `titles` the links to the site's pages by path, `tools` the versions of
    the programs that made the figure, by name."""
    figure, head = exhibited.figures[plan.id], exhibited.heads[plan.id]
    pages = [site.pages[path] for path in plan.used_in]
    embed = plan.embed
    return Receipt(
        digest=head.digest,
        digested=head.digested,
        rows=len(figure.data.rows),
        inputs=tuple(_input_view(given, exhibited, sizes) for given in plan.inputs),
        lineage=figure_lineage(plan, head.title, head.digest, site.datasets, used_in(plan, titles)),
        tools=tuple(tools.items()),
        history=_history(plan, notices),
        citation=cite_figure(figure, plan, site.config, [page.updated or page.date for page in pages]),
        embed=embed,
        snippet=embed_snippet(figure, plan, absolute(site.config.url, embed), site.config.locale),
        frozen=_frozen(head, site, notices),
        bundle=plan.file("zip") if "zip" in head.files else "",
        exceptions=tuple(
            ExceptionView(finding.code, finding.message, acceptance.reason)
            for finding, acceptance in head.accepted
            if site.config.checks.get(finding.code) != "off"
        ),
    )


def _frozen(figure: FigureHead, site: Site, notices: Sequence[CorrectionView]) -> tuple[FrozenView, ...]:
    replaced = {copy.url: notice for notice in notices for shown in notice.figures for copy in shown.earlier}
    copies = [
        FrozenView(
            url=receipt.permalink,
            digits=receipt.digest[:SHOWN_DIGITS],
            date=max(dt.date.fromisoformat(data.version) for data in receipt.data),
            current=receipt.digest == figure.digest,
            corrected=replaced.get(receipt.permalink),
        )
        for receipt in site.frozen
        if receipt.exhibit == figure.id.exhibit and receipt.data
    ]
    return tuple(sorted(copies, key=lambda copy: (copy.date, copy.digits), reverse=True))


def _input_view(given: Input, exhibited: Exhibited, sizes: Mapping[str, int]) -> InputView:
    dataset = given.dataset
    return InputView(
        dataset=Link(dataset.title, dataset.permalink),
        publishers=source_links(dataset),
        licences=licence_links(dataset),
        derived_only=dataset.redistribution == "derived-only",
        versions=tuple(_version_view(dataset, version, exhibited, sizes) for version in reversed(given.versions)),
    )


def _version_view(dataset: Dataset, version: Version, exhibited: Exhibited, sizes: Mapping[str, int]) -> InputVersion:
    summary = exhibited.summaries.get(version.path)
    file = Download(
        FORMAT_NAMES.get(version.format, version.format.upper()), dataset.file(version), sizes[version.path]
    )
    return InputVersion(
        date=version.date,
        draft=version.draft,
        digest=version.digest,
        rows=summary.rows if summary is not None else 0,
        noun=summary.noun if summary is not None else "row",
        file=file if dataset.redistribution == "open" else None,
        patches=len(version.patches),
    )


def _history(plan: Plan, notices: Sequence[CorrectionView]) -> tuple[HistoryEntry, ...]:
    """Every version of the figure's datasets and every correction of it, the newest first."""
    datasets = {given.dataset.name: given.dataset for given in plan.inputs}
    entries = [entry for dataset in datasets.values() for entry in _versions_of(dataset, plan)]
    entries += [
        HistoryEntry(notice.date, Link(notice.page, notice.url), notice.html, "corrected", notice) for notice in notices
    ]
    return tuple(sorted(entries, key=lambda entry: (-entry.date.toordinal(), entry.subject.title)))


def _versions_of(dataset: Dataset, plan: Plan) -> Iterator[HistoryEntry]:
    used = {version for name, version in plan.id.versions if name == dataset.name}
    for version in dataset.versions:
        day = version.date.isoformat()
        yield HistoryEntry(
            date=version.date,
            subject=Link(dataset.title, dataset.permalink),
            changes=version.changes,
            standing="used" if day in used else "newer" if day > max(used) else "older",
        )
