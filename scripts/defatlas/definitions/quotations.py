"""Passages in quotation marks, and whether a definiens is quoted or the author's own."""

from __future__ import annotations

import re

_FEWEST_WORDS = 4  # fewer are a term in quotation marks, not a quotation
_PAIRS = re.compile(r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|„[^„“”]*(?:[“”]|$)|(?<!\w)‘[^‘]*?’(?!\w)|``[^`]*?(?:''|$)")
_STRAIGHT = re.compile(r"\"[^\"]*(?:\"|$)")


def quotations(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the quotations of a text, marks included; one that is not closed runs to the end."""
    found = [match.span() for expression in (_PAIRS, _STRAIGHT) for match in expression.finditer(text)]
    return sorted(span for span in found if len(re.findall(r"\w+", text[slice(*span)])) >= _FEWEST_WORDS)


def quotation_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the quotation that holds half of `text[start:end]` or more; None when the words are the author's own."""
    for opened, closed in quotations(text):
        if 2 * (min(closed, end) - max(opened, start)) >= end - start > 0:
            return opened, closed
    return None
