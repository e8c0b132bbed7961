"""The tables that rules hand to each other: columns, types, and what each column means.

`docs/data_dictionary.md` is written from here (`make docs`), and a test keeps it in step.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

KINDS = ["paragraph", "list_item", "heading", "quote", "footnote", "caption", "reference", "table_row", "abstract"]
SOURCE_TYPES = ["academic", "policy", "industry", "standard", "other"]


def _column(kind: Any, description: str, *checks: pa.Check, **options: Any) -> pa.Column:
    """A column with its description."""
    return pa.Column(kind, list(checks) or None, description=description, **options)


def _text(description: str, *checks: pa.Check, **options: Any) -> pa.Column:
    """A text column; empty text means that nothing is known."""
    return _column(str, description, *checks, **options)


def _offset(description: str) -> pa.Column:
    """A character offset, or -1 where there is none."""
    return _column("int64", description, pa.Check.ge(-1))


def _table(
    name: str, description: str, columns: dict[str, pa.Column], unique: list[str] | None = None
) -> pa.DataFrameSchema:
    """A closed table: no other columns, types coerced."""
    return pa.DataFrameSchema(columns, strict=True, coerce=True, unique=unique, name=name, description=description)


DOCUMENTS = _table(
    "documents",
    "One row per document that was read: `results/documents.csv`.",
    {
        "document_id": _text("Key of a reading note, else file name and a hash of the path.", unique=True),
        "path": _text("Path in the corpus folder; what follows a # is a record of that file."),
        "sha256": _text("SHA-256 of the file's bytes, hexadecimal.", pa.Check.str_length(64, 64)),
        "media_type": _text("What the file was read as."),
        "citation": _text("How a text cites it, e.g. Example et al. (2015)."),
        "title": _text("Title, from the bibliography, else from the file, else its name."),
        "authors": _text("Authors, separated by semicolons."),
        "year": _column("Int64", "Year of publication.", nullable=True),
        "language": _text("Language code where known."),
        "source_type": _text("Kind of source; empty when unknown.", pa.Check.isin([*SOURCE_TYPES, ""])),
        "wording": _text(
            "verbatim: the source's own words; paraphrase: our note.", pa.Check.isin(["verbatim", "paraphrase"])
        ),
        "verified": _column("bool", "The note was checked against the source; true for full texts."),
        "licence": _text("Licence where known."),
        "pages": _column("int64", "Number of pages; 0 when the format has none.", pa.Check.ge(0)),
        "characters": _column("int64", "Length of the normalised text.", pa.Check.gt(0)),
        "status": _text("read.", pa.Check.isin(["read"])),
        "reason": _text("Remark on how it was read."),
    },
)
REJECTED = _table(
    "rejected",
    "One row per file, or record or member of a file, that was not read: `results/rejected.csv`.",
    {
        "path": _text("Path in the corpus folder.", unique=True),
        "reason": _text("Why it was not read, and the remedy.", pa.Check.str_length(min_value=1)),
    },
)
PASSAGES = _table(
    "passages",
    "The documents in paragraphs, headings, list items and the like, in reading order: `results/passages.parquet`.",
    {
        "document_id": _text("Document."),
        "passage_id": _text("Document and number in reading order.", unique=True),
        "page": _text("Page, or the place that a note names; empty when unknown."),
        "section": _text("Headings it stands under, outermost first."),
        "kind": _text("What it is.", pa.Check.isin(KINDS)),
        "text": _text("Its text."),
        "start": _column("int64", "First character in the normalised text.", pa.Check.ge(0)),
        "end": _column("int64", "Character behind the last.", pa.Check.gt(0)),
    },
)
TEXTS = _table(
    "texts",
    "The text that all offsets count in, between steps; in the end one file per document in `results/texts/`.",
    {"document_id": _text("Document.", unique=True), "text": _text("Normalised text; all offsets count in it.")},
)
_DEFINITION_COLUMNS = {
    "definition_id": _text("Hash of document and text; stable when other documents come and go.", unique=True),
    "concept": _text("Concept or neighbour term that is defined."),
    "family": _text("Concept of the configuration that it is counted with."),
    "definiendum": _text("The words that name what is defined."),
    "definiens": _text("The words that define."),
    "sentence": _text("The sentence; for an item of a list, the lead-in and the item."),
    "document_id": _text("Document."),
    "section": _text("Headings it stands under."),
    "cited_sources": _text("Works cited for it, as the text cites them, separated by semicolons."),
    "page": _text("Page or place."),
    "start": _offset("Offset of the sentence (of the item, for a list)."),
    "end": _offset("Its end."),
    "definiendum_start": _offset("Offset of the definiendum."),
    "definiendum_end": _offset("Its end."),
    "definiens_start": _offset("Offset of the definiens."),
    "definiens_end": _offset("Its end."),
    "lead_start": _offset("Offset of the lead-in of a list, else -1."),
    "lead_end": _offset("Its end."),
    "wording": _text("verbatim or paraphrase.", pa.Check.isin(["verbatim", "paraphrase"])),
    "kind": _text(
        "Definition proper, or a statement of aim, use or make-up.", pa.Check.isin(["definition", "characterisation"])
    ),
    "pattern": _text("The defining form that matched."),
    "negated": _column("bool", "It also says what the concept is not."),
    "probability": _column(
        "float64", "Probability that the sentence defines, by the model.", pa.Check.in_range(0, 1), nullable=True
    ),
    "family_id": _text("Definitions quoted from each other share it; alone, it is the definition's own id."),
}
DEFINITIONS = _table(
    "definitions",
    "One row per definition: `results/definitions.csv` for people, `results/definitions.parquet` for the next step.",
    _DEFINITION_COLUMNS,
)
CANDIDATES = _table(
    "candidates",
    "Every sentence that was weighed as a definition, between steps; those not taken end in "
    "`results/rejected_candidates.csv`.",
    {**_DEFINITION_COLUMNS, "reason": _text("Why it was not taken; empty when it was.")},
)
CODES = _table(
    "codes",
    "One row per definition, dimension and place of evidence: `results/codes.parquet`.",
    {
        "definition_id": _text("Definition."),
        "framework": _text("Framework of the codebook."),
        "dimension": _text("Dimension of the framework."),
        "evidence": _text("The words that indicate it."),
        "evidence_start": _offset("Offset of the evidence in the normalised text."),
        "evidence_end": _offset("Its end."),
        "coder": _text("codebook, or who corrected it."),
    },
    unique=["definition_id", "framework", "dimension", "evidence_start"],
)
CLUSTERS = _table(
    "clusters",
    "One row per definition of the concept from a checked source: `results/clusters.parquet`.",
    {
        "definition_id": _text("Definition.", unique=True),
        "cluster": _column(
            "int64", "Group, numbered from 1 by falling size; 0 for definitions that name no dimension.", pa.Check.ge(0)
        ),
        "label": _text("Dimensions that the group names more often than the rest."),
        "stability": _column(
            "float64",
            "Mean Jaccard similarity of the group to its like in bootstrap resamples.",
            pa.Check.in_range(0, 1),
            nullable=True,
        ),
        "exemplar": _column("bool", "The definition closest to all others of its group (medoid)."),
        "x": _column("float64", "First axis of the map (classical scaling of Jaccard distances)."),
        "y": _column("float64", "Second axis of the map."),
    },
)
LEVELS = ["local", "regional", "national", "european"]
INITIATIVES = _table(
    "initiatives",
    "One row per smart city cluster initiative, written by people: `corpus/initiatives.csv`.",
    {
        "initiative_id": _text("Short name.", unique=True),
        "name": _text("Name."),
        "kind": _text("cluster or living lab.", pa.Check.isin(["cluster", "living lab"])),
        "level": _text("Geographical level.", pa.Check.isin([*LEVELS, ""])),
        "country": _text("ISO 3166 code; empty when it spans several."),
        "place": _text("Place."),
        "year": _column("Int64", "Year of foundation.", nullable=True),
        "origin": _text(
            "Whether the cluster or the smart city came first.",
            pa.Check.isin(["cluster_first", "city_first", "both", ""]),
        ),
        "helix": _text("Whether citizens take part.", pa.Check.isin(["triple", "quadruple", ""])),
        "sectors": _text("Sectors, separated by semicolons."),
        "stakeholders": _text("Stakeholders, separated by semicolons."),
        "aim": _text("Aim, in our words."),
        **{
            f"{name}_place": _text(f"Where the paper says the {name}.")
            for name in ("level", "year", "origin", "helix", "sectors", "stakeholders", "aim")
        },
        "remark": _text("What the codes do not say."),
    },
)
TABLES = {
    schema.name: schema
    for schema in (DOCUMENTS, REJECTED, PASSAGES, TEXTS, DEFINITIONS, CANDIDATES, CODES, CLUSTERS, INITIATIVES)
}


def frame_of(rows: Iterable[dict[str, Any]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Make a validated frame of rows (dictionaries by column), with all columns even when there are no rows.

    Raises:
        pandera.errors.SchemaError: when a row does not fit.
    """
    frame = pd.DataFrame(list(rows), columns=list(schema.columns))
    return schema.validate(frame)


def write_table(frame: pd.DataFrame, path: Path, schema: pa.DataFrameSchema) -> None:
    """Validate a table and write it as Parquet or CSV, by the path's ending.

    Raises:
        pandera.errors.SchemaError: when it does not fit its schema.
    """
    frame = schema.validate(frame[list(schema.columns)])
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False)
    else:
        frame.to_csv(path, index=False, lineterminator="\n")


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Read a table written by `write_table`, or by people as CSV, and validate it.

    Raises:
        pandera.errors.SchemaError: when it does not fit its schema.
    """
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path)
    else:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        for name, column in schema.columns.items():
            if column.nullable and name in frame:
                frame[name] = frame[name].replace("", None)
            if str(column.dtype) == "bool" and name in frame:  # as text, "False" would count as true
                frame[name] = frame[name].map({"True": True, "False": False}).astype("boolean")
    return schema.validate(frame)


def read_tables(paths: Iterable[Path], schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Read the same table of several shards as one."""
    return schema.validate(pd.concat([read_table(path, schema) for path in paths], ignore_index=True))
