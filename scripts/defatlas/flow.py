"""What became of every input, as a PRISMA 2020 flow: found, duplicates, not read, other language, use, define.

Page et al. (2021), The PRISMA 2020 statement, BMJ 372:n71, ask for the numbers at each step; here they follow from the
tables of the results, and each input is in exactly one box.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

BOXES = (
    "duplicate", "file not read", "record not read", "other language", "without the concept", "using", "defining",
)  # fmt: skip
_GROUNDS = {
    "file": "same file",
    "doi": "same DOI",
    "record": "same record",
    "title": "same title, year and authors",
    "version": "other version",
    "correction": "merged by hand",
}


@dataclass(frozen=True)
class Flow:
    """The numbers of the flow for one concept; details are counts by name, largest first.

    Attributes:
        concept: what is looked for; neighbour terms are counted with it.
        files: files in the corpus folder.
        found: documents, records and archive members in them, and files that could not be opened.
        boxes: how many of these are in each of `BOXES`.
        grounds: duplicates by ground.
        languages: documents by language other than English.
    """

    concept: str
    files: int
    found: int
    boxes: dict[str, int]
    grounds: dict[str, int]
    languages: dict[str, int]

    @property
    def screened(self) -> int:
        """What remains without duplicates."""
        return self.found - self.boxes["duplicate"]

    @property
    def read(self) -> int:
        """What was read in English."""
        return sum(self.boxes[name] for name in ("without the concept", "using", "defining"))


def is_inside(path: str, files: Collection[str]) -> bool:
    """Tell whether a path is that of a record in a file ("export.ris#3")."""
    return path not in files and bool(re.search(r"#\d+$", path))


def boxes_of(
    files: Collection[str],
    documents: pd.DataFrame,
    rejected: pd.DataFrame,
    duplicates: pd.DataFrame,
    uses: pd.DataFrame,
    concept: str,
) -> pd.Series:
    """Return the box of every input, by its path.

    Args:
        files: paths of the files of the corpus, printable.
        documents, rejected, duplicates, uses: tables of the results.
        concept: what is looked for.
    """
    copies = set(duplicates["path"])
    own = uses[uses["concept"] == concept].set_index("document_id")
    found = {}
    for path in rejected["path"]:
        found[path] = "duplicate" if path in copies else f"{'record' if is_inside(path, files) else 'file'} not read"
    for row in documents.itertuples():
        if row.status != "read":
            box = "other language"
        elif row.document_id not in own.index:
            box = "without the concept"
        else:
            box = "defining" if own.at[row.document_id, "definitions"] else "using"
        found[row.path] = box
    return pd.Series(found, dtype="object")


def flow_of(
    files: Collection[str],
    documents: pd.DataFrame,
    rejected: pd.DataFrame,
    duplicates: pd.DataFrame,
    uses: pd.DataFrame,
    concept: str,
) -> Flow:
    """Count the boxes of `boxes_of` (same arguments)."""
    counted = Counter(boxes_of(files, documents, rejected, duplicates, uses, concept))
    grounds = Counter(_GROUNDS[ground] for ground in duplicates["ground"])
    languages = Counter(documents.loc[documents["status"] == "other language", "language"])
    return Flow(
        concept,
        len(files),
        len(documents) + len(rejected),
        {name: counted[name] for name in BOXES},
        _by_size(grounds),
        _by_size(languages),
    )


def _by_size(counts: Counter[str]) -> dict[str, int]:
    """Return counts, largest first, then by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def detail(counts: dict[str, int], most: int = 4) -> str:
    """Return counts in words: "same DOI 3, same record 2"; the smallest of many are added up."""
    shown = [f"{name} {number}" for name, number in list(counts.items())[:most]]
    rest = sum(list(counts.values())[most:])
    return ", ".join([*shown, *([f"others {rest}"] if rest else [])])


def flow_table(flows: Sequence[Flow]) -> pd.DataFrame:
    """Return the flow as a table for print: the steps that all concepts share, then those of each."""
    first = flows[0]
    boxes = first.boxes
    rows = [
        ("Identification", "Files in the corpus folder", first.files, ""),
        ("Identification", "Documents and records found in them", first.found, ""),
        ("Identification", "Duplicates set aside", boxes["duplicate"], detail(first.grounds, len(_GROUNDS))),
        ("Screening", "Files that could not be read", boxes["file not read"], "reasons in rejected.csv"),
        ("Screening", "Records without an abstract, or unusable", boxes["record not read"], "reasons in rejected.csv"),
        ("Screening", "In another language", boxes["other language"], detail(first.languages, 20)),
        ("Screening", "Read in English", first.read, ""),
    ]
    for flow in flows:
        rows += [
            ("Included", f"Do not use {flow.concept}", flow.boxes["without the concept"], ""),
            ("Included", f"Use {flow.concept} without defining it", flow.boxes["using"], ""),
            ("Included", f"Define {flow.concept}", flow.boxes["defining"], ""),
        ]
    return pd.DataFrame(rows, columns=["Stage", "Step", "Number", "Remark"])
