"""The tables that rules hand to each other: columns, types, and what each column means.

`docs/data_dictionary.md` is written from here (`make docs`), and a test keeps it in step.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from defatlas.schemas.analysis import (
    AGREEMENT,
    CENTRALITY,
    CHANGES,
    CLUSTERS,
    CO_OCCURRENCE,
    CODES,
    CONSENSUS,
    EMERGENCE,
    GROUP_TERMS,
    RAREFACTION,
    SPECIFICATIONS,
    UNGROUNDED_CODES,
    WORKING_DEFINITION,
)
from defatlas.schemas.claims import CLAIMS
from defatlas.schemas.definitions import CANDIDATES, DEFINITIONS
from defatlas.schemas.initiatives import HELICES, INITIATIVE_EVIDENCE, INITIATIVES, LEVELS, MINED_INITIATIVES, ORIGINS
from defatlas.schemas.lineage import CORRECTIONS, FAMILIES, INHERITANCE, USES
from defatlas.schemas.links import BRIDGING, FACTORS, LINKS
from defatlas.schemas.literature import DOCUMENTS, DUPLICATES, GROUNDS, KINDS, PASSAGES, REJECTED, SOURCE_TYPES, TEXTS

__all__ = [
    "AGREEMENT",
    "BRIDGING",
    "CANDIDATES",
    "CENTRALITY",
    "CHANGES",
    "CLAIMS",
    "CLUSTERS",
    "CODES",
    "CONSENSUS",
    "CORRECTIONS",
    "CO_OCCURRENCE",
    "DEFINITIONS",
    "DOCUMENTS",
    "DUPLICATES",
    "EMERGENCE",
    "FACTORS",
    "FAMILIES",
    "GROUNDS",
    "GROUP_TERMS",
    "HELICES",
    "INHERITANCE",
    "INITIATIVES",
    "INITIATIVE_EVIDENCE",
    "KINDS",
    "LEVELS",
    "LINKS",
    "MINED_INITIATIVES",
    "ORIGINS",
    "PASSAGES",
    "RAREFACTION",
    "REJECTED",
    "SOURCE_TYPES",
    "SPECIFICATIONS",
    "TABLES",
    "TEXTS",
    "UNGROUNDED_CODES",
    "USES",
    "WORKING_DEFINITION",
    "frame_of",
    "read_table",
    "read_tables",
    "write_table",
]
TABLES = {
    schema.name: schema
    for schema in (
        DOCUMENTS,
        REJECTED,
        DUPLICATES,
        PASSAGES,
        TEXTS,
        DEFINITIONS,
        CANDIDATES,
        CORRECTIONS,
        FAMILIES,
        INHERITANCE,
        USES,
        CODES,
        CLUSTERS,
        SPECIFICATIONS,
        CONSENSUS,
        GROUP_TERMS,
        CLAIMS,
        LINKS,
        FACTORS,
        BRIDGING,
        AGREEMENT,
        CENTRALITY,
        CHANGES,
        CO_OCCURRENCE,
        EMERGENCE,
        RAREFACTION,
        UNGROUNDED_CODES,
        WORKING_DEFINITION,
        INITIATIVES,
        MINED_INITIATIVES,
        INITIATIVE_EVIDENCE,
    )
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
