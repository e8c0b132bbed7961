"""Compare the links found in the source paper with our own reading of it.

    python benchmarks/link_directions.py PAPER [--rows]

PAPER is the source paper as text, `../shared/literature/000_a44700fcb095bb02.txt`. The reading is in
link_judgements.csv, made before the links were looked at: the offset of each sentence that ties the two sides, the
direction, and whether the sentence names both ("named") or one of them has to be taken from the passage ("context"). No
text is kept. A row counts as found when a link with that direction stands in its sentence; a link without a row counts
as false. Prints one JSON object; with --rows also every row that was missed, then every false link.
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
from defatlas.documents.files import Rejection, read_file  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402
from defatlas.links.lexicon import read_lexicon  # noqa: E402
from defatlas.links.statements import Link, LinkFinder  # noqa: E402

PARTS = ("section 3", "elsewhere")


def links_of(paper: Path) -> list[Link]:
    """Return the links of a paper, mere mentions among them, with the configuration as it stands."""
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    lexicon = read_lexicon(ROOT / "corpus" / "lexicons" / "relations.yaml", config["links"].get("words"))
    nlp = load_pipeline()
    finder = LinkFinder(nlp, read_concepts(config["concepts"]), config["links"]["sides"], lexicon)
    document = next(iter(read_file(paper.parent, paper.name, {})))
    if isinstance(document, Rejection):
        raise SystemExit(f"{paper.name}: {document.reason}")
    chosen = [passage for passage in document.passages if finder.wants(passage)]
    docs = nlp.pipe(passage.text for passage in chosen)
    return [link for p, doc in zip(chosen, docs, strict=True) for link in finder.in_passage("", p, doc)]


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with (ROOT / "benchmarks" / "link_judgements.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    ties = [link for link in links_of(Path(paths[0])) if link.direction != "mention"]
    figures, missed, true = dict[str, str](), list[dict[str, str]](), set[tuple[int, str]]()
    for row in rows:
        hits = [x for x in ties if x.direction == row["direction"] and x.start <= int(row["start"]) < x.end]
        true |= {(link.start, link.direction) for link in hits}
        missed += [] if hits else [row]
    for part in PARTS:
        for directed in (True, False):
            for sides in ("named", "context"):
                of = [
                    r
                    for r in rows
                    if r["part"] == part and r["sides"] == sides and (r["direction"] != "both") == directed
                ]
                found = len(of) - sum(row in missed for row in of)
                figures[f"{part}, {'directed' if directed else 'both ways'}, {sides}"] = f"{found}/{len(of)}"
    false = [link for link in ties if (link.start, link.direction) not in true]
    print(json.dumps(figures | {"links": len(ties), "without a row": len(false)}, indent=1))
    if "--rows" in arguments:
        for row in missed:
            print("missed", row["part"], row["start"], row["direction"], row["sides"])
        for link in false:
            print("false", link.start, link.direction, link.relation, link.cue)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
