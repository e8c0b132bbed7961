"""From a PDF's lines to blocks: footnotes, headings, captions, lists and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from statistics import median

from defatlas.documents.blocks import CAPTION, Block, join_lines
from defatlas.documents.pdf_lines import Line

_BULLET = re.compile(r"^\s*[•▪‣◦●■⚫∙·]\s*(?=\S)")
_LIST_MARK = re.compile(r"^\s*(?:[•▪‣◦●■⚫∙·]\s*|(?:[–-]|\(?[ivx]{1,4}\)|\(?\d{1,2}[.)])\s+)(?=\S)")
_NUMBERED_HEADING = re.compile(r"^(?:(?:\d+|[A-Z])(?:\.\d+)*\.?|[IVX]+\.)\s+(?=[A-Z“])")
_REFERENCES = re.compile(r"^(?:\d+\.?\s*)?(?:references|bibliography|works cited|literature cited)\W*$", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’)\]]*$")
_NOTE_MARK = re.compile(r"^(?:\d{1,3}\b|[*†‡§¶∗])")
_LONGEST_HEADING = 160  # characters, over at most three lines
_SMALLER = 0.94  # of the size of running text: footnotes, captions and tables
_LARGER = 1.06
_MOST_NOTES = 0.6  # of a column's lines; more than that is no footnotes


@dataclass(frozen=True)
class Typography:
    """What is usual in a document.

    Attributes:
        size: font size of most of its text, in points; 0 when sizes are not known.
        leading: usual distance of base lines in points; 0 when not known.
        levels: heading level of each font size that numbered headings have, or that is larger than running text.
    """

    size: float = 0.0
    leading: float = 0.0
    levels: Mapping[float, int] = field(default_factory=dict)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def typography_of(pages: list[list[Line]]) -> Typography:
    """Measure what is usual in a document, weighted by characters."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    for lines in pages:
        for first, second in pairwise(lines):
            if first.size == second.size == size and first.column == second.column:
                steps[_rounded(first.base - second.base)] += 1
    leading = max((step for step in steps if 0 < step < 3 * size), key=lambda step: (steps[step], -step), default=0.0)
    return Typography(size, leading, _levels(pages, size))


def _levels(pages: list[list[Line]], usual: float) -> dict[float, int]:
    """Return heading levels by font size: by the numbers of headings where there are some, else by rank of size."""
    numbered: dict[float, Counter[int]] = {}
    larger: Counter[float] = Counter()
    for line in (line for lines in pages for line in lines):
        size = line.size
        stands_out = size > _LARGER * usual or (line.bold and size >= usual)
        if stands_out and len(line.text) <= _LONGEST_HEADING:
            if level := _level_of_number(line.text):
                numbered.setdefault(size, Counter())[level] += 1
            if size > _LARGER * usual:
                larger[size] += 1
    levels = {size: min(5, 2 + rank) for rank, size in enumerate(sorted(larger, reverse=True))}
    return levels | {size: counts.most_common(1)[0][0] for size, counts in numbered.items()}


def _level_of_number(text: str) -> int:
    """Return a numbered heading's level ("2" is 2, "2.1" is 3), 0 for other text."""
    found = _NUMBERED_HEADING.match(text)
    return min(6, 1 + len(re.findall(r"\w+", found[0]))) if found else 0


def mark_footnotes(lines: list[Line], usual: float) -> list[bool]:
    """Tell for each line of a page whether it belongs to a footnote.

    Footnotes are the lines in smaller type at the end of a column, from the first that opens with a mark; those
    before it too, when the column holds nothing else in between and they go on with a note of the page before.
    """
    marked = [False] * len(lines)
    if not usual:
        return marked
    for _, group in groupby(range(len(lines)), key=lambda number: lines[number].column):
        numbers = list(group)
        small = len(numbers)
        while small and 0 < lines[numbers[small - 1]].size < _SMALLER * usual:
            small -= 1
        run = numbers[small:]
        starts = [n for n in run if lines[n].raised or _NOTE_MARK.match(lines[n].text)]
        lowest = min(line.base for line in lines)
        is_foot = bool(run) and lines[run[-1]].base < lowest + 60.0
        if (
            starts
            and is_foot
            and len(run) <= max(3, _MOST_NOTES * len(numbers))
            and not CAPTION.match(lines[run[0]].text)
        ):
            for number in run:
                marked[number] = True
    return marked


@dataclass
class _Paragraph:
    kind: str = "paragraph"
    text: str = ""
    level: int = 0
    lines: list[Line] = field(default_factory=list)


class _Builder:
    """Joins the lines of a page into paragraphs of one kind each."""

    def __init__(self, vocabulary: Mapping[str, int], usual: Typography, width: float) -> None:
        self.vocabulary, self.usual, self.width = vocabulary, usual, width
        self.found: list[_Paragraph] = []
        self.current = _Paragraph()

    def close(self) -> None:
        if self.current.text:
            self.found.append(self.current)
        self.current = _Paragraph()

    def add(self, line: Line, following: Line | None, note: bool) -> None:
        """Take in a line, which goes on with the paragraph before or opens one."""
        kind, level, text = self._kind(line, following, note)
        if kind == "continue":
            self.current.text = join_lines(self.current.text, text, self.vocabulary)
            if not self._is_fragment(line):
                self.current.lines.append(line)
        else:
            self.close()
            self.current = _Paragraph(kind, text, level, [line])
        ends = self.current.kind != "heading" and bool(_ENDS_SENTENCE.search(text[-9:])) and self._is_short(line)
        if ends and not self._is_fragment(line):
            self.close()

    def _is_fragment(self, line: Line) -> bool:
        """Tell whether a line is a piece of a formula or an index, which PDFium gives lines of their own."""
        return line.size > 0 and len(line.text) <= 6 and line.right - line.left < 4 * self.usual.size

    def _is_short(self, line: Line) -> bool:
        if line.size:
            fullest = max((other.right for other in self.current.lines), default=line.right)
            return line.right < max(fullest, line.left + self.width) - 0.2 * self.width
        return len(line.text) < 0.8 * self.width

    def _kind(self, line: Line, following: Line | None, note: bool) -> tuple[str, int, str]:
        """Return the kind of block that a line opens, or "continue", its level, and its text."""
        now = self.current
        ended = not now.text or bool(_ENDS_SENTENCE.search(now.text[-9:])) or now.kind == "heading"
        if note:
            opens = not now.text or now.kind != "footnote" or line.raised or self._is_apart(line)
            if not opens and ended and _NOTE_MARK.match(line.text):
                opens = True
            return ("footnote" if opens else "continue"), 0, line.text
        if level := self._heading_level(line, following):
            goes_on = (
                now.kind == "heading"
                and self._looks_like(line)
                and now.lines[-1].bold == line.bold
                and not self._is_apart(line)
            )
            goes_on = goes_on and not _NUMBERED_HEADING.match(line.text) and len(now.lines) < 3
            return ("continue" if goes_on else "heading"), level, line.text
        if CAPTION.match(line.text) and (ended or self._is_apart(line) or not self._looks_like(line)):
            return "caption", 0, line.text
        if _BULLET.match(line.text) or (_LIST_MARK.match(line.text) and (ended or now.text.endswith((":", ";", ",")))):
            return "list_item", 0, _LIST_MARK.sub("", line.text)
        if not now.text or now.kind in {"heading", "footnote"}:
            return "paragraph", 0, line.text
        if self._is_fragment(line) and now.kind not in {"caption", "list_item"}:
            return "continue", 0, line.text
        goes_on = not ended and now.kind != "caption" and line.text[0].islower() and self._is_near(line)
        if goes_on and abs(line.size - self.usual.size) < 0.08 * line.size:
            return "continue", 0, line.text
        if now.lines and (not self._looks_like(line) or self._is_apart(line) or self._is_indented(line, following)):
            return "paragraph", 0, line.text
        return "continue", 0, line.text

    def _is_near(self, line: Line) -> bool:
        """Tell whether a line is of the paragraph's size and at most a formula's height below it."""
        before = self.current.lines[-1] if self.current.lines else line
        return self._looks_like(line) and (before.column != line.column or before.base - line.base < 5 * line.size)

    def _looks_like(self, line: Line) -> bool:
        """Tell whether a line is of the size of the paragraph before it."""
        before = self.current.lines[-1] if self.current.lines else line
        return not line.size or abs(line.size - before.size) < 0.08 * max(line.size, before.size)

    def _is_apart(self, line: Line) -> bool:
        """Tell whether a line stands farther below the line before than lines of a paragraph do."""
        before = self.current.lines[-1] if self.current.lines else line
        if not line.size or before.column != line.column:
            return False
        usual = max(self.usual.leading * line.size / self.usual.size if self.usual.size else 0.0, 1.15 * line.size)
        return before.base - line.base > 1.35 * usual

    def _is_indented(self, line: Line, following: Line | None) -> bool:
        """Tell whether a line opens a paragraph by its indentation, or by hanging out as a reference does."""
        before = self.current.lines[-1]
        if not line.size or following is None or following.column != line.column:
            return False
        indent = line.left - following.left
        if before.column == line.column:
            hangs = indent < -0.6 * line.size and line.left < before.left - 0.6 * line.size
            return (hangs and bool(_ENDS_SENTENCE.search(before.text[-9:]))) or (
                0.6 * line.size < indent < 5 * line.size
                and line.left > before.left + 0.6 * line.size
                and bool(re.search(r"[.!?:;\"”’)\]]$", before.text))
            )
        return 0.6 * line.size < indent < 5 * line.size and bool(_ENDS_SENTENCE.search(before.text[-9:]))

    def _heading_level(self, line: Line, following: Line | None) -> int:
        """Return the level of the heading that a line is a part of, 0 when it is running text."""
        text, now = line.text, self.current
        if _REFERENCES.match(text):
            return _level_of_number(text) or self._unnumbered_level(line)
        ended = not now.text or bool(_ENDS_SENTENCE.search(now.text[-9:])) or now.kind in {"heading", "footnote"}
        if not line.size:
            short = len(text) < 0.8 * self.width and not re.search(r"[.!?]", text[3:])
            plain = re.match(r"\d+(?:\.\d+)*\.?\s+[A-Z]", text) and 4 < len(text) <= 90
            return _level_of_number(text) if ended and short and plain else 0
        larger = bool(self.usual.size) and line.size > _LARGER * self.usual.size
        if not (larger or line.bold) or len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]{2}", text):
            return self._plain_heading(line, following, ended)
        if now.kind == "heading" and self._looks_like(line) and now.lines[-1].bold == line.bold:
            return now.level
        runs_in = following is not None and not larger and self._runs_in(line, following)
        if (_LIST_MARK.match(text) and not _NUMBERED_HEADING.match(text)) or CAPTION.match(text) or runs_in:
            return 0
        if line.size < _SMALLER * self.usual.size or (text.endswith(".") and not _NUMBERED_HEADING.match(text)):
            return 0
        if not (larger or ended or self._is_apart(line)) or (now.kind == "paragraph" and now.text.endswith("-")):
            return 0
        return _level_of_number(text) or self._unnumbered_level(line)

    def _unnumbered_level(self, line: Line) -> int:
        """Return the level of a heading by its size; one of the size of running text is below all others."""
        levels = self.usual.levels
        return levels.get(line.size) or min(6, max(levels.values(), default=1) + 1)

    def _plain_heading(self, line: Line, following: Line | None, ended: bool) -> int:
        """Return the level of a numbered heading in the type of running text: short, and with room below or above."""
        if not re.match(r"\d+(?:\.\d+)*\.?\s+[A-Z][^.!?]{2,80}$", line.text) or line.size < _SMALLER * self.usual.size:
            return 0
        before = self.current.lines[-1] if self.current.lines else None
        short = line.right - line.left < 0.8 * self.width
        listed = following is not None and bool(_LIST_MARK.match(following.text))
        if not (ended and short) or listed or (before and _LIST_MARK.match(before.text)):
            return 0
        return _level_of_number(line.text)

    def _runs_in(self, line: Line, following: Line) -> bool:
        """Tell whether a bold line is the start of a paragraph that goes on in regular type."""
        full = line.right - line.left > 0.93 * self.width and line.column == following.column
        return full and not following.bold and line.base - following.base < 1.2 * self.usual.leading


def paragraphs(lines: list[Line], vocabulary: Mapping[str, int], usual: Typography) -> list[tuple[str, str, int]]:
    """Join the lines of a page, in reading order, into (kind, text, heading level) of its blocks.

    A paragraph ends where a line ends a sentence and is clearly shorter than the usual line, at a list mark, around
    headings and captions, and where type size, distance or indentation say so. Where sizes are not known (0), the
    text alone decides.
    """
    if not lines:
        return []
    notes = mark_footnotes(lines, usual.size)
    known = any(line.size for line in lines)
    width = median(line.right - line.left for line in lines) if known else median(len(line.text) for line in lines)
    builder = _Builder(vocabulary, usual, max(width, 1.0))
    order = [n for n, note in enumerate(notes) if not note] + [n for n, note in enumerate(notes) if note]
    for place, number in enumerate(order):
        following = lines[order[place + 1]] if place + 1 < len(order) else None
        builder.add(lines[number], following, notes[number])
    builder.close()
    return [(found.kind, found.text, found.level if found.kind == "heading" else 0) for found in builder.found]


def title_of(lines: list[Line], usual: float) -> str:
    """Return what stands in the largest type on the upper half of a first page, "" when nothing stands out."""
    if not usual or len(lines) < 5:
        return ""
    middle = (max(line.base for line in lines) + min(line.base for line in lines)) / 2
    upper = [line for line in lines if line.base > middle and len(line.text) > 3]
    largest = max((line.size for line in upper), default=0.0)
    if largest < 1.15 * usual:
        return ""
    chosen = [line for line in upper if line.size == largest][:5]
    return " ".join(line.text for line in chosen) if len(" ".join(line.text for line in chosen)) < 300 else ""


def with_title(blocks: list[Block], title: str) -> list[Block]:
    """Give the heading that is the document's title the first level."""
    plain = "".join(title.split()).lower()
    for number, block in enumerate(blocks[:30]):
        if plain and block.kind == "heading" and "".join(block.text.split()).lower() == plain:
            return [*blocks[:number], replace(block, level=1), *blocks[number + 1 :]]
    return blocks


def blocks_of(pages: list[list[Line]], vocabulary: Mapping[str, int], usual: Typography) -> Iterator[Block]:
    """Yield the blocks of a document's pages; boxes stand behind the text of their page, each headed by a caption."""
    for number, lines in enumerate(pages, start=1):
        for box in sorted({line.box for line in lines}):
            inside = [line for line in lines if line.box == box]
            for kind, text, level in paragraphs(inside, vocabulary, _typography_in(inside, usual) if box else usual):
                if box and kind == "heading":
                    kind, level = "caption", 0
                yield Block(kind, text, str(number), level, marked_note=kind == "footnote", boxed=box > 0)


def _typography_in(lines: list[Line], usual: Typography) -> Typography:
    """Return what is usual in a box, whose type is often smaller than that of the text around it."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return replace(usual, size=sizes.most_common(1)[0][0])
