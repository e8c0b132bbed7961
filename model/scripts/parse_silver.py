"""Let the parsing teacher annotate text that has no trees, for the shipped network to learn from.

    python parse_silver.py --teacher parsing_teacher.pt --inputs FOLDER --output silver.spacy --states word_states.npz

Texts are cut into sentences by the rules alone. A sentence is kept where the teacher's heads form
a tree and it is certain of them; neighbours that are both kept stay together in runs, and short runs are
put together: where a sentence ends is learned between sentences. No sentence of
DEFT is among them: the syntax must stay free of its licence.

The second output holds the teacher's mean state for each word of all these texts, from which
`word_vectors.py` makes a part of the word's vector.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import spacy
import torch
from conllu import Sentence, Word, is_tree, to_doc, together
from defatlas.language.pipeline import blank_pipeline
from lemma_rules import apply_rule
from parsing_teacher import Labels, Parse, ParsingTeacher, predict, to_items
from spacy.tokens import DocBin
from unlabelled import archived_texts, scholarly_texts
from word_states import WordStates

RUN, SHORTEST, LONGEST = 4, 4, 70  # sentences in a run; words in a sentence
LEAST_TOGETHER = 5  # sentences in a document, of one run or more
LEAST_CERTAINTY = 0.9  # of the heads of a sentence, on average
LEAST_SURETY = 0.95  # of a lemma, which is left out otherwise


@dataclass
class Piece:
    """A sentence to parse: words, whether a space follows each, whether a text begins with it."""

    words: list[str]
    spaces: list[bool]
    first: bool


def texts(inputs: Path | None, archives: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """Texts of packages, abstracts and papers, the same once, and whether a text goes on from the one before."""
    found: list[Iterable[tuple[str, bool]]] = [archived_texts(path) for path in archives]
    if inputs:
        found.append((text, False) for text in scholarly_texts(inputs))
    known: set[str] = set()
    for text, goes_on in chain.from_iterable(found):
        plain = re.sub(r"\s+", " ", text).strip()
        if plain and plain not in known:
            known.add(plain)
            yield plain + " ", goes_on


def pieces(found: Iterable[tuple[str, bool]]) -> list[Piece]:
    """Sentences of the texts, by rule; white space is no word."""
    result = []
    for doc, goes_on in blank_pipeline().pipe(found, as_tuples=True):
        for number, sentence in enumerate(doc.sents):
            tokens = [token for token in sentence if not token.is_space]
            first = number == 0 and not goes_on
            result.append(Piece([t.text for t in tokens], [bool(t.whitespace_) for t in tokens], first))
    return result


def annotated(piece: Piece, parse: Parse) -> Sentence:
    """The sentence with the teacher's answers."""
    words = []
    for place, form in enumerate(piece.words):
        upos, feats = parse.morphs[place].split("|", 1)
        lemma = apply_rule(form, parse.rules[place]) if parse.surety[place] >= LEAST_SURETY else ""
        head, relation = parse.heads[place], parse.relations[place]
        words.append(Word(form, lemma, upos, parse.tags[place], feats, head, relation, piece.spaces[place]))
    return Sentence(words)


def is_sound(parse: Parse) -> bool:
    """Whether the answers are certain and form a tree, of which the root alone is called so."""
    pairs = zip(parse.heads, parse.relations, strict=True)
    rooted = all((head == 0) == (relation == "root") for head, relation in pairs)
    return parse.certainty >= LEAST_CERTAINTY and rooted and is_tree(parse.heads)


def runs(found: list[Piece], parses: list[Parse | None]) -> Iterator[list[Sentence]]:
    """Neighbouring sentences with a certain tree, up to `RUN` of one text together."""
    run: list[Sentence] = []
    for piece, parse in zip(found, parses, strict=True):
        good = parse is not None and is_sound(parse)
        if run and (piece.first or not good or len(run) == RUN):
            yield run
            run = []
        if good and parse is not None:
            run.append(annotated(piece, parse))
    if run:
        yield run


def load_teacher(path: Path) -> ParsingTeacher:
    """The teacher as `train_parsing_teacher.py` stored it."""
    stored = torch.load(path, weights_only=True)
    teacher = ParsingTeacher(Labels(**stored["labels"]))
    teacher.load_state_dict(stored["weights"])
    return teacher


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--inputs", type=Path, help="folder of abstracts and papers")
    parser.add_argument("--archives", type=Path, nargs="*", default=[], help="packages that hold texts")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--states", type=Path, required=True)
    options = parser.parse_args()
    found = [p for p in pieces(texts(options.inputs, options.archives)) if SHORTEST <= len(p.words) <= LONGEST]
    items = to_items([piece.words for piece in found])
    print(len(found), "sentences to parse", flush=True)
    parsed = [(piece.words, item) for piece, item in zip(found, items, strict=True) if item is not None]
    states = WordStates()
    answers = iter(
        predict(
            load_teacher(options.teacher),
            [item for _, item in parsed],
            lambda number, seen: states.see(parsed[number][0], seen.numpy()),
        )
    )
    states.store(options.states)
    parses = [next(answers) if item is not None else None for item in items]
    vocab = spacy.blank("en").vocab
    store = DocBin(attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"])
    kept = 0
    for document in together(runs(found, parses), LEAST_TOGETHER):
        store.add(to_doc(vocab, document))
        kept += len(document)
    store.to_disk(options.output)
    print(kept, "of", len(found), "sentences kept,", len(store), "documents")


if __name__ == "__main__":
    main()
