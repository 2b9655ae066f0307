"""What a site's own `build.py` adds to the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # A site with extensions pays for nothing else before it is known whether there is anything to build.
    from nutgraf.model.artifact import Artifacts
    from nutgraf.model.site import Site
    from nutgraf.problems import Problem


@dataclass(frozen=True, slots=True)
class Extensions:
    """Plain callables with the signatures of the built-in ones.

    `filters` are Jinja filters by name, `markdown` extensions of Python-Markdown, `outputs` make further files, and
    `checks` may find further problems in the site and its files.
    """

    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    markdown: Sequence[Any] = ()
    outputs: Sequence[Callable[[Site], Artifacts]] = ()
    checks: Sequence[Callable[[Site, Artifacts], Sequence[Problem]]] = ()
