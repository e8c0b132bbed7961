"""Columns of a PDF page: its lines in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from defatlas.documents.pdf_lines import Line

_FEWEST_LINES = 4  # on either side of a gutter
_MOST_LINES = 1_000  # of a page; what has more is no running text, and comparing them all would take too long
_SHORTEST = 18  # characters of the usual line of a column; cells of tables are shorter
_TOLERANCE = 2.0  # points


def _gutter(lines: list[Line]) -> float | None:
    """Return where one column ends and the next begins: a place with much running text side by side around it.

    A line may run across it above or below the columns, as a title does, but not beside them.
    """
    best: tuple[int, float] | None = None
    starts = Counter(round(line.left) for line in lines)
    for place in (start - _TOLERANCE for start in sorted(starts) if starts[start] > 1):
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        fewer = min(len(left), len(right))
        if fewer < _FEWEST_LINES or (best and fewer <= best[0]):
            continue
        if any(sum(len(line.text) for line in side) < _SHORTEST * len(side) for side in (left, right)):
            continue
        crossing = [line for line in lines if line.left < place < line.right]
        if _is_beside(left, right, crossing):
            best = (fewer, place)
    return best[1] if best else None


def _is_beside(left: list[Line], right: list[Line], crossing: list[Line]) -> bool:
    """Tell whether two columns share heights, and no more than a few lines run across both there."""
    top = min(max(line.base for line in side) for side in (left, right))
    bottom = max(min(line.base for line in side) for side in (left, right))
    shared = [sum(bottom - 1 <= line.base <= top + 1 for line in side) for side in (left, right)]
    if min(shared) < _FEWEST_LINES:
        return False
    bases = [line.base for line in left + right]
    beside = sum(any(abs(base - line.base) < 0.4 * (line.size or 10.0) for base in bases) for line in crossing)
    return beside <= 0.1 * min(len(left), len(right))


def _descending(lines: list[Line]) -> list[Line]:
    """Return the lines of a column from top to bottom: as in the file when that is nearly so, else by height."""
    if len(lines) < 2:
        return lines
    rising = sum(second.base > first.base + 0.5 * (first.size or 10.0) for first, second in pairwise(lines))
    if rising <= 0.02 * len(lines):
        return lines
    return sorted(lines, key=lambda line: (-round(line.base / 3.0), line.left))


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Return runs of lines that stand below each other, in reading order, columns before what is below them."""
    place = _gutter(lines) if 2 * _FEWEST_LINES <= len(lines) <= _MOST_LINES else None
    if place is None:
        return [_descending(lines)] if lines else []
    crossing = sorted((line for line in lines if line.left < place < line.right), key=lambda line: -line.base)
    rest = [line for line in lines if not line.left < place < line.right]
    runs: list[list[Line]] = []
    across: list[Line] = []

    def close() -> None:
        if across:
            runs.append(_descending([*across]))
            across.clear()

    for line in crossing:
        above = [other for other in rest if other.base > line.base]
        rest = [other for other in rest if other.base <= line.base]
        if above:
            close()
            runs += _side_by_side(above, place)
        across.append(line)
    close()
    return runs + _side_by_side(rest, place)


def _side_by_side(lines: list[Line], place: float) -> list[list[Line]]:
    left = [line for line in lines if line.right <= place]
    right = [line for line in lines if line.right > place]
    return [run for side in (left, right) if side for run in _runs(side)]


def _split_at_boxes(run: list[Line], boxes: list[list[Line]]) -> list[list[Line]]:
    """Split a run of lines where a box stands between two of them, so that the gap ends no paragraph."""
    parts = [run[:1]]
    for above, below in pairwise(run):
        between = (
            below.base < line.base < above.base and line.left < below.right and line.right > below.left
            for box in boxes
            for line in box[:1]
        )
        if any(between):
            parts.append([])
        parts[-1].append(below)
    return parts


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page column by column, each with the number of its column; those in boxes come last."""
    boxes = [[line for line in lines if line.box == box] for box in sorted({line.box for line in lines} - {0})]
    body = _runs([line for line in lines if not line.box])
    runs = [part for run in body for part in _split_at_boxes(run, boxes)]
    runs += [run for box in boxes for run in _runs(box)]
    return [line._replace(column=number) for number, run in enumerate(runs) for line in run]
