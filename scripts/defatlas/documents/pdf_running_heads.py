"""Running heads and feet, and page numbers: what stands at the same edge of many pages."""

from __future__ import annotations

import re
from collections import Counter

from defatlas.documents.pdf_lines import Line

_EDGE = 3  # lines from the top or the bottom of a page that may be running ones
_FEWEST_PAGES = 3  # that repeat a line before it is a running one
_NUMBER = re.compile(r"\W*(?:page |p\. ?)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.IGNORECASE)


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _edges(lines: list[Line]) -> list[set[int]]:
    """Return the numbers of the lines at the top and at the bottom of a page."""
    by_height = sorted(range(len(lines)), key=lambda number: (-lines[number].base, number))
    return [set(by_height[:_EDGE]), set(by_height[-_EDGE:])]


def _place(line: Line) -> int:
    return round(line.base / 3.0)


def drop_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop page numbers at the edge of a page, and lines that stand there on at least a third of the pages.

    Lines are the same when their text is, but for its numbers, and their height on the page nearly is; three pages
    must have it. A page of few lines keeps what the others do not repeat.
    """
    often: Counter[tuple[str, int]] = Counter()
    edges = [_edges(lines) for lines in pages]
    for lines, (top, bottom) in zip(pages, edges, strict=True):
        if len(lines) > 4:
            often.update(
                {(_masked(lines[number].text), place) for number in top | bottom for place in _near(lines, number)}
            )
    needed = max(_FEWEST_PAGES, len(pages) / 3)
    kept = []
    counted = _offsets_of_numbers(pages, edges)
    for page, (lines, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        repeated = {n for n in top | bottom if often[_masked(lines[n].text), _place(lines[n])] >= needed}
        outermost = _outermost(lines, top - repeated, highest=True) | _outermost(
            lines, bottom - repeated, highest=False
        )
        numbers = {n for n in outermost if len(lines) > 1 and _NUMBER.fullmatch(lines[n].text)}
        numbers |= {n for n in top | bottom if _offset(lines[n].text, page) in counted}
        kept.append([line for number, line in enumerate(lines) if number not in repeated | numbers])
    return kept


def _offset(text: str, page: int) -> int | None:
    """Return by how much a number that stands alone is ahead of the count of pages; None for other text."""
    found = re.fullmatch(r"\W*(\d{1,5})\W*", text)
    return int(found[1]) - page if found else None


def _offsets_of_numbers(pages: list[list[Line]], edges: list[list[set[int]]]) -> set[int]:
    """Return the offsets of numbers at the edges that count along with the pages, on three and half of them."""
    found: Counter[int] = Counter()
    for page, (lines, (top, bottom)) in enumerate(zip(pages, edges, strict=True)):
        offsets = {_offset(lines[number].text, page) for number in top | bottom}
        found.update(offset for offset in offsets if offset is not None)
    return {offset for offset, count in found.items() if count >= max(_FEWEST_PAGES, len(pages) / 2)}


def _near(lines: list[Line], number: int) -> tuple[int, int, int]:
    """Return the heights at which a line counts: its own and those right beside it."""
    place = _place(lines[number])
    return place - 1, place, place + 1


def _outermost(lines: list[Line], numbers: set[int], *, highest: bool) -> set[int]:
    """Return the lines that stand highest or lowest on a page, all that share one height."""
    if not numbers:
        return set()
    heights = {number: lines[number].base for number in numbers}
    edge = max(heights.values()) if highest else min(heights.values())
    return {number for number, base in heights.items() if abs(base - edge) < 3.0}
