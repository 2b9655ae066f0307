"""The metadata of a bundle as an RO-Crate 1.2: what each file is, whose it is, and what was made of what."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from nutgraf.digest import digest_bytes
from nutgraf.model.config import SiteConfig
from nutgraf.model.dataset import DataLicence
from nutgraf.outputs.bundles.subject import Shown, Subject

CRATE = "ro-crate-metadata.json"
_VERSION = "https://w3id.org/ro/crate/1.2"
# The context of RO-Crate has not every term of schema.org.
_CONTEXT = [f"{_VERSION}/context", {"sha256": "http://schema.org/sha256"}]
_PROGRAM = "reproduce.py"
_FORMATS = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "py": "text/x-python",
    "svg": "image/svg+xml",
    "topojson": "application/topo+json",
    "tsv": "text/tab-separated-values",
    "zip": "application/zip",
}
_WORDS = {
    "README.md": "What this folder is and how to run it",
    _PROGRAM: "Makes the figures and facts again and compares them",
    "expected.json": "What must come out",
    "recipe.json": "Which function gets which data, and what the site gives to its figures",
    "datapackage.json": "The data as a Data Package",
    "drawing.zip": "The parts of Nutgraf that draw, with Vega and letters",
}

Entity = dict[str, Any]


def crate_bytes(subject: Subject, config: SiteConfig, files: Mapping[str, bytes], needed: Mapping[str, str]) -> bytes:
    """The metadata of a crate that holds `files` by path; `needed` are packages and their versions."""
    licences = {path: _licence_id(licence) for path, licence in _data_licences(subject).items()}
    graph = [
        {"@id": CRATE, "@type": "CreativeWork", "about": _ref("./"), "conformsTo": _ref(_VERSION)},
        _root(subject, config, files),
        {"@id": config.url, "@type": "Organization", "name": config.title, "url": config.url},
        _own_licence(config),
        *(_file(path, content, subject, licences) for path, content in files.items()),
        *_data_licence_entities(subject),
        *(_action(name, shown, subject, config, files, needed) for name, shown in subject.made_here.items()),
        *(_package(name, version) for name, version in needed.items()),
    ]
    by_id = {entity["@id"]: entity for entity in reversed(graph)}
    document = {"@context": _CONTEXT, "@graph": [entity for entity in graph if by_id.pop(entity["@id"], None)]}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _package(name: str, version: str) -> Entity:
    return {"@id": f"#{name}", "@type": "SoftwareApplication", "name": name, "version": version}


def _root(subject: Subject, config: SiteConfig, files: Mapping[str, bytes]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": subject.title,
        "description": subject.summary or f"What “{subject.title}” is made from, and a program that makes it again.",
        "datePublished": subject.date.isoformat(),
        "license": _ref(_own_licence(config)["@id"]),
        "publisher": _ref(config.url),
        "url": subject.url,
        "inLanguage": config.language,
        "hasPart": [_ref(_id(path)) for path in files],
        "mentions": _one_or_many([_ref(_action_id(name)) for name in subject.made_here]),
    }


def _own_licence(config: SiteConfig) -> Entity:
    licence = config.licence
    if licence is None:
        words = f"Nothing is said: ask {config.title}."
        return {"@id": "#licence", "@type": "CreativeWork", "name": "No licence", "description": words}
    note = licence.note or f"The licence of the words and figures of {config.title}."
    return {
        "@id": licence.url or "#licence",
        "@type": "CreativeWork",
        "name": licence.title,
        "description": f"{note} Data have their own terms.",
    }


def _file(path: str, content: bytes, subject: Subject, licences: Mapping[str, str]) -> Entity:
    ending = path.rpartition(".")[2]
    is_code = ending == "py"
    entity: Entity = {
        "@id": _id(path),
        "@type": ["File", "SoftwareSourceCode"] if is_code else "File",
        "name": path.rpartition("/")[2],
        "description": _description(path, subject),
        "encodingFormat": _FORMATS.get(ending) or mimetypes.types_map.get(f".{ending}", "application/octet-stream"),
        "contentSize": str(len(content)),
        "sha256": digest_bytes(content),
    }
    if is_code:
        entity["programmingLanguage"] = "Python"
    return {**entity, "license": _ref(licences[path])} if path in licences else entity


def _description(path: str, subject: Subject) -> str:
    if path in _WORDS:
        return _WORDS[path]
    if path in subject.files:
        return subject.files[path][1]
    for dataset, version in subject.open_versions:
        if path == version.path:
            return f"{dataset.title}, version of {version.date.isoformat()}, byte for byte"
    if path.startswith("charts/"):
        return "Part of what makes the figures, by their authors"
    name, _, extension = path.rpartition("/")[2].partition(".")
    kinds = {
        "csv": "The data that {} shows",
        "json": "The table {} with its words",
        "svg": "The picture of {}",
        "vl.json": "The specification of {}",
    }
    return kinds.get(extension, "{}").format(name)


def _action(
    name: str,
    shown: Shown,
    subject: Subject,
    config: SiteConfig,
    files: Mapping[str, bytes],
    needed: Mapping[str, str],
) -> Entity:
    """What made a figure: its function and this folder's program, out of data, or out of its specification."""
    own = [path for path in files if path.startswith(f"figures/{name}.")]
    exhibit = shown.plan.exhibit
    data = [version.path for given in shown.plan.inputs for version in given.versions if version.path in files]
    begun = [f"figures/{name}.vl.json"] if shown.withheld else []
    code = [_PROGRAM, "drawing.zip", exhibit.module, *exhibit.shared]
    instruments = [*(_id(path) for path in code if path in files), *(f"#{each}" for each in needed)]
    inputs = begun if shown.withheld else [*data, *(path for path in exhibit.images if path in files)]
    return {
        "@id": _action_id(name),
        "@type": "CreateAction",
        "name": f"Making {name}",
        "agent": _ref(config.url),
        "endTime": subject.date.isoformat(),
        "instrument": _one_or_many([_ref(each) for each in instruments]),
        **({"object": _one_or_many([_ref(_id(path)) for path in inputs])} if inputs else {}),
        "result": _one_or_many([_ref(_id(path)) for path in own if path not in begun]),
    }


def _data_licences(subject: Subject) -> dict[str, DataLicence]:
    return {version.path: dataset.licences[0] for dataset, version in subject.open_versions if dataset.licences}


def _data_licence_entities(subject: Subject) -> Iterator[Entity]:
    for licence in _data_licences(subject).values():
        name = licence.title or licence.name
        yield {
            "@id": _licence_id(licence),
            "@type": "CreativeWork",
            "name": name,
            "description": f"The terms of the data under it: {name}",
        }


def _licence_id(licence: DataLicence) -> str:
    return licence.path or f"#licence-{quote(licence.name or licence.title, safe='')}"


def _action_id(name: str) -> str:
    return f"#making-{name}"


def _id(path: str) -> str:
    """A path as a URI; letters of other scripts stay."""
    return "".join(letter if letter > "~" else quote(letter, safe="/@+:~-._") for letter in path)


def _ref(identity: str) -> Entity:
    return {"@id": identity}


def _one_or_many(values: list[Entity]) -> Entity | list[Entity]:
    """Compacted JSON-LD has no lists of one."""
    return values[0] if len(values) == 1 else values
