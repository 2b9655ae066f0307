"""What a build tests before anything is written: numbers, alt texts, links."""

from nutgraf.checks.alt_text import check_alt_texts
from nutgraf.checks.facts import check_facts
from nutgraf.checks.links import check_links

__all__ = ["check_alt_texts", "check_facts", "check_links"]
