"""Regular English inflection: the forms that a word of the codebook can take in a text."""

from __future__ import annotations

import re


def inflections(word: str) -> set[str]:
    """Return the regular inflected forms of a lower-case word: -s, -ed and -ing with their changes of spelling.

    A final consonant behind a single vowel is doubled and kept single ("plan": planned, planed), because spelling does
    not show the stress; irregular forms (men, built) are left to the lemmatiser.
    """
    if re.search(r"[^aeiou]y$", word):
        return {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    plural = f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"
    if word.endswith("ie"):
        return {plural, f"{word}d", f"{word[:-2]}ying"}
    if word.endswith("e"):
        return {plural, f"{word}d", f"{word[:-1]}ing" if not word.endswith("ee") else f"{word}ing"}
    forms = {plural, f"{word}ed", f"{word}ing"}
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", word):
        forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return forms
