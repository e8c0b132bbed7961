"""Legacy encodings of one byte per letter: Western or Central European; and text that was once decoded wrongly."""

from __future__ import annotations

import re
from collections import Counter

import ftfy

WESTERN = "cp1252"
CENTRAL = ("cp1250", "iso8859-2")
_SAMPLE = 200_000  # bytes
# The letters beyond a to z of the languages that each group of encodings serves; German names stand in all.
_WESTERN_LETTERS = (
    "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíóúüñ", "áâãàçéêíóôúü", "àèéìíîòóù", "áéëèïíóöü", "åæøé", "åäöé", "áðéíóúýþæö",
    "àçéèíïóòúü", "éèïöçâêñüôà",
)  # fmt: skip
_CENTRAL_LETTERS = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ", "äöüß",
)  # fmt: skip
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_PORTUGUESE = re.compile("õe")  # the one place of this letter
# What is neither a letter nor a mark that words hold (apostrophes, hyphens, the Catalan dot, the signs of ordinals).
_SYMBOL_IN_WORD = re.compile(
    r"(?<=[^\W\d_])(?![’‘´'·‐‑–—­…°ªº®™©\xa0])[^\w\s\x00-\x7f](?=[a-z])|(?<=[a-z])[¹²³](?=[a-z])|[\x80-\x9f\ufffd]"
)
_SYMBOL_COST = 2


def _odd(word: str, alphabet: str) -> int:
    """Count the letters of a word that are neither ASCII nor in an alphabet."""
    return sum(letter > "\x7f" and letter.isalpha() and letter not in alphabet for letter in word)


def _cost(text: str, alphabets: tuple[str, ...]) -> tuple[int, int]:
    """Count what speaks against a decoding, in words and, to choose between equals, in the text as one language.

    In words: letters of no language beside others, and symbols inside of words.
    """
    words = Counter(_PORTUGUESE.sub("oe", word) for word in _WORD.findall(text.lower()))
    by_word = sum(number * min(_odd(word, alphabet) for alphabet in alphabets) for word, number in words.items())
    by_text = min(sum(number * _odd(word, alphabet) for word, number in words.items()) for alphabet in alphabets)
    return by_word + _SYMBOL_COST * len(_SYMBOL_IN_WORD.findall(text)), by_text


def single_byte_encoding(data: bytes) -> str:
    """Tell whether text in an encoding of one byte per letter is Western or Central European.

    A wrong decoding mixes letters of several languages in a word, or leaves symbols inside of words ("Wroc³aw"). Where
    nothing tells, it is Western, which is far more frequent.

    Returns:
        "cp1252", "cp1250" or "iso8859-2".
    """
    sample = data[:_SAMPLE]
    western = _cost(sample.decode(WESTERN, errors="replace"), _WESTERN_LETTERS)
    costs = {name: _cost(sample.decode(name, errors="replace"), _CENTRAL_LETTERS) for name in CENTRAL}
    central = min(CENTRAL, key=lambda name: costs[name])
    return central if costs[central][0] < western[0] else WESTERN


def is_latin(data: bytes) -> bool:
    """Tell whether text of one byte per letter is Latin: its accented letters stand alone or in twos.

    Of other scripts, whole words consist of such bytes.
    """
    runs = [len(run) for run in _NOT_ASCII.findall(data[:_SAMPLE])]
    return sum(run for run in runs if run > 2) <= sum(runs) / 2


def mend(text: str) -> str:
    """Return text in which lines of UTF-8 that someone decoded as something else are put right ("cafÃ©" → "café").

    Of ftfy only what mends encodings is used; its other repairs change quotation marks, ligatures and widths of letters
    in text that is sound.
    """
    if text.isascii():
        return text
    lines = text.split("\n")
    return "\n".join(line if line.isascii() else ftfy.fix_encoding(line) for line in lines)
