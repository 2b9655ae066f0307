"""Digests: one way to name bytes and values by their content."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def digest_bytes(content: bytes) -> str:
    """The SHA-256 of `content`, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digest_parts(*parts: bytes) -> str:
    """The same of several, one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text. NaN is refused with a ValueError."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_value(value: Any) -> str:
    """The SHA-256 of a JSON value in canonical form. What is no text, as the names of some files, counts too."""
    return digest_bytes(canonical_json(value).encode("utf-8", "surrogatepass"))
