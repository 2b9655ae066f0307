"""Exhibits: found by reading the syntax trees of `charts/*.py` and the JSON of `charts/*.vl.json`; run in a worker.

Derived datasets are made by functions of the same kind, found in `data/<dataset>/derive.py`.
"""

from nutgraf.exhibits.derivations import derivation_path, read_derivations
from nutgraf.exhibits.discovery import ReadModule, read_exhibits

__all__ = ["ReadModule", "derivation_path", "read_derivations", "read_exhibits"]
