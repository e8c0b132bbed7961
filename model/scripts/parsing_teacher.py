"""The parsing teacher: all-MiniLM-L6-v2 fine-tuned on treebanks to tag, lemmatise and parse single sentences.

Only for training; nothing of it ships. Heads of words are scored by a biaffine product
(Dozat & Manning 2017, Deep Biaffine Attention for Neural Dependency Parsing, ICLR). The
encoder knows lower-case pieces only, so each piece is told the shape of its word.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from conllu import Sentence
from defatlas.language.definition_features import SHAPES, shape_of
from lemma_rules import lemma_rule
from teacher import BFLOAT16, encode, hide_words, load_encoder, mask_piece

_IGNORE = -100
_PIECES_PER_BATCH = 900


@dataclass(frozen=True)
class Labels:
    """What the teacher can say: tags, parts of speech with features ("NOUN|Number=Sing"), lemma rules, relations."""

    tags: list[str]
    morphs: list[str]
    rules: list[str]
    relations: list[str]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Labels:
        """All labels of the treebanks; lemma rules that occur twice at least."""
        words = [word for sentence in sentences for word in sentence.words]
        rules = Counter(lemma_rule(word.form, word.lemma) for word in words)
        return cls(
            sorted({word.xpos for word in words}),
            sorted({f"{word.upos}|{word.feats}" for word in words}),
            sorted(rule for rule, count in rules.items() if count > 1),
            sorted({word.deprel for word in words}),
        )


@dataclass(frozen=True)
class Item:
    """A sentence as numbers: pieces, shapes of their words, each word's first and last piece, gold labels or none.

    `gold`: head (0 the root, words from 1), relation, tag, morph, rule; one list each, as long as the words.
    """

    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    lasts: list[int]
    gold: tuple[list[int], ...] | None = None


def to_items(sentences: Sequence[Sequence[str]]) -> list[Item | None]:
    """Encode sentences of words; None for one that is too long or has a word without pieces."""
    items: list[Item | None] = []
    for words, encoded in zip(sentences, encode(sentences), strict=True):
        if not encoded.firsts or min(encoded.firsts) < 0:
            items.append(None)
            continue
        ends = [*encoded.firsts[1:], len(encoded.pieces) - 1]
        shapes = [0] * len(encoded.pieces)
        for word, start, end in zip(words, encoded.firsts, ends, strict=True):
            shapes[start:end] = [shape_of(word) + 1] * (end - start)
        items.append(Item(encoded.pieces, shapes, encoded.firsts, [end - 1 for end in ends]))
    return items


def gold_items(sentences: Sequence[Sentence], labels: Labels) -> list[Item]:
    """Encode annotated sentences; those that cannot be encoded are left out."""
    places = [
        {label: row for row, label in enumerate(names)}
        for names in (labels.relations, labels.tags, labels.morphs, labels.rules)
    ]
    result = []
    for sentence, item in zip(sentences, to_items([[w.form for w in s.words] for s in sentences]), strict=True):
        if item is None:
            continue
        columns: list[list[int]] = [[], [], [], [], []]
        for word in sentence.words:
            names = (word.deprel, word.xpos, f"{word.upos}|{word.feats}", lemma_rule(word.form, word.lemma))
            columns[0].append(word.head)
            for column, rows, name in zip(columns[1:], places, names, strict=True):
                column.append(rows.get(name, _IGNORE))
        result.append(Item(item.pieces, item.shapes, item.firsts, item.lasts, tuple(columns)))
    return result


def _stack(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    length = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])


class ParsingTeacher(torch.nn.Module):
    """MiniLM with heads for tags, morphology, lemma rules, heads and relations."""

    def __init__(self, labels: Labels) -> None:
        """Load the encoder and draw fresh heads for `labels`."""
        super().__init__()
        self.labels = labels
        self.encoder = load_encoder()
        self.mask = mask_piece()
        width, arc, relation = self.encoder.config.hidden_size, 256, 64
        self.shape = torch.nn.Embedding(len(SHAPES) + 1, width)
        torch.nn.init.zeros_(self.shape.weight)
        self.mix = torch.nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.word = torch.nn.Sequential(torch.nn.Linear(2 * width, width), torch.nn.GELU(), torch.nn.Dropout(0.2))
        self.tag = torch.nn.Linear(width, len(labels.tags))
        self.morph = torch.nn.Linear(width, len(labels.morphs))
        self.rule = torch.nn.Linear(width, len(labels.rules))
        self.arc_head = torch.nn.Sequential(torch.nn.Linear(width, arc), torch.nn.GELU(), torch.nn.Dropout(0.2))
        self.arc_word = torch.nn.Sequential(torch.nn.Linear(width, arc), torch.nn.GELU(), torch.nn.Dropout(0.2))
        self.arc = torch.nn.Linear(arc, arc)
        self.relation_head = torch.nn.Sequential(torch.nn.Linear(width, relation), torch.nn.GELU())
        self.relation_word = torch.nn.Sequential(torch.nn.Linear(width, relation), torch.nn.GELU())
        # One product of matrices: torch.nn.Bilinear is many times slower.
        self.relation = torch.nn.Linear(relation, len(labels.relations) * relation, bias=False)
        self.relation_sum = torch.nn.Linear(2 * relation, len(labels.relations))

    def states(self, items: Sequence[Item], hidden_share: float) -> torch.Tensor:
        """States of the root and the words: sentences x (1 + words) x width."""
        pieces = _stack([item.pieces for item in items], 0)
        mask = (pieces != 0).long()
        if hidden_share:
            pieces = hide_words(pieces, hidden_share, self.mask)
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.shape(
            _stack([item.shapes for item in items], 0)
        )
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16):
            layers = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        mixed = torch.einsum("l,lbtw->btw", self.mix.softmax(0), torch.stack([layer.float() for layer in layers]))
        firsts = _stack([[0, *item.firsts] for item in items], 0)
        lasts = _stack([[0, *item.lasts] for item in items], 0)
        index = (torch.arange(len(items))[:, None], firsts), (torch.arange(len(items))[:, None], lasts)
        return self.word(torch.cat([mixed[index[0]], mixed[index[1]]], -1))

    def arcs(self, states: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Scores of each place as head of each word: sentences x words x (1 + words)."""
        scores = self.arc(self.arc_word(states[:, 1:])) @ self.arc_head(states).transpose(1, 2)
        places = torch.arange(states.shape[1])
        outside = places[None, :] > lengths[:, None]
        itself = places[1:, None] == places[None, :]
        return scores.masked_fill(outside[:, None, :] | itself[None], -1e9)

    def relations(self, states: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Scores of each relation between words and given heads: sentences x words x relations."""
        chosen = states[torch.arange(len(states))[:, None], heads]
        word, head = self.relation_word(states[:, 1:]), self.relation_head(chosen)
        seen = self.relation(word).unflatten(-1, (len(self.labels.relations), -1))
        return (seen @ head.unsqueeze(-1)).squeeze(-1) + self.relation_sum(torch.cat([word, head], -1))


def loss_of(model: ParsingTeacher, items: Sequence[Item]) -> torch.Tensor:
    """Sum of the mean cross-entropies of the five answers."""
    states = model.states(items, 0.08)
    lengths = torch.tensor([len(item.firsts) for item in items])
    golds = [_stack([item.gold[column] for item in items if item.gold], _IGNORE) for column in range(5)]
    words = states[:, 1:]
    answers = (
        model.arcs(states, lengths),
        model.relations(states, golds[0].clamp(min=0)),
        model.tag(words),
        model.morph(words),
        model.rule(words),
    )
    losses = [
        torch.nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=_IGNORE)
        for scores, gold in zip(answers, golds, strict=True)
    ]
    return torch.stack(losses).sum()


def batches(items: Sequence[Item], rng: random.Random | None) -> Iterator[list[int]]:
    """Indices in batches of similar length and about `_PIECES_PER_BATCH` pieces; random order where `rng` is given."""
    noise = (lambda: rng.random() * 6) if rng else (lambda: 0.0)
    order = sorted(range(len(items)), key=lambda i: len(items[i].pieces) + noise())
    found: list[list[int]] = []
    batch: list[int] = []
    for i in order:
        batch.append(i)
        if len(batch) * len(items[i].pieces) >= _PIECES_PER_BATCH:
            found.append(batch)
            batch = []
    found += [batch] if batch else []
    if rng:
        rng.shuffle(found)
    yield from found


def train(
    sentences: Sequence[Sentence],
    epochs: int,
    seed: int,
    rate: float,
    report: Callable[[int, ParsingTeacher], None] | None = None,
) -> ParsingTeacher:
    """Fine-tune on treebank sentences; new layers learn five times as fast as the encoder."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    labels = Labels.of(sentences)
    model = ParsingTeacher(labels)
    items = gold_items(sentences, labels)
    steps = epochs * (sum(1 for _ in batches(items, random.Random(seed))) + 5)  # noqa: S311
    old = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    new = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": old}, {"params": new}], lr=rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [rate, 5 * rate], total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        model.train()
        started, total = time.time(), 0.0
        for step, batch in enumerate(batches(items, rng)):
            loss = loss_of(model, [items[i] for i in batch])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            total += loss.item()
            if step % 50 == 49:
                print(f"epoch {epoch + 1} step {step + 1} loss {total / (step + 1):.3f}", flush=True)
        print(f"epoch {epoch + 1} seconds {time.time() - started:.0f}", flush=True)
        if report:
            report(epoch, model)
    return model


@dataclass(frozen=True)
class Parse:
    """Answers for one sentence, a list entry per word; heads count from 1, 0 is the root.

    `certainty`: mean probability of the chosen heads; `surety`: probability of each lemma rule.
    """

    heads: list[int]
    relations: list[str]
    tags: list[str]
    morphs: list[str]
    rules: list[str]
    certainty: float
    surety: list[float]


@torch.no_grad()
def predict(
    model: ParsingTeacher, items: Sequence[Item], see: Callable[[int, torch.Tensor], None] | None = None
) -> list[Parse]:
    """Best head of each word by itself (so perhaps no tree), and the best labels.

    `see`, if given, is shown the number of each item and the states of its words (words x width).
    """
    model.eval()
    labels = model.labels
    parses: dict[int, Parse] = {}
    for batch in batches(items, None):
        states = model.states([items[i] for i in batch], 0.0)
        lengths = torch.tensor([len(items[i].firsts) for i in batch])
        probabilities = model.arcs(states, lengths).softmax(-1)
        certain, heads = probabilities.max(-1)
        words = states[:, 1:]
        rows = [model.relations(states, heads), model.tag(words), model.morph(words), model.rule(words)]
        best = [scores.argmax(-1).tolist() for scores in rows]
        sure = rows[3].softmax(-1).amax(-1)
        for row, i in enumerate(batch):
            n = len(items[i].firsts)
            if see:
                see(i, words[row, :n])
            names = (labels.relations, labels.tags, labels.morphs, labels.rules)
            columns = [[name[k] for k in found[row][:n]] for name, found in zip(names, best, strict=True)]
            mean = float(certain[row, :n].mean())
            parses[i] = Parse(
                heads[row, :n].tolist(), columns[0], columns[1], columns[2], columns[3], mean, sure[row, :n].tolist()
            )
    return [parses[i] for i in range(len(items))]
