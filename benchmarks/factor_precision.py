"""Compare the statements on enablers and obstacles with our judgements of them.

    python benchmarks/factor_precision.py PAPER ABSTRACTS [--rows]

PAPER and ABSTRACTS are those of link_directions.py. The judgements are in factor_judgements.csv: the record, the offset
of the sentence, factor and effect, `stated` 1 when the sentence says that the factor so helps or hinders (a mere use is
no help), and `group` 1 when its words belong to the factor. "paper" has all that was found when judged and what else a
reader finds; the samples of abstracts were drawn at random from what was found. No text is kept. Prints one JSON
object.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from defatlas.coding.codebook import read_framework  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402
from defatlas.links.factors import FactorFinder  # noqa: E402
from link_directions import link_finder, passages_of  # noqa: E402

Statement = tuple[str, int, str, str]  # record, offset of the sentence, factor, effect


def statements_of(path: Path, abstracts: bool) -> set[Statement]:
    """Return the statements on factors in a paper or a table of abstracts, with the configuration as it stands."""
    factors = read_framework(ROOT / "corpus" / "lexicons" / "factors.yaml")
    finder = FactorFinder(load_pipeline(), link_finder(), factors)
    return {
        (record, s.start, s.factor, s.effect)
        for record, passage, doc in passages_of(path, abstracts, finder.wants)
        for s in finder.in_passage("", passage, doc)
    }


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if len(paths) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with (ROOT / "benchmarks" / "factor_judgements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    paper, abstracts = statements_of(paths[0], False), statements_of(paths[1], True)
    figures: dict[str, object] = {"found in the paper": len(paper), "found in the abstracts": len(abstracts)}
    for part in sorted({row["part"] for row in rows}):
        of = [row for row in rows if row["part"] == part]
        found = [r for r in of if (r["record"], int(r["start"]), r["factor"], r["effect"]) in paper | abstracts]
        stated = sum(row["stated"] == "1" for row in found)
        figures[part] = {
            "judged and found": len(found),
            "stated": round(stated / max(1, len(found)), 3),
            "group": round(sum(row["group"] == "1" for row in found) / max(1, len(found)), 3),
            "of those stated, found": f"{stated}/{sum(row['stated'] == '1' for row in of)}",
        }
        if "--rows" in arguments:
            for row in of:
                print("found" if row in found else "not found", *row.values())
    places = {(row["record"], int(row["start"]), row["factor"], row["effect"]) for row in rows}
    figures["found in the paper, not judged"] = sorted([list(one[1:]) for one in paper - places])
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
