"""Building whole sites in tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from nutgraf.cache import Cache
from nutgraf.pipeline import Build, BuildOptions, Exhibition, build, make_exhibition
from nutgraf.problems import BuildError, Problem, format_problem
from nutgraf.sources import Sources, read_sources
from nutgraf.verify import PublishedFolder, verify_site
from nutgraf.worker import Executor
from nutgraf.writer import write_site

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
SITE_PARTS = ("site.toml", "content", "charts", "data", "templates")


class Builder:
    """Builds sites with one pool of workers and one cache, which all tests share."""

    def __init__(self, executor: Executor, cache: Cache) -> None:
        self._executor = executor
        self._cache = cache

    @property
    def executor(self) -> Executor:
        return self._executor

    @property
    def cache(self) -> Cache:
        return self._cache

    def with_cache(self, cache: Cache) -> Builder:
        """One with the same workers and another cache."""
        return Builder(self._executor, cache)

    def build(self, site: Path, options: BuildOptions = BuildOptions()) -> Build:
        return build(read_sources(site), self._executor, self._cache, options)

    def problems(self, site: Path, options: BuildOptions = BuildOptions()) -> tuple[Problem, ...]:
        """The problems of a site, warnings included."""
        try:
            return self.build(site, options).warnings
        except BuildError as error:
            return error.problems

    def exhibition(self, sources: Sources, options: BuildOptions = BuildOptions()) -> Exhibition:
        """What the exhibits of a site make, whatever problems it has."""
        return make_exhibition(sources, self._executor, self._cache, options).value

    def exhibition_of(self, site: Path) -> Exhibition:
        return self.exhibition(read_sources(site))

    def write(self, site: Path) -> None:
        """Builds and writes `site/` below the site."""
        write_site(site / "site", self.build(site).artifacts)

    def verify(self, site: Path) -> tuple[Problem, ...]:
        """What `verify` finds in the site and its `site/`."""
        published = PublishedFolder(site / "site", "site/")
        return verify_site(read_sources(site), published, self._executor, self._cache).problems

    def told(self, site: Path) -> str:
        """The problems of a site as an author reads them."""
        sources = read_sources(site)
        return "\n\n".join(format_problem(problem, sources.line) for problem in self.problems(site)) + "\n"


def copy_site(target: Path, *layers: Path) -> Path:
    """Copies folders over each other into `target`; an empty file named NAME.removed takes NAME away."""
    for layer in layers:
        shutil.copytree(layer, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for mark in list(target.rglob("*.removed")):
        removed = mark.with_suffix("")
        if removed.is_dir():
            shutil.rmtree(removed)
        else:
            removed.unlink()
        mark.unlink()
    return target


def use_cache(site: Path, cache: Path) -> Path:
    """Makes the program find `cache` when it builds the site; several builds may share one."""
    (site / ".nutgraf").mkdir()
    (site / ".nutgraf/cache").symlink_to(cache, target_is_directory=True)
    return site


def copy_flagship(target: Path) -> Path:
    """The repository's own site, without what was built."""
    target.mkdir(parents=True, exist_ok=True)
    for part in SITE_PARTS:
        source = REPOSITORY / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy(source, target / part)
    return target


def files_below(folder: Path) -> Iterable[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
