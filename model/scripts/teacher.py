"""The teacher: a pretrained encoder fine-tuned on DEFT to judge sentences and tag their tokens.

The encoder is all-MiniLM-L6-v2, or another of its kind in a folder of its own (all-mpnet-base-v2).
Only for training; nothing of it ships. Token tags are those of `TAGS`; the other classes of DEFT
(aliases, qualifiers, references) are outside.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from teacher_weights import MODEL_FOLDER, word_piece_tokenizer
from transformers import AutoModel, PreTrainedModel

TAGS = ("O", "B-Term", "I-Term", "B-Definition", "I-Definition")
_IGNORE = -100
MAX_PIECES = 96
# Elsewhere it is imitated, twelve times slower than plain floats.
BFLOAT16 = bool(torch.cpu.get_capabilities().get("avx512_bf16"))


@dataclass(frozen=True)
class Item:
    """A sentence to learn: its words, its label (0 to 1), its tags (indices of `TAGS`) or None."""

    words: tuple[str, ...]
    label: float
    tags: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Encoded:
    """Word pieces of a sentence, and for each word the position of its first piece (-1: cut off)."""

    pieces: list[int]
    firsts: list[int]


def encode(sentences: Sequence[Sequence[str]], folder: Path = MODEL_FOLDER) -> list[Encoded]:
    """Cut words into the pieces of an encoder, its marks of start and end around them, at most `MAX_PIECES`."""
    tokenizer = word_piece_tokenizer(folder)
    start, end = tokenizer.encode("").ids
    cache: dict[str, list[int]] = {}
    encoded = []
    for words in sentences:
        pieces, firsts = [start], []
        for word in words:
            if word not in cache:
                cache[word] = tokenizer.encode(word, add_special_tokens=False).ids
            ids = cache[word]
            fits = bool(ids) and len(pieces) + len(ids) < MAX_PIECES
            firsts.append(len(pieces) if fits else -1)
            pieces.extend(ids if fits else [])
        encoded.append(Encoded([*pieces, end], firsts))
    return encoded


def load_encoder(folder: Path = MODEL_FOLDER, frozen: int = 0, dropout: float = 0.0) -> PreTrainedModel:
    """An encoder whose embeddings and first `frozen` layers do not learn.

    MiniLM learns without dropout inside: on one core its random numbers cost more than the products of the
    matrices; `hide_words` regularises instead.
    """
    encoder = AutoModel.from_pretrained(
        str(folder),
        add_pooling_layer=False,
        attn_implementation="eager",
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
    )
    fixed = [encoder.embeddings, *encoder.encoder.layer[:frozen]]
    if hasattr(encoder.encoder, "relative_attention_bias"):  # MPNet's, shared by all layers
        fixed.append(encoder.encoder.relative_attention_bias)
    for part in fixed:
        part.requires_grad_(False)
    return encoder


def mask_piece(folder: Path = MODEL_FOLDER) -> int:
    """The piece that stands for a hidden word, of an encoder."""
    vocabulary = word_piece_tokenizer(folder).get_vocab()
    return vocabulary.get("<mask>") or vocabulary["[MASK]"]  # MPNet's list holds BERT's unused one as well


def hide_words(pieces: torch.Tensor, share: float, mask: int) -> torch.Tensor:
    """Replace a random share of the word pieces by the piece `mask`, in training."""
    special = pieces < 1000  # [PAD], [CLS], [SEP], punctuation and unused pieces stay
    chosen = (torch.rand(pieces.shape) < share) & ~special
    return torch.where(chosen, torch.full_like(pieces, mask), pieces)


class Teacher(torch.nn.Module):
    """An encoder with two heads: one logit for the sentence, one score per word and tag."""

    def __init__(self, folder: Path = MODEL_FOLDER, frozen: int = 0, dropout: float = 0.0) -> None:
        """Load the encoder and draw fresh heads."""
        super().__init__()
        self.folder, self.frozen = folder, frozen
        self.encoder = load_encoder(folder, frozen, dropout)
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.sentence = torch.nn.Sequential(
            torch.nn.Linear(2 * width, width), torch.nn.Tanh(), torch.nn.Dropout(0.1), torch.nn.Linear(width, 1)
        )
        self.tags = torch.nn.Linear(width, len(TAGS))

    def train(self, mode: bool = True) -> Teacher:
        """Frozen layers have no dropout in training either."""
        super().train(mode)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[: self.frozen]):
            part.eval()
        return self

    def pad(self, encoded: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
        """Pieces and mask (batch x length each) of sentences of several lengths."""
        length = max(len(item.pieces) for item in encoded)
        pieces = torch.full((len(encoded), length), self.encoder.config.pad_token_id)
        mask = torch.zeros(len(encoded), length, dtype=torch.long)
        for row, item in enumerate(encoded):
            pieces[row, : len(item.pieces)] = torch.tensor(item.pieces)
            mask[row, : len(item.pieces)] = 1
        return pieces, mask

    def groups(self, rate: float, head_rate: float) -> list[dict[str, object]]:
        """What learns, by learning rate: the encoder, then the heads."""
        learned = [parameter for parameter in self.encoder.parameters() if parameter.requires_grad]
        heads = [*self.sentence.parameters(), *self.tags.parameters()]
        return [{"params": learned, "lr": rate}, {"params": heads, "lr": head_rate}]

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Map pieces (batch x length) to logits (batch) and tag scores (batch x length x tags)."""
        states = self.dropout(self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.sentence(torch.cat([states[:, 0], mean], -1)).squeeze(-1), self.tags(states)


def _batches(encoded: Sequence[Encoded], size: int, rng: random.Random | None) -> Iterator[list[int]]:
    """Yield indices in batches of similar length; in random order where `rng` is given."""
    noise = (lambda: rng.random() * 6) if rng else (lambda: 0.0)
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].pieces) + noise())
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    if rng:
        rng.shuffle(batches)
    yield from batches


@dataclass(frozen=True)
class Course:
    """How a teacher learns; `hidden_share` of the word pieces are hidden from it, `head_rate` 0: `rate`."""

    epochs: int
    rate: float = 1.5e-4
    head_rate: float = 0.0
    batch_size: int = 32
    hidden_share: float = 0.08


def train(
    model: Teacher,
    items: Sequence[Item],
    course: Course,
    seed: int,
    report: Callable[[int, Teacher], None] | None = None,
) -> None:
    """Fine-tune on `items` in bfloat16 where the processor has it; `report` runs after each epoch."""
    rng = random.Random(seed)  # noqa: S311  (no secret hangs on it)
    encoded = encode([item.words for item in items], model.folder)
    steps = course.epochs * -(-len(items) // course.batch_size)
    hidden = mask_piece(model.folder)
    rates = [course.rate, course.head_rate or course.rate]
    optimizer = torch.optim.AdamW(model.groups(*rates), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(course.epochs):
        model.train()
        started, total = time.time(), 0.0
        for batch in _batches(encoded, course.batch_size, rng):
            pieces, mask = model.pad([encoded[i] for i in batch])
            target = torch.tensor([items[i].label for i in batch])
            tags = torch.full(pieces.shape, _IGNORE)
            for row, i in enumerate(batch):
                for first, tag in zip(encoded[i].firsts, items[i].tags or (), strict=False):
                    if first > 0:
                        tags[row, first] = tag
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16):
                logit, scores = model(hide_words(pieces, course.hidden_share, hidden), mask)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logit.float(), target)
            if (tags != _IGNORE).any():
                loss = loss + 0.5 * torch.nn.functional.cross_entropy(
                    scores.float().flatten(0, 1), tags.flatten(), ignore_index=_IGNORE
                )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} loss {total:.1f} seconds {time.time() - started:.0f}", flush=True)
        if report:
            report(epoch, model)


@torch.no_grad()
def predict(model: Teacher, sentences: Sequence[Sequence[str]]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Judge sentences.

    Returns logits (sentences) and, for each sentence, tag log-probabilities (words x tags);
    words past the teacher's length get certain "O".
    """
    model.eval()
    encoded = encode(sentences, model.folder)
    logits = np.zeros(len(sentences), dtype="float32")
    outside = np.full(len(TAGS), -20.0, dtype="float32")
    outside[0] = 0.0
    tags: list[np.ndarray] = [np.zeros((0, len(TAGS)), dtype="float32")] * len(sentences)
    for batch in _batches(encoded, 64, None):
        pieces, mask = model.pad([encoded[i] for i in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BFLOAT16):
            logit, scores = model(pieces, mask)
        logits[batch] = logit.float().numpy()
        log_probabilities = torch.log_softmax(scores.float(), -1).numpy()
        for row, i in enumerate(batch):
            tags[i] = np.stack([log_probabilities[row, f] if f > 0 else outside for f in encoded[i].firsts])
    return logits, tags
