"""The files that readers can take: figures' data and pictures, datasets, images beside articles."""

from __future__ import annotations

from functools import partial

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import AnyArtifact, Artifacts, StoredArtifact
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import Exhibited, FileHead
from nutgraf.model.site import Site
from nutgraf.outputs.descriptors import dataset_package, package_bytes
from nutgraf.permalinks import output_path
from nutgraf.sources import Sources
from nutgraf.toolchain import toolchain_digest


def make_downloads(site: Site, exhibited: Exhibited, sources: Sources, cache: Cache) -> Artifacts:
    """Figures' files and views, and the CSVs and descriptors of the datasets that may be passed on whole."""
    artifacts: list[AnyArtifact] = []
    for identity, figure in exhibited.heads.items():
        plan = site.figures[identity]
        artifacts += [_stored(plan.file(extension), file, cache) for extension, file in figure.files.items()]
        if figure.view is not None:
            artifacts.append(_stored(plan.view(figure.view_name), figure.view, cache))
    artifacts += [_stored(card.permalink, card.file, cache) for card in exhibited.cards.values()]
    known: Pack[FileHead] = cache.pack(f"descriptors {toolchain_digest()}", FileHead)
    for dataset in site.datasets.values():
        if dataset.redistribution == "open":
            artifacts += [
                source_artifact(output_path(dataset.file(each)), each.path, sources) for each in dataset.versions
            ]
            artifacts.append(_descriptor(dataset, sources, cache, known))
    return {artifact.path: artifact for artifact in artifacts}


def make_images(site: Site, sources: Sources) -> Artifacts:
    """The images beside the articles, at the same place in the site."""
    artifacts = [source_artifact(path.removeprefix("content/"), path, sources) for path in sorted(site.images)]
    return {artifact.path: artifact for artifact in artifacts}


def source_artifact(path: str, source: str, sources: Sources) -> StoredArtifact:
    """A source that is published at `path` as it is."""
    return StoredArtifact(path, sources.digest(source), sources.files[source], partial(sources.read_bytes, source))


def _stored(permalink: str, file: FileHead, cache: Cache) -> StoredArtifact:
    return cache.artifact(output_path(permalink), file.digest, file.size)


def _descriptor(dataset: Dataset, sources: Sources, cache: Cache, known: Pack[FileHead]) -> StoredArtifact:
    sizes = [sources.files[version.path] for version in dataset.versions]
    key = digest_bytes(msgspec.msgpack.encode((dataset, sizes), order="deterministic"))
    file = known.get(key)
    if file is None or not cache.has_file(file.digest):
        content = package_bytes(dataset_package(dataset, sources.files))
        file = FileHead(cache.put_file(content), len(content))
        known.put(key, file)
    return _stored(f"{dataset.permalink}datapackage.json", file, cache)
