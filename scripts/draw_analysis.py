"""Draw the figures of the analysis: ways of grouping, consensus, tree, rarefaction, differences, terms over time."""

import json
import logging
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas.coding.codebook import framework_for, read_codebook
from defatlas.figures.change import differences, emergence, rarefaction
from defatlas.figures.grouping import consensus_matrix, consensus_tree, specification_curve
from defatlas.figures.theme import notice, save
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CHANGES,
    CLUSTERS,
    CONSENSUS,
    EMERGENCE,
    GROUP_TERMS,
    RAREFACTION,
    SPECIFICATIONS,
    read_table,
)
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)
TITLES = {
    "specification_curve": "Ways of grouping the definitions",
    "consensus_matrix": "How often two definitions share a group",
    "consensus_tree": "The tree of the definitions",
    "rarefaction": "How many combinations so many definitions show",
    "differences": "Do definitions differ by period, source type and term?",
    "emergence": "The terms over time",
}


def verdict_of(grouping: dict[str, Any]) -> str:
    """Say what the test of the groups found."""
    if grouping["verdict"] == "not testable":
        return "Too few definitions to test for groups"
    found = "groups beyond chance" if grouping["verdict"] == "groups" else "no structure beyond chance"
    return f"On codes: {found} (p = {grouping['p_value']:.3f}, corrected for the number of ways)"


def specifications(
    tables: dict[str, pd.DataFrame], grouping: dict[str, Any], concept: str, labels: dict[str, str]
) -> Any:
    """Return the specification of every figure by name; one that the data do not allow says why."""
    few = "too few definitions"
    drawn = {name: notice(title, few) for name, title in TITLES.items()}
    verdict, pairs = verdict_of(grouping), tables["consensus"]
    if len(tables["specifications"]):
        drawn["specification_curve"] = specification_curve(tables["specifications"], concept, verdict)
        if len(pairs):
            drawn["consensus_matrix"] = consensus_matrix(pairs, concept, verdict)
            drawn["consensus_tree"] = consensus_tree(pairs, groups_along(pairs, tables["clusters"]), concept, verdict)
    if len(tables["rarefaction"]):
        drawn["rarefaction"] = rarefaction(tables["rarefaction"])
    if (tables["changes"]["dimension"] != "all").any() and (tables["changes"]["framework"] != "").any():
        drawn["differences"] = differences(tables["changes"], labels)
    if len(tables["emergence"]):
        drawn["emergence"] = emergence(tables["emergence"], concept)
    return drawn


def groups_along(pairs: pd.DataFrame, clusters: pd.DataFrame) -> dict[int, str]:
    """Return the group of each place along the tree, numbered and named."""
    ids = dict(zip(pairs["place_a"], pairs["definition_a"], strict=True))
    ids |= dict(zip(pairs["place_b"], pairs["definition_b"], strict=True))
    named = clusters.set_index("definition_id")
    names = named["cluster"].astype(str) + ": " + named["label"]
    return {place: names[definition] for place, definition in ids.items()}


def terms_for_people(terms: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Return a row per group with its words, for print."""
    rows = []
    for (number, label), part in clusters[clusters["cluster"] > 0].groupby(["cluster", "label"], sort=True):
        own = terms[terms["cluster"] == number]
        words = "; ".join(f"{r.term} ({r.definitions}/{r.of_all}, z = {r.z:.1f})" for r in own.itertuples())
        rows.append({"Group": number, "Names more often": label, "Definitions": len(part), "Words": words or "–"})
    return pd.DataFrame(rows, columns=["Group", "Names more often", "Definitions", "Words"])


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    source, param = snakemake.input, snakemake.params
    schemas = (CHANGES, CLUSTERS, CONSENSUS, EMERGENCE, GROUP_TERMS, RAREFACTION, SPECIFICATIONS)
    read = {schema.name: read_table(Path(source[schema.name]), schema) for schema in schemas}
    chosen = framework_for(param.concept, param.framework, read_codebook(Path(param.codebook)))
    dimension_labels = {d.id: d.label for d in chosen.dimensions} if chosen else {}
    said = json.loads(Path(source.grouping).read_text(encoding="utf-8"))
    for name, specification in specifications(read, said, param.concept, dimension_labels).items():
        save(specification, Path(snakemake.output.figures[0]).parent / name)
        log.info("drew %s", name)
    write_for_people(
        terms_for_people(read["group_terms"], read["clusters"]),
        Path(snakemake.output.tables[0]).parent / "group_terms",
        "Words that each group of definitions uses more than the others, with how many of the definitions that have "
        "the word stand in the group, and z of the log-odds (Monroe et al. 2008). On paraphrases the words are ours.",
    )
