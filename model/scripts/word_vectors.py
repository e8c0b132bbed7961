"""Derive static word vectors from the token embeddings of all-MiniLM-L6-v2.

    python word_vectors.py OUT_FOLDER --dimensions 96 -- TREEBANK.conllu ...

A word's vector is the mean of the embeddings of its word pieces, after removal of the
first principal component's share of frequency and reduction by principal components.
The vocabulary: whole-word pieces of the teacher, and the words of the treebanks.
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


def vocabulary(treebanks: list[Path], pieces: dict[str, int]) -> list[str]:
    """Lower-case words: the teacher's whole-word pieces and all forms of the treebanks."""
    words = {piece for piece in pieces if piece.isalpha() and piece.isascii() and len(piece) > 1}
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


def build(treebanks: list[Path], output: Path, dimensions: int) -> tuple[int, int]:
    """Write the pipeline with vectors; return its number of words and dimensions."""
    tokenizer = word_piece_tokenizer()
    words = vocabulary(treebanks, tokenizer.get_vocab())
    embeddings = load_file(MODEL_FOLDER / "model.safetensors")["embeddings.word_embeddings.weight"]
    matrix = np.stack([embeddings[e.ids].mean(axis=0) for e in tokenizer.encode_batch(words, add_special_tokens=False)])
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=reduce(matrix, dimensions), keys=words, name="minilm", attr="LOWER"
    )
    nlp.to_disk(output)
    return nlp.vocab.vectors.shape


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--dimensions", type=int, default=96)
    parser.add_argument("treebanks", type=Path, nargs="+")
    arguments = parser.parse_args()
    print(build(arguments.treebanks, arguments.output, arguments.dimensions))
