"""BibTeX, by bibtexparser 2: of publishers, Web of Science, Scopus and reference managers.

bibtexparser puts an entry whose key, or one of whose fields, stands twice among its failed blocks. Exports repeat keys
(two papers of one author and year), so such entries are taken back; only what cannot be parsed is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bibtexparser.library import Library
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.middlewares.names import split_multiple_persons_names
from bibtexparser.model import Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from defatlas.documents.records.fields import is_known_type
from defatlas.documents.records.record import Candidate, RecordsError

START = re.compile(r"^[ \t]*@[a-z]+[ \t]*[{(]", re.IGNORECASE | re.MULTILINE)
_LATEX = LatexNodes2Text(math_mode="text", keep_comments=True)
_MATHS = re.compile(r"(?<!\\)\$[^$\n]{0,200}\\[^$\n]{1,200}\$")
_LONGEST_FRAGMENT = 1_000  # characters
_ABSTRACT = ("abstract", "annote")
_KEYWORDS = ("author_keywords", "author-keywords", "keywords", "keyword", "key words", "keywords-plus")
_VENUE = ("journal", "journaltitle", "booktitle", "publisher", "institution", "school", "organization")
_INHERITED = ("booktitle", "journal", "publisher", "year", "date", "language")
_AGAIN = "\0"  # sets a number off from the name of a field that stands twice


@lru_cache(maxsize=4096)
def _decoded(fragment: str) -> str:
    """Return a short piece of LaTeX as text; what pylatexenc cannot read, or not in good time, stays as it is."""
    if len(fragment) > 2 * _LONGEST_FRAGMENT:
        return fragment
    escaped = re.sub(r"(?<!\\)([%&#_])", r"\\\1", fragment)
    try:
        return str(_LATEX.latex_to_text(escaped))
    except Exception:  # pylatexenc has no one error of its own
        return fragment


def _fragments(text: str) -> Iterator[str]:
    """Split text at blanks that stand outside of braces; pylatexenc takes long over whole abstracts."""
    fragment, depth = "", 0
    for part in re.split(r"(\s+)", text):
        if depth or "{" in part:
            depth = max(0, depth + part.count("{") - part.count("}"))
        fragment += part
        if depth == 0 or len(fragment) > _LONGEST_FRAGMENT:
            yield fragment
            fragment, depth = "", 0
    yield fragment


def plain(value: str) -> str:
    """Return BibTeX text without LaTeX: accents as letters, no braces, dashes as dashes, and nothing lost after a %."""
    text = value.replace("~", " ") if "\\~" not in value else value
    if "\\" in text:
        text = re.sub(r"^\s*\{(.*)\}\s*$", r"\1", text, flags=re.DOTALL)
        text = _MATHS.sub(lambda maths: _decoded(maths.group()), text)
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
        text = "".join(_decoded(part) if "\\" in part else part for part in _fragments(text))
    text = re.sub(r"(?<!\\)[{}]", "", text)
    for tex, character in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        text = text.replace(tex, character)
    return text


def _names(value: str) -> list[str]:
    """Split an author field; the comma of an organisation in braces goes, because a comma ends a family name."""
    try:
        names = split_multiple_persons_names(" ".join(value.split()))
    except Exception:  # unbalanced braces
        names = re.split(r"\s+and\s+", value)
    whole = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
    return [plain(name).replace(",", " ") + ", " if whole.fullmatch(name) else plain(name) for name in names]


def _values(entry: Any) -> dict[str, str]:
    """Return an entry's fields by name in lower case; of a field that stands twice, the first that holds text."""
    values: dict[str, str] = {}
    for field in entry.fields:
        name = str(field.key).strip().lower().partition(_AGAIN)[0]
        if not values.get(name, "").strip():
            values[name] = str(field.value)
    return values


def _first(values: dict[str, str], names: Iterable[str]) -> list[str]:
    """Return the values of these fields, in this order, as plain text."""
    return [plain(values[name]) for name in names if values.get(name, "").strip()]


def _candidate(kind: str, values: dict[str, str]) -> Candidate:
    """Turn an entry's fields into those of a record."""
    title = _first(values, ("title", "booktitle" if kind in ("proceedings", "book") else "title"))
    subtitle = _first(values, ("subtitle",))
    stated = [text for text in _first(values, ("type", "document_type")) if is_known_type(text)]
    address = values["url"] if "doi.org/" in values.get("url", "") else ""
    return {
        "title": ": ".join(title[:1] + subtitle[:1]),
        "abstract": _first(values, _ABSTRACT),
        "authors": _names(values.get("author", "").strip() or values.get("editor", "")),
        "year": [values.get("year", ""), values.get("date", "")],
        "doi": [re.sub(r"\\([_%&#~])|[{}]", r"\1", text) for text in (values.get("doi", ""), address)],
        "venue": _first(values, _VENUE),
        "language": _first(values, ("language", "langid")),
        "keywords": next(iter(_first(values, _KEYWORDS)), ""),
        "publication_type": [*stated, kind],
    }


def _readable_blocks(text: str) -> Iterator[Any]:
    """Split the text into blocks; an entry that is refused for a repetition alone comes back under a key of its own."""
    for number, block in enumerate(Splitter(text).split().blocks):
        refused = getattr(block, "ignore_error_block", None)
        if isinstance(refused, String):
            continue  # an abbreviation that stands twice is no record; the first holds
        if isinstance(block, ParsingFailedBlock) and isinstance(refused, Entry):
            block = Entry(refused.entry_type, refused.key, list(refused.fields), block.start_line, block.raw)
        if isinstance(block, Entry):
            seen: set[str] = set()
            for place, field in enumerate(block.fields):  # the library refuses a repeated name as well
                if field.key in seen:
                    field.key = f"{field.key}{_AGAIN}{place}"
                seen.add(field.key)
            block.set_parser_metadata("key", block.key)
            block.key = f"{number}:{block.key}"
        yield block


def _with_inheritance(values: dict[str, str], parents: dict[str, dict[str, str]]) -> dict[str, str]:
    """Fill what an entry leaves out from the entry that its crossref names."""
    parent = parents.get(values.get("crossref", "").strip().lower(), {})
    inherited = {name: parent[name] for name in _INHERITED if name in parent}
    if parent.get("title") and "booktitle" not in inherited:
        inherited["booktitle"] = parent["title"]
    return {**inherited, **{name: value for name, value in values.items() if value.strip()}}


def read_bibtex(text: str) -> Iterator[Candidate]:
    """Read BibTeX text with plain line ends; every entry, and every block that cannot be parsed, gives one candidate.

    Raises:
        RecordsError: when bibtexparser gives up on the whole text.
    """
    try:
        library = Library(list(_readable_blocks(text)))
        library = ResolveStringReferencesMiddleware(allow_inplace_modification=True).transform(library)
        library = RemoveEnclosingMiddleware(allow_inplace_modification=True).transform(library)
    except Exception as error:
        raise RecordsError(
            f"the BibTeX text cannot be parsed ({type(error).__name__}); check its braces, or export it as RIS"
        ) from error
    found = [block for block in library.blocks if isinstance(block, Entry | ParsingFailedBlock)]
    entries = [(block, _values(block)) for block in found if isinstance(block, Entry)]
    parents = {str(entry.get_parser_metadata("key")).lower(): values for entry, values in entries}
    by_block = {id(entry): values for entry, values in entries}
    for block in found:
        if isinstance(block, Entry):
            yield _candidate(block.entry_type.lower(), _with_inheritance(by_block[id(block)], parents))
        else:
            yield f"line {(block.start_line or 0) + 1}: the entry cannot be parsed; check its braces and commas"
