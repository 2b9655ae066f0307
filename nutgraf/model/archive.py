"""Frozen figures: figures as they were published once, kept in the repository and published again unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ARCHIVE_FOLDER = "archive"
RECEIPT = "receipt.json"
SHOWN_DIGITS = 16
"""How many digits of a figure's digest name the folder of its frozen copy."""


@dataclass(frozen=True, slots=True)
class FrozenData:
    """A version that a frozen figure was drawn from. `path` is its source file then, `sha256` that file's digest;
    `publishers` and `licences` are names as readers see them."""

    dataset: str
    title: str
    version: str
    path: str
    sha256: str
    publishers: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrozenReceipt:
    """What is known of a frozen figure.

    `edition` is the day of the article as it was then, its `updated` or its date, as ISO text, "" where it was not
    noted. `digest` is the figure's, worked out from the files `digested` as `model.figure.digest_of` says. `article` is
    the permalink of the page for which it was frozen. `modules` are the digests of its source code by path, `tools` the
    versions of what made it by name, `files` the digests of all other files in its folder by name.
    """

    exhibit: str
    digest: str
    digested: tuple[str, ...]
    title: str
    subtitle: str
    description: str
    notes: str
    credit: str
    article: str
    data: tuple[FrozenData, ...]
    modules: Mapping[str, str]
    tools: Mapping[str, str]
    files: Mapping[str, str]
    edition: str = ""

    @property
    def folder(self) -> str:
        """Where it is kept, below the site's root."""
        return f"{ARCHIVE_FOLDER}/{self.exhibit}/{self.digest[:SHOWN_DIGITS]}"

    @property
    def permalink(self) -> str:
        """Its address, which never shows anything else."""
        return f"/embed/{self.exhibit}/@{self.digest[:SHOWN_DIGITS]}/"
