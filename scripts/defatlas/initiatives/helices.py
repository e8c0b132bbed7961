"""Triple and quadruple helix, as a text says by name (Etzkowitz and Leydesdorff 1995; Carayannis and Campbell 2009)."""

from __future__ import annotations

import re

TRIPLE, QUADRUPLE = "triple", "quadruple"
_HELIX = re.compile(r"\b(triple|quadruple)(?:[- ]| and (?:the )?(?:triple|quadruple) )heli(?:x|ces)\b", re.IGNORECASE)
_FOURTH = re.compile(r"\b(?:fourth (?:helix|sphere|actor|pillar|strand)|four[- ]helix)\b", re.IGNORECASE)
_TURNS_INTO = re.compile(r"\b(?:to|into|towards?|with|by) (?:a |an |the )?$", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not(?! (?:only|just|solely|merely|simply)\b)|no|never|lacks?|lacking|without(?! (?:doubt|question)\b)|"
    r"rather than|instead of|less than|nor|beyond(?: the)?|hardly)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def helix_in(text: str) -> tuple[str, int, int] | None:
    """Return the helix that a stretch names, and where; None when it names none, denies it, or leaves open which.

    Of two, the one that the other turns into counts ("from a triple to a quadruple helix").
    """
    found = [
        (match[1].lower(), match.start(), match.end())
        for match in _HELIX.finditer(text)
        if not _NOT.search(text[: match.start()])
    ]
    found += [(QUADRUPLE, m.start(), m.end()) for m in _FOURTH.finditer(text) if not _NOT.search(text[: m.start()])]
    values = {value for value, _, _ in found}
    if len(values) == 1:
        return found[0]
    last = max(found, key=lambda item: item[1], default=None)
    return last if last is not None and _TURNS_INTO.search(text[: last[1]]) else None
