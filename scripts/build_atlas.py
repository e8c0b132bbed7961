"""Build the atlas page."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas import __version__
from defatlas.analysis.code_matrix import headline_definitions
from defatlas.atlas.entries import (
    candidate_entries,
    definition_entries,
    document_entries,
    framework_entries,
    group_entries,
)
from defatlas.atlas.overview import (
    address,
    claim_list,
    distance_strip,
    findings,
    grouping_sentence,
    plural,
    studied,
)
from defatlas.atlas.page import build_page, safe_json
from defatlas.atlas.published import ROWS_OF, TOPICS, by_topic, figure_of, table_of
from defatlas.coding.codebook import read_codebook
from defatlas.figures.widths import NARROW
from defatlas.lineage.families import effective_number
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CANDIDATES,
    CLUSTERS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    GROUNDS,
    INITIATIVES,
    ORIGINS,
    PASSAGES,
    REJECTED,
    read_table,
)

log = logging.getLogger(__name__)
WORDINGS = {
    "paraphrase": "all definitions are our own restatements in reading notes; statistics on their wording describe our "
    "notes, statistics on their codes carry over to the literature.",
    "verbatim": "all definitions are exact quotations of the documents read, at recorded offsets.",
    "both": "some definitions are quotations, some are restatements in our reading notes; each says which it is.",
}
VIEWS = {
    "overview": "Overview",
    "definitions": "Definitions",
    "compare": "Compare",
    "initiatives": "Initiatives",
    "figures": "Figures",
    "tables": "Tables",
    "sources": "Sources",
    "corrections": "Corrections",
}


def tiles_of(
    definitions: pd.DataFrame,
    documents: pd.DataFrame,
    headline: pd.DataFrame,
    concept: str,
    measured: list[dict[str, Any]],
    claims: dict[str, Any] | None,
) -> list[dict[str, Any]]:
    """Return the numbers of the first screen, each with the view that shows what it counts."""
    foreign = int((documents["status"] == "other language").sum())
    documents = documents[documents["status"] == "read"]
    left_out = f"; {foreign:,} in another language left out" if foreign else ""
    years = documents["year"].dropna()
    span = f", {years.min()} to {years.max()}" if len(years) else ""
    concepts = definitions["family"].nunique()
    counted = address("definitions", concept=concept, counted="yes")
    tiles = [
        {"number": f"{len(documents):,}", "label": f"sources read{span}{left_out}", "href": address("sources")},
        {
            "number": f"{len(definitions):,}",
            "label": f"definitions of {plural(concepts, 'concept')}",
            "href": address("definitions"),
        },
        {
            "number": f"{len(headline):,}",
            "label": f"definitions of {concept} and its neighbour terms from checked sources (N)",
            "href": counted,
        },
        {
            "number": f"{effective_number(headline):,}",
            "label": "of them when those quoted from each other count once (effective N)",
            "href": address("definitions", concept=concept, counted="yes", order="family"),
        },
    ]
    distance = "mean Jaccard distance between two definitions of {} (0 alike, 1 nothing in common)"
    for entry in measured or [{"concept": concept, "mean_distance": None}]:
        mean = entry["mean_distance"]
        tiles.append(
            {
                "number": "–" if mean is None else f"{mean:.2f}",
                "label": distance.format(entry["concept"]),
                "href": address("definitions", concept=entry["concept"], counted="yes"),
            }
        )
    if claims:
        label = "claims of the paper supported; {contradicted} contradicted, {not testable} not testable"
        number = f"{claims['counts']['supported']} of {claims['total']}"
        href = address("tables", table="claims")
        tiles.append({"number": number, "label": label.format(**claims["counts"]), "href": href})
    return tiles


def shown_groups(
    groups: list[dict[str, Any]], definitions: pd.DataFrame, documents: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return the groups for the first screen: name, size, and the exemplar with its source."""
    total = sum(group["size"] for group in groups)
    source = documents.set_index("document_id")["citation"]
    document = definitions.set_index("definition_id")["document_id"]
    shown = []
    for group in groups:
        number, exemplar = group["number"], group["exemplar"]
        stable = "" if group["stability"] is None else f", stability {group['stability']:.2f}"
        shown.append(
            {
                "href": address("definitions", group=number),
                "colour": number % 9,
                "name": f"{number}: {group['label']}" if number else group["label"],
                "said": f"{group['size']} of {plural(total, 'definition')}{stable}.",
                "exemplar_href": address("definitions", open=exemplar) if exemplar else "",
                "exemplar": source[document[exemplar]] if exemplar else "",
            }
        )
    return shown


def with_links(figures: list[dict[str, Any]], tables: list[dict[str, Any]], wording: str) -> list[dict[str, Any]]:
    """Say of each figure on which wording it rests, and link the tables that hold its rows, or else the sources."""
    ranks = {topic: rank for rank, topic in enumerate(TOPICS)}
    for figure in figures:
        names = ROWS_OF.get(figure["name"], [figure["name"]])
        rows = [table for table in tables if table["name"] in names]
        links = [{"label": table["title"], "href": address("tables", table=table["name"])} for table in rows]
        rests = f"Rests on {'verbatim and paraphrase' if wording == 'both' else wording} wording."
        figure |= {
            "links": links or [{"label": "Sources", "href": address("sources")}],
            "rank": ranks.get(figure["topic"], len(ranks)),
            "rests": "Coded from the source paper." if figure["name"] == "initiatives" else rests,
        }
    return figures


def for_readers(tables: list[Path], results: Path) -> list[Path]:
    """Leave out a table for the next step, right in the results folder, that stands among those for readers too."""
    polished = {path.stem for path in tables if path.parent != results}
    return [path for path in tables if path.parent != results or path.stem not in polished]


def claim_evidence(claims: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return of each claim that names what it rests on: the claim, and the ids of that."""
    return {
        row["claim_id"]: {"claim": row["claim"], "evidence": row["evidence"].split("; ")}
        for row in claims.to_dict("records")
        if row.get("evidence")
    }


def duplicate_entries(duplicates: pd.DataFrame) -> list[dict[str, str]]:
    """Return what the page shows of each document that was set aside for another."""
    return [
        {"id": row["document_id"], "kept": row["kept_id"], "why": GROUNDS[row["ground"]], "title": row["title"]}
        | {"path": row["path"]}
        for row in duplicates.to_dict("records")
    ]


def text_records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table by column, every cell as text."""
    return [
        {str(name): "" if pd.isna(value) else str(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def main(
    results: Path,
    codebook: Path,
    initiatives: Path,
    concept: str,
    figures: list[Path],
    tables: list[Path],
    captions: Path,
    atlas: Path,
) -> None:
    """Write the page from the tables, figures and statistics of a results folder.

    Args:
        results: the folder.
        codebook: folder of the frameworks.
        initiatives: the table of initiatives.
        concept: the concept of the study.
        figures: SVG figures to show, those for narrow windows among them.
        tables: CSV tables to show; `claims` and `corrections` are read for the overview and the desk too.
        captions: folder of the figures' captions.
        atlas: the page.
    """
    documents = read_table(results / "documents.csv", DOCUMENTS)
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    candidates = read_table(results / "rejected_candidates.csv", CANDIDATES)
    passages = read_table(results / "passages.parquet", PASSAGES)
    clusters = read_table(results / "clusters.parquet", CLUSTERS)
    frameworks = read_codebook(codebook)
    codes = read_table(results / "codes.parquet", CODES)
    entries = definition_entries(definitions, documents, passages, codes, clusters, frameworks)
    heterogeneity = json.loads((results / "heterogeneity.json").read_text(encoding="utf-8"))
    grouping = json.loads((results / "grouping.json").read_text(encoding="utf-8"))
    wordings = set(definitions["wording"])
    wording = wordings.pop() if len(wordings) == 1 else "both"
    headline = headline_definitions(definitions, documents, concept)
    groups = group_entries(clusters)
    shown = by_topic([table_of(path) for path in for_readers(tables, results) if path.stem != "corrections"])
    wide = [path for path in figures if not path.stem.endswith(NARROW)]
    known = {p.stem: pd.read_csv(p, dtype=str, keep_default_na=False) for p in tables if p.parent == results}
    data = {
        "concept": concept,
        "study": hashlib.sha256("\n".join([concept, *sorted(documents["document_id"])]).encode()).hexdigest()[:12],
        "documents": document_entries(documents),
        "frameworks": framework_entries(frameworks),
        "groups": groups,
        "definitions": entries,
        "candidates": candidate_entries(candidates, documents, passages),
        "candidatesTotal": len(candidates),
        "initiatives": text_records(read_table(initiatives, INITIATIVES).replace({"origin": {**ORIGINS, "": ""}})),
        "tables": shown,
        "inheritance": known.get("inheritance", pd.DataFrame()).to_dict("records"),
        "corrections": known.get("corrections", pd.DataFrame()).to_dict("records"),
        "claims": claim_evidence(known.get("claims", pd.DataFrame())),
        "duplicates": duplicate_entries(known.get("duplicates", pd.DataFrame())),
    }
    claims = claim_list(known.get("claims"), {row["initiative_id"] for row in data["initiatives"]})
    page = build_page(
        {
            "title": f"Atlas of definitions: {concept}",
            "views": list(VIEWS.items()),
            "studied": studied(documents, definitions, len(frameworks)),
            "wording": WORDINGS[wording] if len(definitions) else "no definitions were found.",
            "tiles": tiles_of(
                definitions,
                documents,
                headline,
                concept,
                [e for e in heterogeneity if e["verdict"] == "measured"],
                claims,
            ),
            "strip": distance_strip(heterogeneity),
            "findings": findings(heterogeneity),
            "grouping": grouping_sentence(grouping),
            "groups": shown_groups(groups, definitions, documents),
            "claims": claims,
            "figures": with_links(by_topic([figure_of(path, captions) for path in wide]), shown, wording),
            "rejected": read_table(results / "rejected.csv", REJECTED).to_dict("records"),
            "version": __version__,
            "data": safe_json(data),
        }
    )
    atlas.write_text(page, encoding="utf-8", newline="\n")
    log.info("%d definitions, %d tables, %d figures, %d characters", len(entries), len(shown), len(figures), len(page))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.output.atlas).parent,
        Path(snakemake.params.codebook),
        Path(snakemake.input.initiatives),
        snakemake.params.concept,
        [Path(path) for path in snakemake.input.figures],
        [Path(path) for path in snakemake.input.tables],
        Path(snakemake.params.captions),
        Path(snakemake.output.atlas),
    )
