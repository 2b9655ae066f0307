"""Exhibits: found by reading the syntax trees of `charts/*.py` and the JSON of `charts/*.vl.json`; run in a worker."""

from nutgraf.exhibits.discovery import read_exhibits

__all__ = ["read_exhibits"]
