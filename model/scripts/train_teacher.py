"""Fine-tune one of the teachers on DEFT.

    python train_teacher.py --train deft/train --dev deft/dev --fold 0 --folds 3 --output teacher_0.pt

Each teacher leaves out one part of the sentences (`fold_of`), so that each sentence of DEFT can be
judged by a teacher that has not learned its label, and any other text by the mean of all. With one
fold there is one teacher, which learns everything. `--encoder FOLDER` takes another encoder than MiniLM.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from deft import TaggedSentence, read_folder
from teacher import TAGS, Course, Item, Teacher, predict, train
from teacher_weights import MODEL_FOLDER
from train_student import distinct, f1

_TAG_ROW = {tag: row for row, tag in enumerate(TAGS)}

# Headings and page furniture; a few are enough.
SHORT_WORDS, SHORT_SHARE = 3, 0.15


def fold_of(words: Sequence[str], folds: int) -> int:
    """Part to which a sentence belongs, by its words alone: copies share it."""
    return zlib.crc32(" ".join(words).encode("utf-8")) % folds


def teacher_items(sentences: list[TaggedSentence], seed: int) -> list[Item]:
    """Distinct sentences with the majority label of their copies; most very short ones left out."""
    rng = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    items = []
    for sentence, share in distinct(sentences):
        if len(sentence.tokens) <= SHORT_WORDS and rng.random() >= SHORT_SHARE:
            continue
        tags = tuple(_TAG_ROW.get(tag, 0) for tag in sentence.tags)
        items.append(Item(sentence.tokens, float(share >= 0.5), tags))
    return items


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=Course.rate)
    parser.add_argument("--head-rate", type=float, default=Course.head_rate, help="0: that of the encoder")
    parser.add_argument("--batch-size", type=int, default=Course.batch_size)
    parser.add_argument("--hidden-share", type=float, default=Course.hidden_share, help="of word pieces, in training")
    parser.add_argument("--encoder", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--frozen", type=int, default=0, help="layers of the encoder that do not learn")
    parser.add_argument("--dropout", type=float, default=0.0, help="within the layers that learn")
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--folds", type=int, default=3)
    options = parser.parse_args()
    dev = list(read_folder(options.dev))
    gold = np.array([sentence.definitional for sentence in dev])

    def report(epoch: int, model: Teacher) -> None:
        logits, _ = predict(model, [sentence.tokens for sentence in dev])
        probabilities = 1 / (1 + np.exp(-logits))
        figures = {threshold: round(f1(gold, probabilities >= threshold), 4) for threshold in (0.3, 0.4, 0.5)}
        print(f"epoch {epoch + 1} dev F1 by threshold {figures}", flush=True)

    everything = list(read_folder(options.train))
    learned = [s for s in everything if options.folds == 1 or fold_of(s.tokens, options.folds) != options.fold]
    items = teacher_items(learned, options.fold)
    seed = options.fold + 1
    torch.manual_seed(seed)
    model = Teacher(options.encoder, options.frozen, options.dropout)
    course = Course(options.epochs, options.rate, options.head_rate, options.batch_size, options.hidden_share)
    train(model, items, course, seed, report)
    torch.save(model.state_dict(), options.output)


if __name__ == "__main__":
    main()
