"""Claims on the term and its ancestry: years, source types, families."""

from __future__ import annotations

import pytest
from claim_studies import find, study
from defatlas.claims.study import NotTestableError

SHARES = {2000: 1, 2005: 2, 2010: 4, 2015: 5}  # of five definitions a period, how many use the term itself


def years(*given, **values):
    """A definition for each year."""
    return [{"year": year, **values} for year in given]


def test_the_decade_of_the_term():
    old = years(1994, 1996, 1997, concept="digital city")
    found = find("term_emerged_1990s", study([*years(1993, 1999, 2012), *old]))
    assert (found.verdict, found.value) == ("supported", 1993)
    assert find("term_emerged_1990s", study([*years(1985, 1993, 1999), *old])).verdict == "contradicted"
    late = years(1991, 1992, 1994, 1996, 1997, concept="digital city")
    assert find("term_emerged_1990s", study([*years(2004), *late])).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="4 documents from before 2000; 5 are needed"):
        find("term_emerged_1990s", study([*years(1993), *old]))


def by_period(shares):
    """Five definitions a period, some under the term, the others under a rival."""
    return [
        {"year": year + n, "concept": "smart city" if n < count else "digital city"}
        for year, count in shares.items()
        for n in range(5)
    ]


def test_the_share_of_the_term_rises_or_falls():
    found = find("term_spread_since", study(by_period(SHARES)))
    assert found.value == pytest.approx(1)
    assert "one-sided p = 0.042" in found.found  # 1 / 4! by hand
    assert found.verdict == "supported"
    falling = dict(zip(SHARES, reversed(SHARES.values()), strict=True))
    assert find("term_spread_since", study(by_period(falling))).verdict == "contradicted"


def test_spread_in_science_and_in_policy():
    both = [*years(*[2015] * 10), *years(*[2016] * 10, source_type="policy")]
    found = find("spread_in_science_and_policy", study(both))
    assert found.verdict == "supported"
    assert "p = 0.00098" in found.found  # 1 / 2^10
    back = [*years(*[2015] * 10), *years(*[2001] * 10, source_type="standard")]
    assert find("spread_in_science_and_policy", study(back)).verdict == "contradicted"


def test_many_definitions_or_one_that_is_repeated():
    assert find("many_definitions", study(years(*[2015] * 25))).verdict == "supported"
    repeated = study([*years(*[2015] * 40, family_id="one"), *years(2016, 2017)])
    found = find("many_definitions", repeated)
    assert (found.verdict, found.value) == ("contradicted", 3 / 42)


def test_definitions_of_the_european_union():
    institutions = years(2012, 2014, 2016, 2018, authors="European Commission")
    assert find("no_single_eu_definition", study(institutions)).verdict == "supported"
    shared = study([{**row, "family_id": "one"} for row in institutions])
    assert find("no_single_eu_definition", shared).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="3 definitions by EU institutions"):
        find("no_single_eu_definition", study([*institutions[:3], *years(2014, authors="Ferry, A.")]))


def clusters(count, *dimensions, **values):
    """Definitions of cluster."""
    codes = {"cluster_elements": dimensions}
    return [{"concept": "cluster", "family": "cluster", "codes": codes, **values} for _ in range(count)]


def test_elements_of_cluster():
    four = ("proximity", "firms", "specialisation", "cooperation", "innovation")
    assert find("cluster_core_elements", study(clusters(15, *four))).verdict == "supported"
    assert find("cluster_core_elements", study(clusters(15, "firms"))).verdict == "contradicted"
    assert find("clusters_innovative", study(clusters(15, *four))).verdict == "supported"
    assert find("clusters_innovative", study(clusters(15, "firms"))).verdict == "contradicted"


def test_ancestry_of_cluster():
    entry = {"concept": "cluster", "verdict": "measured", "wording": "verbatim", "mean_distance": 0.6,
             "interval": [0.5, 0.7], "definitions": 15, "uncoded": 0}  # fmt: skip
    cited = clusters(15, "firms", cited="Porter (1998)", year=2005)
    found = find("cluster_definitions_vary", study(cited, heterogeneity=[entry]))
    assert (found.verdict, found.value) == ("supported", 1.0)
    alone = clusters(15, "firms", cited="Quay (1990)", year=2005)
    assert find("cluster_definitions_vary", study(alone, heterogeneity=[entry])).verdict == "contradicted"


def labelled(concept, count, *dimensions):
    """Definitions under a term that name these factors."""
    return [{"concept": concept, "codes": {"chourabi2012": dimensions}} for _ in range(count)]


def test_rival_terms_that_name_something_else():
    differ = study([*labelled("smart city", 20, "economy"), *labelled("digital city", 20, "technology")])
    found = find("city_labels_differ", differ)
    assert found.verdict == "supported"
    assert "digital city p = 0.005" in found.found  # 1 / 201, the least that 200 permutations can give
    same = [*labelled("smart city", 60, "economy"), *labelled("digital city", 60, "economy")]
    alike = study([*same, *labelled("knowledge city", 60, "economy")])
    assert find("city_labels_differ", alike).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="no rival term has 10"):
        find("city_labels_differ", study(labelled("smart city", 20, "economy")))
