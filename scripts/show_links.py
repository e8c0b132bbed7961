"""Write the comparison tables on links and frameworks, and redraw the two figures of the source paper with data."""

import logging
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
from defatlas.analysis.code_matrix import headline_definitions
from defatlas.coding.codebook import Framework, framework_for, read_codebook, read_framework
from defatlas.comparison import city_against_cluster, definition_codes, framework_overlap
from defatlas.concepts import plural
from defatlas.figures.links import city_states, eight_factors
from defatlas.figures.theme import Specification, notice, save_widths
from defatlas.figures.widths import DOUBLE
from defatlas.links.tables import bridging_table, enablers_obstacles, link_directions, link_statements
from defatlas.rule_log import start_rule
from defatlas.schemas import BRIDGING, CODES, DEFINITIONS, DOCUMENTS, FACTORS, LINKS, PASSAGES, read_table
from defatlas.table_files import write_for_people

log = logging.getLogger(__name__)


def factor_shares(
    definitions: pd.DataFrame, documents: pd.DataFrame, codes: pd.DataFrame, framework: Framework | None, concept: str
) -> pd.DataFrame:
    """Return label, group, numerator and denominator of each dimension, over definitions from checked sources.

    No rows when no framework applies.
    """
    if framework is None:
        return pd.DataFrame(columns=["label", "group", "numerator", "denominator"])
    rows = headline_definitions(definitions, documents, concept)
    named = codes[(codes["framework"] == framework.name) & codes["definition_id"].isin(rows["definition_id"])]
    counts = named.groupby("dimension")["definition_id"].nunique()
    return pd.DataFrame(
        {
            "label": [d.label for d in framework.dimensions],
            "group": [d.group for d in framework.dimensions],
            "numerator": [int(counts.get(d.id, 0)) for d in framework.dimensions],
            "denominator": len(rows),
        }
    )


def where_spoken_of(passages: pd.DataFrame, documents: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Return label, number of documents and the first of them, for each dimension by its indicators in any passage."""
    citations = documents.sort_values(["year", "document_id"]).set_index("document_id")["citation"]
    running = passages[passages["kind"] != "reference"]
    rows = []
    for dimension in framework.dimensions:
        forms = sorted(
            {form for term in dimension.indicators for form in (term, plural(term))}, key=lambda f: (-len(f), f)
        )
        expression = re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b", re.IGNORECASE)
        found = set(running.loc[[bool(expression.search(text)) for text in running["text"]], "document_id"])
        first = [name for key, name in citations.items() if key in found]
        rows.append({"label": dimension.label, "documents": len(found), "sources": first[0] if first else ""})
    return pd.DataFrame(rows)


def main(
    inputs: Mapping[str, Path],
    codebook: Path,
    sides: Sequence[str],
    concepts: Sequence[str],
    framework: str,
    bootstrap: int,
    seed: int,
    tables: Path,
    figures: Path,
) -> None:
    """Write each table into the folder `tables` and each figure into `figures`.

    Args:
        inputs: paths of documents, passages, definitions, codes, links, factors, bridging, factor_list and states.
        codebook: folder of frameworks.
        sides: names of the two sides.
        concepts: the concept under study and its reference.
        framework: of the figure of factors.
        bootstrap, seed: of the intervals.
        tables, figures: folders to write.
    """
    documents, definitions = read_table(inputs["documents"], DOCUMENTS), read_table(inputs["definitions"], DEFINITIONS)
    codes, links = read_table(inputs["codes"], CODES), read_table(inputs["links"], LINKS)
    factors, bridging = read_table(inputs["factors"], FACTORS), read_table(inputs["bridging"], BRIDGING)
    frameworks, factor_list = read_codebook(codebook), read_framework(inputs["factor_list"])
    resting = f"Wording: {' and '.join(sorted(set(documents['wording']))) or 'none'}."
    notes = (
        "Notes of the embedded corpus were chosen by its authors, so that how often both meet in them reflects "
        "that choice and no literature."
    )
    selection = f" {notes}" if "paraphrase" in set(bridging["wording"]) else ""
    made: dict[str, tuple[pd.DataFrame, str]] = {
        "link_directions": (link_directions(links, sides), f"Statements that name both sides, by direction. {resting}"),
        "links": (link_statements(links, documents, sides), f"Statements that tie the two sides. {resting}"),
        "enablers_obstacles": (
            enablers_obstacles(factors, documents, factor_list),
            f"What is said to help or to hinder, with one sentence each as evidence. {resting}",
        ),
        "bridging": (
            bridging_table(bridging, sides),
            "How often documents, passages and reference lists mention both sides, against independence; intervals "
            f"from resampling documents, exact test.{selection} {resting}",
        ),
        "definition_codes": (
            definition_codes(definitions, documents, codes, frameworks),
            f"Definitions and the dimensions that they name. {resting}",
        ),
        "frameworks": (
            framework_overlap(definitions, codes, frameworks, concepts[0], bootstrap, seed),
            f"Dimensions of different frameworks that the same definitions of {concepts[0]} name. The partner is the "
            f"best of all, so that its Jaccard index flatters. {resting}",
        ),
        "concepts_compared": (
            city_against_cluster(definitions, codes, frameworks, list(concepts)),
            f"Share of definitions of {' and of '.join(concepts)} that name each dimension; a framework that does not "
            f"apply to a concept counts none. {resting}",
        ),
    }
    titles = [f.title for f in frameworks if f.name == framework]
    printed = {"definition_codes": ["Concept", "Source", "Year", "Type", "Wording", *titles]}
    for name, (frame, caption) in made.items():
        write_for_people(frame, tables / name, caption, printed.get(name, ()))
        log.info("%s: %d rows", name, len(frame))
    shares = factor_shares(
        definitions, documents, codes, framework_for(concepts[0], framework, frameworks), concepts[0]
    )
    spoken = where_spoken_of(read_table(inputs["passages"], PASSAGES), documents, read_framework(inputs["states"]))
    read = int((documents["status"] == "read").sum())
    wording = " and ".join(sorted(set(definitions["wording"])))
    save_widths(partial(specifications, shares, spoken, read, concepts[0], wording), figures)


def specifications(
    shares: pd.DataFrame, states: pd.DataFrame, documents: int, concept: str, wording: str, width: int = DOUBLE
) -> dict[str, Specification]:
    """Return the specification of each figure; one that the data do not allow says why.

    Args:
        shares: as `factor_shares` returns them; of no definition when there is none, or no framework applies.
        states: as `where_spoken_of` returns them.
        documents: how many were read.
        concept: what is defined.
        wording: of the definitions.
        width: of the figures, in points.
    """
    if shares["denominator"].sum():
        factors = eight_factors(shares, concept, wording, width)
    else:
        factors = notice("Eight factors of smart city initiatives", f"no checked source defines {concept}", width)
    return {"eight_factors": factors, "city_states": city_states(states, documents, width)}


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        {name: Path(path) for name, path in snakemake.input.items() if isinstance(path, str)},
        Path(snakemake.params.codebook),
        snakemake.params.sides,
        snakemake.params.concepts,
        snakemake.params.framework,
        snakemake.params.bootstrap,
        snakemake.params.seed,
        Path(snakemake.output.tables[0]).parent,
        Path(snakemake.output.figures[0]).parent,
    )
