"""Let the teachers judge DEFT's own sentences, unlabelled ones, and variants of DEFT's.

    python label_silver.py --teachers teacher_0.pt teacher_1.pt teacher_2.pt --train deft/train \
        --treebanks A.conllu ... --inputs FOLDER --archives P.tar.gz ... --vectors FOLDER \
        --large large_teacher.pt --encoder FOLDER --output silver.jsonl

A variant of a sentence has some of its words of content replaced by near neighbours in
the space of the word vectors: the cues of definition stay, the vocabulary changes. A sentence
of DEFT and its variants are judged by the teacher that has not learned it, all others by the mean.
Those of the others that may define something are judged by the large teacher as well, whose logit
then counts `LARGE_SHARE`. Sentences of packages serve only where they may define something.
Each record: words, probability, tags (rows of `TAGS`), source (deft, variant, unlabelled,
packaged).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
import srsly
import torch
from deft import read_folder
from spacy.vectors import Vectors
from teacher import Teacher, predict
from train_student import closed_list
from train_teacher import fold_of
from unlabelled import all_sentences, archived_texts, sentences_of

# From these probabilities on, a sentence may define something: one of prose, one of the packages' many.
POSSIBLE, POSSIBLE_IN_PACKAGES = 0.03, 0.1
LARGE_SHARE = 0.65


def logit(probability: float) -> float:
    """Logarithm of the odds."""
    return float(np.log(probability / (1 - probability)))


@dataclass(frozen=True)
class Record:
    """A sentence to judge; `fold`: the part of DEFT that it comes from, None for other text."""

    source: str
    words: list[str]
    fold: int | None


class Neighbours:
    """Near words by cosine of static vectors, among a fixed vocabulary of plain words."""

    def __init__(self, vocabulary: set[str], vectors: Vectors, count: int) -> None:
        """Prepare to find the `count` nearest of each plain word that has a vector."""
        rows = {word: vectors.key2row.get(vectors.strings[word], -1) for word in vocabulary}
        plain = sorted((word, row) for word, row in rows.items() if row >= 0 and word.isalpha() and len(word) > 3)
        self.words = [word for word, _ in plain]
        matrix = vectors.data[[row for _, row in plain]]
        matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-6)
        self.index = {word: place for place, word in enumerate(self.words)}
        self.nearest: dict[int, list[int]] = {}
        self.matrix, self.count = matrix, count

    def of(self, word: str) -> list[str]:
        """Neighbours of a lower-case word; none for an unknown one."""
        place = self.index.get(word)
        if place is None:
            return []
        if place not in self.nearest:
            likeness = self.matrix @ self.matrix[place]
            self.nearest[place] = np.argsort(-likeness)[1 : self.count + 1].tolist()
        return [self.words[near] for near in self.nearest[place]]


def variant(
    words: Sequence[str], fixed: set[str], neighbours: Neighbours, share: float, rng: random.Random
) -> list[str]:
    """Replace about `share` of the words that are not `fixed` by neighbours, keeping capitals."""
    result = []
    for word in words:
        near = neighbours.of(word.lower()) if word.lower() not in fixed and rng.random() < share else []
        chosen = rng.choice(near) if near else word
        result.append(chosen.capitalize() if near and word[0].isupper() else chosen)
    return result


def load_teacher(path: Path, *encoder: Path) -> Teacher:
    """A teacher as `train_teacher.py` stored it, in the folder of its encoder."""
    teacher = Teacher(*encoder)
    teacher.load_state_dict(torch.load(path, weights_only=True))
    return teacher


def judge(teachers: Sequence[Path], records: Sequence[Record]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Mean logits (records) and tags' probabilities (words x tags each) of the teachers that may judge a record."""
    logits, counts = np.zeros(len(records), dtype="float32"), np.zeros(len(records))
    tags: list[np.ndarray] = [np.zeros(0)] * len(records)
    for fold, path in enumerate(teachers):
        teacher = load_teacher(path)
        allowed = [place for place, record in enumerate(records) if record.fold in (fold, None)]
        judged, scores = predict(teacher, [records[place].words for place in allowed])
        logits[allowed] += judged
        counts[allowed] += 1
        for place, score in zip(allowed, scores, strict=True):
            tags[place] = tags[place] + np.exp(score) if len(tags[place]) else np.exp(score)
    return logits / counts, [total / count for total, count in zip(tags, counts, strict=True)]


def judge_again(
    large: Teacher, records: Sequence[Record], logits: np.ndarray, tags: list[np.ndarray]
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Mix in the large teacher's logits and take its tags, for text without labels that may define something."""
    chosen = [place for place, r in enumerate(records) if r.fold is None and logits[place] >= logit(POSSIBLE)]
    judged, scores = predict(large, [records[place].words for place in chosen])
    logits, tags = logits.copy(), list(tags)
    logits[chosen] = LARGE_SHARE * judged + (1 - LARGE_SHARE) * logits[chosen]
    for place, score in zip(chosen, scores, strict=True):
        tags[place] = np.exp(score)
    return logits, tags


def packaged_sentences(archives: Sequence[Path], known: Sequence[list[str]]) -> list[list[str]]:
    """Distinct sentences of the packages that are not `known`."""
    texts = (text for path in archives for text, _ in archived_texts(path))
    found = dict.fromkeys(map(tuple, sentences_of(texts)))
    seen = set(map(tuple, known))
    return [list(words) for words in found if words not in seen]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True, help="in the order of their folds")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--inputs", type=Path)
    parser.add_argument("--archives", type=Path, nargs="*", default=[], help="packages that hold texts")
    parser.add_argument("--large", type=Path, help="the large teacher")
    parser.add_argument("--encoder", type=Path, help="its encoder's folder")
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--variants", type=int, default=1)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(5)  # noqa: S311  (no secret hangs on it)
    deft = list(read_folder(options.train))
    # The commonest words of all subjects keep their place in a variant.
    fixed = set(closed_list(deft, options.treebanks, sources_least=8)[:600])
    unlabelled = all_sentences(options.treebanks, options.inputs)
    packaged = packaged_sentences(options.archives, unlabelled)
    vocabulary = {word.lower() for words in [*unlabelled, *(s.tokens for s in deft)] for word in words}
    neighbours = Neighbours(vocabulary, spacy.load(options.vectors).vocab.vectors, count=8)
    own = [list(words) for words in dict.fromkeys(s.tokens for s in deft) if len(words) > 3]
    folds = len(options.teachers)
    records = [Record("deft", words, fold_of(words, folds)) for words in own]
    for _ in range(options.variants):
        for words in own:
            if len(words) > 5:
                changed = variant(words, fixed, neighbours, 0.5, rng)
                records.append(Record("variant", changed, fold_of(words, folds)))
    records.extend(Record("unlabelled", words, None) for words in unlabelled)
    records.extend(Record("packaged", words, None) for words in packaged)
    print(len(records), "sentences to judge", flush=True)
    logits, tags = judge(options.teachers, records)
    useful = logits >= logit(POSSIBLE_IN_PACKAGES)
    if options.large:
        logits, tags = judge_again(load_teacher(options.large, options.encoder), records, logits, tags)
    probabilities = 1 / (1 + np.exp(-logits))
    srsly.write_jsonl(
        options.output,
        (
            {"source": r.source, "words": r.words, "probability": round(float(p), 4), "tags": t.argmax(1).tolist()}
            for r, p, t, use in zip(records, probabilities, tags, useful, strict=True)
            if use or r.source != "packaged"
        ),
    )


if __name__ == "__main__":
    main()
