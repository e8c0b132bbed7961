"""What the parsing teacher makes of each word: the mean of its states over the word's occurrences.

Written by `parse_silver.py`, read by `word_vectors.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

_PRIOR = 3.0  # occurrences that the expectation is worth
_RIDGE = 30.0  # both by judgement, not tuned
_MOST = 20.0  # occurrences by which a word weighs in the regression at most


class WordStates:
    """Sums of states by word in small letters."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.sums: dict[str, np.ndarray] = {}
        self.counts: Counter[str] = Counter()

    def see(self, words: Sequence[str], states: np.ndarray) -> None:
        """Add the states (words x width) of a sentence's words."""
        for word, state in zip(words, states, strict=True):
            low = word.lower()
            self.counts[low] += 1
            self.sums[low] = self.sums.get(low, 0.0) + state.astype("float64")

    def store(self, path: Path) -> None:
        """Write words (one a line, as bytes), counts and means (words x width), in order of the words."""
        words = sorted(self.counts)
        np.savez(
            path,
            words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8),
            counts=np.array([self.counts[word] for word in words], dtype=np.int64),
            means=np.array([self.sums[word] / self.counts[word] for word in words], dtype=np.float32),
        )


def read_states(path: Path) -> tuple[dict[str, int], dict[str, np.ndarray]]:
    """Occurrences and mean state of each word, as `WordStates.store` wrote them."""
    with np.load(path, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode("utf-8").split("\n")
        return dict(zip(words, stored["counts"].tolist(), strict=True)), dict(zip(words, stored["means"], strict=True))


def expected_states(
    embeddings: np.ndarray, words: list[str], counts: dict[str, int], means: dict[str, np.ndarray]
) -> np.ndarray:
    """Mean states (words x width) drawn towards what a ridge regression on `embeddings` (words x features) expects.

    A word seen n times has n / (n + `_PRIOR`) of its own mean; one never seen has the expectation alone.
    In the regression words weigh by their occurrences, `_MOST` at most.
    """
    seen = [place for place, word in enumerate(words) if word in means]
    known = np.stack([means[words[place]] for place in seen]).astype("float64")
    numbers = np.array([counts[words[place]] for place in seen], dtype="float64")
    weights = np.minimum(numbers, _MOST)[:, None]
    x = np.hstack([embeddings / embeddings.std(), np.ones((len(words), 1))]).astype("float64")
    seen_x = x[seen]
    gram = seen_x.T @ (weights * seen_x) + _RIDGE * np.eye(x.shape[1])
    result: np.ndarray = x @ np.linalg.solve(gram, seen_x.T @ (weights * known))
    share = (numbers / (numbers + _PRIOR))[:, None]
    result[seen] = share * known + (1 - share) * result[seen]
    return result
