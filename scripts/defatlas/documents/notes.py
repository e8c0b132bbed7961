"""Reading notes: Markdown with a small front matter and one section per definition."""

from __future__ import annotations

import re
import reprlib
from dataclasses import dataclass, replace

from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.markdown import read_markdown

SOURCE_TYPES = ("academic", "policy", "industry", "standard", "other")
_KEYS = {"source", "source_type", "verified", "checked"}
_SECTIONS = {"links", "remarks"}
_DEFINES = re.compile(
    r"Defines\s+(?P<concept>[^,]+?)"
    r"(?:,\s*+(?P<place>(?!after\s+\S+$).+?))?"
    r"(?:,\s*+after\s+(?P<after>[\w-]+))?\s*$"
)


class NoteError(ValueError):
    """A reading note breaks the format; the message says what to write instead."""


@dataclass(frozen=True)
class DefinesHeading:
    """The heading of a note's definition: concept, place in the source, and the key of the source it is taken from."""

    concept: str
    place: str
    after: str


def defines_heading(heading: str) -> DefinesHeading | None:
    """Parse "Defines CONCEPT[, PLACE][, after KEY]"; None for any other heading."""
    found = _DEFINES.match(heading)
    if not found:
        return None
    return DefinesHeading(found["concept"].strip(), (found["place"] or "").strip(), found["after"] or "")


def is_note(relative_path: str) -> bool:
    """Tell whether a path inside a corpus folder is that of a reading note."""
    return bool(re.fullmatch(r"notes/[^/]+\.md", relative_path))


def _check_front_matter(values: dict[str, object], stem: str) -> None:
    """Check the four keys of a note's front matter."""
    unknown = sorted(set(values) - _KEYS, key=str)
    missing = sorted(_KEYS - set(values))
    if unknown:
        raise NoteError(f"front matter has an unknown key {unknown[0]!r}; the keys are {', '.join(sorted(_KEYS))}")
    if missing:
        raise NoteError(f"front matter lacks {missing[0]!r}; the keys are {', '.join(sorted(_KEYS))}")
    if values["source"] != stem:
        raise NoteError(
            f"source is {reprlib.repr(values['source'])} but the file is named {stem}.md; give both the same key"
        )
    if values["source_type"] not in SOURCE_TYPES:
        raise NoteError(f"source_type is {reprlib.repr(values['source_type'])}; it can be {', '.join(SOURCE_TYPES)}")
    if not isinstance(values["verified"], bool):
        raise NoteError(f"verified is {reprlib.repr(values['verified'])}; write true or false")
    if not isinstance(values["checked"], str) or not values["checked"].strip():
        raise NoteError("checked is empty; say in one line what was checked and where")


def _place_blocks(blocks: list[Block]) -> list[Block]:
    """Give every block under a "Defines" heading the place that the heading names as its page."""
    placed: list[Block] = []
    heading: DefinesHeading | None = None
    for number, block in enumerate(blocks):
        if block.kind == "heading" and block.level == 2:
            heading = defines_heading(block.text)
            if heading is None and block.text.strip().lower() not in _SECTIONS:
                raise NoteError(f"section {block.text!r} is none of: Defines CONCEPT, Links, Remarks")
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if heading and (following is None or following.kind != "paragraph"):
                raise NoteError(f"section {block.text!r} holds no paragraph; write the definition below it")
        placed.append(replace(block, page=heading.place if heading else ""))
    return placed


def read_note(text: str, stem: str) -> ReadDocument:
    """Read one reading note.

    Raises:
        NoteError: when its front matter or sections break the format.
        FrontMatterError: when the front matter is no valid YAML.
    """
    document = read_markdown(text)
    _check_front_matter(document.front_matter, stem)
    document.blocks = _place_blocks(document.blocks)
    document.pages = 0
    document.year = ""
    return document
