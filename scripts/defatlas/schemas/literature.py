"""What was read: documents, their passages and texts, and what could not be read."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, table, text

KINDS = ["paragraph", "list_item", "heading", "quote", "footnote", "caption", "reference", "table_row", "abstract"]

SOURCE_TYPES = ["academic", "policy", "industry", "standard", "other"]

DOCUMENTS = table(
    "documents",
    "One row per document that was read: `results/documents.csv`.",
    {
        "document_id": text("Key of a reading note, else file name and a hash of the path.", unique=True),
        "path": text("Path in the corpus folder; what follows a # is a record of that file."),
        "sha256": text("SHA-256 of the file's bytes, hexadecimal.", pa.Check.str_length(64, 64)),
        "media_type": text("What the file was read as."),
        "citation": text("How a text cites it, e.g. Example et al. (2015)."),
        "title": text("Title, from the manifest, else the bibliography, else the file, else its name."),
        "authors": text("Authors, separated by semicolons."),
        "year": column("Int64", "Year of publication.", nullable=True),
        "venue": text("Journal, book or publisher where known."),
        "doi": text("DOI where known, bare, in lower case."),
        "language": text("Language of the text read, ISO 639-1; of a note, of its source. Empty when unknown."),
        "source_type": text("Kind of source; empty when unknown.", pa.Check.isin([*SOURCE_TYPES, ""])),
        "wording": text(
            "verbatim: the source's own words; paraphrase: our note.", pa.Check.isin(["verbatim", "paraphrase"])
        ),
        "verified": column("bool", "The note was checked against the source; true for full texts."),
        "licence": text("Licence where known."),
        "pages": column("int64", "Number of pages; 0 when the format has none.", pa.Check.ge(0)),
        "characters": column("int64", "Length of the normalised text.", pa.Check.gt(0)),
        "status": text(
            "read; or other language: listed here, and left out of everything else.",
            pa.Check.isin(["read", "other language"]),
        ),
        "reason": text("Remark on how it was read."),
    },
)

REJECTED = table(
    "rejected",
    "One row per file, or record or member of a file, that was not read: `results/rejected.csv`.",
    {
        "path": text("Path in the corpus folder.", unique=True),
        "reason": text("Why it was not read, and the remedy.", pa.Check.str_length(min_value=1)),
    },
)

GROUNDS = {
    "file": "the same file, byte for byte",
    "doi": "the same DOI",
    "record": "the same record: title, year and abstract agree",
    "title": "the same title, year and authors",
    "version": "another version: the same title and authors, at most two years apart",
    "correction": "merged by a row of corrections.csv",
}

DUPLICATES = table(
    "duplicates",
    "One row per document that is another copy or version of one that was kept: `results/duplicates.csv`. "
    "Each stands in `results/rejected.csv` as well; a row in corpus/corrections.csv keeps it apart (`split`).",
    {
        "document_id": text("Document that was set aside.", unique=True),
        "kept_id": text("Document that stands for it."),
        "ground": text(
            "Why: " + ", ".join(f"{name} ({said})" for name, said in GROUNDS.items()) + ".",
            pa.Check.isin(list(GROUNDS)),
        ),
        "score": column(
            "float64",
            "How alike the titles are (0 to 100, share of letters in the same order).",
            pa.Check.in_range(0, 100),
        ),
        "path": text("Path of the one set aside.", unique=True),
        "kept_path": text("Path of the one kept."),
        "title": text("Title of the one set aside."),
        "kept_title": text("Title of the one kept."),
    },
)

PASSAGES = table(
    "passages",
    "The documents in paragraphs, headings, list items and the like, in reading order: `results/passages.parquet`.",
    {
        "document_id": text("Document."),
        "passage_id": text("Document and number in reading order.", unique=True),
        "page": text("Page, or the place that a note names; empty when unknown."),
        "section": text("Headings it stands under, outermost first."),
        "kind": text("What it is.", pa.Check.isin(KINDS)),
        "text": text("Its text."),
        "start": column("int64", "First character in the normalised text.", pa.Check.ge(0)),
        "end": column("int64", "Character behind the last.", pa.Check.gt(0)),
    },
)

TEXTS = table(
    "texts",
    "The text that all offsets count in, between steps; in the end one file per document in `results/texts/`.",
    {"document_id": text("Document.", unique=True), "text": text("Normalised text; all offsets count in it.")},
)
