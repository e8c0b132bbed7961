"""Read the DEFT corpus (Spala et al. 2019): sentences with the tags of their tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The rule of the shared task (SemEval-2020 task 6, subtask 1).
POSITIVE_TAGS = frozenset({"B-Definition", "I-Definition"})


@dataclass(frozen=True)
class TaggedSentence:
    """One blank-separated block of a DEFT file.

    `spaces` tells for each token whether a space follows it in the source text, by the
    character offsets of the corpus.
    """

    domain: str
    tokens: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]

    @property
    def definitional(self) -> bool:
        """Whether the sentence is positive in the shared task."""
        return any(tag in POSITIVE_TAGS for tag in self.tags)

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(t + (" " if s else "") for t, s in zip(self.tokens, self.spaces, strict=True)).strip()


def _sentence(domain: str, rows: list[list[str]]) -> TaggedSentence:
    starts = [int(row[2]) for row in rows]
    ends = [int(row[3]) for row in rows]
    spaces = [following > end for following, end in zip(starts[1:], ends, strict=False)] + [False]
    return TaggedSentence(domain, tuple(row[0] for row in rows), tuple(spaces), tuple(row[4] for row in rows))


def read_folder(folder: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of all `.deft` files of a folder, files in order of name.

    The domain is the textbook's subject, read off the file name (`t1_biology_0_0.deft`).
    """
    for path in sorted(folder.glob("*.deft")):
        domain = path.stem.split("_")[1]
        rows: list[list[str]] = []
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) >= 5:
                rows.append(cells)
            elif rows:
                yield _sentence(domain, rows)
                rows = []
