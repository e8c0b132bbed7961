"""Measure the judgement of definitional sentences on a labelled file.

    python scripts/evaluate_extraction.py GOLD.csv

GOLD.csv has the columns `text` (one sentence a row) and `label` (1, true, yes or
definition for a definitional sentence; anything else is not). Prints one JSON object:
precision, recall, f1, n, sentences_per_second. Each sentence is judged by itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path

import numpy as np
from defatlas.language.definition_component import DefinitionComponent
from defatlas.language.pipeline import load_pipeline
from numpy.typing import NDArray

_POSITIVE = frozenset({"1", "1.0", "true", "yes", "definition", "t", "y"})


def read_gold(path: Path) -> tuple[list[str], NDArray[np.bool_]]:
    """Read sentences and labels (sentences) from a CSV file with the columns `text`, `label`."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"text", "label"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name} lacks the column(s) {', '.join(sorted(missing))}; it needs text,label")
        rows = [(row["text"] or "", (row["label"] or "").strip().lower() in _POSITIVE) for row in reader]
    return [text for text, _ in rows], np.array([label for _, label in rows], dtype=bool)


def scores(gold: NDArray[np.bool_], predicted: NDArray[np.bool_]) -> dict[str, float]:
    """Precision, recall and F1 of the positive class, each 0 where it is not defined."""
    hits = int((gold & predicted).sum())
    precision = hits / max(1, int(predicted.sum()))
    recall = hits / max(1, int(gold.sum()))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def evaluate(path: Path, model: Path | None = None) -> dict[str, float]:
    """Judge the sentences of `path` and compare with its labels.

    The clock runs over tokenising and judging, not over loading the model.
    """
    texts, gold = read_gold(path)
    nlp = load_pipeline(model)
    component = nlp.get_pipe("defatlas_definitions") if "defatlas_definitions" in nlp.pipe_names else None
    if not isinstance(component, DefinitionComponent):
        raise RuntimeError("the loaded pipeline has no definition component; train it with model/Snakefile")
    started = time.perf_counter()
    probabilities = component.judge_texts(nlp, texts)
    seconds = time.perf_counter() - started
    rounded = {name: round(value, 4) for name, value in scores(gold, probabilities >= component.threshold).items()}
    return {**rounded, "n": len(texts), "sentences_per_second": round(len(texts) / max(seconds, 1e-9), 1)}


def main(arguments: list[str]) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="CSV with the columns text,label")
    parser.add_argument("--model", type=Path, help="folder of another pipeline than model/en_defatlas")
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(evaluate(options.gold, options.model)))
    except (OSError, ValueError, RuntimeError) as problem:
        print(f"evaluate_extraction: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
