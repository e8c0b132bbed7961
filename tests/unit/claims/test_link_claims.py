"""Claims on what ties clusters and smart cities, weighed on statements by document."""

from __future__ import annotations

import pytest
from claim_studies import find, study
from defatlas.claims.study import NotTestableError


def ties(to_city=0, to_cluster=0, both=0, polarity="positive"):
    """Statements, one a document."""
    directions = ["cluster_to_city"] * to_city + ["city_to_cluster"] * to_cluster + ["both"] * both
    return [{"document_id": f"t{n:02d}", "direction": d, "polarity": polarity} for n, d in enumerate(directions)]


@pytest.mark.parametrize(
    ("to_city", "to_cluster", "verdict"),
    [(3, 3, "supported"), (6, 0, "contradicted"), (5, 2, "not testable")],
)
def test_both_ways(to_city, to_cluster, verdict):
    initiatives = [{"origin": "city_first"}, {"origin": "cluster_first"}]
    assert (
        find("links_run_both_ways", study(initiatives=initiatives, links=ties(to_city, to_cluster))).verdict == verdict
    )


def test_negative_statements_are_no_help():
    with pytest.raises(NotTestableError, match="0 documents with a directed positive statement"):
        find("links_run_both_ways", study(links=ties(5, 5, polarity="negative")))


def test_balance_by_a_sign_test():
    found = find("cities_boost_clusters_in_literature", study(links=ties(1, 9, both=4)))
    assert (found.verdict, found.value, found.n) == ("supported", 0.9, 10)
    assert "p = 0.021" in found.found
    assert find("cities_boost_clusters_in_literature", study(links=ties(9, 1))).verdict == "contradicted"


def test_links_are_rare_without_the_works_collected_for_them():
    definitions = [{} for _ in range(36)] + [{"document_id": "t00", "family": "living lab"}, {"document_id": "t00"}]
    found = find("links_rarely_studied", study(definitions, links=ties(1)))
    assert (found.verdict, found.value, found.n) == ("supported", 0.0, 36)
    everywhere = [{"document_id": f"source{n:03d}", "direction": "both", "polarity": "positive"} for n in range(36)]
    assert find("links_rarely_studied", study(definitions, links=everywhere)).verdict == "contradicted"


def naming(effect, **counts):
    """Statements that factors help or hinder, each in a document of its own."""
    names = [name for name, count in counts.items() for _ in range(count)]
    return [{"document_id": f"f{n:02d}", "effect": effect, "factor": name} for n, name in enumerate(names)]


def test_three_enablers_and_three_obstacles():
    enablers = {"urban_planning": 4, "public_private_partnership": 3, "social_sustainability_education": 3}
    assert find("three_enablers", study(factors=naming("helps", **enablers))).verdict == "supported"
    another = naming("helps", **enablers, standards=5)
    assert find("three_enablers", study(factors=another)).verdict == "not testable"
    none = naming("hinders", investment_cost=6, privacy_security=6)
    assert find("three_obstacles", study(factors=none)).verdict == "contradicted"
    with pytest.raises(NotTestableError, match="0 documents that name an obstacle"):
        find("three_obstacles", study(factors=naming("helps", **enablers)))
