"""Definitions × dimensions as a 0/1 matrix, in an order that does not depend on the order of the files."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial.distance import pdist, squareform

from defatlas.coding.codebook import Framework

Matrix = NDArray[np.bool_]
Distances = NDArray[np.float64]


@dataclass(frozen=True)
class CodeMatrix:
    """The codes of a set of definitions on one framework.

    Attributes:
        definition_ids: row names, length n.
        sources: the document of each row, length n.
        dimensions: column names, length m, in codebook order.
        codes: n × m, true where the definition names the dimension.
    """

    definition_ids: tuple[str, ...]
    sources: tuple[str, ...]
    dimensions: tuple[str, ...]
    codes: Matrix

    @property
    def named(self) -> CodeMatrix:
        """The rows that name at least one dimension."""
        return self.at(np.flatnonzero(np.any(self.codes, axis=1)))

    def at(self, rows: NDArray[np.int64]) -> CodeMatrix:
        """The rows at some places, in that order."""
        return CodeMatrix(
            tuple(self.definition_ids[row] for row in rows),
            tuple(self.sources[row] for row in rows),
            self.dimensions,
            self.codes[rows],
        )


def headline_definitions(definitions: pd.DataFrame, documents: pd.DataFrame, concept: str) -> pd.DataFrame:
    """Return what headline figures rest on: definitions proper of a concept and its neighbours, in checked sources."""
    checked = documents.loc[documents["verified"], "document_id"]
    return definitions[
        (definitions["family"] == concept)
        & (definitions["kind"] == "definition")
        & definitions["document_id"].isin(checked)
    ]


def code_matrix(definitions: pd.DataFrame, codes: pd.DataFrame, framework: Framework) -> CodeMatrix:
    """Build the matrix of some definitions on a framework.

    Rows are ordered by their codes, then by the codes of all definitions of their source, and only then by id, so that
    reading files in another order, or renaming them, swaps no rows but those that no statistic can tell apart.
    """
    dimensions = [dimension.id for dimension in framework.dimensions]
    chosen = codes[(codes["framework"] == framework.name) & codes["definition_id"].isin(definitions["definition_id"])]
    table = (
        pd.crosstab(chosen["definition_id"], chosen["dimension"])
        .reindex(index=definitions["definition_id"], columns=dimensions, fill_value=0)
        .gt(0)
    )
    codes_of = table.to_numpy(dtype=bool).reshape(len(table), len(dimensions))
    ids, sources = list(table.index), list(definitions["document_id"])
    key = [tuple((~row).tolist()) for row in codes_of]
    together: dict[str, list[tuple[bool, ...]]] = {}
    for row, source in sorted(zip(key, sources, strict=True)):
        together.setdefault(source, []).append(row)
    order = sorted(range(len(ids)), key=lambda i: (key[i], together[sources[i]], sources[i], ids[i]))
    return CodeMatrix(
        tuple(ids[i] for i in order), tuple(sources[i] for i in order), tuple(dimensions), codes_of[order]
    )


def jaccard_distances(codes: Matrix) -> Distances:
    """Return the n × n Jaccard distances of the rows of a 0/1 matrix.

    d(A, B) = 1 - |A ∩ B| / |A ∪ B| (Jaccard 1912); two empty rows have distance 0.
    """
    if len(codes) < 2:
        return np.zeros((len(codes), len(codes)))
    return squareform(pdist(codes, metric="jaccard"))
