"""Names of initiatives: what is one, what is none, where it ends, and what it says by itself."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.listed import read_listed
from defatlas.initiatives.names import NameFinder, NameMention
from defatlas.initiatives.places import Gazetteer
from initiative_texts import LISTED
from spacy.language import Language

ACCEPT = [
    ("We visited the Oslo Ferry Cluster in spring.", "Oslo Ferry Cluster", "cluster", "NO"),
    ("Cluster Windmill is a club of makers.", None, "", ""),
    ("It is run by the Different Drum Cluster.", "Different Drum Cluster", "cluster", ""),
    ("We met Okoro, Chair of the Oslo Ferry Cluster.", "Oslo Ferry Cluster", "cluster", "NO"),
    ("The Quay Lab Living Lab (QLL) tests lamps.", "Quay Lab Living Lab", "living lab", ""),
    ("They toured the Living Lab Harbourside in Ghent.", "Living Lab Harbourside", "living lab", "BE"),
    ("The Baltic Timber Alliance joins sawmills.", "Baltic Timber Alliance", "network", ""),
    ("The Spanish Network of Smart Cities has a new chair.", "Spanish Network of Smart Cities", "association", "ES"),
    ("The Lombardy aerospace cluster exports.", "Lombardy aerospace cluster", "cluster", "IT"),
    ("Much is known of the Brainport cluster by now.", "Brainport cluster", "cluster", ""),
    ("They work for the Turin Smart City project.", "Turin Smart City", "smart city", "IT"),
    ("The Genoa smart city plan is old.", "Genoa smart city", "smart city", "IT"),
    ("Data come from SmartSantander and from Smart Dublin.", "SmartSantander", "smart city", "ES"),
    ("The Kraków Digital Innovation Hub opened.", "Kraków Digital Innovation Hub", "hub", "PL"),
    ("Pôle Lumière de Lyon is no English name.", "Pôle Lumière de Lyon", "cluster", "FR"),
]
REJECT = [
    "A wireless network, a Hadoop Cluster and a GPU cluster were used.",
    "Clusters and Living Labs differ.",
    "The Porter cluster model is old.",
    "Smart City Clusters foster the Smart City concept.",
    "Trams run in Genoa smart city at night.",
    "China's smart city grew.",
    "Massachusetts Institute of Technology",
    "The European Cluster Observatory counts firms.",
    "Miller for the European Cluster Observatory writes much.",
    "The Birmingham Transit Network was late.",
    "Cluster A and Cluster 2 overlap.",
    "Smart Lighting Platform for Big Data in Smart Cities: Results of the Wolverhampton Trial Cluster",
]


@pytest.fixture(scope="module")
def find(nlp: Language, kinds: Kinds, gazetteer: Gazetteer) -> Callable[[str], list[NameMention]]:
    """Find names in a text, three initiatives listed."""
    table = pd.DataFrame([{"kind": "cluster"} | row for row in LISTED])
    finder = NameFinder(kinds, gazetteer, read_listed(table, kinds, gazetteer))
    return lambda text: finder(nlp.make_doc(text)) if finder.may_name(text) else []


@pytest.mark.parametrize(("text", "name", "kind", "country"), ACCEPT, ids=[text[:25] for text, *_ in ACCEPT])
def test_names_are_found_with_kind_and_country(
    find: Callable[[str], list[NameMention]], text: str, name: str | None, kind: str, country: str
) -> None:
    found = [m for m in find(text) if not m.described]
    if name is None:  # a head before the only telling word: no place says that it is a name
        assert not found
        return
    assert found[0].name == name
    assert text[found[0].start : found[0].end].startswith(name)
    assert found[0].kind == kind
    assert next((p.country for p in found[0].places if p.country), "") == country


@pytest.mark.parametrize("text", REJECT, ids=[text[:25] for text in REJECT])
def test_what_is_no_name(find: Callable[[str], list[NameMention]], text: str) -> None:
    assert [m for m in find(text) if not m.described] == []


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("The Tide Ring in Porto sails.", "tide-ring"),
        ("The Tide Ring Cluster sails.", "tide-ring"),
        ("The Tide Ring Porto sails.", "tide-ring"),
        ("Latvia has the Smart City Lab in Riga.", "smart-city-ring"),
        ("A Smart City Lab was built in Spain.", ""),  # general words, and its place is elsewhere
        ("The Looms for Towns and Villages weaves.", "loom"),
        ("The tide ring of a tree is thin.", ""),
        ("The Tide Ringing is loud.", ""),
    ],
)
def test_listed_names_are_found_in_their_variants(
    find: Callable[[str], list[NameMention]], text: str, listed: str
) -> None:
    assert [m.listed for m in find(text) if m.listed] == ([listed] if listed else [])


def test_two_names_joined_by_and_are_two(find: Callable[[str], list[NameMention]]) -> None:
    found = find("We compare the Oslo Ferry Cluster and the Graz Timber Cluster.")
    assert [m.name for m in found] == ["Oslo Ferry Cluster", "Graz Timber Cluster"]


def test_an_abbreviation_belongs_to_the_name_before_it(find: Callable[[str], list[NameMention]]) -> None:
    (found,) = find("The Oslo Ferry Cluster (OFC) in Norway sails.")
    assert (found.abbreviation, found.name) == ("OFC", "Oslo Ferry Cluster")
    assert {p.country for p in found.places} == {"NO"}
    assert find("The Quay Lab Living Lab (LL) sails.")[0].abbreviation == ""  # that stands for any living lab
