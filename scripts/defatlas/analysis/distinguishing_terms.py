"""Words that a group of texts uses more than the others do: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from defatlas.analysis.representations import words_of

PRIOR_WORDS = 500.0  # the weight of the prior, in words


def log_odds(
    counts: NDArray[np.float64], others: NDArray[np.float64], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the z-scores of log-odds ratios with a Dirichlet prior (Monroe, Colaresi & Quinn 2008).

    Args:
        counts, others: how often each of m words stands in a group and in the other texts.
        prior: pseudo-counts of the m words, all above zero.
    """
    total, total_others, total_prior = counts.sum(), others.sum(), prior.sum()
    inside, outside = counts + prior, others + prior
    difference = np.log(inside / (total + total_prior - inside)) - np.log(
        outside / (total_others + total_prior - outside)
    )
    scores: NDArray[np.float64] = difference / np.sqrt(1 / inside + 1 / outside)
    return scores


def distinguishing_terms(
    texts: Sequence[str], labels: NDArray[np.int64], most: int = 8, least: float = 1.96
) -> dict[int, list[tuple[str, float, int, int]]]:
    """Return for each group its most typical words with z, and in how many texts of the group and of all they stand.

    The prior is the words' own frequency in all texts, weighted as `PRIOR_WORDS` words or as many as there are, if
    fewer. Words of a single text are left out.
    """
    bags = [Counter(words_of(text)) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    vocabulary = sorted(word for word, texts_with in spread.items() if texts_with > 1)
    counts = np.array([[bag[word] for word in vocabulary] for bag in bags], dtype=float).reshape(
        len(bags), len(vocabulary)
    )
    whole = counts.sum(axis=0)
    found: dict[int, list[tuple[str, float, int, int]]] = {}
    for group in np.unique(labels).tolist():
        rows = labels == group
        if rows.all() or not len(vocabulary):
            found[group] = []
            continue
        inside = counts[rows].sum(axis=0)
        prior = whole / whole.sum() * min(PRIOR_WORDS, whole.sum())
        scores = log_odds(inside, whole - inside, prior).round(9)
        best = sorted(range(len(vocabulary)), key=lambda i: (-scores[i], vocabulary[i]))[:most]
        within = (counts[rows] > 0).sum(axis=0)
        found[group] = [
            (vocabulary[i], float(scores[i]), int(within[i]), spread[vocabulary[i]]) for i in best if scores[i] >= least
        ]
    return found
