"""How a definition is represented when definitions are grouped: by its codes, its words, or its words' vectors.

Every one starts from a 0/1 matrix (definitions × dimensions, or definitions × words), so that one null model, matrices
with the same row and column totals, serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from defatlas.analysis.code_matrix import Distances, Matrix, jaccard_distances

COMPONENTS = 20  # of the singular value decomposition
LARGEST_VOCABULARY = 2000
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Representation:
    """A 0/1 matrix and the distances that follow from it.

    Attributes:
        name: as results name it.
        presence: n × m, true where the definition has the dimension or word.
        distances: from such a matrix to n × n distances.
    """

    name: str
    presence: Matrix
    distances: Callable[[Matrix], Distances]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without numbers and the stop words of scikit-learn."""
    return [word for word in _WORD.findall(text.lower()) if word not in ENGLISH_STOP_WORDS and len(word) > 1]


def word_matrix(texts: Sequence[str], fewest: int = 2) -> tuple[Matrix, tuple[str, ...]]:
    """Return n × m presence of words, and the words in alphabetical order.

    Words of fewer than `fewest` texts are left out, for they tell nothing about groups; of more than
    `LARGEST_VOCABULARY` words the most frequent ones stay.
    """
    sets = [set(words_of(text)) for text in texts]
    counts: dict[str, int] = {}
    for words in sets:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    frequent = sorted((word for word, count in counts.items() if count >= fewest), key=lambda w: (-counts[w], w))
    vocabulary = sorted(frequent[:LARGEST_VOCABULARY])
    column = {word: place for place, word in enumerate(vocabulary)}
    presence = np.zeros((len(texts), len(vocabulary)), dtype=bool)
    for row, words in enumerate(sets):
        presence[row, [column[word] for word in words if word in column]] = True
    return presence, tuple(vocabulary)


def weighted(presence: Matrix) -> NDArray[np.float64]:
    """Return presence × idf, rows of unit length; idf = ln((1 + n) / (1 + df)) + 1 as in scikit-learn."""
    idf = np.log((1 + len(presence)) / (1 + presence.sum(axis=0))) + 1
    rows = presence * idf
    return _unit(rows)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale rows to length one; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = np.divide(rows, lengths, out=np.zeros(rows.shape), where=lengths > 1e-12)
    return unit


def cosine_distances(rows: NDArray[np.float64]) -> Distances:
    """Return the n × n distances 1 - cos of the rows, rounded to nine digits; rows of zeros are at 1 from all others.

    Two rows of zeros have distance 0, as two empty sets of codes do.
    """
    unit = _unit(rows)
    distances = np.clip((1 - unit @ unit.T).round(9), 0, 2)
    empty = ~unit.any(axis=1)
    distances[np.ix_(empty, empty)] = 0
    np.fill_diagonal(distances, 0)
    return distances


def latent_distances(presence: Matrix, components: int = COMPONENTS) -> Distances:
    """Return cosine distances in the space of the leading singular vectors (Deerwester et al. 1990)."""
    rows = weighted(presence)
    number = min(components, min(rows.shape) - 1)
    if number < 1:
        return cosine_distances(rows)
    start = np.ones(min(rows.shape))  # ARPACK would draw one at random
    left, values, _ = svds(csr_matrix(rows), k=number, v0=start)
    return cosine_distances(np.asarray(left * values, dtype=np.float64).round(9))


def vector_distances(vectors: NDArray[np.float64]) -> Callable[[Matrix], Distances]:
    """Return a function from presence to cosine distances of idf-weighted mean word vectors.

    The mean over all definitions is taken off, as what they share does not part them (Arora, Liang & Ma 2017 take off
    the first component).
    """

    def distances(presence: Matrix) -> Distances:
        rows = weighted(presence) @ vectors
        return cosine_distances((rows - rows.mean(axis=0)).round(9))

    return distances


def word_vectors(model: Path, vocabulary: Sequence[str]) -> NDArray[np.float64]:
    """Return vocabulary × dimensions of the pipeline's word vectors, unit length; zeros for words it does not know.

    Args:
        model: folder of a spaCy pipeline; its `vocab` is read, nothing else.
        vocabulary: words in lower case.
    """
    from spacy.strings import get_string_id
    from spacy.vectors import Vectors  # type: ignore[import-not-found, unused-ignore]

    vectors = Vectors().from_disk(model / "vocab")
    found = np.zeros((len(vocabulary), vectors.shape[1]))
    for row, word in enumerate(vocabulary):
        key = get_string_id(word)
        if key in vectors:
            found[row] = vectors[key]
    return _unit(found)


def codes_representation(name: str, codes: Matrix) -> Representation:
    """Codes compared by Jaccard distance."""
    return Representation(name, codes, jaccard_distances)


def text_representations(texts: Sequence[str], model: Path | None) -> list[Representation]:
    """Words compared after singular value decomposition and, where the pipeline is given, by its word vectors.

    Empty when the texts share fewer than two words, so that there is nothing to compare.
    """
    presence, vocabulary = word_matrix(texts)
    if len(vocabulary) < 2:
        return []
    made = [Representation("words", presence, latent_distances)]
    if model is not None:
        vectors = word_vectors(model, vocabulary)
        known = vectors.any(axis=1)
        if known.sum() > 1:
            made.append(Representation("word vectors", presence[:, known], vector_distances(vectors[known])))
    return made
