"""Blocks of a document as a reader finds them, and their lay-out as one normalised text with passages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

KINDS = (
    "paragraph",
    "list_item",
    "heading",
    "quote",
    "footnote",
    "caption",
    "reference",
    "table_row",
    "abstract",
)

# "Figure 2: …", "Table 3.1 …", but not running text such as "Figure 2 shows that …".
CAPTION = re.compile(r"(?i:figure|fig\.|table|box|chart)\s+\d++(?:[.-]\d++)*+[a-z]?+\b(?!,?\s+[a-z])")
_REFERENCES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s*)?"
    r"(?:references?|bibliograph(?:y|ies)|works cited|literature(?: cited)?|internet sources)\W*",
    re.IGNORECASE,
)
_NUMBERED_NOTE = re.compile(r"\d{1,3}\s+\S")
_BROKEN_WORD = re.compile(r"(?<!\w)(\w+)[-\u2010]$")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_HYPHENS = ("-", "\u2010")
_SUSPENDED = {"and", "or", "to"}  # "micro- and macro-level": the hyphen stays, and so does the space
_SOFT_HYPHEN = "\u00ad"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # a lone surrogate, which no file can hold
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Block:
    """A piece of a document in reading order.

    Attributes:
        kind: one of `KINDS`.
        text: its text, as read; line breaks in it are those of the file.
        page: its page as printed or counted; empty when the format has no pages.
        level: heading level (1 to 6), 0 for anything else.
        marked_note: whether the format itself marks it as a footnote.
        boxed: whether it stands in a box, which the text around it goes on behind.
    """

    kind: str
    text: str
    page: str = ""
    level: int = 0
    marked_note: bool = False
    boxed: bool = False


@dataclass(frozen=True)
class Passage:
    """A block laid out in the normalised text: `text == document_text[start:end]`."""

    kind: str
    text: str
    page: str
    section: str
    start: int
    end: int

    @classmethod
    def of_row(cls, row: Any) -> Passage:
        """Return the passage that a row of the table of passages holds, as `itertuples` yields it."""
        return cls(row.kind, row.text, row.page, row.section, row.start, row.end)


@dataclass
class ReadDocument:
    """What a reader makes of one file.

    Attributes:
        media_type: the type the file was taken for, e.g. "text/markdown".
        blocks: its blocks in reading order.
        title, authors, year: as the file itself states them; empty when it does not.
        pages: number of pages, 0 when the format has none.
    """

    media_type: str
    blocks: list[Block]
    title: str = ""
    authors: str = ""
    year: str = ""
    language: str = ""
    pages: int = 0
    front_matter: dict[str, object] = field(default_factory=dict)


def tidy(text: str) -> str:
    """Return text in Unicode normal form C, every run of white space and control characters as one space.

    Soft hyphens are dropped; half a surrogate pair becomes the replacement character U+FFFD.
    """
    text = _HALF_CHARACTER.sub("\ufffd", text.replace(_SOFT_HYPHEN, ""))
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())


def join_lines(first: str, second: str, vocabulary: Mapping[str, int]) -> str:
    """Join two halves of a broken line or paragraph, undoing a hyphen that only marks the break.

    The hyphen goes when the joined word stands elsewhere in the document, or when one half is no word of it.
    A suspended hyphen ("micro- and macro-level") keeps its space.
    """
    broken = _BROKEN_WORD.search(first[first.rfind(" ") + 1 :]) if first.endswith(_HYPHENS) else None
    if not broken:
        return f"{first} {second}"
    follow = re.match(r"\w+", second)
    if not follow or not follow[0][0].islower():
        return first + second
    joined = (broken[1] + follow[0]).lower()
    if joined in vocabulary:
        return first[:-1] + second
    if follow[0] in _SUSPENDED:
        return f"{first} {second}"
    compound = f"{broken[1]}-{follow[0]}".lower()
    halves_are_words = broken[1].lower() in vocabulary and follow[0].lower() in vocabulary
    return first + second if compound in vocabulary or halves_are_words else first[:-1] + second


def on_one_line(text: str, vocabulary: Mapping[str, int]) -> str:
    """Return a block's text with its lines joined, hyphens and soft hyphens that only mark a line break undone."""
    joined: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if joined and joined[-1].endswith(_SOFT_HYPHEN):
            joined[-1] = joined[-1][:-1] + line
        elif joined and _BROKEN_WORD.search(joined[-1]):
            joined[-1] = join_lines(joined[-1], line, vocabulary)
        else:
            joined.append(line)
    return " ".join(joined)


def vocabulary_of(lines: Iterable[str]) -> Counter[str]:
    """Count the lower-case words of a document, hyphenated ones whole; halves left by a line break are not counted."""
    words: Counter[str] = Counter()
    broken = False
    for line in lines:
        whole = re.sub(r"^\w+", "", line) if broken else line
        broken = line.endswith(_HYPHENS)
        words.update(_WORDS.findall((_BROKEN_WORD.sub("", whole) if broken else whole).lower()))
    return words


def _continues(first: Block, second: Block) -> bool:
    """Tell whether a block on the next page goes on with the sentence of the one before."""
    if first.kind not in {"paragraph", "list_item", "quote"} or second.kind not in {"paragraph", "quote"}:
        return False
    if _ENDS_SENTENCE.search(first.text):
        return False
    letter = re.search(r"[^\W\d_]", second.text)
    return bool(letter and letter[0].islower() and letter.start() <= 3)


def mark_captions_and_footnotes(blocks: list[Block]) -> list[Block]:
    """Mark captions, and footnotes: those the format marks, and numbered paragraphs that close a page."""
    marked = []
    closes_page = True  # seen from the end: only footnotes follow on this page
    last_page = None
    for block in reversed(blocks):
        if block.page != last_page:
            closes_page, last_page = block.page.isdecimal(), block.page  # a note's place is no page
        if block.kind == "paragraph" and CAPTION.match(block.text):
            block = replace(block, kind="caption")
        note_like = block.marked_note or (closes_page and bool(_NUMBERED_NOTE.match(block.text)))
        if block.kind == "paragraph" and note_like:
            block = replace(block, kind="footnote")
        if block.kind != "footnote":
            closes_page = False
        marked.append(block)
    return marked[::-1]


def mark_references(blocks: list[Block]) -> list[Block]:
    """Mark what stands under a references heading as references, up to the next heading of its level or above."""
    marked: list[Block] = []
    inside = 0
    for block in blocks:
        if block.kind == "heading":
            if _REFERENCES.fullmatch(block.text):
                inside = inside or block.level
            elif inside and block.level <= inside:
                inside = 0
        elif inside and block.kind in {"paragraph", "list_item", "quote"}:
            block = replace(block, kind="reference")
        marked.append(block)
    return marked


def rejoin_pages(blocks: list[Block]) -> list[Block]:
    """Join paragraphs that a page break, a caption or a footnote cut in two; what stood between moves behind them."""
    vocabulary = vocabulary_of(block.text for block in blocks)
    joined: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if (block.boxed or block.kind in {"footnote", "caption"}) and joined:
            waiting.append(block)
            continue
        if joined and (waiting or block.page != joined[-1].page) and _continues(joined[-1], block):
            merged = join_lines(joined[-1].text, block.text, vocabulary)
            joined[-1] = replace(joined[-1], text=merged)
            continue
        joined.extend(waiting)
        waiting = []
        joined.append(block)
    return joined + waiting


def lay_out(blocks: list[Block]) -> tuple[str, list[Passage]]:
    """Lay blocks out as one text and return it with its passages.

    Returns:
        The normalised text, blocks separated by an empty line, and the passages in reading order, each with its
        offsets in characters and the headings it stands under ("2 Methods > Data").
    """
    vocabulary = vocabulary_of(line.strip() for block in blocks for line in block.text.splitlines())
    cleaned = [replace(block, text=tidy(on_one_line(block.text, vocabulary))) for block in blocks]
    cleaned = [block for block in cleaned if block.text]
    cleaned = rejoin_pages(mark_references(mark_captions_and_footnotes(cleaned)))
    passages: list[Passage] = []
    headings: list[tuple[int, str]] = []
    position = 0
    for block in cleaned:
        if block.kind == "heading":
            headings = [(level, title) for level, title in headings if level < block.level]
            headings.append((block.level, block.text))
        section = " > ".join(title for _, title in headings)
        end = position + len(block.text)
        passages.append(Passage(block.kind, block.text, block.page, section, position, end))
        position = end + 2
    return "\n\n".join(block.text for block in cleaned), passages
