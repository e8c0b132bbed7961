"""Fine-tune the parsing teacher on treebanks.

    python train_parsing_teacher.py --train A/train.conllu ... --dev A/dev.conllu ... --output parsing_teacher.pt

Prints its figures on the development sentences, each cut as in the treebank, after every pass.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import torch
from conllu import Sentence, read_sentences
from lemma_rules import apply_rule
from parsing_teacher import ParsingTeacher, predict, to_items, train


def figures(model: ParsingTeacher, sentences: list[Sentence]) -> dict[str, float]:
    """Shares of words with the right part of speech, tag, lemma, head, and head with relation.

    Words of sentences too long for the teacher count as wrong.
    """
    encoded = to_items([[word.form for word in sentence.words] for sentence in sentences])
    kept = [(s, item) for s, item in zip(sentences, encoded, strict=True) if item is not None]
    right = dict.fromkeys(("pos", "tag", "lemma", "uas", "las"), 0)
    for (sentence, _), parse in zip(kept, predict(model, [item for _, item in kept]), strict=True):
        for place, word in enumerate(sentence.words):
            attached = parse.heads[place] == word.head
            right["pos"] += parse.morphs[place].split("|", 1)[0] == word.upos
            right["tag"] += parse.tags[place] == word.xpos
            right["lemma"] += apply_rule(word.form, parse.rules[place]) == word.lemma
            right["uas"] += attached
            right["las"] += attached and parse.relations[place] == word.deprel
    words = sum(len(sentence.words) for sentence in sentences)
    return {name: round(count / words, 4) for name, count in right.items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dev = [sentence for path in options.dev for sentence in read_sentences(path)]
    learned = [sentence for path in options.train for sentence in read_sentences(path)]

    def report(epoch: int, model: ParsingTeacher) -> None:
        print(f"epoch {epoch + 1} dev {figures(model, dev)}", flush=True)
        torch.save({"labels": asdict(model.labels), "weights": model.state_dict()}, options.output)

    train(learned, options.epochs, options.seed, options.rate, report)


if __name__ == "__main__":
    main()
