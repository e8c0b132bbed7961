"""Markdown, and plain text with or without Markdown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from defatlas.documents.blocks import Block, ReadDocument

# Opens with a key (or a comment and a key), so that a text whose first line is a page break keeps its first page.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?=(?:#[^\n]*\n)*[\w-]+[ \t]*:)(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_LONGEST_UNDERLINED_HEADING = 150  # characters; what is longer is a paragraph with a page break below it
_LOOKS_LIKE_MARKDOWN = re.compile(r"^(?:#{1,6} \S|[-*+] \S)|\*\*\S", re.MULTILINE)
_YEAR = re.compile(r"(?:\(|[A-Z][a-z]+ )((?:19|20)\d\d)\b")

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_NOTE_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(?=\S)")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_NOTE = "\ufdd2"  # stands before the text of a footnote; no character, so no file has a use for it


class FrontMatterError(ValueError):
    """The front matter of a Markdown file is no valid YAML."""


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Split YAML front matter off a Markdown text.

    What stands between two lines of `---` is front matter when it opens with a key and is a mapping.

    Raises:
        FrontMatterError: when it opens with a key but cannot be parsed.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    try:
        values = yaml.safe_load(found[1])
    except Exception as error:  # beside YAMLError, PyYAML lets through what bad dates, numbers and tags raise
        problem = getattr(error, "problem", None) or (str(error) if isinstance(error, ValueError) else "no YAML value")
        remedy = "quote values that hold a colon or look like a date"
        raise FrontMatterError(f"front matter is not valid YAML: {problem}; {remedy}") from error
    if not isinstance(values, dict):
        return {}, text
    return values, text[found.end() :]


def _field(value: object) -> str:
    """Return a front matter value as text: a list with semicolons, nothing for what is neither that nor plain."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_field(part) for part in value if not isinstance(part, list))))
    return str(value) if isinstance(value, str | int | float | date) else ""


def _paragraphs_above_breaks(tokens: list[Token]) -> Iterator[Token]:
    """Take a paragraph right above `---` for what it is: Markdown takes it for a heading that is underlined."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.markup == "-":
            text = tokens[index + 1].content
            if text.endswith(".") or len(text) > _LONGEST_UNDERLINED_HEADING:
                token.type = "paragraph_open"
                tokens[index + 2].type = "paragraph_close"
        yield token
        if token.type == "paragraph_close" and token.markup == "-":
            yield Token("hr", "hr", 0)


def _with_notes_apart(text: str) -> str:
    """Return Markdown with each footnote (`[^1]: …`) as a paragraph behind a mark, and without the references to it.

    What is indented below a footnote belongs to it. Code between fences stays as it is.
    """
    text = text.replace(_NOTE, "")
    lines = text.split("\n")
    fenced = _fenced(lines)
    labels = {found[1] for n, line in enumerate(lines) if not fenced[n] and (found := _NOTE_DEFINITION.match(line))}
    if not labels:
        return text
    parts: list[str] = []
    inside = False
    for line, is_fenced in zip(lines, fenced, strict=True):
        found = None if is_fenced else _NOTE_DEFINITION.match(line)
        inside = bool(found) or (inside and (not line.strip() or line[:1] in " \t" or bool(parts[-1].strip())))
        if found:
            parts += ["", f"{_NOTE}{found[1]} {line[found.end() :]}"]
        elif inside and not is_fenced and line[:1] in {" ", "\t"}:
            parts.append(line.strip() if parts[-1].strip() else _NOTE + line.strip())
        else:
            parts.append(line)
        if not is_fenced:
            parts[-1] = _NOTE_REFERENCE.sub(lambda mark: "" if mark[1] in labels else mark[0], parts[-1])
    return "\n".join(parts)


def _fenced(lines: list[str]) -> list[bool]:
    """Tell for each line whether it is a fence or stands between fences."""
    inside, told = False, []
    for line in lines:
        fence = bool(_FENCE.match(line))
        told.append(inside or fence)
        inside ^= fence
    return told


def inline_text(token: Token) -> tuple[str, bool]:
    """Return the text of an inline token and whether it opens with a raised number, as a footnote does."""
    parts: list[str] = []
    raised = False
    opens_raised = False
    for child in token.children or []:
        if child.type == "html_inline":
            tag = child.content.lower()
            raised = tag.startswith("<sup") or (raised and not tag.startswith("</sup"))
            parts.append(" " if tag.startswith("<br") else "")
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type in {"text", "code_inline", "image"}:
            if raised and re.fullmatch(r"[\d,*† ]+", child.content):
                opens_raised = opens_raised or not "".join(parts).strip()
                continue
            parts.append(child.content)
    return "".join(parts), opens_raised


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    """Turn Markdown block tokens into blocks; a thematic break counts as a page break."""
    page = 1
    containers: list[str] = []
    row: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "hr":
            page += 1
        elif token.type in {"list_item_open", "blockquote_open", "tr_open"}:
            containers.append(token.type)
            row = []
        elif token.type in {"list_item_close", "blockquote_close", "tr_close"}:
            if token.type == "tr_close":
                yield Block("table_row", " | ".join(row), str(page))
            containers.pop()
        elif token.type in {"fence", "code_block"}:
            yield Block("paragraph", token.content, str(page))
        elif token.type == "html_block":
            yield Block("paragraph", unescape(_MARKUP.sub(" ", token.content)), str(page))
        elif token.type == "inline":
            text, is_note = inline_text(token)
            is_note = is_note or text.startswith(_NOTE)
            text = text.replace(_NOTE, "")
            opener = tokens[index - 1]
            if opener.type == "heading_open":
                yield Block("heading", text, str(page), level=int(opener.tag[1]))
            elif "tr_open" in containers:
                row.append(text)
            elif "list_item_open" in containers:
                yield Block("list_item", text, str(page))
            elif "blockquote_open" in containers:
                yield Block("quote", text, str(page))
            else:
                yield Block("paragraph", text, str(page), marked_note=is_note)


def read_markdown(text: str, media_type: str = "text/markdown") -> ReadDocument:
    """Read Markdown. Pages are counted by thematic breaks (`---`); without any, there are none.

    Of HTML in it, the text is read. A paragraph that `---` underlines is a paragraph at the end of its page.

    Raises:
        FrontMatterError: when the front matter cannot be parsed.
    """
    values, body = split_front_matter(text)
    tokens = list(
        _paragraphs_above_breaks(
            MarkdownIt("commonmark", {"html": True}).enable("table").parse(_with_notes_apart(body))
        )
    )
    blocks = list(_blocks(tokens))
    pages = 1 + sum(token.type == "hr" for token in tokens)
    if pages == 1:
        blocks = [Block(b.kind, b.text, "", b.level, b.marked_note) for b in blocks]
    titles = [block.text for block in blocks if block.level == 1]
    title = next((title for title in titles if not title.isupper()), titles[0] if titles else "")
    year = _YEAR.search(body[:3000])
    return ReadDocument(
        media_type,
        blocks,
        title=_field(values.get("title")) or title,
        authors=_field(values.get("authors")) or _field(values.get("author")),
        year=_field(values.get("year")) or (year[1] if year else ""),
        language=_field(values.get("language")),
        pages=pages if pages > 1 else 0,
        front_matter=values,
    )


def read_plain_text(text: str) -> ReadDocument:
    """Read plain text: as Markdown when it shows Markdown, else as paragraphs between empty lines.

    A form feed is a page break. In Markdown that came from a PDF so is `---` on a line of its own.
    """
    if "\f" not in text and _LOOKS_LIKE_MARKDOWN.search(text):
        return read_markdown(text, "text/plain")
    pages = text.split("\f")
    paged = len(pages) > 1
    blocks = [
        Block("paragraph", paragraph, str(number) if paged else "")
        for number, page in enumerate(pages, start=1)
        for paragraph in re.split(r"\n[ \t]*\n", page)
        if paragraph.strip()
    ]
    year = _YEAR.search(text[:3000])
    return ReadDocument("text/plain", blocks, year=year[1] if year else "", pages=len(pages) if paged else 0)
