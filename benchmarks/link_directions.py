"""Compare the links found in the source paper with our own reading of it.

    python benchmarks/link_directions.py PAPER [ABSTRACTS] [--rows]

PAPER is the source paper as text, `../shared/literature/000_a44700fcb095bb02.txt`; ABSTRACTS the table of
abstract_precision.py. The reading is in link_judgements.csv: the record, the offset of each sentence that ties the two
sides, the direction, and whether the sentence names both ("named") or one of them has to be taken from the passage
("context"). That of the paper was made before its links were looked at; of the abstracts, all 50 sentences that name
both sides were read. No text is kept. A row counts as found when a link with that direction stands in its sentence; a
link without a row counts as false. Prints one JSON object; with --rows also every row missed and every false link.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from spacy.tokens import Doc

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from abstract_precision import COLUMNS, documents_of  # noqa: E402
from defatlas.concepts import read_concepts  # noqa: E402
from defatlas.documents.blocks import Passage  # noqa: E402
from defatlas.language.pipeline import load_pipeline  # noqa: E402
from defatlas.links.lexicon import read_lexicon  # noqa: E402
from defatlas.links.statements import Link, LinkFinder  # noqa: E402


def link_finder() -> LinkFinder:
    """Return the finder of links with the configuration as it stands."""
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    lexicon = read_lexicon(ROOT / "corpus" / "lexicons" / "relations.yaml", config["links"].get("words"))
    return LinkFinder(load_pipeline(), read_concepts(config["concepts"]), config["links"]["sides"], lexicon)


def passages_of(path: Path, abstracts: bool, wanted: Callable[[Passage], bool]) -> Iterator[tuple[str, Passage, Doc]]:
    """Yield the wanted passages of a paper or a table of abstracts, parsed, each with its record."""
    for document in documents_of(path, COLUMNS if abstracts else None):
        chosen = [passage for passage in document.passages if wanted(passage)]
        record = document.path.rpartition("#")[2] if abstracts else ""
        docs = load_pipeline().pipe(passage.text for passage in chosen)
        yield from ((record, passage, doc) for passage, doc in zip(chosen, docs, strict=True))


def links_of(path: Path, abstracts: bool) -> list[tuple[str, Link]]:
    """Return the links of a paper or a table of abstracts, each with its record; mere mentions are left out."""
    finder = link_finder()
    parsed = passages_of(path, abstracts, finder.wants)
    found = [(record, link) for record, passage, doc in parsed for link in finder.in_passage("", passage, doc)]
    return [(record, link) for record, link in found if link.direction != "mention"]


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) not in {1, 2}:
        print(__doc__, file=sys.stderr)
        return 2
    with (ROOT / "benchmarks" / "link_judgements.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if len(paths) == 2 or row["part"] != "abstracts"]
    ties = [tie for number, path in enumerate(paths) for tie in links_of(Path(path), number == 1)]
    figures, missed, true = dict[str, object](), list[dict[str, str]](), set[tuple[str, int, str]]()
    for row in rows:
        hits = [
            link
            for record, link in ties
            if record == row["record"]
            and link.direction == row["direction"]
            and link.start <= int(row["start"]) < link.end
        ]
        true |= {(row["record"], link.start, link.direction) for link in hits}
        missed += [] if hits else [row]
    kinds = dict.fromkeys(
        (r["part"], "both ways" if r["direction"] == "both" else "directed", r["sides"]) for r in rows
    )
    for part, kind, sides in kinds:
        of = [
            r
            for r in rows
            if (r["part"], r["sides"]) == (part, sides) and (r["direction"] == "both") == (kind != "directed")
        ]
        figures[f"{part}, {kind}, {sides}"] = f"{len(of) - sum(row in missed for row in of)}/{len(of)}"
    false = [(record, link) for record, link in ties if (record, link.start, link.direction) not in true]
    for name, wanted in (("paper", False), ("abstracts", True))[: len(paths)]:
        of_it = [tie for tie in ties if bool(tie[0]) == wanted]
        figures[f"links, {name}, true"] = f"{len(of_it) - sum(tie in false for tie in of_it)}/{len(of_it)}"
    print(json.dumps(figures, indent=1))
    if "--rows" in arguments:
        for row in missed:
            print("missed", *row.values())
        for record, link in false:
            print("false", record, link.start, link.direction, link.relation, link.cue, "implicit" * link.implicit)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
