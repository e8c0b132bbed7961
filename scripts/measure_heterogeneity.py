"""Measure how heterogeneous the definitions of the concept and of its reference are, by wording."""

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from defatlas.analysis.code_matrix import code_matrix, headline_definitions
from defatlas.analysis.heterogeneity import TooFewDefinitionsError, measure
from defatlas.coding.codebook import framework_for, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import CODES, DEFINITIONS, DOCUMENTS, read_table

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


def main(
    documents: Path,
    definitions: Path,
    codes: Path,
    codebook: Path,
    concepts: Sequence[str],
    framework: str,
    bootstrap: int,
    null_draws: int,
    seed: int,
    heterogeneity: Path,
) -> None:
    """Write one entry per concept and wording; where nothing can be measured, the entry says why."""
    tables = read_table(documents, DOCUMENTS), read_table(definitions, DEFINITIONS), read_table(codes, CODES)
    frameworks = read_codebook(codebook)
    entries = []
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
                measured = measure(code_matrix(part, tables[2], chosen), bootstrap, null_draws, seed)
                entry |= {"verdict": "measured", **_rounded(asdict(measured))}
            except TooFewDefinitionsError as reason:
                entry |= {"verdict": "not testable", "reason": str(reason), "definitions": len(part)}
            log.info("%s, %s: %s", concept, wording, entry.get("mean_distance", entry.get("reason")))
            entries.append(entry)
    heterogeneity.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


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
        p.seed,
        Path(snakemake.output.heterogeneity),
    )
