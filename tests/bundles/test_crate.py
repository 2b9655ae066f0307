"""The MUST rules of RO-Crate 1.2 (and those SHOULD rules that readers of crates rely on)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.digest import digest_bytes
from nutgraf.zipping import zip_files

Entity = Mapping[str, Any]


def entities(crate: Mapping[str, Any]) -> dict[str, Entity]:
    return {entity["@id"]: entity for entity in crate["@graph"]}


def references(value: Any) -> Iterator[str]:
    """The ids that a value refers to."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield part["@id"]


def types(entity: Entity) -> list[str]:
    kind = entity["@type"]
    return kind if isinstance(kind, list) else [kind]


def test_the_document_is_flat_and_compact(crates: Mapping[str, Any]) -> None:
    for crate in crates.values():
        assert crate.keys() == {"@context", "@graph"}
        assert crate["@context"][0] == "https://w3id.org/ro/crate/1.2/context"
        assert len(entities(crate)) == len(crate["@graph"]), "each entity is there once"
        for entity in crate["@graph"]:
            assert {"@id", "@type"} <= entity.keys()
            for value in entity.values():
                for part in value if isinstance(value, list) else [value]:
                    assert isinstance(part, str) or part.keys() == {"@id"}
                assert not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict))


def test_the_descriptor_names_the_root(crates: Mapping[str, Any]) -> None:
    for crate in crates.values():
        descriptor = entities(crate)["ro-crate-metadata.json"]
        assert descriptor["@type"] == "CreativeWork"
        assert descriptor["about"] == {"@id": "./"}
        assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}


def test_the_root_says_what_it_is(crates: Mapping[str, Any]) -> None:
    for crate in crates.values():
        root = entities(crate)["./"]
        assert "Dataset" in types(root)
        assert root["name"]
        assert root["description"]
        assert dt.date.fromisoformat(root["datePublished"])
        licence = entities(crate)[root["license"]["@id"]]
        assert licence["name"]
        assert licence["description"]


def test_every_file_is_part_of_the_root_and_is_there(crates: Mapping[str, Any], bundles: Mapping[str, bytes]) -> None:
    for name, crate in crates.items():
        files = zip_files(bundles[name])
        parts = set(references(entities(crate)["./"]["hasPart"]))
        described = {identity for identity, entity in entities(crate).items() if "File" in types(entity)}
        assert parts == described == files.keys() - {"ro-crate-metadata.json"}
        for path in described:
            entity = entities(crate)[path]
            assert entity["contentSize"] == str(len(files[path]))
            assert entity["sha256"] == digest_bytes(files[path])
            assert entity["encodingFormat"] not in ("", "application/octet-stream")
            assert entity["name"]
            assert entity["description"]


def test_every_reference_leads_somewhere(crates: Mapping[str, Any]) -> None:
    elsewhere = {"https://w3id.org/ro/crate/1.2"}
    for crate in crates.values():
        known = entities(crate).keys() | elsewhere
        referred = {each for entity in crate["@graph"] for value in entity.values() for each in references(value)}
        assert referred <= known


def test_terms_that_the_context_lacks_are_added_to_it(crates: Mapping[str, Any]) -> None:
    # What stands in the context of RO-Crate 1.2, of all that we use.
    standard = {
        *("@id", "@type", "about", "agent", "conformsTo", "contentSize", "datePublished", "description"),
        *("encodingFormat", "endTime", "hasPart", "inLanguage", "instrument", "license", "mentions", "name", "object"),
        *("programmingLanguage", "publisher", "result", "url", "version"),
    }
    for crate in crates.values():
        used = {key for entity in crate["@graph"] for key in entity}
        assert used <= standard | crate["@context"][1].keys()


def test_a_figure_was_made_by_its_code_from_its_data(crates: Mapping[str, Any]) -> None:
    action = entities(crates["price_line"])["#making-price_line"]
    assert action["@type"] == "CreateAction"
    assert list(references(action["object"])) == ["data/bread_prices/2026-02-28.csv"]
    made = {"figures/price_line.csv", "figures/price_line.svg", "figures/price_line.vl.json"}
    assert set(references(action["result"])) == made
    assert {"reproduce.py", "charts/prices.py", "charts/_palette.py", "#altair"} <= set(
        references(action["instrument"])
    )
    begun = entities(crates["wages_by_town"])["#making-wages_by_town"]
    assert list(references(begun["object"])) == ["figures/wages_by_town.vl.json"]
