"""Spellings of names: without accents, in lower case, word by word."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Return a text without accents, of the same length, with plain apostrophes."""
    return "".join((unicodedata.normalize("NFD", c)[0] if c != "’" else "'") for c in text)


def words_of(name: str) -> list[str]:
    """Return the words of a name in lower case, folded; brackets and signs dropped."""
    return re.findall(r"[\w@]+(?:[-'.]\w+)*", fold(name).lower())
