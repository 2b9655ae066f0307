"""Addresses in a spec that a chart's function made: data come from datasets, never from an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.exhibits.vegalite import data_references, is_remote
from nutgraf.figures.places import place_of_text
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Problem


def address_problems(exhibit: Exhibit, spec: Mapping[str, Any]) -> Iterator[Problem]:
    """`remote-data` for every address that stands where data belong, in lookups too."""
    addresses = dict.fromkeys(str(data["url"]) for _, data in data_references(spec) if "url" in data)
    for address in addresses:
        if is_remote(address):
            message = f"{address} is not on this site"
            hint = (
                "add it as a dataset below data/ and name it by a parameter; a build never uses the network\n"
                "a parameter is a frame (prices: pd.DataFrame) or, of a JSON file, its value (europe: dict[str, Any])"
            )
        else:
            message = f"{exhibit.name} reads {address} by its address"
            hint = "a parameter with the dataset's name gives its data: a frame, or the value of a JSON file"
        yield Problem("remote-data", message, place_of_text(exhibit, address), hint)
