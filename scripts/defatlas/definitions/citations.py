"""Works that a sentence cites: in brackets or in its running text, with the page where given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from defatlas.documents.bibliography import surname_key

_NAME = r"(?:(?:van|von|de|der|den|del|di|da|la|le)\s+)*[A-ZÀ-ÖØ-ÞŁŠŽČ][\w'’-]+"
_NAMES = (
    rf"{_NAME}(?:,?\s+(?:{_NAME}\s+)?et\s+al\.?,?|(?:,\s+{_NAME})*,?\s+(?:and|&)\s+{_NAME}(?:\s+{_NAME})?|\s+{_NAME})?"
)
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_PAGES = r"(?:(?:,?\s*pp?\.?\s*|,\s*pages?\s+|:\s*)(?P<pages>\d+(?:\s*[-–]\s*\d+)?))?"
_NUMBERED = re.compile(
    r"(?<!\w)\[(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)(?:,\s*pp?\.?\s*(?P<pages>\d+(?:\s*[-–]\s*\d+)?))?\]"
)
_NARRATIVE = re.compile(rf"(?P<names>{_NAMES})['’]?s?\s*\((?P<year>{_YEAR}){_PAGES}[^)]*\)")
_BRACKETED = re.compile(rf"(?P<names>{_NAMES}),?\s+\(?(?P<year>{_YEAR}){_PAGES}")
_LEADS = re.compile(r"^(?:In|For|As|According|See|Following|By|From|And|Hence|While|To)\s+")


@dataclass(frozen=True)
class Citation:
    """An in-text citation: names as written, year, pages (empty when not given), and its place in the text.

    A citation by number has the number in square brackets for its names, and no year.
    """

    names: str
    year: str
    pages: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The citation in one form: "Richter et al. (2015, p. 222)"."""
        pages = f", {'pp.' if re.search('[-–]', self.pages) else 'p.'} {self.pages}" if self.pages else ""
        return f"{self.names} ({self.year}{pages})" if self.year else f"{self.names}{pages}"

    @property
    def first_author(self) -> str:
        """Family name of the first author as lower-case ASCII letters."""
        first = re.split(r",|\s+et\s+al|\s+and\s+|\s+&\s+", self.names)[0]
        return surname_key(first)


def find_citations(text: str) -> list[Citation]:
    """Return the citations of a text in order; one place is never counted twice."""
    found: list[Citation] = []
    for expression in (_NARRATIVE, _BRACKETED):
        for match in expression.finditer(text):
            names = _LEADS.sub("", match["names"]).strip(" ,")
            start = match.end() - len(match[0]) + match[0].index(names)
            if not names or any(start < other.end and other.start < match.end() for other in found):
                continue
            found.append(Citation(names, match["year"], (match["pages"] or "").replace(" ", ""), start, match.end()))
    for match in _NUMBERED.finditer(text):
        numbers = re.findall(r"\d+", match["numbers"])
        found.extend(
            Citation(f"[{number}]", "", (match["pages"] or "").replace(" ", ""), match.start(), match.end())
            for number in numbers
        )
    return sorted(found, key=lambda citation: citation.start)


def is_only_citation(text: str) -> bool:
    """Tell whether a sentence holds nothing but a citation, as behind a quotation."""
    rest = text
    for start, end in sorted({(c.start, c.end) for c in find_citations(text)}, reverse=True):
        rest = rest[:start] + rest[end:]
    return rest != text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def resolve(citation: Citation, references: Iterable[tuple[str, str, str]]) -> str:
    """Return the key of the reference that a citation means: same first author, same year; empty when none does.

    Args:
        citation: an in-text citation.
        references: (key, first author's family name as `surname_key` gives it, or "[number]", year) of each known work.
    """
    for key, author, year in references:
        if not citation.year:
            if author == citation.names:
                return key
        elif author == citation.first_author and year[:4] == citation.year[:4]:
            return key
    return ""
