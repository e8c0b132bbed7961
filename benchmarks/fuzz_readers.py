"""Fuzz the readers: mutated files, read as the workflow reads them, in child processes with its limits.

Run as `python benchmarks/fuzz_readers.py SEEDS --seconds 600 [--reader pdf ...] [--failures FOLDER]`, where SEEDS
is a folder of files to start from (small seeds of our own are added for every reader). Most changes know what the
format is made of (`mutations.py`). Prints one JSON object for each reader: cases, what became of them, seconds by the
clock and of the processor, and the failures. A failure is an exception that the reader does not declare, a crash, a
time limit or a memory limit; a crash in a child ends that file alone, but is still listed. The exit status is 1 when
there was one. The same seed and number of the case give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import docx
import openpyxl
from defatlas.documents.archives import ArchiveError, archive_members
from defatlas.documents.blocks import ReadDocument, lay_out
from defatlas.documents.html import NoArticleError, read_html
from defatlas.documents.isolation import Failure, read_isolated
from defatlas.documents.markdown import FrontMatterError, read_markdown, read_plain_text
from defatlas.documents.pdf import BrokenPdfError, NoTextLayerError, PasswordError, read_pdf
from defatlas.documents.reading import RejectedFile, decode
from defatlas.documents.records.reading import read_records, record_format
from defatlas.documents.records.record import RecordsError
from defatlas.documents.word_documents import WordDocumentError, read_docx
from defatlas.documents.xml_articles import XmlArticleError, read_xml
from mutations import mutated, zip_of

LIMIT = 20.0  # seconds for one case: a third of what the workflow allows
BATCH = 200  # cases for one child


def _laid_out(read: Callable[[bytes], ReadDocument]) -> Callable[[bytes], None]:
    """Return a function that reads and lays out, and checks that the offsets are honest."""

    def check(data: bytes) -> None:
        text, passages = lay_out(read(data).blocks)
        if any(text[passage.start : passage.end] != passage.text for passage in passages):
            raise AssertionError("a passage does not stand at its offsets")
        text.encode()

    return check


def _read_members(data: bytes) -> None:
    for _ in archive_members(data):
        pass


def _records_reader(suffix: str, usual: str) -> Callable[[bytes], None]:
    """Return a function that reads records in the format they are taken for, else in the usual one."""

    def read(data: bytes) -> None:
        records, unusable = read_records(data, record_format(data, suffix, None) or usual, None)
        numbers = sorted([*(record.number for record in records), *(number for number, _ in unusable)])
        if numbers != list(range(1, len(numbers) + 1)):
            raise AssertionError("the records and reasons are not numbered from 1")

    return read


@dataclass(frozen=True)
class Reader:
    """What is fuzzed: a function of bytes, the errors it declares, and the seeds it starts from."""

    read: Callable[[bytes], None]
    declared: tuple[type[Exception], ...]
    endings: tuple[str, ...]
    own: tuple[bytes, ...]
    structure: str = "lines"


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Clusters", 1)
    document.add_paragraph("A cluster is a group of firms in one place.")
    document.add_paragraph("firms", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "place"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Title", "Abstract", "Year"], ["On clusters", "A cluster is a group of firms.", 2001]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_TEXT = b"# Clusters\n\nA cluster is a group of firms.[^1]\n\n- firms\n\n"
_TEXT += b"| a | b |\n|---|---|\n| c | d |\n\n[^1]: In a place.\n"
_RECORD = b"TY  - JOUR\nTI  - On clusters\nAU  - Doe, J.\nPY  - 2001\nAB  - A cluster is a group of firms.\nER  - \n"
_TEI = (
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div><head n="1">One</head>'
    b'<pb n="3"/><p>A cluster is<note place="foot">n</note> a group.</p></div></body></text></TEI>'
)
_JATS = (
    b"<article><front><article-meta><abstract><p>We study clusters.</p></abstract></article-meta></front>"
    b"<body><sec><title>One</title><p>A cluster is a group<xref ref-type='fn'>1</xref>.</p></sec></body></article>"
)
_HTML = b"<html><body><article><h1>Clusters</h1>" + b"<p>A cluster is a group of firms in a place.</p>" * 9
_NBIB = (
    b"PMID- 1\nOWN - NLM\nTI  - On\n      clusters\nFAU - Okoro, Ada\nAU  - Okoro A\nAB  - A cluster is a group.\n"
    b"DP  - 2001 May\nJT  - A Journal\nLID - 10.1000/1 [doi]\nMH  - Towns\n\nPMID- 2\nTI  - Other\n"
)
_PUBMED_TEXT = (
    b"1. J Lamps. 2019 Mar;12(3):101-9. doi: 10.1000/1.\n\nOn\nclusters.\n\nOkoro A(1), Lamp B; Lamp Body.\n\n"
    b"Author information:\n(1)Quays.\n\nAIM: A cluster is a group.\n\nDOI: 10.1000/1\nPMID: 1\n\n\n"
    b"2. Quays. 1998;4:1.\n\n[Other].\n\n[Article in Norwegian]\n\nPMID: 2\n"
)
_ENDNOTE = (
    b"%0 Journal Article\n%T On clusters\n%A Okoro, Ada\n%D 2001\n%X A cluster is a group.\n%K a\nb\n%R 10.1000/1\n"
)
_CSV = b'Title,Abstract,Year\nOn,A cluster,2001\n"Two, of\nthem","says ""ten""",2002\n'
_SCOPUS = (
    b"Authors,Author full names,Title,Year,Source title,Cited by,DOI,Link,Abstract,Funding Text 1,EID\n"
    b'"Okoro A.","Okoro, Ada (57001)","On",2001,"A Journal",3,"10.1000/1","http://a","[No abstract available]","x",'
    b'"y","2-s2.0-1"\n'
)
_WOS = b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Doe, J\nTI On\nAB A group\n   of firms.\nER\n\nEF\n"
_PDF_PAGE = b"BT /F1 10 Tf 72 760 Td (A cluster is a group) Tj 0 -14 Td (of firms.) Tj ET"


def _pdf() -> bytes:
    packed = zlib.compress(_PDF_PAGE)
    return (
        b"%%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        b"2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n"
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >> endobj\n"
        b"4 0 obj << /Filter /FlateDecode /Length %d >> stream\n%s\nendstream endobj\n"
        b"5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n"
        b"trailer << /Root 1 0 R >>\n" % (len(packed), packed)
    )


_OPENALEX = (
    b'{"results": [{"id": "https://openalex.org/W1", "title": "On clusters", "publication_year": 2001, "doi": null, '
    b'"authorships": [{"author": {"display_name": "Ada Okoro"}}], "type": "article", "keywords": [{"keyword": "a"}], '
    b'"primary_location": {"source": {"display_name": "A Journal"}}, "language": "en", '
    b'"abstract_inverted_index": {"A": [0], "cluster": [1]}}]}'
)
_CSL = (
    b'[{"type": "article-journal", "title": "On clusters", "abstract": "A cluster is a group.", "DOI": "10.1000/1", '
    b'"author": [{"family": "Okoro", "given": "Ada"}, {"literal": "Lamp Body"}], "container-title": "A Journal", '
    b'"issued": {"date-parts": [[2001, 5]]}}]'
)
_BIBTEX = (
    b'@string{j = "A Journal"}\n@article{okoro2001,\n  title = {On {Clusters}: caf\\\'{e}},\n  '
    b'author = {Okoro, Ada and {Lamp Body}},\n  journal = j # " of Towns",\n  '
    b'year = 2001,\n  abstract = "A cluster is $n^2$ firms."\n}\n'
)
_PUBMED = (
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2001"
    b"</Year></PubDate></JournalIssue><Title>Quays</Title></Journal><ArticleTitle>On <i>clusters</i></ArticleTitle>"
    b'<ELocationID EIdType="doi">10.1000/1</ELocationID><Abstract><AbstractText Label="AIM">A cluster is a group.'
    b"</AbstractText></Abstract><AuthorList><Author><LastName>Okoro</LastName><ForeName>Ada</ForeName></Author><Author>"
    b"<CollectiveName>Lamp Body</CollectiveName></Author></AuthorList></Article></MedlineCitation></PubmedArticle>"
    b"</PubmedArticleSet>"
)
_MODS = (
    b'<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><nonSort>The</nonSort><title>lamp</title>'
    b'</titleInfo><name type="personal"><namePart type="family">Okoro</namePart></name>'
    b"<abstract>A lamp is lit.</abstract></mods></modsCollection>"
)
_XML_ERRORS = (XmlArticleError,)
_RECORD_ERRORS = (RecordsError, RejectedFile)
READERS = {
    "pdf": Reader(
        _laid_out(read_pdf), (NoTextLayerError, PasswordError, BrokenPdfError), (".pdf",), (_pdf(),), "bytes"
    ),
    "html": Reader(_laid_out(read_html), (NoArticleError,), (".html", ".htm"), (_HTML,), "tags"),
    "jats": Reader(_laid_out(read_xml), _XML_ERRORS, (".xml",), (_JATS,), "tags"),
    "tei": Reader(_laid_out(read_xml), _XML_ERRORS, (".tei.xml",), (_TEI,), "tags"),
    "docx": Reader(_laid_out(read_docx), (WordDocumentError,), (".docx",), (_docx(),), "bytes"),
    "zip": Reader(_read_members, (ArchiveError,), (".zip",), (zip_of({"a.txt": _TEXT, "b/c.md": _TEXT}),), "bytes"),
    "ris": Reader(_records_reader(".ris", "ris"), _RECORD_ERRORS, (".ris",), (_RECORD,)),
    "bibtex": Reader(_records_reader(".bib", "bibtex"), _RECORD_ERRORS, (".bib",), (_BIBTEX,)),
    "wos": Reader(_records_reader(".txt", "wos-tagged"), _RECORD_ERRORS, ("records.txt", "article.txt"), (_WOS,)),
    "tagged": Reader(
        _records_reader(".nbib", "pubmed-nbib"), _RECORD_ERRORS, (".nbib", ".enl"), (_NBIB, _ENDNOTE, _PUBMED_TEXT)
    ),
    "xml-records": Reader(
        _records_reader(".xml", "dublin-core-xml"), _RECORD_ERRORS, (".records.xml",), (_PUBMED, _MODS), "tags"
    ),
    "csv": Reader(_records_reader(".csv", "table-csv"), _RECORD_ERRORS, (".csv",), (_CSV, _SCOPUS), "cells"),
    "xlsx": Reader(_records_reader(".xlsx", "table-xlsx"), _RECORD_ERRORS, (".xlsx",), (_xlsx(),), "bytes"),
    "json": Reader(_records_reader(".json", "openalex-json"), _RECORD_ERRORS, (".json",), (_OPENALEX, _CSL), "values"),
    "markdown": Reader(
        _laid_out(lambda data: read_markdown(decode(data))), (FrontMatterError, RejectedFile), (".md",), (_TEXT,)
    ),
    "text": Reader(
        _laid_out(lambda data: read_plain_text(decode(data))),
        (FrontMatterError, RejectedFile),
        (".txt", ".md"),
        (_TEXT,),
    ),
}
_LARGEST_SEED = 150_000  # bytes: with larger ones, most of the time would go into reading what is sound


def _seeds(folder: Path, reader: Reader) -> list[bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name.endswith(reader.endings))
    return [*reader.own, *(path.read_bytes() for path in files if 0 < path.stat().st_size <= _LARGEST_SEED)]


def _case(seeds: Sequence[bytes], name: str, number: int) -> bytes:
    chance = random.Random(f"{name} {number}")  # noqa: S311 - no secret hangs on it
    return mutated(chance.choice(seeds), chance, READERS[name].structure)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _outcomes(name: str, seeds: Sequence[bytes], seconds: float, start: int) -> Iterator[tuple[int, str]]:
    """Yield the number of each case and "read", "rejected" or what went wrong."""
    reader = READERS[name]
    end = time.monotonic() + seconds

    def outcome(number: int) -> str:
        try:
            reader.read(_case(seeds, name, number))
        except reader.declared:
            return "rejected"
        return "read"

    while time.monotonic() < end:
        for number, found in read_isolated(range(start, start + BATCH), outcome, seconds=LIMIT):
            failed = isinstance(found, Failure)
            yield number, f"{found.kind}: {found.error} {found.reason}"[:200] if failed else found
        start += BATCH


def fuzz(name: str, folder: Path, seconds: float, start: int, failures: Path | None) -> dict[str, object]:
    """Fuzz one reader and return what became of its cases."""
    seeds = _seeds(folder, READERS[name])
    begun, used = time.monotonic(), _children_seconds()
    counts: Counter[str] = Counter()
    failed: dict[str, list[int]] = {}
    for number, found in _outcomes(name, seeds, seconds, start):
        counts[found if found in {"read", "rejected"} else "failed"] += 1
        if found not in {"read", "rejected"}:
            failed.setdefault(found, []).append(number)
            if failures and len(failed[found]) == 1:
                failures.mkdir(parents=True, exist_ok=True)
                (failures / f"{name}-{number}").write_bytes(_case(seeds, name, number))
    return {
        "reader": name,
        "seeds": len(seeds),
        "cases": counts.total(),
        "seconds": round(time.monotonic() - begun),
        "cpu_seconds": round(_children_seconds() - used),
        **dict(sorted(counts.items())),
        "failures": {what: {"cases": len(numbers), "first": numbers[0]} for what, numbers in failed.items()},
    }


def main() -> int:
    """Fuzz the readers asked for; return 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--reader", action="append", choices=sorted(READERS), help="all when none is given")
    parser.add_argument("--seconds", type=float, default=600.0, help="for each reader, by the clock")
    parser.add_argument("--start", type=int, default=0, help="number of the first case")
    parser.add_argument("--failures", type=Path, help="folder for the first case of each failure")
    arguments = parser.parse_args()
    any_failed = False
    for name in arguments.reader or READERS:
        result = fuzz(name, arguments.seeds, arguments.seconds, arguments.start, arguments.failures)
        any_failed = any_failed or bool(result["failures"])
        print(json.dumps(result), flush=True)
    return int(any_failed)


if __name__ == "__main__":
    sys.exit(main())
