"""Compare the definitions found in the smart-city abstracts with our judgements of them.

    python benchmarks/abstract_precision.py TABLE.xlsx

TABLE is `../shared/data/inputs/bibliographic/smart-city-abstracts/smart-city-2009-2019.xlsx`. The judgements are in
abstract_judgements.csv: number of the record, offset of the sentence in the record's text, the sample it was judged in,
and 1 for a definition (or a general statement of aim, use or make-up, which the tool marks as such), else 0. No text is
kept. Prints one JSON object; exit status 1 when a target is missed.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from defatlas.concepts import read_concepts  # noqa: E402
from defatlas.definitions.extraction import DefinitionFinder  # noqa: E402
from defatlas.documents.files import Rejection, read_file  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402

COLUMNS = {"title": "Titel", "abstract": "Abstract", "year": "Jahr ermittelt", "authors": "Autor", "doi": "DOI"}
LEAST_PRECISION, MOST_MISSED = 0.85, 3


def taken_sentences(table: Path) -> set[tuple[int, int]]:
    """Return (record, offset of the sentence) of every definition found in a table of abstracts."""
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    finder = DefinitionFinder(load_pipeline(), read_concepts(config["concepts"]))
    taken = set()
    for document in read_file(table.parent, table.name, {table.name: COLUMNS}):
        if not isinstance(document, Rejection):
            found = finder.find(document.document_id, document.passages)
            taken |= {(int(document.path.rpartition("#")[2]), d.start) for d in found if not d.reason}
    return taken


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with (ROOT / "benchmarks" / "abstract_judgements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    labels = {(int(row["row"]), int(row["start"])): row["label"] == "1" for row in rows}
    missed_sample = [(int(r["row"]), int(r["start"])) for r in rows if r["sample"].startswith("not taken")]
    taken = taken_sentences(Path(arguments[0]))
    judged = [labels[place] for place in sorted(taken) if place in labels]
    missed = sum(labels[place] for place in missed_sample if place not in taken)
    figures = {
        "taken": len(taken),
        "judged": len(judged),
        "precision": round(sum(judged) / max(1, len(judged)), 3),
        "not taken, judged": len(missed_sample),
        "definitions among them": missed,
    }
    print(json.dumps(figures))
    return 0 if figures["precision"] >= LEAST_PRECISION and missed <= MOST_MISSED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
