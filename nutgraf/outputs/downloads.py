"""The files that readers can take: figures' data and pictures, datasets, images beside articles."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.dataset import Dataset
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Site
from nutgraf.outputs.descriptors import dataset_package, package_bytes
from nutgraf.permalinks import output_path
from nutgraf.sources import Sources


def make_downloads(site: Site, exhibited: Exhibited, sources: Sources) -> Artifacts:
    """Figures' files and views, and the CSVs and descriptors of the datasets that may be passed on whole."""
    artifacts = [
        Artifact(output_path(site.figures[identity].file(extension)), content)
        for identity, figure in exhibited.figures.items()
        for extension, content in figure.files.items()
    ]
    artifacts += [
        Artifact(output_path(site.figures[identity].view(figure.view.name)), figure.view.content)
        for identity, figure in exhibited.figures.items()
        if figure.view is not None
    ]
    artifacts += [Artifact(output_path(card.permalink), card.png) for card in exhibited.cards.values()]
    for dataset in site.datasets.values():
        if dataset.redistribution == "open":
            artifacts += _dataset_files(dataset, sources)
    return {artifact.path: artifact for artifact in artifacts}


def make_images(site: Site, sources: Sources) -> Artifacts:
    """The images beside the articles, at the same place in the site."""
    artifacts = [Artifact(path.removeprefix("content/"), sources.read_bytes(path)) for path in sorted(site.images)]
    return {artifact.path: artifact for artifact in artifacts}


def _dataset_files(dataset: Dataset, sources: Sources) -> Iterator[Artifact]:
    for version in dataset.versions:
        yield Artifact(output_path(dataset.file(version)), sources.read_bytes(version.path))
    package = package_bytes(dataset_package(dataset, sources.files))
    yield Artifact(output_path(f"{dataset.permalink}datapackage.json"), package)
