"""The network behind the definition component, in numpy.

A small convolutional network over the words of one sentence: dilated convolutions with
maxout and residual connections, then two heads, one for the sentence and one for each
word.

A sentence's result must not depend on its neighbours in a batch. Empty rows keep the
convolutions apart. A BLAS adds up a row in an order that depends on its place and on the
processor, which may show in the last digits; so the convolutions multiply whole numbers, small
enough for every sum to be exact in single precision (`in_whole_numbers`), and the small
products behind them are summed in double precision and rounded to single.

Weights are trained elsewhere (`model/scripts/student.py`) and read from one `.npz` file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from defatlas.language.definition_features import POSITIONS, word_features

Floats = NDArray[np.float32]

TAGS = ("O", "B-Term", "I-Term", "B-Definition", "I-Definition")
_EPSILON = np.float32(1e-5)  # as in torch.nn.LayerNorm, which trained the scales
_CACHE_LIMIT = 200_000
GROUP_ROWS = 1000  # rows laid out together; bounds the memory
DECIMALS = 6  # of a probability


@dataclass(frozen=True)
class Judgement:
    """The network's view of one sentence.

    probability: that the sentence defines something, 0 to 1.
    tags: scores of `TAGS` for each word (words x tags), before normalisation.
    """

    probability: float
    tags: Floats


def _normalise(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Layer normalisation of rows (words x width)."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
    result: Floats = centred / spread * scale + shift
    return result


def in_whole_numbers(array: Floats, axis: int) -> tuple[Floats, Floats]:
    """Round to whole numbers whose products of two add up exactly along an axis, in single precision.

    Args:
        array: two dimensions.
        axis: the one that products are summed over; each slice along it has a scale of its own.

    Returns:
        The whole numbers, at most sqrt(2**24 / length of the axis) either way, so that no sum of
        their products passes 2**24, up to which single precision holds every whole number; and the
        scale, of length 1 along `axis`, by which they are multiplied to come near `array` again.
    """
    largest = np.maximum(array.max(axis=axis, keepdims=True), -array.min(axis=axis, keepdims=True))
    scale = np.where(largest > 0, largest / np.float32(math.isqrt(2**24 // array.shape[axis])), np.float32(1))
    return np.rint(array / scale), scale


def _product(rows: Floats, matrix: Floats) -> Floats:
    """`rows @ matrix`, summed in double precision."""
    result: Floats = (rows.astype(np.float64) @ matrix.astype(np.float64)).astype(np.float32)
    return result


def _softmax(rows: Floats) -> Floats:
    exponentials = np.exp(rows - rows.max(axis=-1, keepdims=True))
    result: Floats = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return result


class DefinitionNetwork:
    """Judges sentences given as word lists.

    Args:
        weights: arrays by name, as `model/scripts/student.py` writes them.
        cues: the closed list of words, in the order of their rows from 1.
        vectors: the pipeline's static vectors, looked up by lower-case word.
        dilations: distance of the outer words that each convolution sees.
    """

    def __init__(
        self, weights: Mapping[str, Floats], cues: Sequence[str], vectors: Vectors, dilations: Sequence[int]
    ) -> None:
        """Keep the weights in single precision."""
        self.weights = {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in weights.items()}
        self.cues = {word: row for row, word in enumerate(cues, start=1)}
        self.vectors = vectors
        self.dilations = tuple(dilations)
        self._words: dict[str, Floats] = {}
        self._convolutions = [
            in_whole_numbers(self.weights[f"conv{layer}_weight"], 0) for layer in range(len(self.dilations))
        ]

    @classmethod
    def from_file(cls, path: Path, vectors: Vectors) -> DefinitionNetwork:
        """Read weights, closed list and dilations from an `.npz` file (no pickles)."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        cues = arrays.pop("cues").tobytes().decode("utf-8").split("\n")  # one text: a tenth of an array's size
        dilations = [int(step) for step in arrays.pop("dilations")]
        return cls(arrays, cues, vectors, dilations)

    def _word(self, text: str) -> Floats:
        """The sum of a word's embeddings (width), computed once per spelling."""
        known = self._words.get(text)
        if known is not None:
            return known
        w = self.weights
        features = word_features(text, self.cues)
        total = w["cue"][features.cue] + w["suffix"][features.suffix] + w["shape"][features.shape]
        row = self.vectors.key2row.get(self.vectors.strings[text.lower()], -1)
        if row >= 0:
            total = total + w["vector"] @ self.vectors.data[row]
        if len(self._words) >= _CACHE_LIMIT:
            self._words.clear()
        self._words[text] = total
        return total  # type: ignore[no-any-return]

    def _embed(self, sentences: Sequence[Sequence[str]]) -> tuple[Floats, Floats, list[int]]:
        """Lay sentences one behind the other, empty rows between them.

        Returns the normalised embeddings (rows x width), a mask (rows x 1; 1 for words, 0
        for empty rows) and the first row of each sentence.
        """
        w = self.weights
        gap = max(self.dilations)
        starts: list[int] = []
        row = gap
        for words in sentences:
            starts.append(row)
            row += len(words) + gap
        states = np.zeros((row, w["norm_scale"].shape[0]), dtype=np.float32)
        mask = np.zeros((row, 1), dtype=np.float32)
        for start, words in zip(starts, sentences, strict=True):
            end = start + len(words)
            mask[start:end] = 1.0
            if not words:
                continue
            states[start:end] = [self._word(word) for word in words]
            head = min(len(words), POSITIONS - 1)
            states[start : start + head] += w["position"][:head]
            states[start + head : end] += w["position"][POSITIONS - 1]
        return _normalise(states, w["norm_scale"], w["norm_shift"]) * mask, mask, starts

    def _encode(self, states: Floats, mask: Floats) -> Floats:
        """Run the convolutions over rows (rows x width); empty rows stay zero."""
        w = self.weights
        width = states.shape[1]
        window = np.zeros((states.shape[0], 3 * width), dtype=np.float32)
        for layer, step in enumerate(self.dilations):
            window[step:, :width] = states[:-step]
            window[:step, :width] = 0.0
            window[:, width : 2 * width] = states
            window[:-step, 2 * width :] = states[step:]
            window[-step:, 2 * width :] = 0.0
            matrix, column_scale = self._convolutions[layer]
            rows, row_scale = in_whole_numbers(window, 1)
            pieces = (rows @ matrix) * (row_scale * column_scale) + w[f"conv{layer}_bias"]
            best = np.maximum(pieces[:, :width], pieces[:, width:])
            states = states + _normalise(best, w[f"conv{layer}_scale"], w[f"conv{layer}_shift"]) * mask
        return states

    def _heads(self, states: Floats, attention: Floats, scores: Floats) -> Judgement:
        """Judge one sentence from its words' states, attention and tag scores (words x ...)."""
        w = self.weights
        pooled = np.concatenate([states.max(axis=0), (_softmax(attention.T) @ states).ravel()])
        hidden = np.maximum(pooled @ w["hidden_weight"] + w["hidden_bias"], 0.0)
        logit = float(hidden @ w["sentence_weight"] + w["sentence_bias"][0])
        probability = 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
        return Judgement(round(probability, DECIMALS), scores + hidden @ w["tag_context"])

    def judge(self, sentences: Sequence[Sequence[str]]) -> list[Judgement]:
        """Judge sentences, each given as its words. An empty one has probability 0."""
        judged: list[Judgement] = []
        group: list[Sequence[str]] = []
        rows = 0
        for words in sentences:
            if rows + len(words) > GROUP_ROWS and group:
                judged.extend(self._judge_group(group))
                group, rows = [], 0
            group.append(words)
            rows += len(words) + max(self.dilations)
        return [*judged, *self._judge_group(group)] if group else judged

    def _judge_group(self, sentences: Sequence[Sequence[str]]) -> list[Judgement]:
        states, mask, starts = self._embed(sentences)
        states = self._encode(states, mask)
        attention = _product(states, self.weights["attention"])
        scores = _product(states, self.weights["tag_weight"]) + self.weights["tag_bias"]
        return [
            self._heads(states[s : s + len(words)], attention[s : s + len(words)], scores[s : s + len(words)])
            if words
            else Judgement(0.0, np.zeros((0, len(TAGS)), dtype=np.float32))
            for s, words in zip(starts, sentences, strict=True)
        ]
