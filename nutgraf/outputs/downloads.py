"""The files that readers can take: figures' data and pictures, datasets, images beside articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from nutgraf.cache import Cache
from nutgraf.model.artifact import AnyArtifact, Artifact, Artifacts, StoredArtifact
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import Exhibited, FileHead
from nutgraf.model.site import Site
from nutgraf.outputs.descriptors import dataset_package, package_bytes
from nutgraf.permalinks import output_path
from nutgraf.sources import Sources


def make_downloads(site: Site, exhibited: Exhibited, sources: Sources, cache: Cache) -> Artifacts:
    """Figures' files and views, and the CSVs and descriptors of the datasets that may be passed on whole."""
    artifacts: list[AnyArtifact] = []
    for identity, figure in exhibited.heads.items():
        plan = site.figures[identity]
        artifacts += [_stored(plan.file(extension), file, cache) for extension, file in figure.files.items()]
        if figure.view is not None:
            artifacts.append(_stored(plan.view(figure.view_name), figure.view, cache))
    artifacts += [_stored(card.permalink, card.file, cache) for card in exhibited.cards.values()]
    for dataset in site.datasets.values():
        if dataset.redistribution == "open":
            artifacts += _dataset_files(dataset, sources)
    return {artifact.path: artifact for artifact in artifacts}


def make_images(site: Site, sources: Sources) -> Artifacts:
    """The images beside the articles, at the same place in the site."""
    artifacts = [_source(path.removeprefix("content/"), path, sources) for path in sorted(site.images)]
    return {artifact.path: artifact for artifact in artifacts}


def _stored(permalink: str, file: FileHead, cache: Cache) -> StoredArtifact:
    return StoredArtifact(output_path(permalink), file.digest, file.size, partial(cache.read_file, file.digest))


def _source(path: str, source: str, sources: Sources) -> StoredArtifact:
    return StoredArtifact(path, sources.digest(source), sources.files[source], partial(sources.read_bytes, source))


def _dataset_files(dataset: Dataset, sources: Sources) -> Iterator[AnyArtifact]:
    for version in dataset.versions:
        yield _source(output_path(dataset.file(version)), version.path, sources)
    package = package_bytes(dataset_package(dataset, sources.files))
    yield Artifact(output_path(f"{dataset.permalink}datapackage.json"), package)
