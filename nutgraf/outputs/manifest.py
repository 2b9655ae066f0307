"""`manifest.json`: the digest of every published file and of every source, the inputs of every figure, and the steps by
which everything was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version as installed_version
from typing import Any

import msgspec

from nutgraf import __version__
from nutgraf.model.artifact import MANIFEST, Artifact, Artifacts
from nutgraf.model.figure import Exhibited, Fact, FigureHead
from nutgraf.model.site import Plan, Site

RECORDED_LIBRARIES = ("altair", "jinja2", "markdown", "mini-racer", "pandas", "vl-convert-python")


def tool_versions() -> Mapping[str, str]:
    """The versions of this program and of the libraries that have a part in what is published, by name."""
    return {"nutgraf": __version__} | {name: installed_version(name) for name in RECORDED_LIBRARIES}


def make_manifest(
    site: Site,
    exhibited: Exhibited,
    artifacts: Artifacts,
    source_digests: Mapping[str, str],
    steps: bytes,
) -> Artifact:
    """The manifest of a build without problems; itself is not listed. Neither clock nor machine is in it. `steps` are
    JSON that numbers the sources and the artifacts in the order of their paths."""
    manifest: dict[str, Any] = {
        "generator": tool_versions(),
        "url": site.config.url,
        "language": site.config.language,
        "files": {path: artifacts[path].digest for path in sorted(artifacts)},
        "sources": dict(sorted(source_digests.items())),
        "figures": [
            {**_inputs(plan, source_digests), "embed": plan.embed, **_words(exhibited.heads[identity])}
            for identity, plan in site.figures.items()
        ],
        "facts": [
            {**_inputs(plan, source_digests), **_value(exhibited.facts[identity])}
            for identity, plan in site.facts.items()
        ],
        "pages": {path: page.permalink for path, page in site.pages.items()},
        "changed": {path: (page.updated or page.date).isoformat() for path, page in site.pages.items()},
    }
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1).removesuffix(b"\n}")
    return Artifact(MANIFEST, b'%b,\n "steps": %b\n}\n' % (text, steps))


def _inputs(plan: Plan, source_digests: Mapping[str, str]) -> dict[str, Any]:
    images = plan.exhibit.images
    modules = (plan.exhibit.module, *plan.exhibit.shared)
    return {
        "exhibit": plan.id.exhibit,
        "permalink": plan.permalink,
        "modules": {path: source_digests[path] for path in modules},
        "data": _data(plan, source_digests),
        "pages": list(plan.used_in),
        **({"images": {path: source_digests[path] for path in images}} if images else {}),
    }


def _data(plan: Plan, source_digests: Mapping[str, str]) -> dict[str, str]:
    """The files of the data; where they are patched, the descriptor that says so is an input too."""
    files = {version.path: version.digest for given in plan.inputs for version in given.versions}
    patched = [given.dataset for given in plan.inputs if any(version.patches for version in given.versions)]
    return {**files, **{dataset.location.path: source_digests[dataset.location.path] for dataset in patched}}


def _words(figure: FigureHead) -> dict[str, Any]:
    return {
        "digest": figure.digest,
        "title": figure.title,
        "subtitle": figure.subtitle,
        "notes": figure.notes,
    }


def _value(fact: Fact) -> dict[str, Any]:
    value = fact.value
    return {"value": value.isoformat() if isinstance(value, dt.date) else value, "unit": fact.unit}
