"""Write a methods paragraph that can be pasted into a paper, with the numbers, versions and citations of this run."""

import json
import logging
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from defatlas import __version__
from defatlas.coding.codebook import Framework, read_codebook
from defatlas.rule_log import start_rule
from defatlas.schemas import CLAIMS, DEFINITIONS, DOCUMENTS, DUPLICATES, read_table

log = logging.getLogger(__name__)
TEMPLATE = Path(__file__).parent / "methods.md.j2"
CITED = ("snakemake", "spacy", "scipy", "scikit-learn", "pypdfium2", "trafilatura")


def main(tables: dict[str, Path], codebook: Path, settings: dict[str, Any], output: Path) -> None:
    """Fill the template.

    Args:
        tables: documents, rejected, duplicates, definitions, candidates, heterogeneity, grouping and claims of the run.
        codebook: folder of the frameworks.
        settings: concept, reference, bootstrap, null_draws and seed of the configuration.
        output: Markdown file to write.
    """
    documents = read_table(tables["documents"], DOCUMENTS)
    foreign = int((documents["status"] == "other language").sum())
    documents = documents[documents["status"] == "read"]
    duplicates = len(read_table(tables["duplicates"], DUPLICATES))
    definitions = read_table(tables["definitions"], DEFINITIONS)
    entries = json.loads(tables["heterogeneity"].read_text(encoding="utf-8"))
    frameworks = {framework.name: framework for framework in read_codebook(codebook)}
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)  # noqa: S701
    environment.filters["interval"] = _interval
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    text = template.render(
        settings,
        version=__version__,
        libraries=", ".join(f"{name} {version(name)}" for name in CITED),
        read=len(documents),
        rejected=len(pd.read_csv(tables["rejected"])) - duplicates,
        duplicates=duplicates,
        foreign=foreign,
        documents=documents["wording"].value_counts().sort_index().to_dict(),
        years=_years(documents),
        weighed=len(pd.read_parquet(tables["candidates"])),
        definitions=definitions,
        counts=definitions[definitions["kind"] == "definition"]["wording"].value_counts().sort_index().to_dict(),
        measured=[entry for entry in entries if entry["verdict"] == "measured"],
        families=_families(definitions, documents),
        frameworks=frameworks,
        labels={f.name: _labels(f) for f in frameworks.values()},
        grouping=json.loads(tables["grouping"].read_text(encoding="utf-8")),
        verdicts=read_table(tables["claims"], CLAIMS)["verdict"].value_counts().to_dict(),
    )
    output.write_text(text.strip() + "\n", encoding="utf-8")
    log.info("%d words", len(text.split()))


def _interval(ends: list[float | None]) -> str:
    """Two ends of an interval."""
    low, high = ends
    return "none, for want of sources" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _years(documents: pd.DataFrame) -> str:
    """The first and last year of the documents."""
    years = documents["year"].dropna()
    if not len(years):
        return "unknown years"
    return str(years.min()) if years.min() == years.max() else f"{years.min()} to {years.max()}"


def _labels(framework: Framework) -> dict[str, str]:
    """The dimensions of a framework, in words."""
    return {dimension.id: dimension.label for dimension in framework.dimensions}


def _families(definitions: pd.DataFrame, documents: pd.DataFrame) -> dict[str, int]:
    """Effective N by concept: definitions proper of checked sources, each quotation family once."""
    checked = documents.loc[documents["verified"], "document_id"]
    kept = definitions[definitions["document_id"].isin(checked) & (definitions["kind"] == "definition")]
    return {str(name): int(count) for name, count in kept.groupby("family")["family_id"].nunique().items()}


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        {name: Path(str(path)) for name, path in snakemake.input.items() if name != "codebook"},
        Path(snakemake.params.codebook),
        snakemake.params.settings,
        Path(snakemake.output.methods),
    )
