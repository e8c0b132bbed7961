"""Read CoNLL-U treebanks into spaCy documents that keep the text as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass
class Word:
    """One syntactic word: the CoNLL-U columns that are learned, and the space behind it."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int  # position in the sentence from 1; 0 is the root
    deprel: str
    space_after: bool = True


@dataclass
class Sentence:
    """The words of one sentence, and whether a document or a paragraph starts with it."""

    words: list[Word] = field(default_factory=list)
    new_document: bool = False
    new_paragraph: bool = False


def _word(columns: list[str]) -> Word:
    return Word(
        form=columns[1],
        lemma=columns[2] if columns[2] != "_" or columns[1] == "_" else columns[1],
        upos=columns[3],
        xpos=columns[4],
        feats="" if columns[5] == "_" else columns[5],
        head=int(columns[6]),
        deprel=columns[7],
        space_after="SpaceAfter=No" not in columns[9].split("|"),
    )


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order.

    Empty nodes are left out. The words of a multiword token ("don't") stand without a
    space between them when their forms spell the token; otherwise they keep a space.
    """
    sentence = Sentence()
    inside_until, surface, whole_space = 0, "", True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            if sentence.words:
                yield sentence
                sentence = Sentence()
            inside_until = 0
            continue
        if line.startswith("#"):
            sentence.new_document |= line.startswith("# newdoc")
            sentence.new_paragraph |= line.startswith(("# newdoc", "# newpar"))
            continue
        columns = line.split("\t")
        if "." in columns[0]:
            continue
        if "-" in columns[0]:
            inside_until = int(columns[0].split("-")[1])
            surface, whole_space = columns[1], "SpaceAfter=No" not in columns[9].split("|")
            continue
        word = _word(columns)
        if int(columns[0]) <= inside_until:
            last = int(columns[0]) == inside_until
            word.space_after = whole_space if last else not surface.startswith(word.form)
            surface = surface[len(word.form) :]
        sentence.words.append(word)


def to_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Join sentences into one `Doc`, gold annotation on its tokens.

    A space follows each sentence whatever the source had, so that no boundary can be
    read off a missing space or an empty line.
    """
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []
    flat: list[Word] = []
    for sentence in sentences:
        offset = len(words)
        for position, word in enumerate(sentence.words):
            words.append(word.form)
            spaces.append(word.space_after or position == len(sentence.words) - 1)
            heads.append(offset + (word.head - 1 if word.head else position))
            starts.append(position == 0)
            flat.append(word)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=[word.xpos for word in flat],
        pos=[word.upos for word in flat],
        morphs=[word.feats for word in flat],
        lemmas=[word.lemma for word in flat],
        heads=heads,
        deps=["ROOT" if word.head == 0 else word.deprel for word in flat],
        sent_starts=starts,
    )


def group(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    """Yield runs of up to `size` consecutive sentences, never across documents."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (len(run) >= size or sentence.new_document):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def together(runs: Iterable[list[Sentence]], least: int) -> Iterator[list[Sentence]]:
    """Join runs in their order until there are `least` sentences or more; the last ones may be fewer."""
    document: list[Sentence] = []
    for run in runs:
        document = [*document, *run]
        if len(document) >= least:
            yield document
            document = []
    if document:
        yield document


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads (from 1; 0 the root) have one root and no circle."""
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        place, steps = start, 0
        while place and steps <= len(heads):
            place, steps = heads[place - 1], steps + 1
        if place:
            return False
    return True
