"""Claims on what definitions name: a corpus that supports each, and one that contradicts it."""

from __future__ import annotations

import pytest
from claim_studies import find, study
from defatlas.claims.study import NotTestableError

FACTORS = "chourabi2012"
WORKING = "muller2019_working_definition"
TRAITS = "muller2019_characteristics"


def coded(count, framework, *dimensions):
    """Some definitions that name these dimensions of a framework."""
    return [{"codes": {framework: dimensions}} for _ in range(count)]


def entry(mean, interval, null, shares, concept="smart city"):
    """An entry of heterogeneity.json."""
    n = 40
    return {"concept": concept, "verdict": "measured", "wording": "verbatim", "mean_distance": mean,
            "interval": list(interval), "null_interval": list(null), "shares": {k: [v, n] for k, v in shares.items()},
            "definitions": n, "uncoded": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("mean", "interval", "null", "shares", "verdict"),
    [
        (0.7, (0.6, 0.8), (0.68, 0.72), {"a": 10}, "supported"),
        (0.3, (0.2, 0.4), (0.28, 0.32), {"a": 30}, "contradicted"),
        (0.6, (0.55, 0.65), (0.62, 0.66), {"a": 25, "b": 25, "c": 25, "d": 20}, "contradicted"),  # a shared core
        (0.6, (0.55, 0.65), (0.62, 0.66), {"a": 25, "b": 25, "c": 25, "d": 19}, "not testable"),
        (0.5, (0.45, 0.55), (0.48, 0.52), {"a": 10}, "not testable"),
    ],
)
def test_heterogeneity_is_weighed_against_one_half_and_against_chance(mean, interval, null, shares, verdict):
    found = find(
        "definitions_heterogeneous",
        study(coded(40, FACTORS, "technology"), heterogeneity=[entry(mean, interval, null, shares)]),
    )
    assert (found.verdict, found.value, found.interval) == (verdict, mean, interval)


def test_heterogeneity_that_was_not_measured_cannot_be_weighed():
    with pytest.raises(NotTestableError, match="not measured"):
        find("definitions_heterogeneous", study(coded(40, FACTORS, "technology")))


def test_technology_at_the_core():
    most = study([*coded(30, FACTORS, "technology"), *coded(10, FACTORS, "economy")])
    found = find("ict_core", most)
    assert (found.verdict, found.value, found.n) == ("supported", 0.75, 40)
    assert len(found.evidence) == 30
    assert "rank 1 of 8" in found.found
    few = study([*coded(8, FACTORS, "technology"), *coded(32, FACTORS, "economy")])
    assert find("ict_core", few).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="19 definitions of smart city; 20 are needed"):
        find("ict_core", study(coded(19, FACTORS, "technology")))


def test_a_quotation_family_counts_once():
    copies = [{"codes": {FACTORS: ["technology"]}, "family_id": "one"} for _ in range(30)]
    found = find("ict_core", study([*copies, *coded(19, FACTORS, "economy")]))
    assert (found.value, found.n) == (1 / 20, 20)


def test_infrastructure_that_is_technology_by_the_same_words_is_nothing_else():
    wires = [("technology", "data network", 0), ("built_infrastructure", "network", 5)]
    roads = [("technology", "data network", 0), ("built_infrastructure", "roads", 40)]
    same = study([{"codes": {FACTORS: wires}} for _ in range(20)])
    assert (find("technology_one_part_only", same).verdict, find("technology_one_part_only", same).value) == (
        "contradicted",
        1.0,
    )
    other = study([{"codes": {FACTORS: roads}} for _ in range(20)])
    assert (find("technology_one_part_only", other).verdict, find("technology_one_part_only", other).value) == (
        "supported",
        0.0,
    )


def test_eight_factors_cover():
    names = ["management_organization", "technology", "governance", "policy_context", "people_communities", "economy",
             "built_infrastructure", "natural_environment"]  # fmt: skip
    each = study([row for name in names for row in coded(5, FACTORS, name)])
    assert find("eight_factors_cover", each).verdict == "supported"
    assert find("eight_factors_cover", study(coded(40, FACTORS, "technology"))).verdict == "contradicted"


def test_three_characteristics():
    three = ("human_social_capital", "sustainability", "social_inclusion")
    assert find("three_characteristics", study(coded(20, TRAITS, *three))).verdict == "supported"
    found = find("three_characteristics", study(coded(20, TRAITS, "sustainability")))
    assert found.verdict == "contradicted"
    assert "social inclusion 0/20" in found.found


def test_people_beside_wires():
    both = study([{"codes": {FACTORS: ["technology"], TRAITS: ["human_social_capital"]}} for _ in range(20)])
    assert find("soft_beside_hard_capital", both).verdict == "supported"
    alone = [{"codes": {FACTORS: ["technology"], TRAITS: ["sustainability"]}} for _ in range(20)]
    assert find("soft_beside_hard_capital", study(alone)).verdict == "contradicted"


def test_wellbeing_against_happiness():
    well = [{"codes": {FACTORS: [("people_communities", "quality of life", 0)]}} for _ in range(9)]
    happy = [{"codes": {FACTORS: [("people_communities", "happier", 0)]}}]
    found = find("wellbeing_over_happiness", study([*well, *happy]))
    assert (found.verdict, found.value) == ("supported", 0.9)
    assert "p = 0.0215" in found.found  # 2 (1 + 10) / 2^10
    assert find("wellbeing_over_happiness", study([*well[:1], *(happy * 9)])).verdict == "contradicted"


def test_working_definition_by_its_place_among_the_others():
    own = {"document_id": "muller2019", "codes": {FACTORS: ["technology", "economy"], WORKING: ["ict_based"]}}
    like = {"codes": {FACTORS: ["technology", "economy"], WORKING: ["ict_based", "public_challenges",
                                                                  "multi_stakeholder"]}}  # fmt: skip
    unlike = {"codes": {FACTORS: ["policy_context"], WORKING: ["public_challenges"]}}
    found = find("working_definition_generic", study([own, *([like] * 15), *([unlike] * 5)]))
    assert (found.verdict, found.value, found.evidence) == ("supported", 0.0, ("d000",))
    found = find("working_definition_generic", study([own, *([like] * 5), *([unlike] * 15)]))
    assert (found.verdict, found.value) == ("contradicted", 75.0)
    with pytest.raises(NotTestableError, match="not among"):
        find("working_definition_generic", study([like] * 30))


def test_partnership_benefit_push_and_pull():
    everything = ("multi_stakeholder", "municipal_partnership", "benefit_inhabitants_businesses")
    assert find("partnership_defines", study(coded(20, WORKING, *everything))).verdict == "supported"
    assert find("inhabitants_and_businesses_benefit", study(coded(20, WORKING, *everything))).verdict == "supported"
    nothing = study(coded(20, WORKING, "ict_based"))
    assert find("partnership_defines", nothing).verdict == "contradicted"
    assert find("inhabitants_and_businesses_benefit", nothing).verdict == "contradicted"
    both = study(coded(20, "angelidou2015_forces", "technology_push", "demand_pull"))
    assert find("push_and_pull", both).verdict == "supported"
    assert find("push_and_pull", study(coded(20, "angelidou2015_forces", "technology_push"))).verdict == "contradicted"


def test_citizens_in_words_and_in_clusters():
    people = coded(20, FACTORS, "people_communities")
    without = [{"stakeholders": "industry; science"}] * 5
    assert find("citizens_in_words_not_in_clusters", study(people, without)).verdict == "supported"
    among = [{"stakeholders": "industry; citizens"}] * 5
    assert find("citizens_in_words_not_in_clusters", study(people, among)).verdict == "contradicted"


def test_a_framework_that_nothing_was_coded_on_makes_no_verdict():
    with pytest.raises(NotTestableError, match="nothing was coded on the framework angelidou2015_forces"):
        find("push_and_pull", study(coded(20, FACTORS, "technology")))
