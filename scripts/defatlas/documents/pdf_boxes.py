"""Boxes on a PDF page: running text inside of a drawn frame or on a shaded area, apart from the text around it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

_FARTHEST = 1e6  # points; files may state any place
_MOST_OBJECTS = 5_000  # of a page that is looked at
_MOST_PATHS = 300  # a page with more is a drawing or a map
_THIN = 3.0  # points, of a rule
_TOLERANCE = 4.0  # points
_LEAST_WIDTH, _LEAST_HEIGHT = 90.0, 8.0  # points, of an area
_LARGEST = 0.8  # of the lines of a page; what holds more is a frame around the page
_FEWEST_LETTERS = 60
_SHORTEST = 18  # characters of the usual line; cells of tables and words in drawings are shorter
_MOST_RULES = 1  # inside of a box; a table has more
_SENTENCE = re.compile(r"[a-z)\"”’][.!?:](?:\s|$)")


class Area(NamedTuple):
    """A rectangle, in points from the left and from the bottom of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1

    def encloses(self, other: Area) -> bool:
        """Tell whether another lies in it."""
        return self.holds(other.left, other.bottom) and self.holds(other.right, other.top)

    def has_sides_of(self, other: Area) -> bool:
        """Tell whether another begins and ends at the same distance from the left."""
        return abs(self.left - other.left) < _TOLERANCE and abs(self.right - other.right) < _TOLERANCE


def _is_white(path: object) -> bool:
    """Tell whether a path only paints white, as backgrounds do."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value or not fill.value:
        return not stroke.value
    colours = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(path, *colours)
    return all(colour.value > 250 for colour in colours[:3])


def _paths(page: pdfium.PdfPage) -> list[Area]:
    """Return the places of the paths that can be seen; none for a page that is a drawing."""
    found: list[Area] = []
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        part = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(part) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(part, *edges):
            continue
        area = Area(*(edge.value for edge in edges))
        if all(abs(edge) < _FARTHEST for edge in area) and not _is_white(part):  # no NaN is less than anything
            found.append(area)
        if len(found) > _MOST_PATHS:
            return []
    return found


def _merged(areas: Sequence[Area]) -> list[Area]:
    """Join areas that lie right below each other, as programs shade a paragraph line by line."""
    joined: list[Area] = []
    for area in sorted(areas, key=lambda area: (round(area.left / _TOLERANCE), -area.top)):
        before = joined[-1] if joined else None
        if before and before.has_sides_of(area) and -_THIN < before.bottom - area.top < _THIN:
            joined[-1] = Area(min(before.left, area.left), area.bottom, max(before.right, area.right), before.top)
        else:
            joined.append(area)
    return joined


def _framed(across: Sequence[Area], down: Sequence[Area]) -> Iterator[Area]:
    """Yield what four rules frame."""
    for upper, lower in combinations(sorted(across, key=lambda rule: -rule.top), 2):
        if upper.has_sides_of(lower):
            area = Area(lower.left, lower.bottom, lower.right, upper.top)
            spans = (area.bottom + _TOLERANCE, area.top - _TOLERANCE)
            beside = [rule for rule in down if rule.bottom < spans[0] and rule.top > spans[1]]
            if all(any(abs(rule.left - edge) < _TOLERANCE for rule in beside) for edge in (area.left, area.right)):
                yield area


def _is_ruled(area: Area, across: Sequence[Area], down: Sequence[Area]) -> bool:
    """Tell whether rules divide an area, as they do a table."""
    lying = [rule for rule in across if area.encloses(rule)]
    standing = [rule for rule in down if area.encloses(rule)]
    inner = [rule for rule in lying if min(rule.bottom - area.bottom, area.top - rule.top) > _TOLERANCE]
    return len(inner) > _MOST_RULES or any(
        min(rule.left - area.left, area.right - rule.right) > _TOLERANCE for rule in standing
    )


def _is_cell_beside(area: Area, other: Area) -> bool:
    """Tell whether another area of the same height adjoins at the left or right, as cells of a table do."""
    level = abs(area.top - other.top) < _TOLERANCE and abs(area.bottom - other.bottom) < _TOLERANCE
    return level and min(abs(area.left - other.right), abs(area.right - other.left)) < _TOLERANCE


class Placed(NamedTuple):
    """A line of text: its text, its ends and its height, in points."""

    text: str
    left: float
    right: float
    base: float


def _is_running_text(lines: Sequence[Placed]) -> bool:
    """Tell whether lines are sentences, and no cells or labels."""
    text = " ".join(line.text for line in lines)
    enough = len(lines) > 1 and len(text) >= max(_FEWEST_LETTERS, _SHORTEST * len(lines))
    return enough and bool(_SENTENCE.search(text))


def boxed_lines(page: pdfium.PdfPage, lines: Sequence[Placed]) -> list[int]:
    """Return for each line of a page the number of the box it stands in, from 1; 0 for all outside of boxes.

    A box holds sentences, no table, and not all of the page.
    """
    numbers = [0] * len(lines)
    paths = _paths(page)
    if not paths:
        return numbers
    across = [area for area in paths if area.top - area.bottom < _THIN and area.right - area.left >= _LEAST_WIDTH]
    down = [area for area in paths if area.right - area.left < _THIN and area.top - area.bottom >= _LEAST_HEIGHT]
    wide = [area for area in paths if area.right - area.left >= _LEAST_WIDTH]
    wide = [area for area in wide if area.top - area.bottom >= _LEAST_HEIGHT]
    areas = [*_merged(wide), *(_framed(across, down) if len(across) < _MOST_PATHS / 10 else ())]
    for area in sorted(areas, key=lambda area: (area.bottom - area.top) * (area.right - area.left)):
        inside = [
            number
            for number, line in enumerate(lines)
            if area.holds(line.left, line.base) and area.holds((line.left + line.right) / 2, line.base)
        ]
        if not inside or len(inside) > _LARGEST * len(lines) or any(numbers[n] for n in inside):
            continue
        if _is_ruled(area, across, down) or any(_is_cell_beside(area, other) for other in areas):
            continue
        if _is_running_text([lines[number] for number in inside]):
            box = max(numbers) + 1
            for number in inside:
                numbers[number] = box
    return numbers
