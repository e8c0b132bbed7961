"""Build the atlas page."""

import json
import logging
from pathlib import Path
from typing import Any

from defatlas import __version__
from defatlas.analysis.code_matrix import headline_definitions
from defatlas.atlas.page import build_page, definition_entries, description_of, image_address, safe_json, table_of
from defatlas.coding.codebook import read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import CLUSTERS, CODES, DEFINITIONS, DOCUMENTS, PASSAGES, REJECTED, read_table

log = logging.getLogger(__name__)
WORDINGS = {
    "paraphrase": "all definitions are our own restatements in reading notes; statistics on their wording describe our "
    "notes, statistics on their codes carry over to the literature.",
    "verbatim": "all definitions are exact quotations of the documents read, at recorded offsets.",
    "both": "some definitions are quotations, some are restatements in our reading notes; each says which it is.",
}


def findings(entries: list[dict[str, Any]], grouping: dict[str, Any]) -> list[str]:
    """Say in sentences how heterogeneous each concept is and whether there are groups."""
    sentences = []
    for entry in entries:
        who = f"Definitions of {entry['concept']} ({entry['wording']})"
        if entry["verdict"] != "measured":
            sentences.append(f"{who}: not testable, {entry['reason']}.")
            continue
        (low, high), (null_low, null_high) = entry["interval"], entry["null_interval"]
        interval = "" if low is None else f" (95 % interval over sources {low:.2f} to {high:.2f})"
        within = null_low <= entry["mean_distance"] <= null_high
        sentences.append(
            f"{who}: two of them differ on average in {entry['mean_distance']:.0%} of the dimensions that either names"
            f"{interval}; chance with the same totals gives {null_low:.3f} to {null_high:.3f}, so they are "
            f"{'as mixed as chance would make them' if within else 'not mixed as by chance'}. "
            f"{len(entry['core'])} of {len(entry['shares'])} dimensions are named by at least half of them."
        )
    if grouping["verdict"] != "not testable":
        sentences.append(
            f"Grouping: {grouping['groups']} groups, silhouette {grouping['silhouette']:.2f} against "
            f"{grouping['null_silhouette_mean']:.2f} by chance (p = {grouping['p_value']:.3f}): {grouping['verdict']}."
        )
    return sentences


def choices(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the filters with their options."""
    labels = {"concept": "Concept", "type": "Source type", "wording": "Wording", "kind": "Kind", "group": "Group"}
    filters = [
        {"id": name, "label": label, "options": sorted({entry[name] for entry in entries if entry[name]})}
        for name, label in labels.items()
    ]
    dimensions = sorted({item["dimension"] for entry in entries for item in entry["evidence"]})
    return [*filters, {"id": "dimension", "label": "Names dimension", "options": dimensions}]


def main(results: Path, codebook: Path, concept: str, figures: list[Path], tables: list[Path], atlas: Path) -> None:
    """Write the page from the tables, figures and statistics of a results folder."""
    documents = read_table(results / "documents.csv", DOCUMENTS)
    definitions = read_table(results / "definitions.parquet", DEFINITIONS)
    entries = definition_entries(
        definitions,
        documents,
        read_table(results / "passages.parquet", PASSAGES),
        read_table(results / "codes.parquet", CODES),
        read_table(results / "clusters.parquet", CLUSTERS),
        read_codebook(codebook),
    )
    heterogeneity = json.loads((results / "heterogeneity.json").read_text(encoding="utf-8"))
    grouping = json.loads((results / "grouping.json").read_text(encoding="utf-8"))
    wordings = set(definitions["wording"])
    wording = wordings.pop() if len(wordings) == 1 else "both"
    headline = headline_definitions(definitions, documents, concept)
    first = next((e for e in heterogeneity if e["concept"] == concept and e["verdict"] == "measured"), None)
    years = documents["year"].dropna()
    span = f", {years.min()} to {years.max()}" if len(years) else ""
    concepts = definitions["family"].nunique()
    tiles = [
        {"number": len(documents), "label": f"sources read{span}"},
        {"number": len(definitions), "label": f"definitions of {concepts} concept{'' if concepts == 1 else 's'}"},
        {"number": len(headline), "label": f"definitions of {concept} and its neighbour terms from checked sources"},
        {
            "number": f"{first['mean_distance']:.2f}" if first else "–",
            "label": "mean Jaccard distance between two of them (0 alike, 1 nothing in common)",
        },
    ]
    rests = f"Rests on {'verbatim and paraphrase' if wording == 'both' else wording} wording."
    page = build_page(
        {
            "title": f"Atlas of definitions: {concept}",
            "summary": f"Who defines {concept}, how, and where: every definition found, coded on published frameworks.",
            "wording": WORDINGS[wording] if len(definitions) else "no definitions were found.",
            "tiles": tiles,
            "findings": findings(heterogeneity, grouping),
            "filters": choices(entries),
            "figures": [
                {
                    "address": image_address(path),
                    "alternative": description_of(path),
                    "rests": "Coded from the source paper." if path.stem == "initiatives" else rests,
                }
                for path in figures
            ],
            "tables": [dict(table_of(path), title=path.stem.replace("_", " ").capitalize()) for path in tables],
            "rejected": read_table(results / "rejected.csv", REJECTED).to_dict("records"),
            "version": __version__,
            "data": safe_json(entries),
        }
    )
    atlas.write_text(page, encoding="utf-8", newline="\n")
    log.info("%d definitions, %d characters", len(entries), len(page))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.output.atlas).parent,
        Path(snakemake.params.codebook),
        snakemake.params.concept,
        [Path(path) for path in snakemake.input.figures],
        [Path(path) for path in snakemake.input.tables],
        Path(snakemake.output.atlas),
    )
