"""Derived datasets: the function `derive` of a dataset's folder is run on versions of other datasets, in a worker."""

from nutgraf.deriving.planning import DerivationPlan, plan_derivation, planned_as_recorded
from nutgraf.deriving.tasks import derivation_task, derive_all, open_desk

__all__ = [
    "DerivationPlan",
    "derivation_task",
    "derive_all",
    "open_desk",
    "plan_derivation",
    "planned_as_recorded",
]
