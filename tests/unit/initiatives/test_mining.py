"""Mining of whole texts: what is said of one initiative, of a group, and of all but some."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from defatlas.initiatives.mining import Mined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from initiative_texts import passages_of, values_of

Mine = Callable[[str], Mined]
THREE = (
    "The Oslo Ferry Cluster aims to electrify ferries. The Graz Timber Cluster aims to build wooden towers. "
    "The Cork Rain Living Lab aims to store rain water. "
)

# text, then for an initiative the attributes that it must have; an empty value means that nothing may be said
CASES = [
    (
        "The Turin Energy Cluster was founded in 2008 by utilities. It unites firms, two universities and the regional "
        "government. Only in 2015 did it turn to the smart city.",
        {"turin-energy-cluster": {"kind": "cluster", "country": "IT", "level": "local", "origin": "cluster_first"}},
    ),
    (
        "At the regional level, the Lombardy Fashion Cluster unites designers and mills. It grew out of the smart city "
        "programme of Milan.",
        {"lombardy-fashion-cluster": {"level": "regional", "country": "IT", "origin": "city_first"}},
    ),
    (
        "# National clusters\nThe Lisbon Cork Cluster follows a quadruple helix model.\nThe Busan Harbour Cluster does "
        "not follow the triple helix.",
        {
            "lisbon-cork-cluster": {"level": "national", "helix": "quadruple"},
            "busan-harbour-cluster": {"level": "national", "helix": "", "country": "KR"},
        },
    ),
    (
        THREE + "All clusters are organised as a triple helix, whereas the living labs are quadruple helix settings.",
        {
            "oslo-ferry-cluster": {"helix": "triple"},
            "graz-timber-cluster": {"helix": "triple"},
            "cork-rain-living-lab": {"helix": "quadruple"},
        },
    ),
    (
        THREE + "With the exception of the Graz Timber Cluster, all initiatives follow the triple helix.",
        {
            "oslo-ferry-cluster": {"helix": "triple"},
            "graz-timber-cluster": {"helix": ""},
            "cork-rain-living-lab": {"helix": "triple"},
        },
    ),
    (
        THREE + "Only two cases support the view that clusters drive the smart city: the Oslo Ferry Cluster and the "
        "Cork Rain Living Lab. The others confirm that smart cities give rise to clusters.",
        {
            "oslo-ferry-cluster": {"origin": "cluster_first"},
            "cork-rain-living-lab": {"origin": "cluster_first"},
            "graz-timber-cluster": {"origin": "city_first"},
        },
    ),
    (
        THREE + "A few cases suggest that clusters drive the smart city. This is the case of the Graz Timber Cluster.",
        {"graz-timber-cluster": {"origin": "cluster_first"}, "oslo-ferry-cluster": {"origin": ""}},
    ),
    (
        "The Oslo Ferry Cluster aims to electrify ferries. The Kyoto Silk Cluster aims to weave sensors. The former "
        "was set up as part of the smart city strategy, the latter existed long before the smart city.",
        {"oslo-ferry-cluster": {"origin": "city_first"}, "kyoto-silk-cluster": {"origin": "cluster_first"}},
    ),
    (
        "The French clusters are organised as a triple helix. The Lille Linen Cluster aims to dye linen without water. "
        "The Bilbao Crane Cluster aims to lift heavy loads.",
        {"lille-linen-cluster": {"helix": "triple"}, "bilbao-crane-cluster": {"helix": ""}},
    ),
    (
        THREE + "Most clusters rest on the triple helix. Only the Oslo Ferry Cluster is a quadruple helix.",
        {"oslo-ferry-cluster": {"helix": "quadruple"}, "graz-timber-cluster": {"helix": "triple"}},
    ),
    (
        THREE + "None of the clusters is a quadruple helix.",
        {"oslo-ferry-cluster": {"helix": ""}, "graz-timber-cluster": {"helix": ""}},
    ),
    (
        THREE + "Most clusters rest on the triple helix. The Graz Timber Cluster involves only firms.",
        {"oslo-ferry-cluster": {"helix": "triple"}, "graz-timber-cluster": {"helix": ""}},
    ),
    (
        "The Bergen Fish Cluster brings together companies, research institutes, the county and residents.",
        {"bergen-fish-cluster": {"helix": "quadruple", "country": "NO", "level": "local"}},
    ),
    (
        "The Nordic Harbour Alliance is a European network of ports, cities and shipyards.",
        {"nordic-harbour-alliance": {"level": "european", "kind": "network"}},
    ),
    (
        "Three living labs are compared:\n- Tide Ring in Porto: sailors, firms and the town work together in it.\n"
        "- Quay Ring: nobody knows it.",
        {"tide-ring": {"kind": "living lab", "country": "PT"}},
    ),
    (
        "Three regional clusters were seen, namely the Styria Wood Cluster, the Tyrol Snow Cluster and the Carinthia "
        "Chip Cluster. All three were established under smart city programmes, except for the Tyrol Snow Cluster.",
        {
            "styria-wood-cluster": {"origin": "city_first", "level": "regional", "country": "AT"},
            "carinthia-chip-cluster": {"origin": "city_first"},
            "tyrol-snow-cluster": {"origin": ""},
        },
    ),
    (
        "Unlike the Lyon Silk Cluster, which sprang from a smart city experiment, the Como Silk Cluster took up the "
        "smart city only after 2012.",
        {"lyon-silk-cluster": {"origin": "city_first"}, "como-silk-cluster": {"origin": "cluster_first"}},
    ),
    (
        "The Lisbon Tram Living Lab and the Vilnius Amber Living Lab are old. As living labs, they stand for the "
        "quadruple helix.",
        {"lisbon-tram-living-lab": {"helix": "quadruple"}, "vilnius-amber-living-lab": {"helix": "quadruple"}},
    ),
    (
        "The Motor Valley Hydrogen Cluster began as a club of engine makers; smart city projects came in only in 2017.",
        {"motor-valley-hydrogen-cluster": {"origin": "cluster_first"}},
    ),
    (
        "The Lombardy Energy Cluster cooperates with numerous international clusters. It comprises companies, "
        "universities and public bodies.",
        {"lombardy-energy-cluster": {"level": "regional", "helix": "triple"}},
    ),
    (
        "Clusters foster smart cities. The Oslo Ferry Cluster aims to electrify ferries.",
        {"oslo-ferry-cluster": {"origin": ""}},
    ),
    (
        THREE + "\nIt is known. All of them grew fast. They are organised as a triple helix.",
        {"oslo-ferry-cluster": {"helix": "triple"}, "cork-rain-living-lab": {"helix": "triple"}},
    ),
    (
        THREE + "\nThey all grew. All of them are organised as a triple helix.",
        {"oslo-ferry-cluster": {"helix": "triple"}, "cork-rain-living-lab": {"helix": "triple"}},
    ),
    (
        THREE + "\nClusters are many. All of them grew fast. They are organised as a triple helix.",
        {"oslo-ferry-cluster": {"helix": "triple"}, "cork-rain-living-lab": {"helix": ""}},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_texts(mine: Mine, text: str, wanted: dict[str, dict[str, str]]) -> None:
    found = values_of(mine(text))
    assert {
        identifier: {name: found[identifier][name] for name in attributes} for identifier, attributes in wanted.items()
    } == wanted


def test_what_is_said_of_a_group_is_marked_and_gives_way(mine: Mine) -> None:
    mined = mine(THREE + "Living labs follow the triple helix. The Cork Rain Living Lab is a quadruple helix.")
    helices = [(e.value, e.basis) for e in mined.evidence if e.attribute == "helix"]
    assert helices == [("triple", "kind"), ("quadruple", "stated")]
    assert values_of(mined)["cork-rain-living-lab"]["helix"] == "quadruple"


def test_evidence_stands_at_its_offsets(mine: Mine) -> None:
    for text, _ in CASES:
        laid_out = "\n".join(p.text for p in passages_of(text))
        for evidence in mine(text).evidence:
            assert laid_out[evidence.start : evidence.end] == evidence.words
            assert evidence.words in evidence.sentence or evidence.attribute == "kind"


def test_names_point_to_one_initiative(mine: Mine) -> None:
    mined = mine(
        "The Tide Ring in Porto (TRP) is a cluster of sailors. The cluster in Porto sails at night. The TRP brings "
        "together firms and residents. The cluster in Lisbon does not."
    )
    assert [one.initiative_id for one in mined.initiatives] == ["tide-ring"]
    assert sum(e.attribute == "mention" for e in mined.evidence) == 3
    assert {e.value for e in mined.evidence if e.attribute == "stakeholder"} == {"industry", "citizens"}


def test_a_noun_behind_a_name_makes_no_other_name(mine: Mine) -> None:
    mined = mine(
        "The Smart Flanders programme is young. Nobody ran Smart Flanders before. The Turin Smart City plan is old."
    )
    assert [one.initiative_id for one in mined.initiatives] == ["smart-flanders", "turin-smart-city"]


def test_listed_and_others_are_told_apart(mine: Mine) -> None:
    mined = mine("The Tide Ring in Porto and the Oslo Ferry Cluster sail.")
    listed = {one.initiative_id: one.listed for one in mined.initiatives}
    assert listed == {
        "tide-ring": True,
        "oslo-ferry-cluster": False,
    }


@pytest.mark.parametrize("text", ["", "A smart city is a city with lamps.", "Clusters follow the triple helix."])
def test_a_text_without_names_gives_nothing(mine: Mine, text: str) -> None:
    assert mine(text) == Mined((), ())


WORDS = (
    "the The a of in for and & , . ; : ( ) Cluster cluster Living Lab Smart City smart city Porto Tide Ring 22@Porto "
    "All but except Only few others triple quadruple helix was created later firms only national At "
    "level it They former latter"
).split()
SENTENCES = ["They all grew.", "All of them grew.", "They follow the triple helix."]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS + SENTENCES), max_size=60))
def test_any_text_is_read_and_every_word_is_quoted_exactly(mine: Mine, words: list[str]) -> None:
    text = " ".join(words)
    mined = mine(text)
    laid_out = "\n".join(p.text for p in passages_of(text))
    assert all(laid_out[e.start : e.end] == e.words != "" for e in mined.evidence)
    assert {e.initiative_id for e in mined.evidence} == {one.initiative_id for one in mined.initiatives}
    values_of(mined)  # every basis has its rank


@pytest.mark.parametrize(
    "sentences",
    [
        "The Oslo Ferry Cluster in Norway unites firms. All examples show that clusters help smart cities. ",
        "the Oslo Ferry Cluster and the clusters and the clusters and the clusters and the clusters and ",
    ],
)
def test_long_passages_are_read_in_time_that_grows_with_their_length(mine: Mine, sentences: str) -> None:

    def seconds(times: int) -> float:
        started = time.process_time()
        assert mine(sentences * times).initiatives
        return time.process_time() - started

    seconds(1)
    assert seconds(160) < 10 * seconds(40) + 2  # four times the text; with all pairs it would take sixteen times
