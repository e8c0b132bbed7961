"""The bibliography of a corpus: BibTeX entries by key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

_ADDRESSES = {"doi", "url"}
_LATEX = re.compile(r"[\\$~%^_&#`']|--")
# Letters that Unicode does not take apart into a letter and an accent.
_WITHOUT_ACCENT_TO_DROP = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


class BibliographyError(ValueError):
    """The bibliography cannot be read; the message names the file, the line and the remedy."""


@dataclass(frozen=True)
class Source:
    """One bibliography entry; `authors` holds "Family, Given" names, corporate names whole."""

    key: str
    entry_type: str
    title: str
    authors: tuple[str, ...]
    year: str
    venue: str
    doi: str
    url: str
    language: str

    @property
    def short(self) -> str:
        """The source as a text cites it: "Caragliu et al. (2011)"."""
        families = [author.split(",")[0] for author in self.authors]
        names = f"{families[0]} et al." if len(families) > 2 else " & ".join(families) or self.key
        return f"{names} ({self.year or 'n.d.'})"


def _plain(value: str) -> str:
    """Return a BibTeX field without braces and extra white space."""
    return " ".join(re.sub(r"[{}]", "", value).split())


def _address(value: str) -> str:
    """Return a DOI or address as it stands in the file, without the backslashes that LaTeX asks for."""
    return re.sub(r"\\([_%&#~])", r"\1", _plain(value))


def _name_list(value: str) -> list[str]:
    """Split a list of names at each "and" that stands outside of braces."""
    names = [""]
    depth = 0
    for part in re.split(r"([{}]|\s+and\s+)", value.strip(), flags=re.IGNORECASE):
        depth += (part == "{") - (part == "}")
        if depth == 0 and part.strip().lower() == "and":
            names.append("")
        else:
            names[-1] += part
    return [name for name in names if _plain(name) and name.lower() != "others"]


def _authors(value: str) -> tuple[str, ...]:
    """Split an author field into names and put each as "Family, Given"; a name in braces is corporate and kept whole.

    The comma of a corporate name goes, because a comma ends a family name.
    """
    names = []
    for name in _name_list(value):
        if re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", name):
            names.append(_plain(name.replace(",", " ")))
        elif "," in name:
            names.append(", ".join(_plain(part) for part in name.split(",", 1)))
        else:
            words = _plain(name).split()
            start = next((i for i, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
            names.append(f"{' '.join(words[start:])}, {' '.join(words[:start])}".rstrip(", "))
    return tuple(names)


class _Decoding(LatexDecodingMiddleware):
    """Decodes LaTeX where there is some; addresses stay as written, because LaTeX takes their % and ~ for its own."""

    def transform_entry(self, entry: Entry, library: Library) -> Block:
        """Decode the fields of an entry in place."""
        fields = entry.fields
        entry.fields = [field for field in fields if field.key.lower() not in _ADDRESSES and _LATEX.search(field.value)]
        decoded = super().transform_entry(entry, library)
        entry.fields = fields
        return decoded


def _problem(block: Any) -> str:
    """Say why an entry could not be read, and the remedy."""
    if isinstance(block, DuplicateBlockKeyBlock):
        return f"the key {block.key} stands twice"
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"the field {min(block.duplicate_keys)} stands twice in one entry"
    return "an entry cannot be parsed; check its braces and commas"


def read_bibliography(path: Path) -> dict[str, Source]:
    """Read a BibTeX file.

    Returns:
        Sources by key; empty when the file does not exist.

    Raises:
        BibliographyError: for an entry that cannot be parsed, a key that stands twice, or a file that is not UTF-8.
    """
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BibliographyError(f"{path.name} is not UTF-8; save it as UTF-8") from error
    library = parse_string(text, append_middleware=[_Decoding(keep_braced_groups=True)])
    if library.failed_blocks:
        block = library.failed_blocks[0]
        raise BibliographyError(f"{path.name}, line {(block.start_line or 0) + 1}: {_problem(block)}")
    sources = {}
    for entry in library.entries:
        fields = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
        venue = next((fields[n] for n in ("journal", "booktitle", "publisher", "institution") if n in fields), "")
        sources[entry.key] = Source(
            entry.key,
            entry.entry_type.lower(),
            _plain(fields.get("title", "")),
            _authors(fields.get("author", fields.get("editor", ""))),
            _plain(fields.get("year", "")),
            _plain(venue),
            _address(fields.get("doi", "")),
            _address(fields.get("url", "")),
            _plain(fields.get("language", "")),
        )
    return sources


def surname_key(name: str) -> str:
    """Return a family name as ASCII letters in lower case, for comparing ("Bakıcı" → "bakici")."""
    decomposed = unicodedata.normalize("NFKD", name.split(",")[0].lower().translate(_WITHOUT_ACCENT_TO_DROP))
    return re.sub(r"[^a-z]", "", decomposed.encode("ascii", "ignore").decode().lower())
