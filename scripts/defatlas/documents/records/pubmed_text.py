"""PubMed's "Abstract (text)": numbered records in paragraphs without tags.

A record has, each in a paragraph of its own: number and source; title; authors, their addresses and notices, any of
which may be missing; the abstract, in one paragraph or more; rights; identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from defatlas.documents.records.record import Candidate

_RECORD = re.compile(r"\n\s*\n\s*\n(?=[0-9]{1,6}\. \S)")  # records are two empty lines apart
_SOURCE = re.compile(r"\s*[0-9]{1,6}\. (?P<venue>[^\n]{1,300}?)\. (?P<date>(?:1[89]|20)[0-9]{2}\b[^;.:]{0,20})")
_DOI = re.compile(r"^DOI: (\S+)", re.MULTILINE)
START = re.compile(r"\A\s*1\. [^\n]{1,300}\. (?:1[89]|20)[0-9]{2}\b(?=(?s:.)*?^PMID: [0-9]+)", re.MULTILINE)

# Paragraphs that are neither title nor authors nor abstract.
_NOTICE = re.compile(
    r"Author information:|Collaborators?:|Conflict of interest|Comment (?:in|on)\b|Comments? in\b|Erratum (?:in|for)\b"
    r"|Update (?:in|of)\b|Republished |Retraction |Expression of concern|Original report|Summary for patients"
    r"|Copyright\b|©|\(c\)|Published by |DOI: |PMID: |PMCID: "
)
_LANGUAGE = re.compile(r"\[Article in ([A-Z][\w; ]+)\]")
_MARKS = re.compile(r"\((?:#|[0-9]{1,3})\)|\.\Z")  # "(1)" behind an author; the full stop behind the last
_AUTHOR = re.compile(r"(?P<family>\S[^\d:]{0,60}?) (?P<given>[A-Z]{1,4}(?: (?:Jr|Sr|[23](?:nd|rd)))?|Jr|Sr)")


def _authors(paragraph: str) -> list[str]:
    """Return the authors of a paragraph that lists nothing else, as "Family, Given"; none of any other."""
    people, *bodies = _MARKS.sub("", paragraph).split(";")
    found = [_AUTHOR.fullmatch(part.strip()) for part in people.split(",")]
    if not all(found):
        return []
    return [f"{name['family']}, {name['given']}" for name in found if name] + [f"{body.strip()}," for body in bodies]


def _candidate(record: str) -> Candidate:
    """Turn a record into raw fields."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", record.strip())]
    source, rest = paragraphs[0], [part for part in paragraphs[1:] if not _NOTICE.match(part)]
    language = [found[1].split(";")[0] for part in rest if (found := _LANGUAGE.fullmatch(part))]
    rest = [part for part in rest if not _LANGUAGE.fullmatch(part)]
    title = re.sub(r"\A\[(.*)\](\.?)\Z", r"\1\2", rest[0]) if rest else ""
    authors = _authors(rest[1]) if len(rest) > 1 else []
    stated = _SOURCE.match(source)
    return {
        "title": title,
        "abstract": " ".join(rest[2 if authors else 1 :]),
        "authors": authors,
        "year": stated["date"] if stated else source,
        "doi": _DOI.findall(record),
        "venue": stated["venue"] if stated else "",
        "language": language,
    }


def read_pubmed_text(text: str) -> Iterator[Candidate]:
    """Read PubMed's records in plain text; every numbered record gives one candidate."""
    for record in _RECORD.split(text.strip()):
        yield _candidate(record)
