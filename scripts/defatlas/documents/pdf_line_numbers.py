"""Numbers in the margin of manuscripts, which count the lines of a page or every fifth of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_NUMBER = re.compile(r"(\d{1,5})(?:\s+|$)")
_FEWEST = 6  # numbers on a page
_LEAST_COUNTING = 0.9  # of the pairs of numbers, one below the other
_LEAST_NUMBERED = 0.75  # of the lines of text, where each is counted
_LEAST_WRAPPED = 0.1  # of the lines of text, where each is counted
_LEAST_WRAPPED_IN_YEARS = 0.5  # where the numbers begin as years do
_YEARS = range(1500, 2100)
_STEPS = (1, 2, 5, 10)
_TOLERANCE = 3.0  # points


class Numbered(NamedTuple):
    """A line that begins with a number.

    Attributes:
        place: which of the page's lines it is.
        number: the number.
        length: characters of it and the space behind it.
        alone: whether nothing else stands in the line.
        base: its height on the page, in points.
        edge: where the number begins, in points from the left.
    """

    place: int
    number: int
    length: int
    alone: bool
    base: float
    edge: float


def _numbered(texts: Sequence[str], bases: Sequence[float], lefts: Sequence[float]) -> list[Numbered]:
    """Return the lines that begin with a number, from the top of the page down."""
    found = []
    for place, text in enumerate(texts):
        if match := _NUMBER.match(text):
            alone = match.end() == len(text)
            found.append(Numbered(place, int(match[1]), match.end(), alone, bases[place], lefts[place]))
    return sorted(found, key=lambda line: -line.base)


def _in_one_margin(found: list[Numbered]) -> list[Numbered]:
    """Return the lines whose numbers begin within a few points of most others; longer numbers begin further left."""
    if not found:
        return []
    edges = Counter(round(line.edge / _TOLERANCE) for line in found)
    usual = max(edges, key=lambda edge: sum(edges[edge + beside] for beside in range(-4, 5)))
    return [line for line in found if abs(round(line.edge / _TOLERANCE) - usual) <= 4]


def _is_even(found: list[Numbered]) -> bool:
    """Tell whether numbers stand alone and at one distance below each other, which those of a list do not."""
    distances = [round(first.base - second.base) for first, second in pairwise(found)]
    usual = Counter(distances).most_common(1)[0][0]
    even = sum(abs(distance - usual) <= 1 for distance in distances)
    return all(line.alone for line in found) and even >= _LEAST_COUNTING * len(distances)


def _wrapped(texts: Sequence[str], found: list[Numbered]) -> float:
    """Return the share of lines of text that go on in the next: no sentence ends, and a small letter follows."""
    lengths = {line.place: line.length for line in found}
    bare = [rest for place, text in enumerate(texts) if (rest := text[lengths.get(place, 0) :].strip())]
    goes_on = sum(first[-1] not in ".!?:;" and second[0].islower() for first, second in pairwise(bare))
    return goes_on / max(1, len(bare) - 1)


def line_numbers(texts: Sequence[str], bases: Sequence[float], lefts: Sequence[float]) -> dict[int, int]:
    """Find the numbers that count the lines of a page.

    They count on from line to line in one margin. Where they count each line, nearly all text has one beside it or
    before it, which tells them from the numbers of a list of references; and sentences run on from one counted line
    to the next, which tells them from the ranks and years of a table.

    Args:
        texts, bases, lefts: of the page's lines: text, height and left end in points.

    Returns:
        How many characters the number takes, by the place of its line.
    """
    found = _in_one_margin(_numbered(texts, bases, lefts))
    if len(found) < _FEWEST:
        return {}
    steps = Counter(second.number - first.number for first, second in pairwise(found))
    step, often = steps.most_common(1)[0]
    if step not in _STEPS or often < _LEAST_COUNTING * (len(found) - 1):
        return {}
    others = [left for place, left in enumerate(lefts) if place not in {line.place for line in found}]
    outside = bool(others) and all(line.edge < median(others) - _TOLERANCE for line in found)
    wrapped = _wrapped(texts, found)
    if wrapped < (_LEAST_WRAPPED_IN_YEARS if found[0].number in _YEARS else _LEAST_WRAPPED if step == 1 else 0):
        return {}
    if step > 1 and not (outside and all(line.number % step == 0 for line in found)):
        return {}
    heights = {line.base for line in found if line.alone}
    without = set(range(len(texts))) - {line.place for line in found}
    bare = [n for n in without if not any(abs(bases[n] - height) < _TOLERANCE for height in heights)]
    share = 1 - len(bare) / max(1, len(texts) - sum(line.alone for line in found))
    if step == 1 and share < _LEAST_NUMBERED and not _is_even(found):
        return {}
    return {line.place: line.length for line in found}
