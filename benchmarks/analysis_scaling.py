"""How the cost of the analysis grows with the number of definitions, on corpora drawn at random.

python benchmarks/analysis_scaling.py [100 300 1000 ...] > curve.csv
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from defatlas.analysis.centrality import centrality  # noqa: E402
from defatlas.analysis.code_matrix import CodeMatrix  # noqa: E402
from defatlas.analysis.definition_groups import group_definitions  # noqa: E402
from defatlas.analysis.difference import differences  # noqa: E402
from defatlas.analysis.heterogeneity import measure  # noqa: E402
from defatlas.analysis.rarefaction import expected_kinds  # noqa: E402

SIZES = (100, 300, 1000, 3000, 10000)
DIMENSIONS, VOCABULARY, WORDS = 8, 1500, 18


def corpus(n: int) -> tuple[CodeMatrix, list[str], list[str]]:
    """Draw n definitions of n / 1.3 sources with codes, words by Zipf's law, and one of three periods."""
    rng = np.random.default_rng(n)
    codes = rng.random((n, DIMENSIONS)) < np.linspace(0.1, 0.75, DIMENSIONS)
    codes[~codes.any(axis=1), -1] = True
    ids = tuple(f"d{i:06d}" for i in range(n))
    sources = tuple(f"s{int(i / 1.3):06d}" for i in range(n))
    letters = "abcdefghijklmnoprstuvwz"
    words = ["".join(rng.choice(list(letters), 7)) for _ in range(VOCABULARY)]
    share = 1 / np.arange(1, VOCABULARY + 1)
    drawn = rng.choice(VOCABULARY, size=(n, WORDS), p=share / share.sum())
    texts = [" ".join(words[i] for i in row) for row in drawn]
    periods = [str(int(source[1:]) % 3) for source in sources]
    return CodeMatrix(ids, sources, tuple("abcdefgh"), codes), texts, periods


def main(sizes: list[int]) -> None:
    """Print a row of processor seconds per part for each number of definitions."""
    parts = ["heterogeneity", "rarefaction", "groups", "differences", "centrality"]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["definitions", *parts, "all", "megabytes", "grouped", "assignment_error", "sampling_error"])
    for n in sizes:
        matrix, texts, periods = corpus(n)
        clock = [time.process_time()]
        found = measure(matrix, 2000, 199, 1)
        clock.append(time.process_time())
        counts = np.unique(matrix.codes, axis=0, return_counts=True)[1]
        expected_kinds(counts, n, np.unique(np.linspace(1, n, 400).astype(np.int64)))
        clock.append(time.process_time())
        groups = group_definitions(matrix, texts, list(matrix.definition_ids), ROOT / "model/en_defatlas", 2, 8, 59, 1)
        clock.append(time.process_time())
        differences(matrix.codes, periods, matrix.sources, 999, 1)
        clock.append(time.process_time())
        centrality(matrix)
        clock.append(time.process_time())
        seconds = [round(b - a, 2) for a, b in pairwise(clock)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        errors = [round(groups.assignment_error, 4), round(found.sampling_error, 6)]
        writer.writerow([n, *seconds, round(sum(seconds), 1), peak, len(groups.grouped), *errors])
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
