"""Draw every figure as SVG, PDF and PNG."""

import json
import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from defatlas.analysis.code_matrix import CodeMatrix, code_matrix, headline_definitions
from defatlas.analysis.heterogeneity import source_weights
from defatlas.coding.codebook import Framework, framework_for, read_codebook
from defatlas.figures.definitions import definition_map, dimension_shares, heat_map, heterogeneity, timeline
from defatlas.figures.initiatives import initiatives_matrix
from defatlas.figures.theme import Specification, notice, save_widths
from defatlas.figures.widths import DOUBLE
from defatlas.rule_log import start_rule
from defatlas.schemas import CLUSTERS, CODES, DEFINITIONS, DOCUMENTS, INITIATIVES, read_table
from numpy.typing import NDArray

log = logging.getLogger(__name__)


def shares_with_intervals(matrix: CodeMatrix, framework: Framework, resamples: int, seed: int) -> pd.DataFrame:
    """Return the share of definitions naming each dimension, with 95 % percentile intervals over sources.

    As with heterogeneity, fewer than three sources give no interval (NaN).
    """
    low = high = np.full(len(matrix.dimensions), np.nan)
    if len(set(matrix.sources)) > 2:
        low, high = _percentiles(matrix, resamples, seed)
    counts = matrix.codes.sum(axis=0)
    labels = {dimension.id: dimension.label for dimension in framework.dimensions}
    return pd.DataFrame(
        {
            "label": [labels[d] for d in matrix.dimensions],
            "share": counts / len(matrix.codes),
            "low": low,
            "high": high,
            "numerator": counts,
            "denominator": len(matrix.codes),
        }
    )


def _percentiles(matrix: CodeMatrix, resamples: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the 2.5th and 97.5th percentile of each dimension's share over resamples of sources."""
    weights = source_weights(matrix.sources, resamples, np.random.default_rng(seed))
    totals = weights.sum(axis=1, keepdims=True)
    drawn = np.divide(
        weights @ matrix.codes, totals, out=np.full((resamples, len(matrix.dimensions)), np.nan), where=totals > 0
    )
    low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    return low, high


def heterogeneity_rows(entries: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the measured entries of heterogeneity.json as rows of the figure."""
    rows = [
        {
            "name": f"{entry['concept']} ({entry['wording']})",
            "value": entry["mean_distance"],
            "low": entry["mean_distance"] if entry["interval"][0] is None else entry["interval"][0],
            "high": entry["mean_distance"] if entry["interval"][1] is None else entry["interval"][1],
            "null_low": entry["null_interval"][0],
            "null_high": entry["null_interval"][1],
            "definitions": entry["definitions"],
        }
        for entry in entries
        if entry["verdict"] == "measured"
    ]
    return pd.DataFrame(rows)


def grouping_sentence(grouping: dict[str, Any]) -> str:
    """Say what the test of the grouping found."""
    if grouping["verdict"] == "not testable":
        return "Too few definitions to test for groups"
    widths = f"silhouette {grouping['silhouette']:.2f}, chance {grouping['null_silhouette_mean']:.2f}"
    found = "more than chance gives" if grouping["verdict"] == "groups" else "no structure beyond chance"
    return f"{grouping['groups']} groups; clearest way of grouping: {widths}, p = {grouping['p_value']:.3f}: {found}"


TITLES = {
    "timeline": "When the corpus defines its concepts",
    "dimensions": "What definitions name",
    "heterogeneity": "How heterogeneous the definitions are",
    "heat_map": "Which dimensions each definition names",
    "map": "Definitions by what they name",
    "initiatives": "Smart city cluster initiatives of the source paper",
}


@dataclass(frozen=True)
class FigureData:
    """The tables and settings that the figures show."""

    documents: pd.DataFrame
    definitions: pd.DataFrame
    codes: pd.DataFrame
    clusters: pd.DataFrame
    initiatives: pd.DataFrame
    entries: list[dict[str, Any]]
    grouping: dict[str, Any]
    frameworks: list[Framework]
    concepts: list[str]
    framework: str
    bootstrap: int
    seed: int


def specifications(data: FigureData, width: int = DOUBLE) -> dict[str, Specification]:
    """Return the specification of every figure by name; one that the data do not allow says why."""
    concept, why = data.concepts[0], reasons(data)
    drawn = {name: notice(title, reason, width) for (name, title), reason in zip(TITLES.items(), why, strict=True)}
    if len(data.initiatives):
        drawn["initiatives"] = initiatives_matrix(data.initiatives, width)
    if data.definitions["family"].isin(data.concepts).any():
        drawn["timeline"] = timeline(data.definitions, data.documents, data.concepts, width)
    measured = heterogeneity_rows(data.entries)
    if len(measured):
        drawn["heterogeneity"] = heterogeneity(measured, width)
    chosen = framework_for(concept, data.framework, data.frameworks)
    rows = headline_definitions(data.definitions, data.documents, concept)
    if chosen is not None and len(rows):
        matrix = code_matrix(rows, data.codes, chosen)
        shares = shares_with_intervals(matrix, chosen, data.bootstrap, data.seed)
        drawn["dimensions"] = dimension_shares(shares, concept, chosen.title, width)
        drawn |= group_figures(data, chosen, width)
    return drawn


def reasons(data: FigureData) -> list[str]:
    """Say for each figure why it would not be drawn, in the order of TITLES."""
    concept = data.concepts[0]
    found = len(headline_definitions(data.definitions, data.documents, concept)) > 0
    missing = f"no framework of the codebook applies to {concept}" if found else f"no checked source defines {concept}"
    applies = found and framework_for(concept, data.framework, data.frameworks) is not None
    ungrouped = f"no definition of {concept} names a dimension" if applies else missing
    unmeasured = data.entries[0].get("reason", missing) if data.entries else missing
    undefined = f"no definition of {' or '.join(data.concepts)} was found"
    return [undefined, missing, unmeasured, ungrouped, ungrouped, "no initiative is listed"]


def group_figures(data: FigureData, framework: Framework, width: int) -> dict[str, Specification]:
    """Return the heat map and the map of the grouped definitions; nothing when none is grouped."""
    grouped = data.clusters[data.clusters["cluster"] > 0].sort_values(["cluster", "x", "y", "definition_id"])
    if grouped.empty:
        return {}
    grouped = grouped.reset_index(drop=True)
    points = grouped.assign(group_label=grouped["cluster"].astype(str) + ": " + grouped["label"], row=grouped.index)
    names = {dimension.id: dimension.label for dimension in framework.dimensions}
    named = data.codes[data.codes["framework"] == framework.name].drop_duplicates(["definition_id", "dimension"])
    cells = points.merge(named[["definition_id", "dimension"]], on="definition_id")
    cells["label"] = cells["dimension"].map(names)
    concept, verdict = data.concepts[0], grouping_sentence(data.grouping)
    return {
        "heat_map": heat_map(cells[["row", "group_label", "label"]], concept, verdict, width),
        "map": definition_map(points[["x", "y", "group_label"]], concept, verdict, width),
    }


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    source, param = snakemake.input, snakemake.params
    tables = FigureData(
        read_table(Path(source.documents), DOCUMENTS),
        read_table(Path(source.definitions), DEFINITIONS),
        read_table(Path(source.codes), CODES),
        read_table(Path(source.clusters), CLUSTERS),
        read_table(Path(source.initiatives), INITIATIVES),
        json.loads(Path(source.heterogeneity).read_text(encoding="utf-8")),
        json.loads(Path(source.grouping).read_text(encoding="utf-8")),
        read_codebook(Path(param.codebook)),
        list(param.concepts),
        param.framework,
        param.bootstrap,
        param.seed,
    )
    made = save_widths(partial(specifications, tables), Path(snakemake.output[0]).parent)
    log.info("drew %s", ", ".join(made))
