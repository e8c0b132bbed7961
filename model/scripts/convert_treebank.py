"""Convert CoNLL-U treebanks to spaCy's binary training format.

    python convert_treebank.py OUT.spacy --sentences 1 10 -- IN.conllu ...

Each size given by `--sentences` adds one copy of every treebank, cut into documents of
that many sentences: single sentences teach the parser to leave them whole, longer runs
teach it where they end. Sizes for development data: 10 alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from conllu import group, read_sentences, to_doc
from spacy.tokens import DocBin


def convert(inputs: list[Path], output: Path, sizes: list[int]) -> int:
    """Write all `inputs`, once for each run length in `sizes`; return the number of documents."""
    vocab = spacy.blank("en").vocab
    store = DocBin(attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"])
    for path in inputs:
        sentences = list(read_sentences(path))
        for size in sizes:
            for run in group(sentences, size):
                store.add(to_doc(vocab, run))
    output.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(output)
    return len(store)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--sentences", type=int, nargs="+", default=[10])
    parser.add_argument("inputs", type=Path, nargs="+")
    arguments = parser.parse_args()
    print(convert(arguments.inputs, arguments.output, arguments.sentences), "documents")
