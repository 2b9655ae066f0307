"""Facts as the page of checked numbers shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from nutgraf.markdown import typeset
from nutgraf.model.data_views import FactView
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import Exhibited
from nutgraf.model.site import Plan, Site
from nutgraf.model.views import Link
from nutgraf.numbers import format_value
from nutgraf.render.figures import source_line, used_in
from nutgraf.render.standing import held_versions, made_plans, newest_of

Highlighter = Callable[[Exhibit], Markup]


def fact_views(
    site: Site, exhibited: Exhibited, titles: Mapping[str, Link], highlight: Highlighter
) -> Iterator[FactView]:
    """All facts by name; of one with several versions of its data, the newest first."""
    language = site.config.language
    made = made_plans(site.facts, exhibited.facts)

    def value(plan: Plan) -> str:
        fact = exhibited.facts[plan.id]
        return format_value(fact.value, fact.unit, language)

    for plans in made.values():
        for plan in plans:
            newest = newest_of(plan, made)
            yield FactView(
                name=plan.id.exhibit,
                value=value(plan),
                unit=exhibited.facts[plan.id].unit,
                docstring=typeset(plan.exhibit.docstring),
                code=highlight(plan.exhibit),
                anchor=plan.permalink.partition("#")[2],
                used_in=used_in(plan, titles),
                sources=tuple(map(source_line, plan.inputs)),
                held_back=held_versions([plan]),
                newest=newest.permalink if newest is not None else "",
                newest_value=value(newest) if newest is not None else "",
            )
