"""Compare definitions by period, source type and term, follow terms over time, and rank the working definition."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from defatlas.analysis.centrality import centrality
from defatlas.analysis.code_matrix import CodeMatrix, code_matrix, headline_definitions
from defatlas.analysis.difference import Difference, adjusted, differences, trend
from defatlas.analysis.heterogeneity import source_weights
from defatlas.coding.codebook import Framework, framework_for, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    CENTRALITY,
    CHANGES,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    EMERGENCE,
    WORKING_DEFINITION,
    frame_of,
    read_table,
    write_table,
)
from defatlas.table_files import percent, write_for_people

log = logging.getLogger(__name__)
FEWEST = 5  # definitions of a group that takes part in a comparison
PERIODS = 3
Rows = list[dict[str, Any]]


def periods(years: "pd.Series[Any]") -> "pd.Series[Any]":
    """Part years into spans with about equally many sources; empty text where the year is unknown.

    Args:
        years: year of each source, nullable.
    """
    known = years.dropna().astype(int)
    if known.empty:
        return pd.Series("", index=years.index)
    ends = sorted({int(np.quantile(known, part / PERIODS, method="lower")) for part in range(1, PERIODS)})
    starts = [int(known.min()), *(end + 1 for end in ends)]
    stops = [*ends, int(known.max())]
    spans = [(start, stop) for start, stop in zip(starts, stops, strict=True) if start <= stop]
    names = {y: f"{a}–{b}" if a < b else str(a) for a, b in spans for y in range(a, b + 1)}
    return years.map(lambda year: "" if pd.isna(year) else names[int(year)]).astype(str)


def comparison_rows(
    name: str, matrix: CodeMatrix, groups: Sequence[str], framework: Framework, permutations: int, seed: int
) -> Rows:
    """Return a row for all dimensions and one per dimension; nothing when fewer than two groups are large enough."""
    sizes = pd.Series(groups).value_counts()
    large = set(sizes[sizes >= FEWEST].index) - {""}
    rows = np.flatnonzero([group in large for group in groups])
    if len(large) < 2:
        return []
    kept = [group for group in groups if group in large]
    part = matrix.at(rows)
    every, single = differences(part.codes, kept, part.sources, permutations, seed)
    counts = {group: part.codes[[g == group for g in kept]] for group in sorted(large)}
    whole = "; ".join(f"{group} {len(codes)}" for group, codes in counts.items())
    found = [("all", whole, "pseudo-F", every)]
    for i, (dimension, difference) in enumerate(zip(framework.dimensions, single, strict=True)):
        shares = "; ".join(f"{group} {int(codes[:, i].sum())}/{len(codes)}" for group, codes in counts.items())
        found.append((dimension.id, shares, "chi-square", difference))
    base = {
        "comparison": name,
        "framework": framework.name,
        "definitions": len(rows),
        "sources": len(set(part.sources)),
    }
    return [base | tested(dimension, text, kind, outcome) for dimension, text, kind, outcome in found]


def tested(dimension: str, groups: str, statistic: str, outcome: Difference) -> dict[str, Any]:
    """Return the part of a row that a test gives."""
    value, effect = (round(number, 9) for number in (outcome.statistic, outcome.effect))
    value = value if np.isfinite(value) else float("nan")
    return {
        "dimension": dimension,
        "groups": groups,
        "statistic": statistic,
        "value": value,
        "effect": effect,
        "p_value": outcome.p_value,
    }


def trend_rows(matrix: CodeMatrix, years: list[Any], framework: Framework, permutations: int, seed: int) -> Rows:
    """Return a row per dimension: does it become more or less frequent over the years?"""
    dated = np.flatnonzero([not pd.isna(year) for year in years])
    if len(dated) < FEWEST:
        return []
    part, known = matrix.at(dated), [int(year) for year in years if not pd.isna(year)]
    base = {"comparison": "year", "framework": framework.name, "definitions": len(dated)}
    base["sources"] = len(set(part.sources))
    return [
        base
        | tested(
            dimension.id,
            f"{int(part.codes[:, i].sum())}/{len(dated)}",
            "Kendall's tau",
            trend(part.codes[:, i], known, part.sources, permutations, seed),
        )
        for i, dimension in enumerate(framework.dimensions)
    ]


def emergence_rows(table: pd.DataFrame) -> Rows:
    """Return a row per term and span of five years, from definitions with their year."""
    dated = table.dropna(subset="year")
    start = dated["year"].astype(int) // 5 * 5
    spans = start.astype(str) + "–" + (start + 4).astype(str)
    rows: Rows = []
    for term, part in dated.groupby("concept", sort=True):
        for span in sorted(set(spans)):
            inside = part[spans.loc[part.index] == span]
            of_all = int((spans == span).sum())
            counts = {"definitions": len(inside), "sources": inside["document_id"].nunique(), "of_all": of_all}
            rows.append({"term": term, "period": span, **counts, "share": round(len(inside) / of_all, 9)})
    return rows


def term_trends(table: pd.DataFrame, permutations: int, seed: int) -> Rows:
    """Return a row per term: does its share of all definitions of the concept rise or fall?"""
    dated = table.dropna(subset="year").sort_values(["year", "concept", "document_id"])
    years = [int(year) for year in dated["year"]]
    rows = []
    for term, count in dated["concept"].value_counts().sort_index().items():
        if count >= FEWEST:
            outcome = trend(
                (dated["concept"] == term).to_numpy(), years, list(dated["document_id"]), permutations, seed
            )
            base = {"comparison": "year", "framework": "", "definitions": len(dated)}
            base["sources"] = dated["document_id"].nunique()
            rows.append(base | tested(str(term), f"{count}/{len(dated)}", "Kendall's tau", outcome))
    return rows


def change_rows(
    table: pd.DataFrame, matrix: CodeMatrix, framework: Framework, concept: str, permutations: int, seed: int
) -> Rows:
    """Return every comparison, with p-values adjusted: over the comparisons, and over the dimensions of each."""
    ordered = table.set_index("definition_id").loc[list(matrix.definition_ids)]
    terms = ordered["concept"].tolist()
    rows = comparison_rows("period", matrix, ordered["period"].tolist(), framework, permutations, seed)
    rows += comparison_rows("source type", matrix, ordered["source_type"].tolist(), framework, permutations, seed)
    rows += comparison_rows("term", matrix, terms, framework, permutations, seed)
    for other in sorted(set(terms) - {concept}):
        pair = [term if term in {concept, other} else "" for term in terms]
        rows += comparison_rows(f"{concept} and {other}", matrix, pair, framework, permutations, seed)
    rows += trend_rows(matrix, ordered["year"].tolist(), framework, permutations, seed)
    rows += term_trends(table, permutations, seed)
    families: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        key = ("all", "") if row["dimension"] == "all" else (row["comparison"], row["framework"])
        families.setdefault(key, []).append(place)
    for places in families.values():
        for place, value in zip(places, adjusted([rows[place]["p_value"] for place in places]), strict=True):
            rows[place]["p_adjusted"] = round(value, 9)
    wording = " and ".join(sorted(set(table["wording"])))
    return [row | {"wording": wording} for row in rows]


def working_rows(
    table: pd.DataFrame,
    codes: pd.DataFrame,
    framework: Framework,
    elements: Framework | None,
    resamples: int,
    seed: int,
) -> tuple[Rows, Rows]:
    """Return the centrality of every definition, and the working definition against the others.

    The working definition is the one of the elements' source that names most of its elements, the first on a tie.
    """
    matrix = code_matrix(table, codes, framework)
    found = centrality(matrix)
    place = {definition: row for row, definition in enumerate(matrix.definition_ids)}
    named = pd.Series(0, index=list(matrix.definition_ids))
    parts = code_matrix(table, codes, elements) if elements else None
    if parts is not None:
        named = pd.Series(parts.codes.sum(axis=1), index=list(parts.definition_ids)).loc[list(matrix.definition_ids)]
    own = table[table["document_id"] == elements.source] if elements else table.iloc[:0]
    own = own.assign(named=named.loc[list(own["definition_id"])].to_numpy()).sort_values("start", kind="stable")
    best = own["named"].max() if len(own) else 0
    working = own.loc[own["named"] == best, "definition_id"].iloc[0] if best else None
    ranks = [
        {
            "definition_id": definition,
            "document_id": matrix.sources[row],
            "mean_distance": found.mean_distance[row],
            "rank": found.rank[row],
            "percentile": round(float(found.percentile[row]), 9),
            "core_named": found.core_named[row],
            "elements_named": int(named.loc[definition]),
            "working": definition == working,
        }
        for definition, row in place.items()
    ]
    ranks.sort(key=lambda row: (row["rank"], row["definition_id"]))
    if working is None or elements is None or parts is None:
        return ranks, []
    rows = part_rows("element", parts, elements, working, resamples, seed)
    rows += part_rows("dimension", matrix, framework, working, resamples, seed)
    row, others = place[working], named.drop(working)
    figures = {
        "mean_distance": ("Mean distance to the others", found.mean_distance[row]),
        "rank": (f"Rank among {len(matrix.codes)}", float(found.rank[row])),
        "percentile": ("Percent of definitions no farther from the others", float(found.percentile[row])),
        "core_named": (f"Of the core's {len(found.core)} dimensions, named by it", float(found.core_named[row])),
        "elements": ("Elements that another definition names, median", float(others.median())),
    }
    blank = {"named": "", "low": None, "high": None, "numerator": None, "denominator": len(others), "shared": ""}
    rows += [
        {"part": "summary", "name": name, "label": label, "value": round(value, 9), **blank}
        for name, (label, value) in figures.items()
    ]
    return ranks, rows


def part_rows(part: str, matrix: CodeMatrix, framework: Framework, working: str, resamples: int, seed: int) -> Rows:
    """Return a row per dimension: whether the working definition names it, and the share of the others that do."""
    own = matrix.definition_ids.index(working)
    others = matrix.at(np.array([row for row in range(len(matrix.codes)) if row != own], dtype=np.int64))
    counts, total = others.codes.sum(axis=0), len(others.codes)
    low = high = np.full(len(counts), np.nan)
    if len(set(others.sources)) > 2:
        weights = source_weights(others.sources, resamples, np.random.default_rng(seed))
        shares = (weights @ others.codes) / np.maximum(weights.sum(axis=1, keepdims=True), 1)
        low, high = np.percentile(shares, [2.5, 97.5], axis=0)
    return [
        {
            "part": part,
            "name": dimension.id,
            "label": dimension.label,
            "named": "yes" if matrix.codes[own, i] else "no",
            "value": round(counts[i] / total, 9) if total else None,
            "low": round(float(low[i]), 9),
            "high": round(float(high[i]), 9),
            "numerator": int(counts[i]),
            "denominator": total,
            "shared": "yes" if total and 2 * counts[i] >= total else "no",
        }
        for i, dimension in enumerate(framework.dimensions)
    ]


def changes_for_people(changes: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Return the comparisons for print."""
    return pd.DataFrame(
        {
            "Compared by": changes["comparison"],
            "Dimension or term": changes["dimension"].map(lambda d: labels.get(d, d)),
            "Definitions": changes["groups"],
            "N": changes["definitions"],
            "Sources": changes["sources"],
            "Statistic": changes["statistic"],
            "Value": changes["value"].map(lambda v: "–" if pd.isna(v) else f"{v:.2f}"),
            "Effect": changes["effect"].map(lambda v: "–" if pd.isna(v) else f"{v:.2f}"),
            "p": changes["p_value"].map(lambda v: "–" if pd.isna(v) else f"{v:.3f}"),
            "p adjusted": changes["p_adjusted"].map(lambda v: "–" if pd.isna(v) else f"{v:.3f}"),
        }
    )


def working_for_people(table: pd.DataFrame) -> pd.DataFrame:
    """Return the working definition against the others, for print."""
    summary = table["part"] == "summary"
    shares = [
        f"{row.value:.3g}" if row.part == "summary" else percent(int(row.numerator), int(row.denominator))
        for row in table.itertuples()
    ]
    spans = [f"{a:.0%}–{b:.0%}" if pd.notna(a) else "–" for a, b in zip(table["low"], table["high"], strict=True)]
    return pd.DataFrame(
        {
            "Part": table["part"].str.capitalize(),
            "What": table["label"],
            "Working definition names it": table["named"].where(~summary, "–"),
            "Other definitions that name it, or figure": shares,
            "95 % interval (sources)": spans,
            "Shared by half": table["shared"].where(~summary, "–"),
        }
    )


def main(
    documents: Path,
    definitions: Path,
    codes: Path,
    codebook: Path,
    concept: str,
    framework: str,
    working_definition: str,
    permutations: int,
    bootstrap: int,
    seed: int,
    changes: Path,
    emergence: Path,
    centralities: Path,
    working: Path,
    tables: Path,
) -> None:
    """Write the comparisons, the terms over time, the centrality of every definition, and the working definition."""
    document_table = read_table(documents, DOCUMENTS)
    rows = headline_definitions(read_table(definitions, DEFINITIONS), document_table, concept)
    document_table["period"] = periods(
        document_table["year"].where(document_table["document_id"].isin(rows["document_id"]))
    )
    table = rows.merge(document_table[["document_id", "year", "source_type", "period"]], on="document_id")
    frameworks = read_codebook(codebook)
    chosen = framework_for(concept, framework, frameworks)
    elements = next((f for f in frameworks if f.name == working_definition and concept in f.applies_to), None)
    compared: Rows = []
    ranks: Rows = []
    against: Rows = []
    if chosen is not None and len(table):
        coded = read_table(codes, CODES)
        compared = change_rows(table, code_matrix(table, coded, chosen), chosen, concept, permutations, seed)
        ranks, against = working_rows(table, coded, chosen, elements, bootstrap, seed)
    change_table, working_table = frame_of(compared, CHANGES), frame_of(against, WORKING_DEFINITION)
    write_table(change_table, changes, CHANGES)
    write_table(frame_of(emergence_rows(table), EMERGENCE), emergence, EMERGENCE)
    write_table(frame_of(ranks, CENTRALITY), centralities, CENTRALITY)
    write_table(working_table, working, WORKING_DEFINITION)
    wording = " and ".join(sorted(set(table["wording"]))) or "none"
    labels = {d.id: d.label for d in chosen.dimensions} if chosen else {}
    resting = f"Wording of the definitions: {wording}; each counts once."
    write_for_people(
        changes_for_people(change_table, labels),
        tables / "changes",
        f"Do definitions of {concept} differ by period, source type and term, or change over the years? Permutations "
        f"of sources; groups of at least {FEWEST}; p adjusted after Benjamini and Hochberg. {resting}",
    )
    write_for_people(
        working_for_people(working_table),
        tables / "working_definition",
        f"The working definition against the other definitions of {concept}. {resting}",
    )
    log.info("%d tests, %d definitions ranked", len(compared), len(ranks))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    p = snakemake.params
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.codes),
        Path(p.codebook),
        p.concept,
        p.framework,
        p.working_definition,
        p.permutations,
        p.bootstrap,
        p.seed,
        Path(snakemake.output.changes),
        Path(snakemake.output.emergence),
        Path(snakemake.output.centrality),
        Path(snakemake.output.working),
        Path(snakemake.output.tables[0]).parent,
    )
