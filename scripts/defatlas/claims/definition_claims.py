"""Claims about what definitions name: shares of definitions, and how they differ."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from defatlas.analysis.code_matrix import jaccard_distances
from defatlas.claims.study import (
    Finding,
    NotTestableError,
    Share,
    Statistic,
    Study,
    Thresholds,
    Verdict,
    all_of,
    any_of,
    hits,
    holm,
    in_words,
    need,
    verdict_of,
)

FACTORS = (
    "management_organization", "technology", "governance", "policy_context", "people_communities", "economy",
    "built_infrastructure", "natural_environment",
)  # fmt: skip
CHARACTERISTICS = ("human_social_capital", "sustainability", "social_inclusion")
ELEMENTS = (
    "public_challenges", "ict_based", "multi_stakeholder", "municipal_partnership", "efficient_networks_services",
    "benefit_inhabitants_businesses",
)  # fmt: skip
Hits = NDArray[np.bool_]


def mean_pairwise_jaccard_distance(study: Study, at: Thresholds) -> Finding:
    """The mean distance against one half, against chance, and for a shared core."""
    entry = study.entry(study.concept)
    definitions = study.headline(study.concept)
    need(definitions["family_id"].nunique(), at["min_effective_n"], "definitions after families are collapsed")
    if entry["uncoded"] > at["max_uncoded"] * entry["definitions"]:
        raise NotTestableError(f"{entry['uncoded']} of {entry['definitions']} definitions name no dimension")
    low, high = entry["interval"]
    if low is None:
        raise NotTestableError("fewer than three sources, so that there is no interval")
    alike = entry["mean_distance"] < entry["null_interval"][0]
    core = sum(2 * named >= of for named, of in entry["shares"].values())
    verdict = verdict_of(
        low >= at["distance"] and not alike, high < at["distance"] or (alike and core >= at["shared_dimensions"])
    )
    chance = "–".join(f"{end:.3f}" for end in entry["null_interval"])
    other = [f"; {e['concept']} {e['mean_distance']:.3f}" for e in study.heterogeneity
             if e["concept"] == study.reference and e["verdict"] == "measured"]  # fmt: skip
    found = f"mean Jaccard distance {entry['mean_distance']:.3f}, chance {chance}{''.join(other)}; core of {core}"
    return Finding(verdict, entry["mean_distance"], (low, high), entry["definitions"], found, ())


def framework_coverage(study: Study, at: Thresholds) -> Finding:
    """The share that names any of the eight factors, and each of them."""
    frame, named = _coded(study, "chourabi2012", FACTORS, at)
    coverage = study.share(frame, any_of(named))
    each = [study.share(frame, named[:, k]) for k in range(len(FACTORS))]
    idle = sum(share.high < at["factor_share"] for share in each)
    verdict = verdict_of(
        coverage.low >= at["coverage"] and all(share.value >= at["factor_share"] for share in each),
        coverage.high < at["coverage_low"] or idle >= at["idle_factors"],
    )
    least = min(zip(FACTORS, each, strict=True), key=lambda pair: (pair[1].value, pair[0]))
    found = f"any factor {coverage}; least named: {in_words(least[0])} {least[1]}"
    return _finding(verdict, coverage, found, hits(frame, ~any_of(named)))


def technology_only_share(study: Study, at: Thresholds) -> Finding:
    """Among definitions that name technology, the share that names nothing else.

    Built infrastructure counts only where its evidence is not that of technology.
    """
    frame, named = _coded(study, "chourabi2012", FACTORS, {"min_definitions": 0})
    technology = FACTORS.index("technology")
    built = FACTORS.index("built_infrastructure")
    named[:, built] &= ~_same_evidence(study, frame)
    frame, named = frame[named[:, technology]].reset_index(drop=True), named[named[:, technology]]
    need(len(frame), at["min_definitions"], "definitions that name technology")
    only = named.sum(axis=1) == 1
    share = study.share(frame, only)
    return _finding(verdict_of(share.high < at["few"], share.low >= at["most"]), share, f"nothing else {share}",
                    hits(frame, only))  # fmt: skip


def technology_share_and_rank(study: Study, at: Thresholds) -> Finding:
    """The share that names technology, and whether other factors are named by more (exact sign tests, Holm)."""
    frame, named = _coded(study, "chourabi2012", FACTORS, at)
    technology = FACTORS.index("technology")
    share = study.share(frame, named[:, technology])
    ahead = [k for k in range(len(FACTORS)) if named[:, k].sum() > named[:, technology].sum()]
    tests = {k: _paired(named[:, k], named[:, technology]) for k in ahead}
    larger = sum(p < at["alpha"] for p in holm(list(tests.values())))
    level = not ahead or tests[max(ahead, key=lambda k: named[:, k].sum())] >= at["alpha"]
    verdict = verdict_of(
        share.low > at["majority"] and level, share.high < at["majority"] or larger >= at["larger_factors"]
    )
    return _finding(verdict, share, f"technology {share}, rank {len(ahead) + 1} of {len(FACTORS)}",
                    hits(frame, named[:, technology]))  # fmt: skip


def three_characteristics_shares(study: Study, at: Thresholds) -> Finding:
    """The share of each of the three, and of at least one."""
    frame, named = _coded(study, "muller2019_characteristics", CHARACTERISTICS, at)
    each = [study.share(frame, named[:, k]) for k in range(3)]
    either = study.share(frame, any_of(named))
    verdict = verdict_of(
        all(share.low >= at["each"] for share in each) and either.low > at["any"],
        any(share.high < at["each"] for share in each),
    )
    found = "; ".join(f"{in_words(c)} {s}" for c, s in zip(CHARACTERISTICS, each, strict=True)) + f"; any {either}"
    return _finding(verdict, either, found, hits(frame, any_of(named)))


def soft_given_hard_share(study: Study, at: Thresholds) -> Finding:
    """Among definitions that name technology or infrastructure, the share that names people as well."""
    frame = study.counted(study.concept)
    hard = any_of(study.named(frame, "chourabi2012", ["technology", "built_infrastructure"]))
    soft = study.named(frame, "chourabi2012", ["people_communities"])[:, 0]
    soft = soft | study.named(frame, "muller2019_characteristics", ["human_social_capital"])[:, 0]
    need(int(hard.sum()), at["min_definitions"], "definitions that name technology or built infrastructure")
    kept = frame[hard].reset_index(drop=True)
    return _majority(study, kept, soft[hard], at, "people or human and social capital as well")


def wellbeing_versus_happiness(study: Study, at: Thresholds) -> Finding:
    """Definitions with a word of wellbeing against those with one of happiness (exact sign test)."""
    frame = study.counted(study.concept)
    on = (study.codes["framework"] == "chourabi2012") & (study.codes["dimension"] == "people_communities")
    evidence = study.codes[on].groupby("definition_id")["evidence"].agg(" ; ".join)
    words = frame["definition_id"].map(evidence).fillna("").astype(str).str.casefold()
    well = words.str.contains("|".join(map(re.escape, at["wellbeing"]))).to_numpy(dtype=bool)
    happy = words.str.contains("|".join(map(re.escape, at["happiness"]))).to_numpy(dtype=bool)
    need(int((well | happy).sum()), at["min_definitions"], "definitions with either word")
    ahead, behind = int((well & ~happy).sum()), int((happy & ~well).sum())
    p = binomtest(ahead, ahead + behind).pvalue if ahead + behind else 1.0
    wordings = " and ".join(sorted(set(frame["wording"])))
    found = f"wellbeing alone {ahead}, happiness alone {behind}, p = {p:.3g}; wording: {wordings}"
    verdict = verdict_of(ahead > behind and p < at["alpha"], behind > ahead and p < at["alpha"])
    value = ahead / (ahead + behind) if ahead + behind else None
    return Finding(verdict, value, None, int((well | happy).sum()), found, hits(frame, well | happy))


def working_definition_centrality(study: Study, at: Thresholds) -> Finding:
    """How near the paper's working definition is to all others, and how many of its elements another names."""
    frame = study.headline(study.concept)
    elements = study.named(frame, "muller2019_working_definition", ELEMENTS).sum(axis=1)
    own = np.flatnonzero((frame["document_id"] == study.source) & (frame["concept"] == study.concept))
    if not len(own):
        raise NotTestableError("the working definition is not among the definitions")
    need(len(frame) - 1, at["min_definitions"], "other definitions")
    working = own[int(np.argmax(elements[own]))]
    distances = jaccard_distances(study.named(frame, "chourabi2012", FACTORS))
    means = distances.sum(axis=1) / (len(frame) - 1)
    others = np.arange(len(frame)) != working
    percentile = 100 * float((means[others] < means[working] - 1e-12).mean())
    median = float(np.median(elements[others]))
    verdict = verdict_of(
        percentile <= at["central_percentile"] and median >= at["elements"],
        percentile > at["eccentric_percentile"] or median < at["elements_low"],
    )
    found = f"{percentile:.0f} % of {len(frame) - 1} others are more central; they name {median:g} of its six elements"
    return Finding(verdict, percentile, None, len(frame) - 1, found, (frame["definition_id"][working],))


def partnership_shares(study: Study, at: Thresholds) -> Finding:
    """The shares that name several stakeholders, and a municipal partnership."""
    wanted = ["multi_stakeholder", "municipal_partnership"]
    frame, named = _coded(study, "muller2019_working_definition", wanted, at)
    many, municipal = (study.share(frame, named[:, k]) for k in range(2))
    verdict = verdict_of(
        many.low >= at["stakeholders"] and municipal.low >= at["partnership"],
        many.high < at["stakeholders"] or municipal.high < at["partnership"],
    )
    found = f"several stakeholders {many}; municipal partnership {municipal}"
    return _finding(verdict, many, found, hits(frame, any_of(named)))


def benefit_share(study: Study, at: Thresholds) -> Finding:
    """The share that names a benefit to inhabitants or businesses."""
    frame, named = _coded(study, "muller2019_working_definition", ["benefit_inhabitants_businesses"], at)
    return _majority(study, frame, named[:, 0], at, "benefit to inhabitants or businesses")


def push_pull_shares(study: Study, at: Thresholds) -> Finding:
    """The shares that name technology push, demand pull, and both."""
    frame, named = _coded(study, "angelidou2015_forces", ["technology_push", "demand_pull"], at)
    push, pull = (study.share(frame, named[:, k]) for k in range(2))
    both = study.share(frame, all_of(named))
    verdict = verdict_of(
        push.low >= at["each"] and pull.low >= at["each"] and both.value >= at["both"],
        push.high < at["each"] or pull.high < at["each"],
    )
    return _finding(verdict, both, f"push {push}; pull {pull}; both {both}", hits(frame, all_of(named)))


def citizens_in_definitions_and_initiatives(study: Study, at: Thresholds) -> Finding:
    """The share of definitions that name people, beside the share of cluster initiatives with citizens."""
    frame, named = _coded(study, "chourabi2012", ["people_communities"], at)
    share = study.share(frame, named[:, 0])
    clusters = study.initiatives[(study.initiatives["kind"] == "cluster") & (study.initiatives["stakeholders"] != "")]
    need(len(clusters), at["min_initiatives"], "cluster initiatives with stakeholders")
    citizens = clusters["stakeholders"].astype(str).str.contains("citizens|users|civil society")
    cases = float(citizens.mean())
    verdict = verdict_of(
        share.low > at["majority"] and cases < at["majority"], share.high < at["majority"] or cases >= at["majority"]
    )
    found = f"definitions {share}; initiatives {int(citizens.sum())}/{len(clusters)}"
    return _finding(verdict, share, found, tuple(clusters.loc[citizens, "initiative_id"]))


def _coded(study: Study, framework: str, dimensions: tuple[str, ...] | list[str], at: Thresholds) -> tuple[
    pd.DataFrame, Hits
]:  # fmt: skip
    """The counted definitions of the concept and what they name; stops when there are too few."""
    frame = study.counted(study.concept)
    need(len(frame), at["min_definitions"], f"definitions of {study.concept}")
    return frame, study.named(frame, framework, dimensions)


def _finding(verdict: Verdict, share: Share, found: str, evidence: tuple[str, ...]) -> Finding:
    """A finding whose statistic is a share."""
    return Finding(verdict, share.value, (share.low, share.high), share.of, found, evidence)


def _majority(study: Study, frame: pd.DataFrame, hit: Hits, at: Thresholds, what: str) -> Finding:
    """A finding on whether most definitions do something."""
    share = study.share(frame, hit)
    verdict = verdict_of(share.low > at["majority"], share.high < at["majority"])
    return _finding(verdict, share, f"{what} {share}", hits(frame, hit))


def _same_evidence(study: Study, frame: pd.DataFrame) -> Hits:
    """Whether all that speaks for built infrastructure also speaks for technology."""
    on = study.codes[study.codes["framework"] == "chourabi2012"]
    spans = {
        dimension: {
            key: list(zip(part["evidence_start"], part["evidence_end"], strict=True))
            for key, part in on[on["dimension"] == dimension].groupby("definition_id")
        }
        for dimension in ("technology", "built_infrastructure")
    }
    return np.array(
        [
            bool(built) and all(any(a < d and c < b for c, d in spans["technology"].get(key, [])) for a, b in built)
            for key in frame["definition_id"]
            for built in [spans["built_infrastructure"].get(key, [])]
        ],
        dtype=bool,
    )


def _paired(one: Hits, other: Hits) -> float:
    """Exact paired permutation test of two shares of the same rows (sign test of the rows that differ)."""
    ahead, behind = int((one & ~other).sum()), int((other & ~one).sum())
    return float(binomtest(ahead, ahead + behind).pvalue) if ahead + behind else 1.0


STATISTICS: dict[str, Statistic] = {
    function.__name__: function
    for function in (
        mean_pairwise_jaccard_distance, framework_coverage, technology_only_share, technology_share_and_rank,
        three_characteristics_shares, soft_given_hard_share, wellbeing_versus_happiness, working_definition_centrality,
        partnership_shares, benefit_share, push_pull_shares, citizens_in_definitions_and_initiatives,
    )
}  # fmt: skip
