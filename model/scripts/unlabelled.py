"""Sentences without labels, for the teachers: treebanks, abstracts, papers, and the texts of packages.

They teach the definition network what scholarly prose looks like that mentions a concept without
defining it, and the syntax more kinds of text. Only the teachers' answers are learned; no sentence is kept.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

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


def _speech(content: str) -> Iterator[tuple[str, bool]]:
    """A text and nothing else."""
    yield content.replace("--", " -- "), False


# Which files of the archives hold text, and how to read them. Speeches are those since 1960.
_READERS = (
    (re.compile(r"_GroundTruth\.txt$"), _numbered),
    (re.compile(r"/fixtures/(amazon|imdb|yelp)\.json$"), _labelled),
    (re.compile(r"/data/(19[6-9]|20)\d+_\w+\.txt$"), _speech),
)


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
                    yield from read(content.read().decode("utf-8"))


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
