"""Compare our codes with published codings by people, and list codes that have no basis in the wording."""

import csv
import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from defatlas.analysis.agreement import compare
from defatlas.analysis.representations import words_of
from defatlas.coding.codebook import read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import (
    AGREEMENT,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    UNGROUNDED_CODES,
    frame_of,
    read_table,
    write_table,
)
from defatlas.table_files import percent, write_for_people
from nltk.stem.snowball import SnowballStemmer

log = logging.getLogger(__name__)
NEEDED = {"source", "definition_ref", "cited", "dimension", "coder"}
BASES = ("all", "manifest", "inferred")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Unit:
    """A definition that people coded and we have.

    Attributes:
        document_id: our document.
        ours: dimensions that our definitions in it name.
        manifest, inferred: dimensions that a coder gave it, by whether the words of the keyword stand in our wording.
    """

    document_id: str
    ours: set[str]
    manifest: set[str]
    inferred: set[str]


def read_coding(path: Path) -> Rows:
    """Read a coding file; see corpus/coding/README.md.

    Raises:
        SystemExit: naming the file and the remedy.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = sorted(NEEDED - set(reader.fieldnames or []))
        if missing:
            raise SystemExit(f"{path.name}: column {missing[0]} is missing; see corpus/coding/README.md")
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def document_of(row: dict[str, str], documents: pd.DataFrame) -> str:
    """Return the document that a row is about: as the row says, else the one cited so; empty when none is known."""
    if row.get("document_id"):
        return row["document_id"] if row["document_id"] in set(documents["document_id"]) else ""
    cited = documents.loc[documents["citation"].str.casefold() == row["cited"].casefold(), "document_id"]
    return str(cited.iloc[0]) if len(cited) == 1 else ""


def stems(text: str, stemmer: SnowballStemmer) -> set[str]:
    """Return the stems of a text's words, parts of hyphenated ones too."""
    return {stemmer.stem(part) for word in words_of(text) for part in word.split("-")}


def basis_of(row: dict[str, str], wording: set[str], stemmer: SnowballStemmer) -> str:
    """Say whether a code is manifest or inferred: as the row says, else by whether all words of the keyword are there.

    A row without a keyword counts as inferred: nothing shows that the text names it.
    """
    if row.get("basis") in {"manifest", "inferred"}:
        return row["basis"]
    keyword = stems(row.get("keyword", ""), stemmer)
    return "manifest" if keyword and keyword <= wording else "inferred"


def units_of(
    rows: Rows, documents: pd.DataFrame, texts: dict[str, str], codes: dict[str, set[str]]
) -> tuple[dict[str, list[Unit]], Rows]:
    """Return the units by coder, and the codes that have no basis in our wording.

    Args:
        rows: of one coding file.
        documents: table of documents.
        texts: document → what its definitions say.
        codes: document → dimensions of the coding's framework that they name.
    """
    stemmer = SnowballStemmer("english")
    wording = {document: stems(text, stemmer) for document, text in texts.items()}
    units: dict[str, dict[str, Unit]] = {}
    ungrounded: Rows = []
    for row in rows:
        document = document_of(row, documents)
        reason = "" if document in texts else "no definition of this source is in the corpus"
        if not reason:
            own = units.setdefault(row["coder"], {})
            unit = own.setdefault(row["definition_ref"], Unit(document, codes.get(document, set()), set(), set()))
            basis = basis_of(row, wording[document], stemmer)
            if row["dimension"]:
                (unit.manifest if basis == "manifest" else unit.inferred).add(row["dimension"])
            reason = "" if basis == "manifest" else "the words of the keyword do not stand in the definition"
            if basis == "inferred" and not row.get("keyword"):
                reason = "no keyword says which words it rests on"
        if reason:
            ungrounded.append({**{k: row.get(k, "") for k in UNGROUNDED_CODES.columns}, "reason": reason})
            ungrounded[-1]["document_id"] = document
    return {coder: list(own.values()) for coder, own in units.items()}, ungrounded


def agreement_rows(units: Sequence[Unit], dimensions: Sequence[str], resamples: int, seed: int) -> Rows:
    """Return the agreement on each dimension and on all, for each basis.

    For manifest codes, pairs of definition and dimension that people inferred are left out, and the other way round.
    """
    rows: Rows = []
    for basis in BASES:
        people: list[bool] = []
        ours: list[bool] = []
        sources: list[str] = []
        for dimension in dimensions:
            taken = [u for u in units if basis == "all" or not left_out(u, dimension, basis)]
            said = [dimension in u.manifest | u.inferred for u in taken]
            found = [dimension in u.ours for u in taken]
            own = [u.document_id for u in taken]
            rows.append({"dimension": dimension, "basis": basis, **figures(said, found, own, resamples, seed)})
            people, ours, sources = people + said, ours + found, sources + own
        rows.append({"dimension": "all", "basis": basis, **figures(people, ours, sources, resamples, seed)})
    return rows


def left_out(unit: Unit, dimension: str, basis: str) -> bool:
    """Say whether people gave the dimension on the other basis only."""
    kept, other = (unit.manifest, unit.inferred) if basis == "manifest" else (unit.inferred, unit.manifest)
    return dimension in other and (dimension not in kept or basis == "inferred")


def figures(
    people: Iterable[bool], ours: Iterable[bool], sources: Sequence[str], resamples: int, seed: int
) -> dict[str, Any]:
    """Return the coefficients of two codings as a part of a row."""
    first, second = np.array(list(people), dtype=bool), np.array(list(ours), dtype=bool)
    found = compare(first, second, sources, resamples, seed)
    values = {
        "kappa": found.kappa,
        "kappa_low": found.kappa_interval[0],
        "kappa_high": found.kappa_interval[1],
        "alpha": found.alpha,
        "alpha_low": found.alpha_interval[0],
        "alpha_high": found.alpha_interval[1],
    }
    return {
        "units": found.units,
        "named_by_people": found.named[0],
        "named_by_us": found.named[1],
        "agreed": found.agreed,
    } | {name: None if math.isnan(value) else round(value, 9) for name, value in values.items()}


def for_people(table: pd.DataFrame, labels: dict[tuple[str, str], str]) -> pd.DataFrame:
    """Return the agreement for print."""

    def spanned(value: float, low: float, high: float) -> str:
        if pd.isna(value):
            return "–"
        return f"{value:.2f}" + (f" ({low:.2f} to {high:.2f})" if pd.notna(low) else "")

    return pd.DataFrame(
        {
            "Coding": row.coding,
            "Coder": row.coder,
            "Dimension": labels.get((row.coding, row.dimension), row.dimension),
            "Basis": row.basis,
            "Agreed": percent(row.agreed, row.units),
            "Named by people": row.named_by_people,
            "Named by us": row.named_by_us,
            "Cohen's kappa": spanned(row.kappa, row.kappa_low, row.kappa_high),
            "Krippendorff's alpha": spanned(row.alpha, row.alpha_low, row.alpha_high),
        }
        for row in table.itertuples()
    )


def main(
    documents: Path,
    definitions: Path,
    codes: Path,
    codings: Sequence[Path],
    codebook: Path,
    concept: str,
    bootstrap: int,
    seed: int,
    agreement: Path,
    ungrounded: Path,
    tables: Path,
) -> None:
    """Write the agreement with every coding file, and the codes by people that our wording does not bear out."""
    document_table = read_table(documents, DOCUMENTS)
    rows = read_table(definitions, DEFINITIONS)
    rows = rows[(rows["family"] == concept) & (rows["kind"] == "definition")]
    coded = read_table(codes, CODES).merge(rows[["definition_id", "document_id"]], on="definition_id")
    texts = rows.sort_values("start").groupby("document_id")["definiens"].agg(" ".join).to_dict()
    wording = " and ".join(sorted(set(rows["wording"]))) or "none"
    frameworks = {framework.name: framework for framework in read_codebook(codebook)}
    measured: Rows = []
    without: Rows = []
    for path in sorted(codings, key=lambda p: p.name):
        framework = frameworks.get(path.stem)
        if framework is None:
            log.warning("%s: no framework of the codebook has this name; left out", path.name)
            continue
        own = coded[coded["framework"] == framework.name]
        by_document = own.groupby("document_id")["dimension"].agg(set).to_dict()
        units, listed = units_of(read_coding(path), document_table, texts, by_document)
        names = [dimension.id for dimension in framework.dimensions]
        for coder, found in sorted(units.items()):
            base = {"coding": path.stem, "coder": coder, "wording": wording}
            measured += [base | row for row in agreement_rows(found, names, bootstrap, seed)]
        without += [row | {"coding": path.stem} for row in listed]
    table = frame_of(measured, AGREEMENT)
    write_table(table, agreement, AGREEMENT)
    write_table(frame_of(without, UNGROUNDED_CODES), ungrounded, UNGROUNDED_CODES)
    labels = {(name, d.id): d.label for name, framework in frameworks.items() for d in framework.dimensions}
    write_for_people(
        for_people(table, labels) if len(table) else pd.DataFrame(columns=["Coding", "Coder", "Dimension", "Basis"]),
        tables / "agreement",
        "Our codes against published codings by people; 95 % intervals from resampling sources, none with fewer than "
        "three. With a handful of definitions they say little. Manifest: the words of the keyword stand in our wording "
        f"({wording}); inferred: they do not. Notes that are not yet checked against their source take part.",
    )
    log.info("%d codings, %d rows, %d codes without a basis", len(codings), len(measured), len(without))


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    p = snakemake.params
    main(
        Path(snakemake.input.documents),
        Path(snakemake.input.definitions),
        Path(snakemake.input.codes),
        [Path(path) for path in snakemake.input.codings],
        Path(p.codebook),
        p.concept,
        p.bootstrap,
        p.seed,
        Path(snakemake.output.agreement),
        Path(snakemake.output.ungrounded),
        Path(snakemake.output.tables[0]).parent,
    )
