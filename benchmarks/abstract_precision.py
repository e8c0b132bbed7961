"""Compare the definitions found in the smart-city abstracts with our judgements of them.

    python benchmarks/abstract_precision.py TABLE.xlsx

TABLE is `../shared/data/inputs/bibliographic/smart-city-abstracts/smart-city-2009-2019.xlsx`. The judgements are in
abstract_judgements.csv: number of the record, offset of the sentence in the record's text, the concept (empty for those
of config/config.yaml, else one of abstract_concepts.yaml), the sample it was judged in, and 1 for a definition (or a
general statement of aim, use or make-up, which the tool marks as such), else 0. No text is kept. Prints an object for
each of the two sets of concepts; exit status 1 when a target is missed.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from defatlas.concepts import read_concepts  # noqa: E402
from defatlas.definitions.extraction import DefinitionFinder  # noqa: E402
from defatlas.documents.files import Rejection, read_file  # noqa: E402
from defatlas.documents.reading import LaidOutDocument  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402

COLUMNS = {"title": "Titel", "abstract": "Abstract", "year": "Jahr ermittelt", "authors": "Autor", "doi": "DOI"}
LEAST_PRECISION, MOST_MISSED = 0.85, 3


def documents_of(path: Path, columns: Mapping[str, str] | None) -> Iterator[LaidOutDocument]:
    """Yield what a file holds, without the records that are not read; `columns` where it is a table.

    Raises:
        SystemExit: when the file itself is not read, with the reason.
    """
    for found in read_file(path.parent, path.name, {path.name: columns} if columns else {}):
        if not isinstance(found, Rejection):
            yield found
        elif found.path == path.name:
            raise SystemExit(f"{path}: {found.reason}")


def taken_sentences(table: Path, concepts: Mapping[str, Any]) -> set[tuple[int, int]]:
    """Return (record, offset of the sentence) of every definition of some concepts found in a table of abstracts."""
    finder = DefinitionFinder(load_pipeline(), read_concepts(concepts))
    taken = set()
    for document in documents_of(table, COLUMNS):
        found = finder.find(document.document_id, document.passages)
        taken |= {(int(document.path.rpartition("#")[2]), d.start) for d in found if not d.reason}
    return taken


def figures_of(taken: set[tuple[int, int]], rows: list[dict[str, str]]) -> dict[str, Any]:
    """Return how many of the sentences taken were judged, how many of them define, and what the rest holds."""
    labels = {(int(row["row"]), int(row["start"])): row["label"] == "1" for row in rows}
    judged = [labels[place] for place in sorted(taken) if place in labels]
    missed_sample = [(int(r["row"]), int(r["start"])) for r in rows if "not taken" in r["sample"]]
    return {
        "taken": len(taken),
        "judged": len(judged),
        "precision": round(sum(judged) / max(1, len(judged)), 3),
        "definitions judged and no longer taken": sum(labels.values()) - sum(judged),
        "not taken, judged": len(missed_sample),
        "definitions among them": sum(labels[place] for place in missed_sample if place not in taken),
    }


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with (ROOT / "benchmarks" / "abstract_judgements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    others = yaml.safe_load((ROOT / "benchmarks" / "abstract_concepts.yaml").read_text(encoding="utf-8"))
    passed = True
    for name, concepts in (("config.yaml", config["concepts"]), ("abstract_concepts.yaml", others)):
        of_set = [row for row in rows if bool(row["concept"]) == (name != "config.yaml")]
        figures = figures_of(taken_sentences(Path(arguments[0]), concepts), of_set)
        print(json.dumps({"concepts": name, **figures}))
        passed &= figures["precision"] >= LEAST_PRECISION and figures["definitions among them"] <= MOST_MISSED
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
