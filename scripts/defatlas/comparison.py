"""The comparison tables: definitions by concept, dimensions, groups, and the smart city cluster initiatives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from defatlas.coding.codebook import Framework
from defatlas.schemas import HELICES, LEVELS, ORIGINS
from defatlas.table_files import percent

_HETEROGENEITY_COLUMNS = [
    "Concept",
    "Wording",
    "Framework",
    "Mean Jaccard distance",
    "95 % interval (sources)",
    "Chance, 95 % range",
    "p against chance",
    "Hill numbers 0, 1, 2",
    "Definitions",
    "Name no dimension",
    "Sources",
    "Pairs",
]


def definitions_by_concept(definitions: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count definitions and their sources by concept and wording, with the years of the sources."""
    joined = definitions.merge(documents[["document_id", "year", "verified", "source_type"]], on="document_id")
    rows: list[dict[str, Any]] = []
    for (family, concept, wording), part in joined.groupby(["family", "concept", "wording"], sort=True):
        years = sorted(set(part["year"].dropna()))
        rows.append(
            {
                "Concept": family,
                "Term": concept,
                "Wording": wording,
                "Definitions": int((part["kind"] == "definition").sum()),
                "Characterisations": int((part["kind"] == "characterisation").sum()),
                "Sources": part["document_id"].nunique(),
                "Of which checked": part.loc[part["verified"], "document_id"].nunique(),
                "Years": "–".join(str(year) for year in dict.fromkeys([years[0], years[-1]])) if years else "–",
            }
        )
    columns = [
        "Concept", "Term", "Wording", "Definitions", "Characterisations", "Sources", "Of which checked", "Years",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def dimension_table(entries: list[dict[str, Any]], frameworks: list[Framework]) -> pd.DataFrame:
    """Return the share of definitions that name each dimension, from the entries of heterogeneity.json."""
    labels = {(f.name, d.id): d.label for f in frameworks for d in f.dimensions}
    rows = [
        {
            "Concept": entry["concept"],
            "Wording": entry["wording"],
            "Framework": entry["framework"],
            "Dimension": labels[entry["framework"], dimension],
            "Definitions that name it": percent(*share),
        }
        for entry in entries
        if entry["verdict"] == "measured"
        for dimension, share in sorted(entry["shares"].items(), key=lambda item: (-item[1][0], item[0]))
    ]
    return pd.DataFrame(rows, columns=["Concept", "Wording", "Framework", "Dimension", "Definitions that name it"])


def heterogeneity_table(entries: list[dict[str, Any]]) -> pd.DataFrame:
    """Return one row per concept and wording: the mean distance, its interval, and chance."""
    rows = []
    for entry in entries:
        row = {"Concept": entry["concept"], "Wording": entry["wording"], "Framework": entry["framework"] or "–"}
        if entry["verdict"] != "measured":
            rows.append(row | {"Mean Jaccard distance": entry["reason"], "Definitions": entry["definitions"]})
            continue
        low, high = entry["interval"]
        null_low, null_high = entry["null_interval"]
        rows.append(
            row
            | {
                "Mean Jaccard distance": f"{entry['mean_distance']:.3f}",
                "95 % interval (sources)": "–" if low is None else f"{low:.3f}–{high:.3f}",
                "Chance, 95 % range": f"{null_low:.3f}–{null_high:.3f}",
                "p against chance": f"{entry['p_value']:.3f}",
                "Hill numbers 0, 1, 2": ", ".join(f"{value:.1f}" for value in entry["hill_numbers"]),
                "Definitions": entry["definitions"],
                "Name no dimension": entry["uncoded"],
                "Sources": entry["sources"],
                "Pairs": entry["pairs"],
            }
        )
    return pd.DataFrame(rows, columns=_HETEROGENEITY_COLUMNS).astype("object").fillna("–")


def definition_codes(
    definitions: pd.DataFrame, documents: pd.DataFrame, codes: pd.DataFrame, frameworks: list[Framework]
) -> pd.DataFrame:
    """Return one row per definition: source, year, type of source, and the dimensions it names on each framework."""
    labels = {(f.name, d.id): d.label for f in frameworks for d in f.dimensions}
    joined = definitions.merge(documents[["document_id", "citation", "year", "source_type"]], on="document_id")
    joined = joined.sort_values(["family", "year", "citation", "definition_id"])
    unique = codes.drop_duplicates(["definition_id", "framework", "dimension"])
    order = {key: place for place, key in enumerate(labels)}
    named: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for code in unique.itertuples():
        key = (code.framework, code.dimension)
        if key in labels:
            named.setdefault((code.definition_id, code.framework), []).append((order[key], labels[key]))
    return pd.DataFrame(
        {
            "Concept": joined["family"],
            "Source": joined["citation"],
            "Year": [str(year) if pd.notna(year) else "–" for year in joined["year"]],
            "Type": joined["source_type"].replace("", "–"),
            "Wording": joined["wording"],
            **{
                framework.title: [
                    "; ".join(label for _, label in sorted(named.get((identifier, framework.name), []))) or "–"
                    for identifier in joined["definition_id"]
                ]
                for framework in frameworks
            },
        }
    )


def framework_overlap(
    definitions: pd.DataFrame, codes: pd.DataFrame, frameworks: list[Framework], concept: str, resamples: int, seed: int
) -> pd.DataFrame:
    """Return, for each dimension of a framework, the dimension of another that coincides with it most often.

    Coincidence is the Jaccard index of the definitions of `concept` that name either, with a 95 % percentile interval
    from resampling sources, beside the phi coefficient.
    """
    rows = definitions[definitions["family"] == concept]
    place = {identifier: number for number, identifier in enumerate(rows["definition_id"])}
    sources = pd.factorize(rows["document_id"], sort=True)[0]
    applying = [framework for framework in frameworks if concept in framework.applies_to]
    dimensions = [(f, d) for f in applying for d in f.dimensions]
    column = {(f.name, d.id): number for number, (f, d) in enumerate(dimensions)}
    named = np.zeros((len(rows), len(dimensions)))
    for code in codes.itertuples():
        if code.definition_id in place and (code.framework, code.dimension) in column:
            named[place[code.definition_id], column[code.framework, code.dimension]] = 1
    count = int(sources.max()) + 1 if len(sources) else 0
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=resamples) if count else None
    found: list[dict[str, Any]] = []
    for number, (framework, dimension) in enumerate(dimensions):
        rivals = [other for other, (f, _) in enumerate(dimensions) if f.name != framework.name]
        if not rivals or draws is None:
            continue
        scores = {other: _jaccard(named[:, number], named[:, other], np.ones(len(rows))) for other in rivals}
        best = max(rivals, key=lambda other: (scores[other], -other))
        drawn = [_jaccard(named[:, number], named[:, best], weights[sources]) for weights in draws]
        low, high = np.percentile(drawn, [2.5, 97.5])
        either = int(((named[:, number] + named[:, best]) > 0).sum())
        found.append(
            {
                "Framework": framework.title,
                "Dimension": dimension.label,
                "Coincides most with": dimensions[best][1].label,
                "Of": dimensions[best][0].title,
                "Name both, of those that name either": percent(int((named[:, number] * named[:, best]).sum()), either),
                "95 % interval (sources)": f"{low:.2f}–{high:.2f}" if count > 2 else "–",
                "Phi": _phi(named[:, number], named[:, best]),
            }
        )
    columns = ["Framework", "Dimension", "Coincides most with", "Of", "Name both, of those that name either"]
    return pd.DataFrame(found, columns=[*columns, "95 % interval (sources)", "Phi"])


def _jaccard(one: NDArray[np.float64], other: NDArray[np.float64], weights: NDArray[Any]) -> float:
    """Return the weighted Jaccard index of two columns of zeros and ones; 0 when neither is ever one."""
    either = float((weights * np.maximum(one, other)).sum())
    return float((weights * one * other).sum()) / either if either else 0.0


def _phi(one: NDArray[np.float64], other: NDArray[np.float64]) -> str:
    """Return the phi coefficient of two columns, a dash when one of them does not vary."""
    if one.std() == 0 or other.std() == 0:
        return "–"
    return f"{np.corrcoef(one, other)[0, 1]:.2f}"


def city_against_cluster(
    definitions: pd.DataFrame, codes: pd.DataFrame, frameworks: list[Framework], concepts: list[str]
) -> pd.DataFrame:
    """Return the dimensions of every framework with the share of definitions of each concept that name them."""
    rows: list[dict[str, Any]] = []
    unique = codes.drop_duplicates(["definition_id", "framework", "dimension"])
    ids = {concept: set(definitions.loc[definitions["family"] == concept, "definition_id"]) for concept in concepts}
    for framework in frameworks:
        for dimension in framework.dimensions:
            named = unique[(unique["framework"] == framework.name) & (unique["dimension"] == dimension.id)]
            shares = {c: int(named["definition_id"].isin(ids[c]).sum()) for c in concepts}
            row = {"Framework": framework.title, "Dimension": dimension.label}
            rows.append(row | {c.capitalize(): percent(shares[c], len(ids[c])) for c in concepts})
    return pd.DataFrame(rows)


def group_table(clusters: pd.DataFrame, definitions: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group of definitions, with its exemplar."""
    joined = clusters.merge(definitions[["definition_id", "definiens", "document_id"]], on="definition_id")
    joined = joined.merge(documents[["document_id", "citation"]], on="document_id")
    rows = []
    for (cluster, label), part in joined.groupby(["cluster", "label"], sort=True):
        exemplar = part[part["exemplar"]]
        stability = part["stability"].iloc[0]
        rows.append(
            {
                "Group": cluster,
                "Names more often": label,
                "Definitions": percent(len(part), len(joined)),
                "Stability": "–" if pd.isna(stability) else f"{stability:.2f}",
                "Exemplar": exemplar["definiens"].iloc[0] if len(exemplar) else "–",
                "Source": exemplar["citation"].iloc[0] if len(exemplar) else "–",
            }
        )
    return pd.DataFrame(rows, columns=["Group", "Names more often", "Definitions", "Stability", "Exemplar", "Source"])


def initiatives_table(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Return the initiatives for print: level × origin × helix × sectors × stakeholders."""
    order = {level: place for place, level in enumerate(LEVELS)}
    table = initiatives.sort_values(["level", "name"], key=lambda c: c.map(order) if c.name == "level" else c)
    return pd.DataFrame(
        {
            "Initiative": table["name"],
            "Kind": table["kind"].str.capitalize(),
            "Level": table["level"].map(LEVELS).fillna("–"),
            "Country": table["country"].replace("", "–"),
            "Year": [str(year) if pd.notna(year) else "–" for year in table["year"]],
            "Origin": table["origin"].map(ORIGINS),
            "Helix": table["helix"].map(HELICES),
            "Sectors": table["sectors"].replace("", "–"),
            "Stakeholders": table["stakeholders"].replace("", "–"),
        }
    )


def initiatives_by_level(initiatives: pd.DataFrame) -> pd.DataFrame:
    """Count initiatives by level against origin and helix; each cell is a count of the level's initiatives.

    Beside the counts stands which of the two origins and of the two helices prevails, with the p of the exact two-sided
    sign test (binomial, one half) over the initiatives that have one of the two.
    """
    rows = []
    for level, label in [*LEVELS.items(), (None, "All levels")]:
        part = initiatives if level is None else initiatives[initiatives["level"] == level]
        row = {"Level": label, "Initiatives": str(len(part))}
        row |= {name: percent(int((part["origin"] == code).sum()), len(part)) for code, name in ORIGINS.items() if code}
        row |= {
            f"{name} helix": percent(int((part["helix"] == code).sum()), len(part))
            for code, name in HELICES.items()
            if code
        }
        row["Origin that prevails"] = prevails(part["origin"], {c: ORIGINS[c] for c in ("cluster_first", "city_first")})
        row["Helix that prevails"] = prevails(part["helix"], {c: HELICES[c] for c in ("triple", "quadruple")})
        rows.append(row)
    return pd.DataFrame(rows)


def prevails(values: pd.Series[Any], names: dict[str, str]) -> str:
    """Return which of two values is more frequent, the counts, and the p of the exact sign test: "A, 5 to 1, p = 0.22".

    Args:
        values: one per initiative.
        names: the two values with their names in print.
    """
    (first, one), (second, other) = ((name, int((values == code).sum())) for code, name in names.items())
    if not one + other:
        return "–"
    p_value = binomtest(one, one + other).pvalue
    name = first if one > other else second if other > one else "neither"
    shown = "p < 0.01" if p_value < 0.005 else f"p = {p_value:.2f}"  # no p is 0.00
    return f"{name}, {max(one, other)} to {min(one, other)}, {shown}"
