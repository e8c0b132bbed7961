"""The rule for unknown names."""

import numpy as np
import spacy
from defatlas.language.unknown_names import unknown_names
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab


def _doc(vocab):
    return Doc(
        vocab,
        words=["Perlingiere", "saw", "Harbour", "and", "zzyzx", "Etc."],
        pos=["NOUN", "VERB", "NOUN", "CCONJ", "NOUN", "NOUN"],
        tags=["NN", "VBD", "NN", "CC", "NN", "NN"],
        lemmas=["perlingiere", "see", "harbour", "and", "zzyzx", "etc."],
    )


def test_only_unknown_capitalised_nouns_become_names():
    vocab = spacy.blank("en").vocab
    vocab.vectors = Vectors(
        strings=vocab.strings, data=np.ones((1, 3), dtype="float32"), keys=["harbour"], attr="LOWER"
    )
    doc = unknown_names(_doc(vocab))
    assert [t.pos_ for t in doc] == ["PROPN", "VERB", "NOUN", "CCONJ", "NOUN", "NOUN"]
    assert doc[0].tag_ == "NNP" and doc[0].lemma_ == "Perlingiere"
    assert doc[2].lemma_ == "harbour"


def test_without_vectors_nothing_changes():
    doc = unknown_names(_doc(Vocab()))
    assert doc[0].pos_ == "NOUN"
