"""Claims about the term, its spread and its ancestry: years, source types, families, authors."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from scipy.stats import binomtest, kendalltau
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from defatlas.claims.definition_claims import FACTORS
from defatlas.claims.study import Finding, NotTestableError, Statistic, Study, Thresholds, hits, holm, need, verdict_of


def earliest_year_by_term(study: Study, at: Thresholds) -> Finding:
    """The year of the earliest definition of the term, and documents before and in the first decade."""
    frame = study.headline(study.concept).dropna(subset=["year"])
    term = frame[frame["concept"] == study.concept].drop_duplicates("document_id")
    need(frame.loc[frame["year"] < 2000, "document_id"].nunique(), at["min_documents_before_2000"],
         "documents from before 2000")  # fmt: skip
    decade = frame["year"].between(at["first_year"], at["last_year"])
    rivals = frame.loc[decade & (frame["concept"] != study.concept), "document_id"].nunique()
    early, within = term["year"] < at["first_year"], term["year"].between(at["first_year"], at["last_year"])
    first = int(term["year"].min()) if len(term) else None
    verdict = verdict_of(
        not early.any() and int(within.sum()) >= at["min_documents_of_decade"],
        bool(early.any()) or (not within.any() and rivals >= at["min_documents_before_2000"]),
    )
    found = (
        f"earliest {first}; {int(early.sum())} documents before {at['first_year']}, {int(within.sum())} in the decade, "
        f"{rivals} of the decade on its rival terms"
    )
    evidence = tuple(term.loc[early | within, "definition_id"])
    return Finding(verdict, first, None, term["document_id"].nunique(), found, evidence)


def term_share_trend(study: Study, at: Thresholds) -> Finding:
    """Kendall's tau of the term's share among all terms against five-year periods, one-sided exact p."""
    frame = study.counted(study.concept).dropna(subset=["year"])
    period = (frame["year"].astype(int) // 5) * 5
    counts = frame.assign(period=period, term=frame["concept"] == study.concept).groupby("period")["term"]
    table = counts.agg(["sum", "size"])
    table = table[table["size"] >= at["min_definitions_per_period"]]
    need(len(table), at["min_periods"], f"periods with {at['min_definitions_per_period']} definitions")
    share = table["sum"] / table["size"]
    rising = kendalltau(table.index, share, alternative="greater")
    falling = kendalltau(table.index, share, alternative="less")
    tau = float(rising.statistic)
    verdict = verdict_of(
        tau > 0 and float(rising.pvalue) < at["alpha"], tau < 0 and float(falling.pvalue) < at["alpha"]
    )
    shares = ", ".join(f"{p}–{p + 4} {int(s)}/{int(n)}" for p, s, n in table.itertuples())
    found = f"tau {tau:.2f}, one-sided p = {float(rising.pvalue):.3f}; {shares}"
    return Finding(verdict, tau, None, len(table), found, ())


def definitions_per_decade_by_source_type(study: Study, at: Thresholds) -> Finding:
    """Documents that define the concept before and from a year, in science and in policy (exact binomial tests)."""
    frame = study.headline(study.concept).dropna(subset=["year"]).drop_duplicates("document_id")
    groups = {"science": ["academic"], "policy and standards": ["policy", "standard"]}
    words, tests = [], []
    for name, kinds in groups.items():
        years = frame.loc[frame["source_type"].isin(kinds), "year"]
        need(len(years), at["min_documents"], f"documents of {name}")
        after, before = int((years >= at["split_year"]).sum()), int((years < at["split_year"]).sum())
        tests.append((after - before, float(binomtest(max(after, before), len(years), alternative="greater").pvalue)))
        words.append(f"{name}: {before} before {at['split_year']}, {after} since, p = {tests[-1][1]:.2g}")
    verdict = verdict_of(
        all(gain > 0 and p < at["alpha"] for gain, p in tests), any(gain < 0 and p < at["alpha"] for gain, p in tests)
    )
    return Finding(verdict, None, None, len(frame), "; ".join(words), ())


def effective_n_share(study: Study, at: Thresholds) -> Finding:
    """Effective N, each quotation family counted once, as a share of the definitions."""
    frame = study.headline(study.concept)
    need(len(frame), at["min_definitions"], f"definitions of {study.concept}")
    first = study.counted(study.concept)["definition_id"]
    share = study.share(frame, frame["definition_id"].isin(first).to_numpy(dtype=bool))
    verdict = verdict_of(share.named >= at["min_effective_n"] and share.low >= at["ratio"], share.high < at["ratio"])
    return Finding(verdict, share.value, (share.low, share.high), share.of, f"effective N {share}", ())


def eu_definition_families(study: Study, at: Thresholds) -> Finding:
    """Quotation families among the definitions by EU institutions, and the share of the largest."""
    frame = study.headline(study.concept)
    pattern = "|".join(map(re.escape, at["institutions"]))
    frame = frame[frame["authors"].astype(str).str.contains(pattern, case=False)]
    need(len(frame), at["min_definitions"], "definitions by EU institutions")
    sizes = frame["family_id"].value_counts()
    largest = float(sizes.iloc[0] / len(frame))
    spread = frame.loc[frame["family_id"] == sizes.index[0], "document_id"].nunique()
    verdict = verdict_of(
        len(sizes) >= at["min_families"] and largest <= at["largest_share"],
        largest > at["largest_share"] and spread >= at["min_documents"],
    )
    found = f"{len(sizes)} families among {len(frame)} definitions; the largest holds {int(sizes.iloc[0])}"
    return Finding(verdict, largest, None, len(frame), found, tuple(frame["definition_id"]))


def cluster_element_shares(study: Study, at: Thresholds) -> Finding:
    """The shares of definitions of the reference concept that name each of five elements."""
    wanted = ["proximity", "firms", "specialisation", "institutions", "cooperation"]
    frame = _reference(study, at)
    named = study.named(frame, "cluster_elements", wanted)
    shares = {name: study.share(frame, named[:, k]) for k, name in enumerate(wanted)}
    most = [name for name, share in shares.items() if share.value > at["majority"]]
    verdict = verdict_of(
        len(most) >= at["elements"] and {"proximity", "firms"} <= set(most),
        min(shares["proximity"].high, shares["firms"].high) < at["majority"] or len(most) <= at["elements_low"],
    )
    found = "; ".join(f"{name} {share}" for name, share in shares.items())
    return Finding(verdict, len(most), None, len(frame), found, ())


def cluster_variety_and_ancestry(study: Study, at: Thresholds) -> Finding:
    """How far definitions of the reference concept differ, and how many of them cite Porter or repeat him."""
    entry = study.entry(study.reference)
    frame = study.headline(study.reference)
    need(len(frame), at["min_definitions"], f"definitions of {study.reference}")
    low, high = entry["interval"]
    if low is None:
        raise NotTestableError("fewer than three sources, so that there is no interval")
    ancestors = set(frame.loc[frame["authors"].astype(str).str.contains("Porter"), "family_id"])
    porter = frame["cited_sources"].astype(str).str.contains("porter", case=False) | frame["family_id"].isin(ancestors)
    later = (frame["year"] >= at["from_year"]).fillna(False).to_numpy(dtype=bool)
    kept = frame[later].reset_index(drop=True)
    share = study.share(kept, porter.to_numpy(dtype=bool)[later])
    verdict = verdict_of(
        low > at["distance"] and share.value > at["porter_share"],
        high < at["distance"] or share.high < at["porter_low"],
    )
    found = f"mean Jaccard distance {entry['mean_distance']:.3f} ({low:.3f}–{high:.3f}); in Porter's wake {share}"
    evidence = hits(kept, porter.to_numpy(dtype=bool)[later])
    return Finding(verdict, share.value, (share.low, share.high), share.of, found, evidence)


def cluster_innovation_share(study: Study, at: Thresholds) -> Finding:
    """The share of definitions of the reference concept that name innovation and knowledge."""
    frame = _reference(study, at)
    named = study.named(frame, "cluster_elements", ["innovation"])[:, 0]
    share = study.share(frame, named)
    verdict = verdict_of(share.low > at["majority"], share.high < at["majority"])
    found = f"innovation and knowledge {share}"
    return Finding(verdict, share.value, (share.low, share.high), share.of, found, hits(frame, named))


def term_difference(study: Study, at: Thresholds) -> Finding:
    """Whether definitions under rival terms name other dimensions than those under the term itself.

    The distance of the two centroids is compared with its permutation distribution: terms are dealt anew among
    sources, so that definitions of one source stay together (a source counts under the term that most of its
    definitions use); p values are corrected by Holm.
    """
    frame = study.counted(study.concept)
    named = study.named(frame, "chourabi2012", FACTORS).astype(float)
    own = (frame["concept"] == study.concept).to_numpy()
    rivals = [t for t, n in frame["concept"].value_counts().sort_index().items()
              if t != study.concept and n >= at["min_definitions"]]  # fmt: skip
    if not rivals:
        raise NotTestableError(f"no rival term has {at['min_definitions']} definitions")
    rng = np.random.default_rng(study.seed)
    p_values = []
    for rival in rivals:
        rows = np.flatnonzero(own | (frame["concept"] == rival).to_numpy())
        sources, _ = pd.factorize(frame["document_id"].to_numpy()[rows])
        p_values.append(_centroid_test(named[rows], ~own[rows], sources, study.resamples, rng))
    corrected = dict(zip(rivals, holm(p_values), strict=True))
    differ = [term for term, p in corrected.items() if p < at["alpha"]]
    found = ", ".join(f"{term} p = {p:.3f}" for term, p in corrected.items())
    digital = "digital city" not in corrected or "digital city" in differ
    powers = [_power(int((frame["concept"] == term).sum()), int(own.sum()), len(rivals), at) for term in rivals]
    strong = sum(power >= at["power"] for power in powers)
    verdict = verdict_of(bool(differ) and digital, not differ and strong >= at["min_terms"])
    return Finding(verdict, len(differ), None, len(rivals), found, ())


def _power(rival: int, own: int, tests: int, at: Thresholds) -> float:
    """Power of a two-sided test of two shares that differ by the threshold around one half, alpha split by tests."""
    effect = proportion_effectsize(0.5 + at["difference"] / 2, 0.5 - at["difference"] / 2)
    return float(NormalIndPower().power(effect, rival, at["alpha"] / tests, ratio=own / rival))


def _centroid_test(
    named: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    rival: np.ndarray[tuple[int], np.dtype[np.bool_]],
    sources: np.ndarray[tuple[int], np.dtype[np.intp]],
    draws: int,
    rng: np.random.Generator,
) -> float:
    """p of the squared distance of two centroids, labels dealt anew among sources with their pattern of rows kept."""
    label = np.array([rival[sources == s].mean() > 0.5 for s in range(sources.max() + 1)])

    def distance(of_source: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float:
        side = of_source[sources]
        return float(((named[side].mean(axis=0) - named[~side].mean(axis=0)) ** 2).sum())

    observed = distance(label)
    extreme = sum(distance(rng.permutation(label)) >= observed - 1e-12 for _ in range(draws))
    return (extreme + 1) / (draws + 1)


def _reference(study: Study, at: Thresholds) -> pd.DataFrame:
    """The counted definitions of the reference concept."""
    frame = study.counted(study.reference)
    need(len(frame), at["min_definitions"], f"definitions of {study.reference}")
    return frame


STATISTICS: dict[str, Statistic] = {
    function.__name__: function
    for function in (
        earliest_year_by_term, term_share_trend, definitions_per_decade_by_source_type, effective_n_share,
        eu_definition_families, cluster_element_shares, cluster_variety_and_ancestry, cluster_innovation_share,
        term_difference,
    )
}  # fmt: skip
