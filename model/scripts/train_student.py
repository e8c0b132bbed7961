"""Train the definition network on DEFT, with a teacher's view of it and of unlabelled text.

    python train_student.py --train deft/train --dev deft/dev --treebanks A.conllu ... \
        --vectors FOLDER --output weights.npz [--silver silver.jsonl ...]

Silver files come from `label_silver.py`. `--held-out biology` leaves a textbook's subject
out of training and measures on it instead of on the development files.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import srsly
import torch
from conllu import read_sentences
from defatlas.language.definition_features import POSITIONS
from defatlas.language.definition_network import TAGS
from deft import TaggedSentence, read_folder
from student import Rows, Shape, Student, to_rows

_IGNORE = -100
# Most words are outside of any span; learned with equal weight, they would win wherever the network is unsure.
_TAG_WEIGHTS = torch.tensor([0.33, 1.0, 1.0, 1.0, 1.0])
_TAG_ROW = {tag: row for row, tag in enumerate(TAGS)}


@dataclass(frozen=True)
class Item:
    """A sentence to learn: rows, target probability, tags (None: unknown), weight in the loss."""

    rows: Rows
    target: float
    tags: list[int] | None
    weight: float = 1.0


def closed_list(deft: Sequence[TaggedSentence], treebanks: Sequence[Path], sources_least: int) -> list[str]:
    """Words that occur in at least `sources_least` of the subjects and treebanks, by frequency.

    Words of one subject alone cannot enter, so that the network cannot learn its vocabulary.
    """
    sources: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for sentence in deft:
        for token in sentence.tokens:
            sources[token.lower()].add(sentence.domain)
            counts[token.lower()] += 1
    for path in treebanks:
        for parsed in read_sentences(path):
            for word in parsed.words:
                sources[word.form.lower()].add(str(path))
                counts[word.form.lower()] += 1
    kept = [word for word, where in sources.items() if len(where) >= sources_least and counts[word] >= 20]
    return sorted(kept, key=lambda word: (-counts[word], word))


def distinct(deft: Sequence[TaggedSentence]) -> list[tuple[TaggedSentence, float]]:
    """Distinct sentences with the share of their copies that are labelled positive.

    The files overlap: a sentence may stand in several, labelled differently.
    """
    copies: dict[tuple[str, ...], list[TaggedSentence]] = defaultdict(list)
    for sentence in deft:
        copies[sentence.tokens].append(sentence)
    result = []
    for same in copies.values():
        richest = max(same, key=lambda s: sum(tag != "O" for tag in s.tags))
        result.append((richest, sum(s.definitional for s in same) / len(same)))
    return result


def collate(items: Sequence[Item]) -> dict[str, torch.Tensor]:
    """Pad items to one length."""
    size = (len(items), max(len(item.rows.cue) for item in items))
    arrays = {name: np.zeros(size, dtype=np.int64) for name in ("cue", "suffix", "shape", "position")}
    arrays |= {"vector": np.full(size, -1), "tags": np.full(size, _IGNORE), "mask": np.zeros(size, dtype=np.float32)}
    arrays["position"][:] = np.minimum(np.arange(size[1]), POSITIONS - 1)
    for row, item in enumerate(items):
        count = len(item.rows.cue)
        for name in ("cue", "suffix", "shape", "vector"):
            arrays[name][row, :count] = getattr(item.rows, name)
        arrays["mask"][row, :count] = 1
        if item.tags is not None:
            arrays["tags"][row, :count] = item.tags
    batch = {name: torch.from_numpy(array) for name, array in arrays.items()}
    batch["target"] = torch.tensor([item.target for item in items])
    batch["weight"] = torch.tensor([item.weight for item in items])
    return batch


def batches(items: Sequence[Item], size: int, rng: random.Random) -> Iterator[dict[str, torch.Tensor]]:
    """Batches of sentences of similar length, in random order."""
    order = sorted(range(len(items)), key=lambda i: len(items[i].rows.cue) + rng.random() * 4)
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield collate([items[i] for i in group])


def loss_of(model: Student, batch: dict[str, torch.Tensor], tag_weight: float) -> torch.Tensor:
    """Cross-entropy of the sentences' labels, plus `tag_weight` times that of the words' tags."""
    logits, scores = model(batch)
    sentence = torch.nn.functional.binary_cross_entropy_with_logits(logits, batch["target"], weight=batch["weight"])
    if not (batch["tags"] != _IGNORE).any():
        return sentence
    tags = torch.nn.functional.cross_entropy(
        scores.flatten(0, 1), batch["tags"].flatten(), weight=_TAG_WEIGHTS, ignore_index=_IGNORE
    )
    return sentence + tag_weight * tags


@torch.no_grad()
def predict(model: Student, rows: Sequence[Rows]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Probabilities (sentences) and likeliest tag rows of each sentence's words."""
    model.eval()
    probabilities = np.zeros(len(rows))
    tags: list[np.ndarray] = [np.zeros(0, dtype=int)] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].cue))
    for start in range(0, len(order), 128):
        group = [i for i in order[start : start + 128] if rows[i].cue]
        logits, scores = model(collate([Item(rows[i], 0.0, None) for i in group]))
        probabilities[group] = torch.sigmoid(logits).numpy()
        for place, i in enumerate(group):
            tags[i] = scores[place, : len(rows[i].cue)].argmax(-1).numpy()
    return probabilities, tags


def f1(gold: np.ndarray, predicted: np.ndarray) -> float:
    """F1 of the positive class."""
    return float(2 * (gold & predicted).sum() / max(1, gold.sum() + predicted.sum()))


def measure(
    sentences: Sequence[TaggedSentence], seen: np.ndarray, probabilities: np.ndarray, tags: list[np.ndarray]
) -> dict[str, object]:
    """Figures on labelled sentences: F1 at thresholds, apart for those not `seen` in training, tags."""
    gold = np.array([s.definitional for s in sentences])
    grid = [round(0.2 + 0.05 * step, 2) for step in range(11)]
    by_class = {}
    for row, tag in enumerate(TAGS[1:], start=1):
        truth = np.array([t == tag for s in sentences for t in s.tags])
        guess = np.concatenate(tags) == row
        by_class[tag] = round(f1(truth, guess), 4)
    return {
        "f1": {str(t): round(f1(gold, probabilities >= t), 4) for t in grid},
        "f1_unseen": {str(t): round(f1(gold[~seen], probabilities[~seen] >= t), 4) for t in grid},
        "tags": by_class,
        "tags_macro": round(sum(by_class.values()) / len(by_class), 4),
        "n": len(gold),
    }


def fit(
    model: Student, items: Sequence[Item], epochs: int, rate: float, seed: int, batch_size: int, tag_weight: float
) -> Student:
    """Train and return the average of the weights over the last third of the steps."""
    rng = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    steps = epochs * -(-len(items) // batch_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.02, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.15)
    average = torch.optim.swa_utils.AveragedModel(model)
    step = 0
    for epoch in range(epochs):
        model.train()
        started, total = time.time(), 0.0
        for batch in batches(items, batch_size, rng):
            loss = loss_of(model, batch, tag_weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            step += 1
            if step > steps * 2 // 3 and step % 10 == 0:
                average.update_parameters(model)
        print(f"epoch {epoch + 1} loss {total:.1f} seconds {time.time() - started:.0f}", flush=True)
    return average.module


def gold_items(
    deft: Sequence[TaggedSentence], rows: dict[tuple[str, ...], Rows], soft: dict[tuple[str, ...], float], trust: float
) -> list[Item]:
    """DEFT's sentences, their labels mixed with the teacher's probabilities (share `trust`)."""
    items = []
    for sentence, share in distinct(deft):
        target = (1 - trust) * share + trust * soft.get(sentence.tokens, share)
        tags = [_TAG_ROW.get(tag, 0) for tag in sentence.tags]
        items.append(Item(rows[sentence.tokens], target, tags, 1.0 if len(tags) > 3 else 0.3))
    return items


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path)
    parser.add_argument("--start-from", type=Path, help="exported weights with the same closed list")
    parser.add_argument("--only-sources", nargs="*", help="use these sources of the silver files alone")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--held-out")
    parser.add_argument("--only-unseen", action="store_true", help="drop training sentences that the dev files repeat")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trust", type=float, default=0.5)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--word-dropout", type=float, default=0.15)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--tag-weight", type=float, default=1.0, help="of the words' tags beside the sentences' labels")
    parser.add_argument("--outside-bias", type=float, default=0.0, help="taken off the score of O after training")
    parser.add_argument("--silver-weight", type=float, default=0.5)
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    train, dev = list(read_folder(options.train)), list(read_folder(options.dev))
    if options.held_out:
        dev = [s for s in train if s.domain == options.held_out]
        train = [s for s in train if s.domain != options.held_out]
    if options.only_unseen:
        repeated = {s.tokens for s in dev}
        train = [s for s in train if s.tokens not in repeated]
    vectors = spacy.load(options.vectors).vocab.vectors
    words = closed_list(train, options.treebanks, sources_least=5)
    cues = {word: row for row, word in enumerate(words, start=1)}

    silver = [record for path in options.silver for record in srsly.read_jsonl(path)]
    soft = {tuple(r["words"]): r["probability"] for r in silver if r["source"] == "deft"}
    rows = {s.tokens: to_rows(s.tokens, cues, vectors) for s in [*train, *dev]}
    items = gold_items(train, rows, soft, options.trust if soft else 0.0)
    for record in silver:
        if record["source"] in (options.only_sources or ("variant", "unlabelled", "packaged", "pattern")):
            tags = record["tags"] if len(record["tags"]) == len(record["words"]) else None
            features = to_rows(record["words"], cues, vectors)
            items.append(Item(features, record["probability"], tags, options.silver_weight))
    print(len(words), "words in the closed list,", len(items), "sentences", flush=True)

    shape = Shape(width=options.width)
    model = Student(shape, len(words) + 1, vectors.data, options.dropout, options.word_dropout)
    if options.start_from:
        model.resume(options.start_from)
    model = fit(model, items, options.epochs, options.rate, options.seed, options.batch_size, options.tag_weight)
    with torch.no_grad():
        model.tag.bias[_TAG_ROW["O"]] -= options.outside_bias
    known = {s.tokens for s in train}
    figures = measure(dev, np.array([s.tokens in known for s in dev]), *predict(model, [rows[s.tokens] for s in dev]))
    print(json.dumps(figures))
    if options.report:
        options.report.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if options.output:
        model.export(options.output, words)


if __name__ == "__main__":
    main()
