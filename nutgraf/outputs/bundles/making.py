"""Bundles, put together from what a build has made."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.figure import Exhibited, ExhibitId, Fact, Figure, FigureHead, FileHead
from nutgraf.model.page import Page
from nutgraf.model.recipe import DrawingParts, Recipe
from nutgraf.model.site import Plan, Site
from nutgraf.model.theme import Theme
from nutgraf.outputs.bundles.crate import CRATE, crate_bytes
from nutgraf.outputs.bundles.readme import readme
from nutgraf.outputs.bundles.requirements import requirements, with_requirements
from nutgraf.outputs.bundles.subject import Shown, Subject, newest_data, why_withheld
from nutgraf.outputs.descriptors import (
    PROFILE,
    drawn_resource,
    origin,
    package_bytes,
    package_name,
    patch_entry,
    version_resource,
)
from nutgraf.permalinks import absolute
from nutgraf.sources import Sources
from nutgraf.toolchain import toolchain_digest
from nutgraf.zipping import stored_zip

BUNDLE = "zip"
_EPOCH = dt.date(1970, 1, 1)
DIGESTED = ("csv", "json", "vl.json", "svg")
"""The files of a figure that are compared, in the order in which they are made."""


@dataclass(frozen=True, slots=True)
class BundleInputs:
    """What bundles are made from. `texts` are the titles and summaries of pages as plain text, by their paths."""

    site: Site
    theme: Theme
    exhibited: Exhibited
    parts: DrawingParts
    texts: Mapping[str, tuple[str, str]]
    sources: Sources


def with_bundles(given: BundleInputs, cache: Cache) -> Exhibited:
    """What was exhibited, each figure with its bundle among its files; a table whose data are withheld has none, for
    nothing could be made there. Those that `cache` holds are not made again."""
    tools = toolchain_digest()
    known: Pack[FileHead] = cache.pack(f"bundles {tools}", FileHead)
    house = digest_bytes(_encoded([given.site.config, given.theme]))
    heads = {
        identity: head
        for identity, head in given.exhibited.heads.items()
        if not (head.is_table and _withheld(given, given.site.figures[identity]))
    }
    bundled: dict[ExhibitId, FigureHead] = {}
    drawing: dict[tuple[str, ...], bytes] = {}
    for identity, head in heads.items():
        key = _key(given, head, house)
        file = known.get(key)
        if file is None or not cache.has_file(file.digest):
            # Most figures want the same letters.
            if head.faces not in drawing:
                drawing[head.faces] = _drawing_module(given.parts, head.faces)
            content = _figure_bundle(given, identity, given.exhibited.figures[identity], drawing[head.faces])
            file = FileHead(cache.put_file(content), len(content))
            known.put(key, file)
        bundled[identity] = replace(head, files={**head.files, BUNDLE: file})
    return replace(given.exhibited, heads={**given.exhibited.heads, **bundled})


def _key(given: BundleInputs, head: FigureHead, house: str) -> str:
    """The digest of all that the bundle of a figure is made from; what it draws with is part of the program."""
    plan = given.site.figures[head.id]
    versions = [version.path for data in plan.inputs for version in data.versions]
    paths = [plan.exhibit.module, *plan.exhibit.shared, *plan.exhibit.images, *versions]
    sources = [(path, given.sources.digest(path)) for path in paths]
    return digest_bytes(_encoded([house, head, plan, sources, _date(given, plan)]))


def _encoded(value: Any) -> bytes:
    return msgspec.msgpack.encode(value, order="deterministic")


def _date(given: BundleInputs, plan: Plan) -> dt.date:
    """The day of a figure's bundle: that of the last change of a page that shows it."""
    pages = [given.site.pages[path] for path in plan.used_in]
    published = max((page.updated or page.date for page in pages), default=None)
    # A figure that no page shows is as old as its data; one without data too has no date of its own.
    dates = (published, newest_data(iter([plan])), *(page.date for page in given.site.pages.values()))
    return next((date for date in dates if date is not None), _EPOCH)


def _figure_bundle(given: BundleInputs, identity: ExhibitId, figure: Figure, drawing: bytes) -> bytes:
    site, plan = given.site, given.site.figures[identity]
    subject = Subject(
        name=identity.exhibit,
        title=figure.title,
        summary=figure.description,
        url=absolute(site.config.url, plan.permalink),
        date=_date(given, plan),
        figures={identity.exhibit: _shown(given, plan, figure)},
    )
    return _zipped(given, subject, drawing)


def make_article_bundle(given: BundleInputs, page: Page, html: bytes) -> bytes:
    """The bundle of an article, with its Markdown and `html`, the page as it is published."""
    site, exhibited = given.site, given.exhibited
    links = site.links[page.path]
    figures = {each.id: exhibited.figures[each.id] for each in links.figures.values()}
    facts = {identity: exhibited.facts[identity] for identity in links.facts.values()}
    title, summary = given.texts[page.path]
    subject = Subject(
        name=page.slug,
        title=title,
        summary=summary,
        url=absolute(site.config.url, page.permalink),
        date=page.updated or page.date,
        figures={each.exhibit: _shown(given, site.figures[each], made) for each, made in figures.items()},
        facts={each.exhibit: _shown(given, site.facts[each], made) for each, made in facts.items()},
        files={
            "article.md": (given.sources.read_bytes(page.path), "The article as it was written, in Markdown"),
            "article.html": (html, "The page as it is published; its styles are on the site"),
        },
    )
    faces = {face for figure in figures.values() for face in figure.faces}
    return _zipped(given, subject, _drawing_module(given.parts, faces))


def _shown(given: BundleInputs, plan: Plan, made: Figure | Fact) -> Shown:
    return Shown(plan, made, _withheld(given, plan))


def _withheld(given: BundleInputs, plan: Plan) -> str:
    config = given.site.config
    return why_withheld(plan, given.sources.files, config.figures.bundle_limit, config.url)


def _zipped(given: BundleInputs, subject: Subject, drawing: bytes) -> bytes:
    config = given.site.config
    modules = _chart_files(subject, given.sources)
    with_data = any(not shown.withheld for shown in subject.shown.values())
    code = {path: content.decode() for path, content in modules.items() if path.endswith(".py")}
    needed = requirements(code, with_data=with_data)
    data = {version.path: given.sources.read_bytes(version.path) for _, version in subject.open_versions}
    kept = {
        "reproduce.py": with_requirements(given.parts.script, needed).encode(),
        "recipe.json": _recipe(given, subject),
        "datapackage.json": package_bytes(_package(given, subject)),
        "drawing.zip": drawing,
        **dict(_figure_files(subject)),
        **modules,
        **data,
        **{path: content for path, (content, _) in subject.files.items()},
    }
    expected = _json_bytes(_expected(subject, kept))
    files = {"README.md": readme(subject, config.title, needed).encode(), "expected.json": expected, **kept}
    return stored_zip({CRATE: crate_bytes(subject, config, files, needed), **files})


def _chart_files(subject: Subject, sources: Sources) -> dict[str, bytes]:
    """The modules of figures and facts, what they share, and the pictures that they may show."""
    paths = {
        path
        for shown in subject.shown.values()
        for path in (shown.plan.exhibit.module, *shown.plan.exhibit.shared, *shown.plan.exhibit.images)
    }
    return {path: sources.read_bytes(path) for path in sorted(paths)}


def _figure_files(subject: Subject) -> Iterator[tuple[str, bytes]]:
    for name, shown in subject.figures.items():
        for extension, content in _digested(shown).items():
            yield f"figures/{name}.{extension}", content


def _digested(shown: Shown) -> dict[str, bytes]:
    assert isinstance(shown.made, Figure)
    return {extension: shown.made.files[extension] for extension in DIGESTED if extension in shown.made.files}


def _drawing_module(parts: DrawingParts, faces: Iterable[str]) -> bytes:
    fonts = {f"fonts/{face}.json.br": parts.faces[face] for face in sorted(faces)}
    return stored_zip({**parts.module, **fonts})


def _recipe(given: BundleInputs, subject: Subject) -> bytes:
    config = given.site.config
    recipe = Recipe(
        config.title,
        given.theme,
        config.locale,
        {name: shown.recipe for name, shown in subject.figures.items()},
        {name: shown.recipe for name, shown in subject.facts.items()},
    )
    return _json_bytes(msgspec.to_builtins(recipe))


def _expected(subject: Subject, kept: Mapping[str, bytes]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for name, shown in subject.figures.items():
        assert isinstance(shown.made, Figure)
        digests = {extension: digest_bytes(content) for extension, content in _digested(shown).items()}
        figures[name] = {"withheld": shown.withheld, "digest": shown.made.digest, "files": digests}
    facts: dict[str, Any] = {}
    for name, shown in subject.facts.items():
        assert isinstance(shown.made, Fact)
        value = msgspec.to_builtins(shown.made.value)
        facts[name] = {"withheld": shown.withheld, "value": value, "unit": shown.made.unit}
    return {
        "files": {path: digest_bytes(content) for path, content in sorted(kept.items())},
        "figures": figures,
        "facts": facts,
    }


def _package(given: BundleInputs, subject: Subject) -> dict[str, Any]:
    """The Data Package of a bundle: the data that went in, and those that figures show."""
    resources: list[dict[str, Any]] = []
    for dataset, version in subject.open_versions:
        patches = [patch_entry(patch) for patch in version.patches]
        resources.append(
            {
                "name": package_name(f"{dataset.name}-{version.date.isoformat()}"),
                "title": f"{dataset.title}, {version.date.isoformat()}",
                "path": version.path,
                **version_resource(version, given.sources.files),
                **origin(dataset),
                **({"patches": patches} if patches else {}),
            }
        )
    for name, shown in subject.figures.items():
        if isinstance(shown.made, Figure) and "csv" in shown.made.files:
            content = shown.made.files["csv"]
            path = f"figures/{name}.csv"
            resources.append(
                drawn_resource(f"{name}-drawn", path, shown.made.data, digest_bytes(content), len(content))
            )
    return {
        "$schema": PROFILE,
        "name": package_name(subject.name),
        "title": subject.title,
        **({"description": subject.summary} if subject.summary else {}),
        "homepage": subject.url,
        "resources": resources,
    }


def _json_bytes(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
