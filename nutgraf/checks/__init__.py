"""What a build tests before anything is written: numbers, charts, alt texts, links, mentions of figures, corrections,
derived data, that nothing is passed on which its owner keeps, and under --strict that data are sealed."""

from nutgraf.checks.alt_text import check_alt_texts
from nutgraf.checks.chart_rules import accepted_exceptions, check_charts
from nutgraf.checks.corrections import check_corrections
from nutgraf.checks.coverage import check_coverage, count_numbers, count_page
from nutgraf.checks.derivations import check_derivations
from nutgraf.checks.draft_data import check_draft_data
from nutgraf.checks.facts import JudgedFact, check_facts, judge_facts, mismatched
from nutgraf.checks.links import check_links
from nutgraf.checks.mentions import check_mentions
from nutgraf.checks.paths import check_paths
from nutgraf.checks.redistribution import check_redistribution
from nutgraf.checks.severities import weighed

__all__ = [
    "JudgedFact",
    "accepted_exceptions",
    "check_alt_texts",
    "check_charts",
    "check_corrections",
    "check_coverage",
    "check_derivations",
    "check_draft_data",
    "check_facts",
    "check_links",
    "check_mentions",
    "check_paths",
    "check_redistribution",
    "count_numbers",
    "count_page",
    "judge_facts",
    "mismatched",
    "weighed",
]
