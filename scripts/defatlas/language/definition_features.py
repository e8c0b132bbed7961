"""What the definition component sees of a word.

No part of speech and no parse, so that a sentence can be judged from its tokens alone;
and little of the word itself, so that the vocabulary of the training textbooks cannot be
learned by heart: a closed list of words common to all subjects (the cues), the ending,
the shape, and a static vector.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.strings import get_string_id

SUFFIX_LENGTH = 3
SUFFIX_ROWS = 600
SHAPES = ("lower", "capitalised", "upper", "mixed", "number", "with digits", "punctuation", "other")
POSITIONS = 16  # the first words of a sentence by position; the last one stands for all others


@dataclass(frozen=True)
class WordFeatures:
    """Rows of the embedding tables for one word.

    cue: 0 for a word outside of the closed list; suffix: 0 to `SUFFIX_ROWS` - 1;
    shape: index of `SHAPES`.
    """

    cue: int
    suffix: int
    shape: int


def shape_of(text: str) -> int:
    """Index in `SHAPES` of a word's outer form."""
    if text.isalpha():
        if text.islower():
            return 0
        if text.isupper() and len(text) > 1:
            return 2
        return 1 if text[0].isupper() and (len(text) == 1 or text[1:].islower()) else 3
    if any(sign.isdigit() for sign in text):
        return 4 if not any(sign.isalpha() for sign in text) else 5
    return 6 if not any(sign.isalnum() for sign in text) else 7


def word_features(text: str, cues: Mapping[str, int]) -> WordFeatures:
    """Features of a word as written; `cues` numbers the closed list from 1, in lower case."""
    lower = text.lower()
    suffix = get_string_id(f"suffix:{lower[-SUFFIX_LENGTH:]}") % SUFFIX_ROWS
    return WordFeatures(cues.get(lower, 0), suffix, shape_of(text))
