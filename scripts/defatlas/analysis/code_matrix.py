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
        keep = self.codes.any(axis=1)
        return CodeMatrix(
            tuple(i for i, k in zip(self.definition_ids, keep, strict=True) if k),
            tuple(s for s, k in zip(self.sources, keep, strict=True) if k),
            self.dimensions,
            self.codes[keep],
        )


def headline_definitions(definitions: pd.DataFrame, documents: pd.DataFrame, concept: str) -> pd.DataFrame:
    """Return what headline figures rest on: definitions proper of the concept and its neighbours, from checked sources."""
    checked = documents.loc[documents["verified"], "document_id"]
    return definitions[
        (definitions["family"] == concept)
        & (definitions["kind"] == "definition")
        & definitions["document_id"].isin(checked)
    ]


def code_matrix(definitions: pd.DataFrame, codes: pd.DataFrame, framework: Framework) -> CodeMatrix:
    """Build the matrix of some definitions on a framework.

    Rows are ordered by their codes, then by id, so that reading files in another order or renaming them changes
    no more than the order among identical rows.
    """
    dimensions = [dimension.id for dimension in framework.dimensions]
    chosen = codes[(codes["framework"] == framework.name) & codes["definition_id"].isin(definitions["definition_id"])]
    table = (
        pd.crosstab(chosen["definition_id"], chosen["dimension"])
        .reindex(index=definitions["definition_id"], columns=dimensions, fill_value=0)
        .gt(0)
    )
    source = dict(zip(definitions["definition_id"], definitions["document_id"], strict=True))
    order = sorted(range(len(table)), key=lambda row: (tuple(~table.to_numpy()[row]), table.index[row]))
    table = table.iloc[order]
    return CodeMatrix(
        tuple(table.index),
        tuple(source[i] for i in table.index),
        tuple(dimensions),
        table.to_numpy(dtype=bool).reshape(len(table), len(dimensions)),
    )


def jaccard_distances(codes: Matrix) -> Distances:
    """Return the n × n Jaccard distances of the rows of a 0/1 matrix.

    d(A, B) = 1 - |A ∩ B| / |A ∪ B| (Jaccard 1912); two empty rows have distance 0.
    """
    if len(codes) < 2:
        return np.zeros((len(codes), len(codes)))
    return squareform(pdist(codes, metric="jaccard"))
