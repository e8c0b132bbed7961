"""Claims about what ties the two concepts, weighed on the statements found in documents."""

from __future__ import annotations

from scipy.stats import binomtest

from defatlas.claims.study import Finding, Statistic, Study, Thresholds, need, verdict_of

TO_CITY, TO_CLUSTER = "cluster_to_city", "city_to_cluster"
EFFECTS = {"enabler": "helps", "obstacle": "hinders"}


def link_document_share(study: Study, at: Thresholds) -> Finding:
    """The share of documents on either concept that make a statement tying the two (Wilson interval).

    Works that were collected for what they say of links (those that define a concept which ties the two) are left out.
    """
    on = study.definitions["family"].isin([study.concept, study.reference])
    about = set(study.definitions.loc[on, "document_id"]) & set(
        study.documents.loc[study.documents["verified"], "document_id"]
    )
    about -= set(study.definitions.loc[study.definitions["family"].isin(at["link_concepts"]), "document_id"])
    need(len(about), at["min_documents"], "documents on either concept")
    tying = sorted(about & set(study.links["document_id"]))
    result = binomtest(len(tying), len(about)).proportion_ci(method="wilson")
    low, high = float(result.low), float(result.high)
    found = f"{len(tying)} of {len(about)} documents"
    verdict = verdict_of(high < at["rare"], low >= at["common"])
    return Finding(verdict, len(tying) / len(about), (low, high), len(about), found, tuple(tying))


def link_directions(study: Study, at: Thresholds) -> Finding:
    """Documents with a positive statement in each direction, and initiatives of each origin."""
    to_city, to_cluster = _directed(study)
    need(len(to_city | to_cluster), at["min_documents"], "documents with a directed positive statement")
    origins = set(study.initiatives["origin"])
    cases = {"city_first", "cluster_first"} <= origins or "both" in origins
    fewest, most = sorted([len(to_city), len(to_cluster)])
    verdict = verdict_of(
        fewest >= at["min_documents_per_direction"] and cases, fewest == 0 and most >= at["min_documents"]
    )
    found = f"cluster to city {len(to_city)} documents, city to cluster {len(to_cluster)}"
    return Finding(verdict, fewest, None, len(to_city | to_cluster), found, tuple(sorted(to_city | to_cluster)))


def link_direction_balance(study: Study, at: Thresholds) -> Finding:
    """Documents that go one way only (exact sign test)."""
    to_city, to_cluster = _directed(study)
    boost, support = len(to_cluster - to_city), len(to_city - to_cluster)
    need(boost + support, at["min_documents"], "documents with positive statements in one direction only")
    p = float(binomtest(boost, boost + support).pvalue)
    found = f"city to cluster only {boost}, cluster to city only {support}, p = {p:.3f}"
    verdict = verdict_of(boost > support and p < at["alpha"], support > boost and p < at["alpha"])
    return Finding(verdict, boost / (boost + support), None, boost + support, found,
                   tuple(sorted(to_city ^ to_cluster)))  # fmt: skip


def enabler_documents(study: Study, at: Thresholds) -> Finding:
    """Documents that name each of the three enablers, and the most-named other one."""
    return _factor_documents(study, at, "enabler")


def obstacle_documents(study: Study, at: Thresholds) -> Finding:
    """Documents that name each of the three obstacles, and the most-named other one."""
    return _factor_documents(study, at, "obstacle")


def _factor_documents(study: Study, at: Thresholds, role: str) -> Finding:
    """Documents by factor of one role."""
    rows = study.factors[study.factors["effect"] == EFFECTS[role]]
    documents = rows.groupby("factor")["document_id"].nunique()
    need(int(rows["document_id"].nunique()), at["min_documents"], f"documents that name an {role}")
    three = {factor: int(documents.get(factor, 0)) for factor in at["factors"]}
    others = documents.drop(list(three), errors="ignore")
    most = int(others.max()) if len(others) else 0
    least = min(three.values())
    verdict = verdict_of(least >= at["min_documents_each"] and most <= least, least == 0)
    found = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in three.items())
    found += f"; most of any other {most} ({others.idxmax().replace('_', ' ')})" if most else "; no other"
    return Finding(verdict, least, None, int(rows["document_id"].nunique()), found,
                   tuple(sorted(set(rows["document_id"]))))  # fmt: skip


def _directed(study: Study) -> tuple[set[str], set[str]]:
    """Documents with a positive statement from cluster to city, and from city to cluster; `both` is either."""
    positive = study.links[study.links["polarity"] == "positive"]
    to_city = set(positive.loc[positive["direction"].isin([TO_CITY, "both"]), "document_id"])
    to_cluster = set(positive.loc[positive["direction"].isin([TO_CLUSTER, "both"]), "document_id"])
    return to_city, to_cluster


STATISTICS: dict[str, Statistic] = {
    function.__name__: function
    for function in (
        link_document_share, link_directions, link_direction_balance, enabler_documents, obstacle_documents,
    )
}  # fmt: skip
