"""Measure how heterogeneous the definitions of the concept and of its reference are, by wording."""

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from defatlas.analysis.co_occurrence import co_occurrence
from defatlas.analysis.code_matrix import CodeMatrix, code_matrix, headline_definitions
from defatlas.analysis.heterogeneity import TooFewDefinitionsError, mean_pairwise, measure, source_weights
from defatlas.analysis.rarefaction import Counts, Richness, expected_kinds, interval_of_kinds, richness
from defatlas.analysis.representations import cosine_distances, weighted, word_matrix
from defatlas.coding.codebook import framework_for, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CO_OCCURRENCE,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    RAREFACTION,
    frame_of,
    read_table,
    write_table,
)

log = logging.getLogger(__name__)
WORDINGS = {"paraphrase": ["paraphrase"], "verbatim": ["verbatim"], "both": ["paraphrase", "verbatim"]}


def _rounded(value: Any) -> Any:
    """Round every number to twelve digits behind the point, so that the last bit of a sum changes nothing."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 12)
    if isinstance(value, dict):
        return {key: _rounded(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(entry) for entry in value]
    return value


def kind_counts(matrix: CodeMatrix) -> dict[str, Counts]:
    """Return in how many definitions each dimension, and each combination of them, stands; naming nothing is none."""
    named = matrix.named.codes
    combinations = np.unique(named, axis=0, return_counts=True)[1] if len(named) else np.array([], dtype=np.int64)
    return {"dimensions": matrix.codes.sum(axis=0), "combinations": combinations}


def kinds_of(matrix: CodeMatrix) -> dict[str, Richness]:
    """Estimate how many dimensions and combinations there are."""
    counts = kind_counts(matrix)
    return {
        "dimensions": richness(counts["dimensions"], len(matrix.codes), one_each=False),
        "combinations": richness(counts["combinations"], len(matrix.named.codes), one_each=True),
    }


def curve_rows(concept: str, framework: str, matrix: CodeMatrix, most: int = 400) -> list[dict[str, Any]]:
    """Return rows of the rarefaction table, at every number of definitions or, of many, at `most` of them."""
    rows = []
    for (kind, counts), found in zip(kind_counts(matrix).items(), kinds_of(matrix).values(), strict=True):
        n = found.definitions
        sizes = np.unique(np.linspace(1, n, min(n, most)).round().astype(np.int64)) if n else np.array([], dtype=int)
        expected = expected_kinds(counts, n, sizes)
        new = expected - expected_kinds(counts, n, sizes - 1)
        low, high = interval_of_kinds(counts, n, sizes, found.estimate)
        for size, *figures in zip(sizes, expected, low, high, new, strict=True):
            named = dict(zip(("expected", "low", "high", "new"), (round(float(v), 9) for v in figures), strict=True))
            rows.append({"concept": concept, "framework": framework, "kind": kind, "definitions": int(size)} | named)
    return rows


def text_distance(rows: pd.DataFrame, bootstrap: int, seed: int) -> dict[str, Any]:
    """Measure the mean cosine distance of the words of verbatim definitions, with its interval over sources."""
    ordered = rows.sort_values(["definiens", "document_id", "definition_id"])
    distances = cosine_distances(weighted(word_matrix(ordered["definiens"].tolist(), fewest=1)[0]))
    sources = tuple(ordered["document_id"])
    low = high = float("nan")
    if len(set(sources)) > 2:
        drawn = mean_pairwise(distances, source_weights(sources, bootstrap, np.random.default_rng(seed)))
        low, high = np.nanpercentile(drawn, [2.5, 97.5]).tolist()
    return {"mean_cosine_distance": float(mean_pairwise(distances)[0]), "interval": (low, high), "of": len(rows)}


def co_occurrence_rows(
    concept: str, wording: str, framework: str, matrix: CodeMatrix, bootstrap: int, draws: int, seed: int
) -> list[dict[str, Any]]:
    """Return rows of the table of co-occurrence, one per pair of dimensions."""
    return [
        {
            "concept": concept,
            "framework": framework,
            "dimension": pair.first,
            "with": pair.second,
            "named": pair.named[0],
            "with_named": pair.named[1],
            "together": pair.together,
            "of": len(matrix.codes),
            **_rounded(
                {
                    "expected": pair.expected,
                    "phi": pair.phi,
                    "phi_low": pair.interval[0],
                    "phi_high": pair.interval[1],
                    "p_value": pair.p_value,
                    "p_adjusted": pair.p_adjusted,
                }
            ),
            "wording": wording,
        }
        for pair in co_occurrence(matrix, bootstrap, draws, seed)
    ]


def main(
    documents: Path,
    definitions: Path,
    codes: Path,
    codebook: Path,
    concepts: Sequence[str],
    framework: str,
    bootstrap: int,
    null_draws: int,
    permutations: int,
    seed: int,
    results: Path,
) -> None:
    """Write heterogeneity.json, rarefaction.csv and co_occurrence.csv into the folder `results`.

    The first has one entry per concept and wording; where nothing can be measured, the entry says why.
    """
    tables = read_table(documents, DOCUMENTS), read_table(definitions, DEFINITIONS), read_table(codes, CODES)
    frameworks = read_codebook(codebook)
    entries: list[dict[str, Any]] = []
    curves: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for concept in dict.fromkeys(concepts):
        chosen = framework_for(concept, framework, frameworks)
        rows = headline_definitions(tables[1], tables[0], concept)
        present = [name for name, kinds in WORDINGS.items() if set(kinds) == set(rows["wording"])] or ["both"]
        for wording in [*present, *(["paraphrase", "verbatim"] if present == ["both"] and len(rows) else [])]:
            entry: dict[str, Any] = {"concept": concept, "wording": wording, "weighting": "each definition once"}
            entry["framework"] = chosen.name if chosen else None
            part = rows[rows["wording"].isin(WORDINGS[wording])]
            try:
                if chosen is None:
                    raise TooFewDefinitionsError(f"no framework of the codebook applies to {concept}")
                matrix = code_matrix(part, tables[2], chosen)
                families = dict(zip(part["definition_id"], part["family_id"], strict=True))
                measured = measure(matrix, bootstrap, null_draws, seed, families)
                entry |= {"verdict": "measured", **_rounded(asdict(measured))}
                entry["richness"] = {kind: _rounded(asdict(found)) for kind, found in kinds_of(matrix).items()}
                if wording == "verbatim":
                    entry["text_distance"] = _rounded(text_distance(part, bootstrap, seed))
                if wording == present[0]:
                    curves += curve_rows(concept, chosen.name, matrix)
                    pairs += co_occurrence_rows(concept, wording, chosen.name, matrix, bootstrap, permutations, seed)
            except TooFewDefinitionsError as reason:
                entry |= {"verdict": "not testable", "reason": str(reason), "definitions": len(part)}
            log.info("%s, %s: %s", concept, wording, entry.get("mean_distance", entry.get("reason")))
            entries.append(entry)
    write_table(frame_of(curves, RAREFACTION), results / "rarefaction.csv", RAREFACTION)
    write_table(frame_of(pairs, CO_OCCURRENCE), results / "co_occurrence.csv", CO_OCCURRENCE)
    text = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (results / "heterogeneity.json").write_text(text, encoding="utf-8")


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    p = snakemake.params
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.codes),
        Path(p.codebook),
        p.concepts,
        p.framework,
        p.bootstrap,
        p.null_draws,
        p.permutations,
        p.seed,
        Path(snakemake.output.heterogeneity).parent,
    )
