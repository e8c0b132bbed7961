"""Draw the figures of the analysis: ways of grouping, consensus, tree, rarefaction, differences, terms over time."""

import json
import logging
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas.coding.codebook import Framework, framework_for, read_codebook
from defatlas.figures.change import differences, emergence, rarefaction, signed
from defatlas.figures.co_occurrence import co_occurrence, ratio_of
from defatlas.figures.grouping import consensus_matrix, consensus_tree, specification_curve
from defatlas.figures.theme import Specification, notice, save_widths
from defatlas.figures.widths import DOUBLE
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CHANGES,
    CLUSTERS,
    CO_OCCURRENCE,
    CONSENSUS,
    EMERGENCE,
    GROUP_TERMS,
    RAREFACTION,
    SPECIFICATIONS,
    read_table,
)
from defatlas.table_files import percent, write_for_people

log = logging.getLogger(__name__)
TITLES = {
    "specification_curve": "Ways of grouping the definitions",
    "consensus_matrix": "How often two definitions share a group",
    "consensus_tree": "The tree of the definitions",
    "rarefaction": "How many combinations so many definitions show",
    "co_occurrence": "Which dimensions definitions name together",
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
    tables: dict[str, pd.DataFrame],
    grouping: dict[str, Any],
    concept: str,
    labels: dict[str, str],
    width: int = DOUBLE,
) -> dict[str, Specification]:
    """Return the specification of every figure by name; one that the data do not allow says why."""
    few = "too few definitions"
    drawn = {name: notice(title, few, width) for name, title in TITLES.items()}
    verdict, pairs = verdict_of(grouping), tables["consensus"]
    if len(tables["specifications"]):
        drawn["specification_curve"] = specification_curve(tables["specifications"], concept, verdict, width)
        if len(pairs):
            drawn["consensus_matrix"] = consensus_matrix(pairs, concept, verdict, width)
            drawn["consensus_tree"] = consensus_tree(
                pairs, groups_along(pairs, tables["clusters"]), concept, verdict, width
            )
    if len(tables["rarefaction"]):
        drawn["rarefaction"] = rarefaction(tables["rarefaction"], width)
    met = tables["co_occurrence"][tables["co_occurrence"]["concept"] == concept]
    if len(met):
        drawn["co_occurrence"] = co_occurrence(met, labels, concept, width)
    if (tables["changes"]["dimension"] != "all").any() and (tables["changes"]["framework"] != "").any():
        drawn["differences"] = differences(tables["changes"], labels, width)
    if len(tables["emergence"]):
        drawn["emergence"] = emergence(tables["emergence"], concept, width)
    return drawn


def groups_along(pairs: pd.DataFrame, clusters: pd.DataFrame) -> dict[int, str]:
    """Return the group of each place along the tree, numbered and named."""
    ids = dict(zip(pairs["place_a"], pairs["definition_a"], strict=True))
    ids |= dict(zip(pairs["place_b"], pairs["definition_b"], strict=True))
    named = clusters.set_index("definition_id")
    names = named["cluster"].astype(str) + ": " + named["label"]
    return {place: names[definition] for place, definition in ids.items()}


PAIRS = ["Concept", "Framework", "Dimension", "And dimension", "Named together", "By chance", "Times chance"]
PAIRS += ["Phi (95 % interval)", "p", "p adjusted"]


def pairs_for_people(pairs: pd.DataFrame, frameworks: list[Framework]) -> pd.DataFrame:
    """Return a row per pair of dimensions, for print."""
    title = {framework.name: framework.title for framework in frameworks}
    label = {(framework.name, d.id): d.label for framework in frameworks for d in framework.dimensions}
    rows = [
        (
            row["concept"],
            title[row["framework"]],
            label[row["framework"], row["dimension"]],
            label[row["framework"], row["with"]],
            percent(row["together"], row["of"]),
            f"{row['expected']:.1f}",
            "–" if pd.isna(ratio_of(row)) else f"{ratio_of(row):.2f}",
            interval(row["phi"], row["phi_low"], row["phi_high"]),
            *("–" if pd.isna(row[name]) else f"{row[name]:.3f}" for name in ("p_value", "p_adjusted")),
        )
        for _, row in pairs.iterrows()
    ]
    return pd.DataFrame(rows, columns=PAIRS)


def interval(value: float, low: float, high: float) -> str:
    """Return a number with its interval, where there is one; a dash where there is no number."""
    if pd.isna(value):
        return "–"
    return signed(value) if pd.isna(low) else f"{signed(value)} ({signed(low)} to {signed(high)})"


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
    schemas = (CHANGES, CLUSTERS, CONSENSUS, CO_OCCURRENCE, EMERGENCE, GROUP_TERMS, RAREFACTION, SPECIFICATIONS)
    read = {schema.name: read_table(Path(source[schema.name]), schema) for schema in schemas}
    frameworks = read_codebook(Path(param.codebook))
    chosen = framework_for(param.concept, param.framework, frameworks)
    dimension_labels = {d.id: d.label for d in chosen.dimensions} if chosen else {}
    said = json.loads(Path(source.grouping).read_text(encoding="utf-8"))
    made = save_widths(
        partial(specifications, read, said, param.concept, dimension_labels), Path(snakemake.output.figures[0]).parent
    )
    log.info("drew %s", ", ".join(made))
    tables = Path(snakemake.output.tables[0]).parent
    write_for_people(
        pairs_for_people(read["co_occurrence"], frameworks),
        tables / "co_occurrence",
        "Dimensions that the same definitions name. By chance: the mean over random matrices with the same totals, so "
        "that neither long definitions nor dimensions that most name make a pair remarkable; p against these, "
        "adjusted after Benjamini and Hochberg over the pairs of a framework. Phi: correlation, its interval from "
        f"resampling sources. Wording: {' and '.join(sorted(set(read['co_occurrence']['wording']))) or 'none'}.",
    )
    write_for_people(
        terms_for_people(read["group_terms"], read["clusters"]),
        tables / "group_terms",
        "Words that each group of definitions uses more than the others, with how many of the definitions that have "
        "the word stand in the group, and z of the log-odds (Monroe et al. 2008). On paraphrases the words are ours.",
    )
