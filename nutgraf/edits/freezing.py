"""Freezing: the figures of an article are kept as they are published, so that they can be shown so for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nutgraf.archive import write_receipt
from nutgraf.digest import digest_bytes
from nutgraf.model.archive import RECEIPT, FrozenData, FrozenReceipt
from nutgraf.model.figure import Exhibited, Figure
from nutgraf.model.page import Page
from nutgraf.model.site import Plan, Site
from nutgraf.permalinks import absolute, relative_to
from nutgraf.problems import Outcome, Problem
from nutgraf.render import SiteAssets, TemplateSet, site_view, table_view
from nutgraf.sources import Sources

PAGE, STYLE = "index.html", "style.css"
_TAKEN = ("svg", "png", "csv", "json", "vl.json")


@dataclass(frozen=True, slots=True)
class FrozenCopy:
    """A figure to keep: `files` by path below the site's root, the receipt among them."""

    receipt: FrozenReceipt
    files: Mapping[str, bytes]


def freeze_figures(
    page: Page, site: Site, exhibited: Exhibited, templates: TemplateSet, sources: Sources, tools: Mapping[str, str]
) -> Outcome[tuple[FrozenCopy, ...]]:
    """What to keep of each figure of a page. `tools` are the versions of what made the figures.

    The page of a frozen figure needs nothing but the files beside it: an exported picture, whose letters are outlines,
    and a style sheet; that of a table holds the table itself. Problems: `no-figures`, `no-picture` where there is a
    chart and the site exports no SVG, and faults of the templates `frozen.html` and `frozen.css`.
    """
    shown = [figure.id for figure in site.links[page.path].figures.values()]
    if not shown:
        return Outcome((), (Problem("no-figures", f"{page.path} shows no figure", page.location),))
    charts = [identity for identity in shown if not exhibited.figures[identity].is_table]
    if charts and "svg" not in site.config.figures.exports:
        message = "a frozen figure is kept as SVG, which this site does not export"
        return Outcome((), (Problem("no-picture", message, page.location, 'add "svg" to exports in site.toml'),))
    copies: list[FrozenCopy] = []
    problems: list[Problem] = []
    for identity in dict.fromkeys(shown):
        figure = exhibited.figures[identity]
        receipt = _receipt(figure, site.figures[identity], page, sources, tools)
        taken = {f"{identity.exhibit}.{name}": figure.files[name] for name in _TAKEN if name in figure.files}
        rendered = _rendered(receipt, figure, sorted(taken), site, templates)
        problems += rendered.problems
        files = {**taken, **rendered.value}
        whole = replace(receipt, files={name: digest_bytes(content) for name, content in sorted(files.items())})
        files[RECEIPT] = write_receipt(whole)
        copies.append(FrozenCopy(whole, {f"{whole.folder}/{name}": content for name, content in files.items()}))
    return Outcome(tuple(copies), tuple(problems))


def _receipt(figure: Figure, plan: Plan, page: Page, sources: Sources, tools: Mapping[str, str]) -> FrozenReceipt:
    """The receipt, with the files still to be named."""
    data = tuple(
        FrozenData(
            dataset=given.dataset.name,
            title=given.dataset.title,
            version=version.date.isoformat(),
            path=version.path,
            sha256=version.digest,
            publishers=tuple(source.title for source in given.dataset.sources),
            licences=tuple(licence.title or licence.name for licence in given.dataset.licences),
        )
        for given in plan.inputs
        for version in given.versions
    )
    return FrozenReceipt(
        exhibit=figure.id.exhibit,
        digest=figure.digest,
        digested=tuple(figure.digested),
        title=figure.title,
        subtitle=figure.subtitle,
        description=figure.description,
        notes=figure.notes,
        credit=figure.credit,
        article=page.permalink,
        data=data,
        modules={path: sources.digest(path) for path in (plan.exhibit.module, *plan.exhibit.shared)},
        tools=tools,
        files={},
        edition=(page.updated or page.date).isoformat(),
    )


def _rendered(
    receipt: FrozenReceipt, figure: Figure, names: list[str], site: Site, templates: TemplateSet
) -> Outcome[Mapping[str, bytes]]:
    every = table_view(figure.data, len(figure.data.rows), site.config.locale)
    context = {
        "receipt": receipt,
        "table": every if figure.is_table else None,
        "names": names,
        "site": site_view(site, SiteAssets("")),
        "canonical": absolute(site.config.url, receipt.permalink),
        "link": relative_to(receipt.permalink),
    }
    html, css = templates.render("frozen.html", context), templates.render("frozen.css", context)
    files = {PAGE: html.value.encode(), STYLE: css.value.encode()}
    return Outcome(files, (*html.problems, *css.problems))
