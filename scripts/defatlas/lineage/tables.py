"""Tables of lineage for a paper: effective numbers, families, ancestors, and who never defines what it uses."""

from __future__ import annotations

from typing import Any

import pandas as pd

from defatlas.lineage.families import effective_number
from defatlas.table_files import percent

LONGEST = 20  # rows of a ranking; all are in results/families.csv and results/inheritance.csv
_YEARS = 5  # width of a period


def effective_numbers(definitions: pd.DataFrame) -> pd.DataFrame:
    """Return N, effective N (each family once) and the share that is inherited, by concept and wording."""
    rows = []
    proper = definitions[definitions["kind"] == "definition"]
    for (concept, wording), part in proper.groupby(["family", "wording"], sort=True):
        sizes = part.groupby("family_id").size()
        rows.append(
            {
                "Concept": concept,
                "Wording": wording,
                "N": len(part),
                "Effective N": effective_number(part),
                "Families of two or more": int((sizes > 1).sum()),
                "Definitions in them": percent(int(sizes[sizes > 1].sum()), len(part)),
                "Largest": int(sizes.max()),
            }
        )
    columns = ["Concept", "Wording", "N", "Effective N", "Families of two or more", "Definitions in them", "Largest"]
    return pd.DataFrame(rows, columns=columns)


def largest_families(families: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the families with most documents."""
    citation = dict(zip(documents["document_id"], documents["citation"], strict=True))
    ranked = families.sort_values(["documents", "definitions", "family_id"], ascending=[False, False, True])
    rows = [
        {
            "Concept": row.concept,
            "Definition, as its earliest member has it": row.definiens,
            "Earliest member": citation[row.earliest_document_id],
            "Origin that they cite": row.origin or "–",
            "Documents": row.documents,
            "Of which cite the origin": percent(row.citing, row.documents),
            "Definitions": row.definitions,
            "Wording": row.wording,
        }
        for row in ranked.head(LONGEST).itertuples()
    ]
    columns = [
        "Concept", "Definition, as its earliest member has it", "Earliest member", "Origin that they cite",
        "Documents", "Of which cite the origin", "Definitions", "Wording",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def ancestors(inheritance: pd.DataFrame) -> pd.DataFrame:
    """Return the works that most documents take a definition from, by concept."""
    rows: list[dict[str, Any]] = []
    for (concept, ancestor, document_id), part in inheritance.groupby(["concept", "ancestor", "ancestor_document_id"]):
        cited = part.loc[part["ground"] == "cited", "document_id"].nunique()
        rows.append(
            {
                "Concept": concept,
                "Ancestor": ancestor,
                "In the corpus": "yes" if document_id else "no",
                "Documents that take from it": part["document_id"].nunique(),
                "Of which cite it": percent(cited, part["document_id"].nunique()),
                "Definitions taken": part["definition_id"].nunique(),
            }
        )
    columns = [
        "Concept", "Ancestor", "In the corpus", "Documents that take from it", "Of which cite it", "Definitions taken",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    by = ["Documents that take from it", "Definitions taken", "Concept", "Ancestor"]
    return table.sort_values(by, ascending=[False, False, True, True]).head(LONGEST).reset_index(drop=True)


def never_defined(uses: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return how many documents use a concept and never define it, in all, by source type and by year.

    Reading notes are left out: they are written about definitions. Abstracts are counted apart from full texts,
    because they have less room to define anything.
    """
    read = documents[(documents["wording"] == "verbatim") & (documents["status"] == "read")]
    record = read["path"].str.contains("#", regex=False)
    read = read.assign(text=record.map({True: "abstract", False: "full text"}).astype(object))
    joined = uses[uses["mentions"] > 0].merge(read[["document_id", "text", "year", "source_type"]], on="document_id")
    joined = joined.assign(
        period=[_period(year) for year in joined["year"]], kind=joined["source_type"].replace("", "unknown")
    )
    rows = []
    for (concept, text), part in joined.groupby(["concept", "text"], sort=True):
        of_text = read[read["text"] == text]
        rows.append(_uses_row(concept, text, "All", "–", part, len(of_text)))
        for name, column, groups in (
            ("Source type", "kind", of_text["source_type"].replace("", "unknown")),
            ("Year", "period", pd.Series([_period(year) for year in of_text["year"]], dtype=object)),
        ):
            for group, some in part.groupby(column, sort=True):
                rows.append(_uses_row(concept, text, name, group, some, int((groups == group).sum())))
    columns = ["Concept", "Text", "By", "Group", "Use it", "Never define it", "Of which say its aim or use only"]
    return pd.DataFrame(rows, columns=columns)


def _period(year: Any) -> str:
    """Return the five years that a year lies in."""
    if pd.isna(year):
        return "unknown"
    first = int(year) // _YEARS * _YEARS
    return f"{first}–{first + _YEARS - 1}"


def _uses_row(concept: str, text: str, by: str, group: str, part: pd.DataFrame, read: int) -> dict[str, Any]:
    """Return a row: users of `read` documents, those of them without a definition, and those that characterise."""
    without = part[part["definitions"] == 0]
    return {
        "Concept": concept,
        "Text": text,
        "By": by,
        "Group": group,
        "Use it": percent(len(part), read),
        "Never define it": percent(len(without), len(part)),
        "Of which say its aim or use only": percent(int((without["characterisations"] > 0).sum()), len(without)),
    }
