"""Claims on the initiatives: facts that support each claim, and facts that contradict it."""

from __future__ import annotations

import pytest
from claim_studies import CLAIMS, find, study
from defatlas.claims.study import NotTestableError


def cases(*given):
    """A study of initiatives."""
    return study(initiatives=given)


def origins(city, cluster, both=0):
    """Initiatives by origin."""
    return cases(*([{"origin": "city_first"}] * city + [{"origin": "cluster_first"}] * cluster
                   + [{"origin": "both"}] * both))  # fmt: skip


@pytest.mark.parametrize(
    ("city", "cluster", "verdict"),
    [(9, 1, "supported"), (7, 3, "not testable"), (5, 2, "supported"), (4, 3, "not testable"), (3, 3, "contradicted")],
)
def test_which_came_first(city, cluster, verdict):
    assert find("cities_boost_clusters_more_often", origins(city, cluster)).verdict == verdict


def test_which_came_first_is_told_with_its_exact_p():
    assert "p = 0.011" in find("cities_boost_clusters_more_often", origins(9, 1)).found  # 11 / 2^10


def test_the_two_that_grew_out_of_a_cluster():
    named = [
        {"initiative_id": i, "origin": "cluster_first"} for i in CLAIMS["few_cluster_first"]["thresholds"]["named"]
    ]
    city = [{"origin": "city_first"}] * 5
    assert find("few_cluster_first", cases(*named, *city)).verdict == "supported"
    assert find("few_cluster_first", cases(*named, {"origin": "cluster_first"}, *city)).verdict == "contradicted"
    assert find("few_cluster_first", cases(named[0], *city)).verdict == "not testable"


def test_living_labs_go_both_ways():
    lab = {"kind": "living lab"}
    assert find("living_labs_both_ways", cases({**lab, "origin": "city_first"}, {**lab, "origin": "both"})).verdict == (
        "supported"
    )
    assert find("living_labs_both_ways", cases(*([{**lab, "origin": "city_first"}] * 2))).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="1 living labs"):
        find("living_labs_both_ways", cases({**lab, "origin": "both"}))


def test_levels():
    all_four = [{"level": level} for level in ("local", "regional", "national", "european")]
    assert find("found_at_all_levels", cases(*all_four)).verdict == "supported"
    assert find("found_at_all_levels", cases(*all_four[:3])).verdict == "contradicted"
    with pytest.raises(NotTestableError):
        find("found_at_all_levels", cases(*all_four, {"level": ""}))


def test_sectors_that_lead():
    four = "renewable energy; transport; infrastructure; mobility"
    wide = [{"level": "regional", "sectors": four}] * 3
    assert find("sectors_that_lead", cases(*wide)).verdict == "supported"
    others = [{"level": "national", "sectors": "health; tourism"}] * 4
    found = find("sectors_that_lead", cases(*wide, *others))
    assert found.verdict == "contradicted"
    assert "health, tourism" in found.found
    local = [{"level": "local", "sectors": "health; tourism"}] * 4
    assert find("sectors_that_lead", cases(*wide, *local)).verdict == "supported"


def test_further_sectors():
    rich = {"level": "national", "sectors": "e-government; cultural heritage; health; training"}
    assert find("further_sectors", cases(*([rich] * 3))).verdict == "supported"
    assert find("further_sectors", cases(rich, *([{"level": "regional", "sectors": "energy"}] * 2))).verdict == (
        "contradicted"
    )


def test_local_scope_by_exact_permutation():
    def sized(level, sizes):
        return [{"level": level, "sectors": "; ".join(f"s{n}" for n in range(size))} for size in sizes]

    found = find("local_is_narrower", cases(*sized("local", range(1, 6)), *sized("regional", range(6, 11))))
    assert (found.verdict, found.value) == ("supported", 5.0)
    assert "p = 0.024" in found.found  # local holds 1, 2, 3 and two of 4 to 7: 6 of 252 splits
    turned = cases(*sized("national", range(1, 6)), *sized("local", range(6, 11)))
    assert find("local_is_narrower", turned).verdict == "contradicted"


def test_helices():
    triple, quadruple = {"helix": "triple"}, {"helix": "quadruple"}
    lab = {"kind": "living lab", "helix": "quadruple"}
    found = find("triple_helix_prevails", cases(*([triple] * 4), quadruple, *([lab] * 9)))
    assert (found.verdict, found.value) == ("supported", 0.8)
    assert "with living labs 4/14" in found.found
    assert find("triple_helix_prevails", cases(*([triple] * 3), *([quadruple] * 3))).verdict == "contradicted"


def test_citizens_in_the_three_named():
    named = [{"initiative_id": i, "stakeholders": "citizens"}
             for i in CLAIMS["quadruple_helix_in_three"]["thresholds"]["named"]]  # fmt: skip
    lab = {"kind": "living lab", "stakeholders": "science; citizens"}
    assert find("quadruple_helix_in_three", cases(*named, lab, {"stakeholders": "science"})).verdict == "supported"
    assert find("quadruple_helix_in_three", cases(*named, lab, {"stakeholders": "users"})).verdict == "contradicted"
    with pytest.raises(NotTestableError):
        find("quadruple_helix_in_three", cases(*named))


def test_who_takes_part():
    usual = [{"stakeholders": "industry; science"}] * 4
    found = find("industry_first_science_second", cases({"stakeholders": "industry; government"}, *usual))
    assert (found.verdict, found.value) == ("supported", 0.8)
    assert find("industry_first_science_second", cases(*([{"stakeholders": "government"}] * 5))).verdict == (
        "contradicted"
    )


def test_aims():
    assert find("research_and_innovation_tie", cases(*([{"aim": "Test new trams."}] * 5))).verdict == "supported"
    assert find("research_and_innovation_tie", cases(*([{"aim": "Sell trams."}] * 5))).verdict == "contradicted"
