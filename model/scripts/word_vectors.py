"""Derive static word vectors from all-MiniLM-L6-v2, and from what the parsing teacher made of it.

    python word_vectors.py OUT_FOLDER --dimensions 48 [--states word_states.npz --from-states 96] \
        -- TREEBANK.conllu ...

The first `--dimensions` of a word's vector come from the mean of the embeddings of its word pieces.
With `--states`, more come from the mean of the teacher's states over the word's occurrences in text
without labels (as in Bommasani et al. 2020, Interpreting Pretrained Contextualized Representations via
Reductions to Static Embeddings, ACL). A rare word's mean is drawn towards what a ridge
regression expects from its pieces, and a word that never occurs has that alone. Both parts
are reduced by principal components.

The vocabulary: whole-word pieces of MiniLM, the words of the treebanks, and the words of letters
that occur `_LEAST` times in the text without labels.
Writes a blank English pipeline with the vectors, for `[initialize] vectors`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import spacy
from conllu import read_sentences
from safetensors.numpy import load_file
from spacy.vectors import Vectors
from teacher_weights import MODEL_FOLDER, word_piece_tokenizer
from word_states import expected_states, read_states

_LEAST = 4  # occurrences of a word in the text without labels, to be in the vocabulary


def vocabulary(treebanks: list[Path], pieces: dict[str, int], counts: dict[str, int]) -> list[str]:
    """Lower-case words: the teacher's whole-word pieces, all forms of the treebanks, common words of `counts`."""
    words = {piece for piece in pieces if piece.isalpha() and piece.isascii() and len(piece) > 1}
    words |= {word for word, count in counts.items() if count >= _LEAST and word.isalpha()}
    for path in treebanks:
        for sentence in read_sentences(path):
            words.update(word.form.lower() for word in sentence.words)
    return sorted(word for word in words if len(word) < 30)


def reduce(matrix: np.ndarray, dimensions: int) -> np.ndarray:
    """Project rows of `matrix` (words x features) on their leading principal components.

    Returns float32 (words x dimensions), scaled to unit variance over all cells.
    """
    centred = matrix - matrix.mean(axis=0)
    _, _, components = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ components[:dimensions].T
    return (reduced / reduced.std()).astype("float32")


def build(
    treebanks: list[Path], output: Path, dimensions: int, states: Path | None, from_states: int
) -> tuple[int, int]:
    """Write the pipeline with vectors; return its number of words and dimensions."""
    tokenizer = word_piece_tokenizer()
    counts, means = read_states(states) if states else ({}, {})
    words = vocabulary(treebanks, tokenizer.get_vocab(), counts)
    pieces = load_file(MODEL_FOLDER / "model.safetensors")["embeddings.word_embeddings.weight"]
    matrix = np.stack([pieces[e.ids].mean(axis=0) for e in tokenizer.encode_batch(words, add_special_tokens=False)])
    vectors = reduce(matrix, dimensions)
    if means:
        vectors = np.hstack([vectors, reduce(expected_states(matrix, words, counts, means), from_states)])
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, keys=words, name="minilm", attr="LOWER")
    nlp.to_disk(output)
    return nlp.vocab.vectors.shape


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--dimensions", type=int, default=96)
    parser.add_argument("--states", type=Path)
    parser.add_argument("--from-states", type=int, default=96)
    parser.add_argument("treebanks", type=Path, nargs="+")
    arguments = parser.parse_args()
    print(build(arguments.treebanks, arguments.output, arguments.dimensions, arguments.states, arguments.from_states))
