"""Sealing: the hash and the length of a version's file are recorded, and from then on it may not change."""

from __future__ import annotations

from collections.abc import Sequence

from nutgraf.datasets import DESCRIPTOR
from nutgraf.edits.descriptor_text import DescriptorEditError, Seal, with_seals
from nutgraf.model.dataset import Dataset, Version
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources


def seal_of(version: Version, sources: Sources) -> Seal:
    return Seal(f"sha256:{version.digest}", sources.files[version.path])


def sealed_descriptor(dataset: Dataset, versions: Sequence[Version], sources: Sources) -> Outcome[str]:
    """The text of the dataset's descriptor with seals for `versions`, which are drafts.

    Problem: `descriptor-form`, where the text cannot be changed safely; it says what to write by hand.
    """
    path = f"data/{dataset.name}/{DESCRIPTOR}"
    text = sources.read_bytes(path).decode("utf-8")
    seals = {version.path.rpartition("/")[2]: seal_of(version, sources) for version in versions}
    try:
        return Outcome(with_seals(text, seals))
    except DescriptorEditError as error:
        by_hand = "\n".join(f"- path: {name}, hash: {seal.hash}, bytes: {seal.bytes}" for name, seal in seals.items())
        problem = Problem("descriptor-form", str(error), Location(path), f"write by hand, under resources:\n{by_hand}")
        return Outcome(text, (problem,))
