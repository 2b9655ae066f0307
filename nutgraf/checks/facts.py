"""Every checked number in the prose agrees with the data."""

from __future__ import annotations
