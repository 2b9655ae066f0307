"""Frozen figures, published again byte for byte."""

from __future__ import annotations

from nutgraf.model.archive import RECEIPT
from nutgraf.model.artifact import Artifacts
from nutgraf.model.site import Site
from nutgraf.outputs.downloads import source_artifact
from nutgraf.permalinks import output_path
from nutgraf.sources import Sources


def make_frozen(site: Site, sources: Sources) -> Artifacts:
    """The files of every frozen figure at its address."""
    artifacts = [
        source_artifact(output_path(f"{receipt.permalink}{name}"), f"{receipt.folder}/{name}", sources)
        for receipt in site.frozen
        for name in (*receipt.files, RECEIPT)
        if f"{receipt.folder}/{name}" in sources
    ]
    return {artifact.path: artifact for artifact in artifacts}
