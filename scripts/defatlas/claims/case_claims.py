"""Claims about the initiatives that the paper compares, weighed on its own facts about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from defatlas.claims.study import Finding, NotTestableError, Statistic, Study, Thresholds, in_words, need, verdict_of
from defatlas.schemas import LEVELS

WIDE_LEVELS = ("regional", "national")


def origin_counts(study: Study, at: Thresholds) -> Finding:
    """City first against cluster first (exact one-sided binomial test)."""
    origins = study.initiatives["origin"]
    need(int((origins != "").sum()), at["min_initiatives"], "initiatives with an origin")
    city, cluster = int((origins == "city_first").sum()), int((origins == "cluster_first").sum())
    if not city + cluster:
        raise NotTestableError("every initiative with an origin runs both ways")
    p = float(binomtest(city, city + cluster, alternative="greater").pvalue)
    few = city + cluster < at["small_n"]
    verdict = verdict_of(
        city > cluster and (p < at["alpha"] or (few and city >= at["ratio"] * cluster)), cluster >= city
    )
    found = f"city first {city}, cluster first {cluster}, both ways {int((origins == 'both').sum())}, p = {p:.3f}"
    one_way = study.initiatives[origins.isin(["city_first", "cluster_first"])]
    return Finding(verdict, city / (city + cluster), None, city + cluster, found, _ids(one_way))


def cluster_first_list(study: Study, at: Thresholds) -> Finding:
    """The clusters that came first."""
    clusters = study.initiatives[(study.initiatives["kind"] == "cluster") & (study.initiatives["origin"] != "")]
    need(len(clusters), at["min_initiatives"], "clusters with an origin")
    first = clusters[clusters["origin"] == "cluster_first"]
    share = len(first) / len(clusters)
    same = set(first["initiative_id"]) == set(at["named"])
    verdict = verdict_of(
        same and share < at["majority"], share >= at["majority"] or not set(first["initiative_id"]) <= set(at["named"])
    )
    found = f"{len(first)} of {len(clusters)}: {', '.join(sorted(first['name'])) or 'none'}"
    return Finding(verdict, share, None, len(clusters), found, _ids(first))


def living_lab_origins(study: Study, at: Thresholds) -> Finding:
    """The origins of the living labs."""
    labs = study.initiatives[(study.initiatives["kind"] == "living lab") & (study.initiatives["origin"] != "")]
    need(len(labs), at["min_initiatives"], "living labs with an origin")
    origins = Counter(labs["origin"])
    two_ways = "both" in origins or len(origins) > 1
    found = ", ".join(f"{in_words(origin)} {count}" for origin, count in sorted(origins.items()))
    return Finding(verdict_of(two_ways, not two_ways), None, None, len(labs), found, _ids(labs))


def initiatives_per_level(study: Study, at: Thresholds) -> Finding:
    """How many initiatives each level has."""
    levels = study.initiatives["level"]
    need(int((levels != "").sum()), max(1, len(levels)), "initiatives with a level")
    counts = [int((levels == level).sum()) for level in LEVELS]
    everywhere = min(counts) >= at["min_initiatives_per_level"]
    found = ", ".join(f"{level} {count}" for level, count in zip(LEVELS, counts, strict=True))
    return Finding(verdict_of(everywhere, min(counts) == 0), min(counts), None, len(levels), found,
                   _ids(study.initiatives))  # fmt: skip


def sector_ranks(study: Study, at: Thresholds) -> Finding:
    """How many regional and national initiatives name the four leading sectors, and which others name more."""
    wide, counts = _sectors(study, at)
    four = {name: _any_of(wide, words) for name, words in at["sectors"].items()}
    least = min(four.values())
    leading = [word for words in at["sectors"].values() for word in words]
    others = sorted(sector for sector, n in counts.items() if n > least and not _matches(sector, leading))
    verdict = verdict_of(not others, len(others) >= at["others"])
    found = ", ".join(f"{name} {n}" for name, n in four.items()) + f" of {len(wide)}"
    found += f"; named more often than the least of them: {', '.join(others) or 'none'}"
    return Finding(verdict, least, None, len(wide), found, _ids(wide))


def further_sector_counts(study: Study, at: Thresholds) -> Finding:
    """How many regional and national initiatives name each of four further sectors."""
    wide, _ = _sectors(study, at)
    four = {name: _any_of(wide, words) for name, words in at["sectors"].items()}
    weak = sum(n < at["min_initiatives_each"] for n in four.values())
    found = ", ".join(f"{name} {n}" for name, n in four.items()) + f" of {len(wide)}"
    return Finding(verdict_of(not weak, weak >= at["weak_sectors"]), min(four.values()), None, len(wide), found,
                   _ids(wide))  # fmt: skip


def sectors_per_initiative(study: Study, at: Thresholds) -> Finding:
    """The median number of sectors, local against regional and national (exact one-sided permutation test)."""
    frame = study.initiatives[study.initiatives["sectors"] != ""]
    numbers = frame["sectors"].map(lambda cell: len(_parts(cell)))
    local = numbers[frame["level"] == "local"].to_numpy()
    wide = numbers[frame["level"].isin(WIDE_LEVELS)].to_numpy()
    for group, name in ((local, "local"), (wide, "regional or national")):
        need(len(group), at["min_initiatives"], f"{name} initiatives with sectors")
    gap = float(np.median(wide) - np.median(local))
    pooled = np.concatenate([local, wide])
    gaps = []
    for chosen in combinations(range(len(pooled)), len(local)):
        inside = np.isin(np.arange(len(pooled)), chosen)
        gaps.append(np.median(pooled[~inside]) - np.median(pooled[inside]))
    p = float(np.mean(np.array(gaps) >= gap - 1e-12))
    found = f"median {np.median(local):g} (n = {len(local)}) against {np.median(wide):g} (n = {len(wide)}), p = {p:.3f}"
    return Finding(verdict_of(gap > 0 and p < at["alpha"], gap <= 0), gap, None, len(pooled), found, _ids(frame))


def helix_shares(study: Study, at: Thresholds) -> Finding:
    """The share of the triple helix, with and without the living labs."""
    known = study.initiatives[study.initiatives["helix"] != ""]
    clusters = known[known["kind"] == "cluster"]
    need(len(clusters), at["min_initiatives"], "clusters with a helix")
    triple = clusters[clusters["helix"] == "triple"]
    share = len(triple) / len(clusters)
    everywhere = int((known["helix"] == "triple").sum())
    found = f"clusters {len(triple)}/{len(clusters)}; with living labs {everywhere}/{len(known)}"
    most = share > at["majority"]
    return Finding(verdict_of(most, not most), share, None, len(clusters), found, _ids(triple))


def quadruple_helix_list(study: Study, at: Thresholds) -> Finding:
    """The clusters and living labs whose stakeholders include citizens."""
    frame = study.initiatives
    labs = frame[frame["kind"] == "living lab"]
    known = set(frame.loc[frame["stakeholders"] != "", "initiative_id"])
    if not set(at["named"]) <= known or not (labs["stakeholders"] != "").any():
        raise NotTestableError("stakeholders are missing for one of those named, or for every living lab")
    citizens = frame["stakeholders"].map(_has_citizens)
    clusters = set(frame.loc[citizens & (frame["kind"] == "cluster"), "initiative_id"])
    every_lab = bool(labs["stakeholders"].map(_has_citizens).all())
    fits = clusters == set(at["named"]) and every_lab
    names = frame.set_index("initiative_id")["name"]
    found = f"clusters with citizens: {', '.join(sorted(names[i] for i in clusters)) or 'none'}; "
    found += f"living labs {int(labs['stakeholders'].map(_has_citizens).sum())}/{len(labs)}"
    return Finding(verdict_of(fits, not fits), len(clusters), None, len(frame), found, _ids(frame[citizens]))


def stakeholder_shares(study: Study, at: Thresholds) -> Finding:
    """The shares of initiatives with industry, science and government."""
    frame = study.initiatives[study.initiatives["stakeholders"] != ""]
    need(len(frame), at["min_initiatives"], "initiatives with stakeholders")
    industry, science, government = (
        int(frame["stakeholders"].map(lambda cell, k=kind: k in _parts(cell)).sum())
        for kind in ("industry", "science", "government")
    )
    n = len(frame)
    verdict = verdict_of(
        industry >= science >= government and science / n >= at["almost_all"],
        science > industry or government > industry or science / n < at["majority"],
    )
    found = f"industry {industry}/{n}, science {science}/{n}, government {government}/{n}"
    return Finding(verdict, science / n, None, n, found, _ids(frame))


def aims_with_innovation(study: Study, at: Thresholds) -> Finding:
    """The share of the initiatives whose aim names research, innovation, development or testing."""
    frame = study.initiatives[study.initiatives["aim"] != ""]
    need(len(frame), at["min_initiatives"], "initiatives with an aim")
    tied = frame["aim"].map(lambda aim: _matches(aim, at["words"]))
    share = float(tied.mean())
    most = share > at["majority"]
    found = f"{int(tied.sum())}/{len(frame)}"
    return Finding(verdict_of(most, not most), share, None, len(frame), found, _ids(frame[tied]))


def _sectors(study: Study, at: Thresholds) -> tuple[pd.DataFrame, Counter[str]]:
    """Regional and national initiatives with sectors, and how many name each sector."""
    wide = study.initiatives[study.initiatives["level"].isin(WIDE_LEVELS) & (study.initiatives["sectors"] != "")]
    need(len(wide), at["min_initiatives"], "regional or national initiatives with sectors")
    return wide, Counter(sector for cell in wide["sectors"] for sector in set(_parts(cell)))


def _any_of(frame: pd.DataFrame, words: Iterable[str]) -> int:
    """How many initiatives have a sector that holds one of the words."""
    words = list(words)
    return int(frame["sectors"].map(lambda cell: _matches(cell, words)).sum())


def _matches(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds one of the words, case aside."""
    return any(word.casefold() in text.casefold() for word in words)


def _has_citizens(cell: str) -> bool:
    """Whether citizens, users or civil society stand among the stakeholders."""
    return _matches(cell, ["citizens", "users", "civil society"])


def _parts(cell: str) -> list[str]:
    """The values of a cell, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def _ids(frame: pd.DataFrame) -> tuple[str, ...]:
    """The ids of initiatives."""
    return tuple(frame["initiative_id"])


STATISTICS: dict[str, Statistic] = {
    function.__name__: function
    for function in (
        origin_counts, cluster_first_list, living_lab_origins, initiatives_per_level, sector_ranks,
        further_sector_counts, sectors_per_initiative, helix_shares, quadruple_helix_list, stakeholder_shares,
        aims_with_innovation,
    )
}  # fmt: skip
