"""What is published rests on data whose digest is on record."""

from __future__ import annotations

from nutgraf.model.site import Site
from nutgraf.problems import Problem


def check_draft_data(site: Site) -> tuple[Problem, ...]:
    """Versions without a recorded hash, which only a strict build refuses."""
    return tuple(
        Problem(
            "draft-data",
            f"{dataset.name} {version.date.isoformat()} is a draft: it has no hash",
            version.location,
            f"when the file is final, record it:\n  hash: sha256:{version.digest}",
        )
        for dataset in site.datasets.values()
        for version in dataset.versions
        if version.draft
    )
