"""Geographical levels: the words that say one, sentences that open with one, and headings."""

from __future__ import annotations

import re

_WORDS = {
    "local": r"local(?:ly)?|municipal|city-level|city-wide|citywide|metropolitan",
    "regional": r"regional(?:ly)?|provincial|sub-national",
    "national": r"national(?:ly)?|nation-?wide|country-?wide",
    "european": r"european|eu-wide|eu-level|pan-european|europe-wide|supranational",
    "international": r"international(?:ly)?|global(?:ly)?|world-?wide|transnational|intercontinental",
}
ANY = "|".join(_WORDS.values())
_EACH = {level: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in _WORDS.items()}
_NOUNS = (
    r"clusters?|initiatives?|networks?|alliances?|living labs?|labs?|programmes?|programs?|projects?|partnerships?|"
    r"platforms?|hubs?|associations?|consorti(?:um|a)|strateg(?:y|ies)|examples?|cases?|ones|coalitions?|districts?"
)
_LINKING = (
    "also|however|similarly|likewise|finally|then|conversely|instead|first|firstly|second|secondly|third|next|moreover|"
    "furthermore|and|but|again|in addition|by contrast|now|still"
)
_FRAME = re.compile(
    rf"\W*(?:(?:{_LINKING}),? ){{0,2}}(?:as (?:concerns|regards|for)|concerning|regarding|with (?:regard|"
    rf"respect|reference) to|"
    rf"in terms of|turning to|moving to|at|on|among(?:st)?|of|from) (?:the |a )?(?:selected |main |more )?"
    rf"(?P<level>{ANY})(?P<second>(?: and| or|,) (?:{ANY}))? (?:level|scale|dimension|side|tier|{_NOUNS})\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"\b(?P<level>{ANY})(?P<second>(?: and| or|,) (?:{ANY}))? (?:[\w-]+ ){{0,2}}?(?:{_NOUNS})\b|"
    rf"\b(?:operat|work|act|set up|organi[sz]|exist|launch)\w* (?:\w+ )?(?:at|on) (?:the |"
    rf"a )?(?P<at>{ANY}) (?:level|scale)\b|"
    rf"\b(?P<scope>{ANY}) (?:in scope|in reach|scope|reach)\b",
    re.IGNORECASE,
)
_BEING = re.compile(r"\b(?:are|were|as|both|being|among(?:st)?)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_CONTRAST = re.compile(
    r"\b(?:unlike|not|other|than|beyond|between|from|contrary to|differently from|with|by|many|several|"
    r"most|its|their|part of|members? of|partners? of)\s+"
    r"(?:a |an |the |other |any )?$",
    re.IGNORECASE,
)


def levels_in(text: str) -> list[str]:
    """Return the levels that a text names, in their order from local to international."""
    return [level for level, expression in _EACH.items() if expression.search(text)]


def level_of(word: str) -> str:
    """Return the level of one word; empty when it is none."""
    return next((level for level, expression in _EACH.items() if expression.fullmatch(word)), "")


def frame_of(text: str) -> tuple[str, int, int] | None:
    """Return the level that a sentence opens with ("At national level, …") and where; None when it opens with none.

    A sentence that opens with two levels ("At local and regional level") ends an earlier frame: its level is empty.
    """
    match = _FRAME.match(text)
    if match is None:
        return None
    level = "" if match["second"] else level_of(match["level"])
    return level, match.start("level"), match.end()


def heading_level(heading: str) -> str:
    """Return the one level that a heading names ("Local initiatives"); empty when it names none or several."""
    found = levels_in(heading)
    return found[0] if len(found) == 1 and re.search(rf"\b(?:{_NOUNS}|level|scale)\b", heading, re.I) else ""


def stated_level(text: str) -> tuple[str, int, int] | None:
    """Return the level that a stretch says of what it speaks of ("a national cluster"), and where.

    Many are others ("it works with regional clusters"), unless what it speaks of is said to be them.
    """
    for match in _STATED.finditer(text):
        before = text[: match.start()]
        many = match["level"] and match[0].lower().endswith(("s", "ia", "ies")) and not _BEING.search(before)
        if match[0][0].isupper() and match[0].split()[-1][0].isupper():
            continue  # a name: "the International Lamp Network"
        if not match["second"] and not many and not _CONTRAST.search(before):
            return level_of(match["level"] or match["at"] or match["scope"]), match.start(), match.end()
    return None
