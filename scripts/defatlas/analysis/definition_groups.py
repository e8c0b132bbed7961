"""The groups of a concept's definitions: quotations counted once, the consensus partition, and its test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from defatlas.analysis.code_matrix import CodeMatrix, Matrix, jaccard_distances
from defatlas.analysis.consensus import (
    CODES,
    ChanceTest,
    Specification,
    chance_test,
    consensus_partition,
    consensus_stability,
)
from defatlas.analysis.grouping import Labels, map_positions, medoids
from defatlas.analysis.representations import codes_representation, text_representations

LARGEST = 1000  # above it, a sample is grouped and the rest joins the nearest group


@dataclass(frozen=True)
class DefinitionGroups:
    """Groups of n definitions, of which s stand for all.

    Attributes:
        labels: n group numbers from 1 by falling size; all 1 when they cannot be grouped.
        grouped: places of the s definitions that were grouped: one of each quotation family, at most `LARGEST`.
        specifications: every combination of choices that parts the grouped definitions.
        together: s × s consensus matrix.
        test: against chance; None when no specification on codes exists.
        stability: group number → mean best Jaccard similarity in bootstrap resamples.
        exemplars: n, true for the medoid of each group.
        positions: n × 2, map by classical scaling of the codes' Jaccard distances.
        assignment_error: share of the grouped definitions that the rule for the rest would put into another group; NaN
            when all were grouped.
    """

    labels: Labels
    grouped: NDArray[np.int64]
    specifications: list[Specification]
    together: NDArray[np.float64]
    test: ChanceTest | None
    stability: dict[int, float]
    exemplars: NDArray[np.bool_]
    positions: NDArray[np.float64]
    assignment_error: float


def canonical_order(matrix: CodeMatrix, texts: Sequence[str]) -> list[int]:
    """Return an order of the rows that their names and the order of the files have no part in: by codes, then text."""
    rows = [tuple((~row).tolist()) for row in matrix.codes]
    return sorted(range(len(rows)), key=lambda i: (rows[i], texts[i]))


def first_of_each(families: Sequence[str], order: Sequence[int]) -> NDArray[np.int64]:
    """Return the first row of each quotation family, in the given order of rows."""
    seen: dict[str, int] = {}
    for row in order:
        seen.setdefault(families[row], row)
    return np.array(list(seen.values()), dtype=np.int64)


def group_definitions(
    matrix: CodeMatrix,
    texts: Sequence[str],
    families: Sequence[str],
    model: Path | None,
    smallest: int,
    largest: int,
    null_draws: int,
    seed: int,
) -> DefinitionGroups:
    """Group definitions that name a dimension (see `CodeMatrix.named`).

    Args:
        matrix: their codes, n rows.
        texts: what defines, n texts.
        families: quotation family of each; the first of a family in canonical order stands for it.
        model: folder of the spaCy pipeline whose word vectors are used; None for none.
        smallest, largest: numbers of groups tried.
        null_draws: random matrices per representation.
        seed: of sampling, test and stability.
    """
    rng = np.random.default_rng(seed)
    rows = first_of_each(families, canonical_order(matrix, texts))
    if len(rows) > LARGEST:
        rows = rows[np.sort(rng.choice(len(rows), LARGEST, replace=False))]
    made = [codes_representation(CODES, matrix.codes[rows])]
    made += text_representations([texts[row] for row in rows], model) if len(rows) > 2 else []
    names, distances = [r.name for r in made], [r.distances(r.presence) for r in made]
    found, together, labels = consensus_partition(names, distances, smallest, largest)
    if not any(name == CODES for name, _, _ in found):
        found, labels = {}, np.ones(len(rows), dtype=np.int64)
    test = chance_test(made, found, range(smallest, largest + 1), null_draws, rng) if found else None
    stability = consensus_stability(names, distances, labels, largest, rng) if found else {}
    everywhere, error = _joined(matrix.codes, rows, labels, families)
    exemplars = np.zeros(len(matrix.codes), dtype=bool)
    exemplars[rows] = medoids((1 - together + 1e-3 * distances[0]).round(12), labels)
    return DefinitionGroups(
        everywhere,
        rows,
        list(found.values()),
        together,
        test,
        stability,
        exemplars,
        _positions(matrix.codes, rows),
        error,
    )


def _joined(codes: Matrix, rows: NDArray[np.int64], labels: Labels, families: Sequence[str]) -> tuple[Labels, float]:
    """Give every definition a group: its family's, else the one at the smallest mean Jaccard distance.

    Returns:
        n labels, and the share of the grouped definitions that the mean distance would put elsewhere (themselves left
        out of the mean); NaN when every family was grouped.
    """
    of_family = {families[row]: label for row, label in zip(rows, labels, strict=True)}
    everywhere = np.array([of_family.get(family, 0) for family in families], dtype=np.int64)
    rest = np.flatnonzero(everywhere == 0)
    if not len(rest):
        return everywhere, float("nan")
    groups, own, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    member = own[:, None] == np.arange(len(groups))
    means = cdist(codes[rest], codes[rows], metric="jaccard") @ member / sizes
    everywhere[rest] = groups[means.round(9).argmin(axis=1)]
    within = jaccard_distances(codes[rows]) @ member / np.maximum(sizes - member, 1)
    return everywhere, float((within.round(9).argmin(axis=1) != own).mean())


def _positions(codes: Matrix, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Place definitions on the map; above `LARGEST`, those not grouped stand where the nearest grouped one does."""
    if len(codes) <= LARGEST:
        return map_positions(jaccard_distances(codes))
    nearest = cdist(codes, codes[rows], metric="jaccard").argmin(axis=1)
    placed: NDArray[np.float64] = map_positions(jaccard_distances(codes[rows]))[nearest]
    return placed
