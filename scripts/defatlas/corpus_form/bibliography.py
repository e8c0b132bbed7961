"""The bibliography: entry types, keys, required fields, DOI and address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string

from defatlas.configuration import nearest
from defatlas.corpus_form.problems import Corpus, Problem

ENTRY_TYPES = (
    "article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc",
    "phdthesis", "proceedings", "techreport", "unpublished",
)  # fmt: skip


def check_bibliography(corpus: Corpus) -> Iterator[Problem]:
    """Check every entry of sources.bib, and that each has its note."""
    path = corpus.folder / "sources.bib"
    if not path.exists():
        return
    library = parse_string(path.read_text(encoding="utf-8"))
    for block in library.failed_blocks:
        key = getattr(block, "key", None)
        what = f"the key {key} stands twice; give one another letter" if key else "no BibTeX; check braces and commas"
        yield Problem(path, (block.start_line or 0) + 1, what)
    dois: dict[str, str] = {}
    for entry in library.entries:
        line = (entry.start_line or 0) + 1
        fields = {name.lower(): field for name, field in entry.fields_dict.items()}
        values = {name: str(field.value).strip() for name, field in fields.items()}
        for name, message in _entry_problems(entry.key, entry.entry_type.lower(), values):
            yield Problem(path, fields[name].start_line + 1 if name in fields else line, f"{entry.key}: {message}")
        doi = values.get("doi", "").lower()
        if doi in dois:
            yield Problem(path, fields["doi"].start_line + 1, f"{entry.key}: has the DOI of {dois[doi]}; check both")
        elif doi:
            dois[doi] = entry.key
        if entry.key not in corpus.notes:
            yield Problem(path, line, f"{entry.key}: no note; write notes/{entry.key}.md or drop the entry")


def _entry_problems(key: str, kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the field and the message of everything wrong with the form of one entry."""
    if kind not in ENTRY_TYPES:
        yield "", f"unknown entry type @{kind}{nearest(kind, ENTRY_TYPES)}"
    found = re.fullmatch(r"[a-z]+(\d{4})[a-z]?", key)
    if not found:
        yield "", "no key; write the first author's surname in lower-case ASCII and the year"
    if not values.get("author") and not values.get("editor"):
        yield "", "neither author nor editor; add one"
    if not values.get("title"):
        yield "title", "no title; add it"
    year = values.get("year", "")
    if not re.fullmatch(r"\d{4}", year):
        yield "year", f"year is {year!r}; write four digits"
    elif found and found[1] != year:
        yield "year", f"year is {year} but the key says {found[1]}; give both the same year"
    doi, url = values.get("doi"), values.get("url")
    if doi is not None and not re.fullmatch(r"10\.\d{4,9}/\S*[^\s.,;]", doi):
        yield "doi", f"DOI is {doi!r}; write it bare, from 10. on"
    if url is not None and not re.fullmatch(r"https?://[^\s{}]+", url):
        yield "url", f"url is {url!r}; write one address that starts with https://"
