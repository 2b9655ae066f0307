"""The command `data derive`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from nutgraf.cli.reporting import FINE, PROBLEMS, print_json, problem_as_json, report_problems
from nutgraf.cli.version_changes import compared_with_before, difference_lines
from nutgraf.datasets import DATA_FOLDER, DESCRIPTOR, read_datasets
from nutgraf.deriving import DerivationPlan, derivation_task, derive_all, open_desk, plan_derivation
from nutgraf.edits.deriving import DerivedFiles, plan_derived
from nutgraf.edits.files import write_sources
from nutgraf.exhibits import derivation_path, read_derivations
from nutgraf.model.dataset import Dataset, Datasets, Derivation
from nutgraf.model.difference import Difference
from nutgraf.problems import Location, Outcome, Problem, did_you_mean, errors_in
from nutgraf.site import with_derivations
from nutgraf.sources import Sources, read_sources
from nutgraf.worker import WorkerPool

# Until its first version is there, a derived dataset may be without what a build asks for.
_UNFINISHED = frozenset({"no-version", "missing-source", "missing-licence"})


def run_derive(sources: Sources, options: argparse.Namespace) -> int:
    """Derives a version of `options.name` and writes it. Returns the exit status."""
    prepared = _prepared(sources, options)
    if prepared.value is None:
        report_problems(prepared.problems, sources, as_json=options.json)
        return PROBLEMS
    plan, dataset = prepared.value
    with WorkerPool(1, open_desk) as pool:
        (made,) = derive_all([derivation_task(plan, sources)], pool)
    if made.value is None:
        report_problems(made.problems, sources, as_json=options.json)
        return PROBLEMS
    planned = plan_derived(plan, made.value, dataset, sources, draft=options.draft)
    if planned.value is None:
        report_problems(planned.problems, sources, as_json=options.json)
        return PROBLEMS
    derived = planned.value
    replaced = derived.csv in sources
    write_sources(sources.root, derived.files, new=frozenset() if replaced else frozenset({derived.csv}))
    return _report(read_sources(sources.root), plan, derived, options)


def _prepared(sources: Sources, options: argparse.Namespace) -> Outcome[tuple[DerivationPlan, Dataset | None] | None]:
    """What is to be derived, and what there is of the dataset."""
    name: str = options.name
    datasets, found = read_datasets(sources), read_derivations(sources)
    linked = with_derivations(datasets.value, found.value)
    derivation = found.value.get(name)
    own = [problem for problem in found.problems if problem.location.path == derivation_path(name)]
    if derivation is None:
        return Outcome(None, tuple(own) or (_missing(name, found.value),))
    problems = [
        problem
        for problem in (*datasets.problems, *linked.problems)
        if problem.location.path.startswith(f"{DATA_FOLDER}/{name}/") and problem.code not in _UNFINISHED
    ]
    if errors_in(problems):
        return Outcome(None, tuple(problems))
    return _planned(name, derivation, linked.value, options)


def _planned(
    name: str, derivation: Derivation, datasets: Datasets, options: argparse.Namespace
) -> Outcome[tuple[DerivationPlan, Dataset | None] | None]:
    plan = plan_derivation(name, derivation, datasets.by_name, options.date)
    return Outcome(None, plan.problems) if plan.value is None else Outcome((plan.value, datasets.by_name.get(name)))


def _missing(name: str, known: Mapping[str, Derivation]) -> Problem:
    path = derivation_path(name)
    hint = "write def derive(prices: pd.DataFrame) -> pd.DataFrame there, whose parameters name datasets"
    if known:
        hint += f"\n{did_you_mean(name, known, 'derived datasets')}"
    return Problem("bad-derivation", f"there is no {path}", Location(path), hint)


def _report(sources: Sources, plan: DerivationPlan, derived: DerivedFiles, options: argparse.Namespace) -> int:
    outcome = read_datasets(sources)
    folder = f"{DATA_FOLDER}/{plan.name}/"
    problems = [
        problem
        for problem in outcome.problems
        if problem.location.path.startswith(folder) and problem.code not in _UNFINISHED
    ]
    dataset, difference = outcome.value.by_name.get(plan.name), None
    if dataset is not None:
        compared = compared_with_before(dataset, derived.csv, sources)
        difference, problems = compared.value, [*problems, *compared.problems]
    if options.json:
        print_json(
            {
                "derived": derived.csv,
                "from": [[origin.dataset, origin.version.isoformat()] for origin in plan.lineage.origins],
                "written": sorted(derived.files),
                "schema": derived.schema,
                "missing": list(derived.missing),
                "difference": None if difference is None else asdict(difference),
                "problems": [problem_as_json(problem) for problem in problems],
            }
        )
        return PROBLEMS if problems else FINE
    if not options.quiet:
        print("\n".join(_lines(plan, derived, difference)))
    if problems:
        report_problems(problems, sources, as_json=False, end="the version was written all the same")
    return PROBLEMS if problems else FINE


def _lines(plan: DerivationPlan, derived: DerivedFiles, difference: Difference | None) -> Iterator[str]:
    if not derived.files:
        yield f"{derived.csv} is what {derivation_path(plan.name)} makes today: nothing to write"
    elif derived.csv not in derived.files:
        yield f"{derived.csv} is as it was; what it was made from is recorded anew"
    else:
        yield f"Derived {derived.csv}"
    yield from (f"  from {origin.dataset} of {origin.version}" for origin in plan.lineage.origins)
    width = max((len(field["name"]) for field in derived.schema.get("fields", ())), default=0)
    yield from (f"  {field['name']:{width}}  {field['type']}" for field in derived.schema.get("fields", ()))
    if difference is not None and derived.csv in derived.files:
        yield from difference_lines(difference)
    if derived.missing:
        yield f"Look through {DATA_FOLDER}/{plan.name}/{DESCRIPTOR} and say there:"
        yield from (f"  {line}" for line in derived.missing)
