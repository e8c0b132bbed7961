"""The lines of a PDF's pages as PDFium finds them, with their place, size and weight."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from defatlas.documents.pdf_boxes import Placed, boxed_lines
from defatlas.documents.pdf_line_numbers import line_numbers

_LINE_END = re.compile(r"\r\n|\ufffe|\r|\n")  # U+FFFE is PDFium's mark for a hyphen at a line's end
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BOLD = 600  # of the weights that PDFium gives, where 400 is regular
_BOLD_NAME = re.compile(rb"Bold|Black|Heavy|[-,](?:Bd|Demi)")
_LEAST_LINES_ALIGNED = 5  # lines in a row with a gap at one place before they are taken for two columns
_SHORTEST_SIDE = 15  # characters, on average, on either side of that gap
_FARTHEST = 1e6  # points; a page has 14,400 at most
_SLANT = 0.2  # of the width to the height of a letter's turn, as of marks that run across a page
_SLANTING = 4  # beside the quarter turns 0 to 3


class Line(NamedTuple):
    """A line of text on a page.

    Attributes:
        text: its text; "-" at its end where PDFium marks a hyphen.
        left, right: where it begins and ends, in points from the left.
        base: its base line, in points from the bottom.
        size: font size as seen on the page, in points to the half; 0 when not known.
        bold: whether it is bold at its first letter, its middle and its last.
        raised: whether it opens with a raised mark, as a footnote does.
        column: number of the run of lines that stand right below each other, on its page.
        box: number of the drawn box that it stands in, on its page, from 1; 0 outside of boxes.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    bold: bool = False
    raised: bool = False
    column: int = 0
    box: int = 0


class _TextPage:
    """The characters of one page: text in one call, places and sizes only for those that are asked for."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page.get_textpage()
        self.count = raw.FPDFText_CountChars(self.page)
        self.text = self.page.get_text_range() if self.count > 0 else ""
        self._numbers = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = raw.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def character(self, position: int) -> int:
        """Return the number of the character at a position of the text."""
        return min(max(int(raw.FPDFText_GetCharIndexFromTextIndex(self.page, position)), 0), int(self.count) - 1)

    def origin(self, character: int) -> tuple[float, float]:
        x, y = self._numbers[:2]
        raw.FPDFText_GetCharOrigin(self.page, character, x, y)
        return x.value, y.value

    def end(self, character: int) -> tuple[float, float]:
        """Return the right and the upper edge of a character."""
        left, right, bottom, top = self._numbers
        raw.FPDFText_GetCharBox(self.page, character, left, right, bottom, top)
        return right.value, top.value

    def direction(self, character: int) -> tuple[int, float]:
        """Return quarter turns to the left, or that the text is slanting, and the scale of the font."""
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self.page, character, matrix)
        a, b = matrix.a, matrix.b
        if min(abs(a), abs(b)) > _SLANT * max(abs(a), abs(b)):
            return _SLANTING, math.hypot(matrix.c, matrix.d)
        turns = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        return turns, math.hypot(matrix.c, matrix.d)

    def size(self, character: int) -> float:
        return float(raw.FPDFText_GetFontSize(self.page, character))

    def is_bold(self, character: int) -> bool:
        """Tell whether a character is bold by its font's weight, or by its name where the font states no weight."""
        if raw.FPDFText_GetFontWeight(self.page, character) >= _BOLD:
            return True
        length = raw.FPDFText_GetFontInfo(self.page, character, self._name, len(self._name), self._flags)
        return 0 < length <= len(self._name) and bool(_BOLD_NAME.search(self._name.raw[:length]))

    def gaps(self, first: int, last: int, least: float) -> list[tuple[float, float, float]]:
        """Return the gaps of a line that are wider than some points: from, to, and the height in the middle of it."""
        pieces = raw.FPDFText_CountRects(self.page, first, last - first + 1)
        found = []
        before = None
        left, top, right, bottom = self._numbers
        for number in range(pieces) if 1 < pieces < 200 else ():
            raw.FPDFText_GetRect(self.page, number, left, top, right, bottom)
            if before is not None and least < left.value - before < _FARTHEST:
                found.append((before, left.value, (top.value + bottom.value) / 2))
            end = _finite(right.value)
            before = end if before is None else max(before, end)
        return found

    def character_at(self, x: float, y: float) -> int:
        return int(raw.FPDFText_GetCharIndexAtPos(self.page, x, y, 3.0, 3.0))


@dataclass(frozen=True)
class _Span:
    """Where a line's text lies in that of its page, and whether a hyphen ends it."""

    start: int
    end: int
    broken: bool


def _spans(text: str) -> Iterator[_Span]:
    """Yield the lines of a page's text without the white space around them."""
    start = 0
    for mark in [*_LINE_END.finditer(text), None]:
        end = mark.start() if mark else len(text)
        line = text[start:end]
        if line.strip():
            left = start + len(line) - len(line.lstrip())
            yield _Span(left, left + len(line.strip()), bool(mark and mark[0] == "\ufffe"))
        start = mark.end() if mark else end


def _turned(x: float, y: float, turns: int) -> tuple[float, float]:
    """Return a place after a page was turned so that its text runs from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x), (x, y))[turns]


def _finite(value: float) -> float:
    """Return a number, zero for what is none or beyond all pages: files may state any matrix."""
    return value if abs(value) < _FARTHEST else 0.0


def _line(page: _TextPage, span: _Span) -> tuple[Line, int]:
    """Return a line and by how many quarters it is turned."""
    text = page.text[span.start : span.end]
    first = page.character(span.start)
    last = min(first + len(text) - 1, page.count - 1)
    middle = (first + last) // 2
    turns, scale = page.direction(middle)
    opening = size = page.size(first)
    if (other := page.size(middle)) != size:  # one of three may be a raised number, an initial or a small capital
        size = sorted((opening, other, page.size(last)))[1]
    left, first_base = _turned(*page.origin(first), turns)
    _, base = _turned(*page.origin(middle), turns)
    right, _ = _turned(*page.end(last), turns)
    raised = opening < 0.85 * size and first_base > base + 0.1 * size * scale
    bold = page.is_bold(middle) and page.is_bold(first) and page.is_bold(last)
    shown = text.translate(_LIGATURES) + ("-" if span.broken else "")
    left, right, base, seen = map(_finite, (left, right, base, size * scale))
    return Line(shown, left, right, base, round(2 * seen) / 2, bold, raised), turns


def _cut_at(page: _TextPage, span: _Span, left: float, height: float) -> int:
    """Return where in the page's text a line goes on behind a gap that ends at a place; 0 when it cannot be told."""
    character = page.character_at(left + 1.5, height)
    cut = raw.FPDFText_GetTextIndexFromCharIndex(page.page, character) if character > 0 else 0
    if span.start < cut < span.end:
        return int(cut)
    behind = (at for at in range(span.start + 1, span.end) if page.origin(page.character(at))[0] > left - 1.5)
    return next(behind, 0)  # a mark across the page covers that place


def _split_at_gaps(page: _TextPage, spans: list[_Span], read: list[tuple[Line, int]]) -> list[_Span]:
    """Split lines that run across two columns, as in files that were written row by row.

    Only a gap that many lines share is one between columns, and only with running text on both sides of it.
    """
    upright = [line for line, turns in read if turns == 0]
    width = max(line.right for line in upright) - min(line.left for line in upright)
    found: list[tuple[int, float, float, float]] = []
    for number, (span, (line, turns)) in enumerate(zip(spans, read, strict=True)):
        if turns == 0 and line.right - line.left > 0.55 * width and span.end - span.start > 2 * _SHORTEST_SIDE:
            first = page.character(span.start)
            for gap in page.gaps(first, first + span.end - span.start - 1, max(8.0, line.size)):
                found.append((number, *gap))
    if len(found) < _LEAST_LINES_ALIGNED:
        return spans
    crossed = Counter(x for _, start, end, _ in found for x in range(math.ceil(start), math.floor(end) + 1))
    place, often = max(crossed.items(), key=lambda item: (item[1], -item[0]))
    if often < _LEAST_LINES_ALIGNED:
        return spans
    cuts = {}
    for number, start, end, height in found:
        if start <= place <= end and (where := _cut_at(page, spans[number], end, height)):
            cuts[number] = where
    if len(cuts) < _LEAST_LINES_ALIGNED or any(
        sum(side) / len(cuts) < _SHORTEST_SIDE
        for side in (
            [cut - spans[number].start for number, cut in cuts.items()],
            [spans[number].end - cut for number, cut in cuts.items()],
        )
    ):
        return spans
    split = []
    for number, span in enumerate(spans):
        if cut := cuts.get(number):
            before = len(page.text[span.start : cut].rstrip())
            split += [_Span(span.start, span.start + before, False), _Span(cut, span.end, span.broken)]
        else:
            split.append(span)
    return split


def page_lines(page: pdfium.PdfPage) -> list[Line]:
    """Return the lines of a page in the order of the file; text that is turned against most of it comes last."""
    characters = _TextPage(page)
    spans = list(_spans(characters.text))
    if not spans:
        return []
    read = [_line(characters, span) for span in spans]
    upright = [line for line, _ in read]
    if counted := line_numbers(*zip(*((line.text, line.base, line.left) for line in upright), strict=True)):
        spans = [
            _Span(span.start + counted.get(number, 0), span.end, span.broken)
            for number, span in enumerate(spans)
            if counted.get(number, 0) < span.end - span.start
        ]
        read = [_line(characters, span) for span in spans]
    usual = Counter(turns for _, turns in read).most_common(1)[0][0]
    if usual == 0 and len(spans) >= _LEAST_LINES_ALIGNED:
        split = _split_at_gaps(characters, spans, read)
        if split is not spans:
            read = [_line(characters, span) for span in split]
    upright = [line for line, turns in read if turns == usual]
    if usual == 0:
        boxes = boxed_lines(page, [Placed(line.text, line.left, line.right, line.base) for line in upright])
        upright = [line._replace(box=box) for line, box in zip(upright, boxes, strict=True)]
    lowest = min(line.base for line in upright) if upright else 0.0
    turned = [
        line._replace(base=lowest - 1000.0 - number) for number, (line, turns) in enumerate(read) if turns != usual
    ]
    return upright + turned
