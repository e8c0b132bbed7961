"""What a check of form reports, and what the parts of a corpus refer to in each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from bibtexparser.entrypoint import parse_string

from defatlas.concepts import Concept, read_concepts


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong at a line (from 1) of a file; the message ends in the remedy."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        """The problem as compilers print theirs."""
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Corpus:
    """A corpus folder, the keys of its notes and of its bibliography, and the concepts of the configuration."""

    folder: Path
    notes: frozenset[str]
    sources: frozenset[str]
    concepts: list[Concept]

    @property
    def concept_names(self) -> list[str]:
        """The names that may follow "Defines" and stand under `applies_to`."""
        return [concept.name for concept in self.concepts]


def read_corpus(folder: Path, config: Path) -> Corpus:
    """List what the parts of a corpus refer to in each other."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    bibliography = folder / "sources.bib"
    entries = parse_string(bibliography.read_text(encoding="utf-8")).entries if bibliography.exists() else []
    return Corpus(
        folder,
        frozenset(path.stem for path in (folder / "notes").glob("*.md")),
        frozenset(entry.key for entry in entries),
        read_concepts(settings["concepts"]),
    )
