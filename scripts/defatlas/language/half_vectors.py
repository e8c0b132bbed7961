"""Word vectors that are stored in half precision, and used in single precision.

They halve the largest file of the pipeline. The registered name stands in the pipeline's
config, `[nlp.vectors]`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab


class HalfVectors(Vectors):  # type: ignore[misc]
    """spaCy's vectors with another type of number on disk."""

    data: NDArray[np.float32]

    def to_disk(self, path: str | Path, *, exclude: object = ()) -> None:
        """Write the table in half precision."""
        full: NDArray[np.float32] = self.data
        self.data = full.astype(np.float16)
        try:
            super().to_disk(path, exclude=exclude)
        finally:
            self.data = full

    def from_disk(self, path: str | Path, *, exclude: object = ()) -> HalfVectors:
        """Read the table back into single precision."""
        super().from_disk(path, exclude=exclude)
        self.data = self.data.astype(np.float32)
        return self


def in_half_precision(vectors: Vectors) -> HalfVectors:
    """The same words and rows in a table that is stored in half precision, rounded to it at once."""
    half = HalfVectors(
        strings=vectors.strings,
        data=vectors.data.astype(np.float16).astype(np.float32),
        name=vectors.name,
        attr=vectors.attr,
    )
    half.key2row.update(vectors.key2row)
    return half


@spacy.registry.vectors("defatlas.HalfVectors.v1")  # type: ignore[attr-defined, untyped-decorator]
def create_half_vectors() -> Callable[[Vocab], HalfVectors]:
    """Factory named in the pipeline's config."""

    def build(vocab: Vocab) -> HalfVectors:
        return HalfVectors(strings=vocab.strings)

    return build
