"""Sentences without labels, for the teacher to judge: treebanks, abstracts, papers.

They teach the student what scholarly prose looks like that mentions a concept without
defining it. Only probabilities are learned from them; no sentence is kept.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

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


def snippets(path: Path) -> Iterator[tuple[str, bool]]:
    """Texts of VADER's data, and whether each goes on from the one before in the same review or editorial.

    `path` is the source archive of the package vaderSentiment, which holds an archive of files
    `*_GroundTruth.txt` with a line for each text: number, rating and text, parted by tabs.
    """
    with tarfile.open(path) as outer:
        (name,) = (name for name in outer.getnames() if name.endswith("hutto_ICWSM_2014.tar.gz"))
        with tarfile.open(fileobj=outer.extractfile(name)) as inner:
            for member in sorted(inner.getnames()):
                content = inner.extractfile(member) if member.endswith("_GroundTruth.txt") else None
                before = ""
                for line in content.read().decode("utf-8").splitlines() if content else ():
                    number, _, text = line.split("\t", 2)
                    work = number.rpartition("_")[0]  # "12_3" is the third part of the twelfth
                    yield text.replace("''", '"'), bool(work) and work == before
                    before = work


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
        for path in sorted(inputs.rglob("*.xlsx")):
            found.extend(sentences_of(abstracts(path)))
        for path in sorted([*inputs.glob("papers-*/**/*.xml")]):
            found.extend(sentences_of(paragraphs(path)))
    return list({tuple(words): words for words in found}.values())
