"""What earlier builds read and compiled, as far as the cache still has it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from nutgraf.cache import Cache, Pack
from nutgraf.datasets import ReadDataset
from nutgraf.digest import digest_bytes
from nutgraf.exhibits import ReadModule
from nutgraf.locales import Locale
from nutgraf.pages import ReadPage
from nutgraf.toolchain import toolchain_digest


@dataclass(frozen=True, slots=True)
class KnownSources:
    """What was read in earlier builds."""

    datasets: Pack[ReadDataset]
    modules: Pack[ReadModule]
    pages: Pack[ReadPage]


def known_sources(cache: Cache) -> KnownSources:
    """What `cache` holds of sources, read by this program."""
    kinds = {"datasets": ReadDataset, "modules": ReadModule, "pages": ReadPage}
    return KnownSources(**{name: cache.pack(f"{name} {toolchain_digest()}", kind) for name, kind in kinds.items()})


def known_templates(cache: Cache, locale: Locale) -> Pack[bytes]:
    """What `cache` holds of compiled templates. Filters of constants are worked out when a template is compiled, so the
    code depends on the locale."""
    written = digest_bytes(msgspec.msgpack.encode(locale, order="deterministic"))
    return cache.pack(f"templates {toolchain_digest()} {written}", bytes)
