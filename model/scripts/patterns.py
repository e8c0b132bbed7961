"""Fill patterns of scholarly prose with terms and phrases of the training data.

    python patterns.py PATTERNS.txt --deft deft/train --treebanks A.conllu ... --count 4000 --output patterns.jsonl

Textbooks seldom write "we define X as" or "there is no agreed definition of X". The
records have the form of `label_silver.py`'s, with source "pattern"; their tags are known.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path

import srsly
from conllu import Sentence, read_sentences
from defatlas.language.definition_network import TAGS
from deft import TaggedSentence, read_folder

# Targets a little inside of 0 and 1: a filled pattern can come out odd.
DEFINES, MENTIONS = 0.95, 0.03
_LONGEST_PHRASE = 25
_ARTICLES = ("A", "An", "The", "Any", "One")
_AUTHORS = ("Porter", "Nam", "Giffinger", "Chen", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Rossi", "Haddad", "Novak")


def tagged_phrases(sentences: Sequence[TaggedSentence], kind: str) -> list[list[str]]:
    """Runs of words tagged B-`kind`, I-`kind` ..., in order, without their inner brackets' links."""
    found: list[list[str]] = []
    for sentence in sentences:
        run: list[str] = []
        for token, tag in [*zip(sentence.tokens, sentence.tags, strict=True), ("", "O")]:
            if tag == f"I-{kind}" and run:
                run.append(token)
                continue
            if 0 < len(run) <= _LONGEST_PHRASE and "[" not in run:
                found.append(run)
            run = [token] if tag == f"B-{kind}" else []
    return found


def noun_groups(sentences: Sequence[Sentence], longest: int = 6) -> list[list[str]]:
    """Nouns of the treebanks with what stands before them and belongs to them."""
    found = []
    for sentence in sentences:
        for place, word in enumerate(sentence.words):
            if word.upos != "NOUN" or word.deprel == "compound":
                continue
            start = place
            while (
                start > 0
                and sentence.words[start - 1].deprel in ("det", "amod", "compound")
                and (sentence.words[start - 1].head - 1 == place)
            ):
                start -= 1
            if place - start < longest:
                found.append([w.form for w in sentence.words[start : place + 1]])
    return found


def fill(pattern: str, slots: dict[str, list[list[str]]], positive: bool, rng: random.Random) -> dict[str, object]:
    """One record from one pattern."""
    words: list[str] = []
    tags: list[int] = []
    for piece in pattern.split():
        slot = re.fullmatch(r"\{(\w+)\}", piece)
        chosen = rng.choice(slots[slot[1]]) if slot else [piece]
        kind = {"term": "Term", "what": "Definition"}.get(slot[1]) if slot and positive else None
        for place, word in enumerate(chosen):
            words.append(word.lower() if slot and word in _ARTICLES else word)
            tags.append(TAGS.index(f"{'I' if place else 'B'}-{kind}") if kind else 0)
    words[0] = words[0][:1].upper() + words[0][1:]
    return {"source": "pattern", "words": words, "probability": DEFINES if positive else MENTIONS, "tags": tags}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", type=Path)
    parser.add_argument("--deft", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(11)  # noqa: S311  (no secret hangs on it)
    lines = options.patterns.read_text(encoding="utf-8").splitlines()
    deft = list(read_folder(options.deft))
    groups = noun_groups([s for path in options.treebanks for s in read_sentences(path)])
    definientia = [p for p in tagged_phrases(deft, "Definition") if p[0].lower() in [a.lower() for a in _ARTICLES]]
    names = {"who": [[name] for name in _AUTHORS], "year": [[str(year)] for year in range(1985, 2024)]}
    terms = [*tagged_phrases(deft, "Term"), *rng.sample(groups, min(8000, len(groups)))]
    slots = {
        "+": {"term": terms, "what": definientia, "other": groups, **names},
        "-": {
            "term": terms,
            "what": [*groups, *rng.sample(definientia, len(definientia) // 4)],
            "other": groups,
            **names,
        },
    }
    chosen = [line for line in lines if line[:2] in ("+ ", "- ")]
    records = []
    for number in range(options.count):
        line = chosen[number % len(chosen)]
        records.append(fill(line[2:], slots[line[0]], line[0] == "+", rng))
    srsly.write_jsonl(options.output, records)
    print(len(records), "records of", len(chosen), "patterns,", len(definientia), "definientia,", len(terms), "terms")


if __name__ == "__main__":
    main()
