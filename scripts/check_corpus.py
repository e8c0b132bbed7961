"""Check the form of a corpus folder in seconds: python scripts/check_corpus.py [FOLDER] [--config FILE].

Notes, bibliography, codebook, initiatives, claims, published codings and corrections are each checked when there. Every
problem is one line, `file:line: what is wrong; remedy`, and any problem makes the exit status 1. Facts are not checked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from defatlas.corpus_form.bibliography import check_bibliography
from defatlas.corpus_form.notes import check_notes
from defatlas.corpus_form.problems import Problem, read_corpus
from defatlas.corpus_form.study_files import (
    check_claims,
    check_codebook,
    check_codings,
    check_corrections,
    check_initiatives,
)

PROJECT = Path(__file__).resolve().parents[1]
CHECKS = (
    check_notes,
    check_bibliography,
    check_codebook,
    check_claims,
    check_codings,
    check_corrections,
    check_initiatives,
)


def check(folder: Path, config: Path) -> list[Problem]:
    """Return every problem of a corpus folder, by file and line."""
    corpus = read_corpus(folder, config)
    return sorted(problem for part in CHECKS for problem in part(corpus))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the problems and return the exit status: 0 for none, 1 for some, 2 when there is no such folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "corpus", help="corpus folder")
    parser.add_argument("--config", type=Path, default=PROJECT / "config/config.yaml", help="names the concepts")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f'corpus folder "{given.folder}" does not exist; name a folder of notes', file=sys.stderr)
        return 2
    problems = check(given.folder, given.config)
    for problem in problems:
        print(problem)
    corpus = read_corpus(given.folder, given.config)
    size = f"{len(corpus.notes)} notes, {len(corpus.sources)} bibliography entries"
    print(f"{size}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
