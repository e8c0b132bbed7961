"""The bibliography of a corpus: BibTeX entries by key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware


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
        if len(families) > 2:
            names = f"{families[0]} et al."
        else:
            names = " & ".join(families) or self.key
        return f"{names} ({self.year or 'n.d.'})"


def _plain(value: str) -> str:
    """Return a BibTeX field without braces and extra white space."""
    return " ".join(re.sub(r"[{}]", "", value).split())


def _authors(value: str) -> tuple[str, ...]:
    """Split an author field at "and" outside of braces and put each name as "Family, Given"."""
    names = []
    for name in re.split(r"\s+and\s+(?![^{]*\})", value.strip()):
        if not name or name.lower() == "others":
            continue
        if name.startswith("{"):
            names.append(_plain(name).replace(",", " "))
        elif "," in name:
            names.append(", ".join(_plain(part) for part in name.split(",", 1)))
        else:
            words = _plain(name).split()
            start = next((i for i, word in enumerate(words[:-1]) if word[0].islower()), len(words) - 1)
            names.append(f"{' '.join(words[start:])}, {' '.join(words[:start])}".rstrip(", "))
    return tuple(names)


def read_bibliography(path: Path) -> dict[str, Source]:
    """Read a BibTeX file.

    Returns:
        Sources by key; empty when the file does not exist.

    Raises:
        BibliographyError: for an entry that cannot be parsed or a key that stands twice.
    """
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(keep_braced_groups=True)])
    if library.failed_blocks:
        block = library.failed_blocks[0]
        key = getattr(block, "key", None)
        what = f"the key {key} stands twice" if key else "an entry cannot be parsed; check its braces and commas"
        raise BibliographyError(f"{path.name}, line {block.start_line + 1}: {what}")
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
            _plain(fields.get("doi", "")),
            _plain(fields.get("url", "")),
            _plain(fields.get("language", "")),
        )
    return sources


def surname_key(name: str) -> str:
    """Return a family name as ASCII letters in lower case, for comparing ("Bakıcı" → "bakici")."""
    name = name.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss")
    decomposed = unicodedata.normalize("NFKD", name.split(",")[0])
    return re.sub(r"[^a-z]", "", decomposed.encode("ascii", "ignore").decode().lower())
