"""Lemmas that are no words, and lemmas in capitals."""

import numpy as np
import pytest
import spacy
from defatlas.language.mended_lemmas import mended_lemmas, regular_lemmas
from spacy.tokens import Doc
from spacy.vectors import Vectors
from spacy.vocab import Vocab

KNOWN = "abolish clarify dig free loss mar number numb numbing posse resume wealthy".split()


@pytest.fixture
def vocab():
    vocab = spacy.blank("en").vocab
    vocab.vectors = Vectors(
        strings=vocab.strings, data=np.ones((len(KNOWN), 3), dtype="float32"), keys=KNOWN, attr="LOWER"
    )
    return vocab


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("losses", ["loss", "losse", "los"]),
        ("cities", ["city", "citi", "citie"]),
        ("resumed", ["resum", "resume"]),
        ("digging", ["digg", "digge", "dig"]),
        ("wealthiest", ["wealthy", "wealthi", "wealthie"]),
        ("planned", ["plann", "planne", "plan"]),
        ("towns", ["town"]),
        ("town", []),
        ("ing", []),
    ],
)
def test_the_regular_ways_back(form, expected):
    assert regular_lemmas(form) == expected


@pytest.mark.parametrize(
    ("form", "pos", "lemma", "mended"),
    [
        ("abolished", "VERB", "abolishe", "abolish"),
        ("Losses", "NOUN", "losse", "loss"),
        ("resumed", "VERB", "resum", "resume"),
        ("digging", "VERB", "digging", "dig"),
        ("clarifying", "VERB", "clarifye", "clarify"),
        ("wealthiest", "ADJ", "wealthi", "wealthy"),
        ("number", "NOUN", "number", "number"),  # a word of its own
        ("digging", "NOUN", "digging", "digging"),  # a noun in -ing stays one
        ("marred", "VERB", "mar", "mar"),
        ("blorped", "VERB", "blorpe", "blorpe"),  # nothing known to put in its place
        ("Losses", "PROPN", "Losse", "Losse"),
        ("numbing", "VERB", "numbing", "numb"),  # known itself, but a verb's lemma does not end so
        ("sing", "VERB", "sing", "sing"),
        ("Capt.", "PROPN", "Captember", "Capt."),
        ("Visit", "VERB", "Visit", "visit"),
        ("HER", "PRON", "hER", "her"),
        ("u", "PRON", "u", "you"),
        ("s", "PART", "s", "'s"),
        ("s", "NOUN", "s", "s"),
        ("I", "PRON", "I", "I"),
        ("A", "DET", "A", "A"),
        ("FREE", "ADJ", "FREE", "free"),
        ("Smart", "ADJ", "Smart", "Smart"),  # may be Swiss: the rule cannot know
        ("REPORTS", "NOUN", "rEPORT", "report"),
        ("DH", "NOUN", "dH", "DH"),
        ("TEHRAN", "PROPN", "tEHRAN", "Tehran"),
        ("EU", "PROPN", "EU", "EU"),
        ("iPhone", "PROPN", "iPhone", "iPhone"),
    ],
)
def test_mended(vocab, form, pos, lemma, mended):
    doc = mended_lemmas(Doc(vocab, words=[form], pos=[pos], lemmas=[lemma]))
    assert doc[0].lemma_ == mended
    assert doc[0].pos_ == pos


def test_without_vectors_no_lemma_counts_as_unknown():
    doc = mended_lemmas(Doc(Vocab(), words=["abolished", "Visit"], pos=["VERB", "VERB"], lemmas=["abolishe", "Visit"]))
    assert [token.lemma_ for token in doc] == ["abolishe", "visit"]
