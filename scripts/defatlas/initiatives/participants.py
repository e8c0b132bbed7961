"""Who takes part in an initiative, and in which sectors it works: words counted only where a sentence says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from defatlas.coding.coder import Code

SPHERES = frozenset({"industry", "science", "government"})
_REACH = 220  # characters from "brings together" to the last of a list
_TAKE_PART = re.compile(
    r"\b(?:bring(?:s|ing)? together|brought together|unit(?:es?|ed|ing)|gather(?:s|ed|ing)?|involv(?:es?|ed|ing)|"
    r"consist(?:s|ed|ing)? (?:mainly )?of|compris(?:es?|ed|ing)|composed of|made up of|includ(?:es?|ed|"
    r"ing)|counts? among|"
    r"(?:its|their|the|whose|cluster's) (?:\w+ )?(?:members?|partners?|participants?|stakeholders|actors)\b|"
    r"(?:alliance|partnership|cooperation|co-operation|collaboration|consortium|network|association|union|coalition|"
    r"synerg(?:y|ies)|links?|relations?|exchange|transfer|dialogue) (?:of|between|among|with)|"
    r"joint (?:project|venture|initiative|effort|undertaking) (?:of|between|by)|(?:run|led|driven|founded|"
    r"set up|launched|"
    r"carried|financed|supported) (?:jointly )?by|connect(?:s|ed|ing)?|link(?:s|ed|ing)|based on|"
    r"stakeholders,? such as|"
    r"members,? (?:namely|such as|among them)|partners,? (?:namely|such as|among them)|(?:joined|"
    r"joins) forces with)\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"\b(?:(?:work|act|cooperat|co-operat|collaborat|develop|experiment|"
    r"innovat)\w*\s+(?:\w+\s+)?(?:together|jointly|closely|"
    r"side by side|in close cooperation|in cooperation|in partnership|hand in hand)|(?:are|as|were|"
    r"become) (?:its |the |full )?"
    r"(?:members|partners|stakeholders)|take part|takes part|took part|taking part|participat\w+|"
    r"play(?:s|ed|ing)? (?:a|an|the) (?:[\w-]+ )?(?:role|part)|are involved|co-?operate|collaborate|join forces)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|no one but|nobody but)\b", re.IGNORECASE)
_SECTORS = re.compile(
    r"\b(?:sectors?|fields?|areas?|domains?|industr(?:y|ies)|topics|themes|around|focus(?:es|ed|ing)? (?:\w+ )?on|"
    r"specialis\w+ in|specializ\w+ in|dedicated to|active in|potential|branch(?:es)?)\b",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(  # "the private environment" is no sector, "smart cities" are no authorities
    r"\b(?:private|academic|business|innovative|innovation|real-life|favourable|favorable|smart|"
    r"intelligent|digital)\s+$",
    re.I,
)
_SECTOR_BEFORE, _SECTOR_BEHIND = 130, 260


def stakeholders_in(text: str, start: int, end: int, codes: Sequence[Code]) -> Iterator[tuple[Code, bool]]:
    """Yield who a stretch says takes part, and whether it says that only these do.

    Args:
        text: of the passage.
        start, end: of the stretch in it.
        codes: of the passage, on the list of stakeholders.
    """
    stretch = text[start:end]
    spans = []
    for match in _TAKE_PART.finditer(stretch):
        stop = re.search(r"[;:.](?:\s|$)", stretch[match.end() :])
        reach = min(_REACH, stop.start() if stop and stop.start() > 20 else _REACH)
        around = stretch[match.start() - 12 if match.start() > 12 else 0 : match.end() + 12]
        spans.append((start + match.start(), start + match.end() + reach, bool(_ONLY.search(around))))
    for match in _TOOK_PART.finditer(stretch):
        spans.append((start + max(match.start() - 130, 0), start + match.start(), False))
    seen = set[str]()
    for code in codes:
        if not start <= code.start < end or code.dimension in seen:
            continue
        fitting = [only for a, b, only in spans if a <= code.start and code.end <= b]
        if fitting and not (code.evidence.lower() in {"cities", "city of"} and _other_sense(text, code)):
            seen.add(code.dimension)
            yield code, any(fitting)


def sectors_in(text: str, start: int, end: int, codes: Sequence[Code]) -> Iterator[Code]:
    """Yield the sectors that a stretch says an initiative works in.

    Args:
        text: of the passage.
        start, end: of the stretch in it.
        codes: of the passage, on the list of sectors.
    """
    cues = [(start + m.start(), start + m.end()) for m in _SECTORS.finditer(text[start:end])]
    seen = set[str]()
    for code in codes:
        if not (start <= code.start and code.end <= end) or code.dimension in seen:
            continue
        near = any(a - _SECTOR_BEFORE <= code.start and code.end <= b + _SECTOR_BEHIND for a, b in cues)
        if near and not (code.evidence.lower() == "environment" and _other_sense(text, code)):
            seen.add(code.dimension)
            yield code


def _other_sense(text: str, code: Code) -> bool:
    """Tell whether the word before a code gives it another sense."""
    return _OTHER_SENSE.search(text[max(code.start - 24, 0) : code.start]) is not None
