"""The student: the network of `defatlas.language.definition_network`, in PyTorch for training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from defatlas.language.definition_features import POSITIONS, SHAPES, SUFFIX_ROWS, word_features
from defatlas.language.definition_network import TAGS
from spacy.vectors import Vectors


@dataclass(frozen=True)
class Shape:
    """Sizes of the network."""

    width: int = 128
    dilations: tuple[int, ...] = (1, 2, 4)
    heads: int = 2
    hidden: int = 128


@dataclass(frozen=True)
class Rows:
    """A sentence as rows of the embedding tables, one of each per word; vector -1 for none."""

    cue: list[int]
    suffix: list[int]
    shape: list[int]
    vector: list[int]


def to_rows(words: Sequence[str], cues: dict[str, int], vectors: Vectors) -> Rows:
    """Look up the features of a sentence's words."""
    features = [word_features(word, cues) for word in words]
    return Rows(
        [f.cue for f in features],
        [f.suffix for f in features],
        [f.shape for f in features],
        [vectors.key2row.get(vectors.strings[word.lower()], -1) for word in words],
    )


class Student(torch.nn.Module):
    """See `DefinitionNetwork` for the layers; here with dropout of words and states."""

    def __init__(self, shape: Shape, cue_rows: int, vectors: np.ndarray, dropout: float, word_dropout: float) -> None:
        """Draw fresh weights; `vectors` (rows x dimensions) stay as they are."""
        super().__init__()
        self.shape = shape
        width, dimensions = shape.width, vectors.shape[1]
        self.word_dropout = word_dropout
        # Row 0 of the table is the word without a vector.
        self.register_buffer("table", torch.tensor(np.vstack([np.zeros((1, dimensions), "float32"), vectors])))
        self.cue = torch.nn.Embedding(cue_rows, width)
        self.suffix = torch.nn.Embedding(SUFFIX_ROWS, width)
        self.shapes = torch.nn.Embedding(len(SHAPES), width)
        self.position = torch.nn.Embedding(POSITIONS, width)
        for table in (self.cue, self.suffix, self.shapes, self.position):
            torch.nn.init.normal_(table.weight, std=0.3)
        self.vector = torch.nn.Linear(dimensions, width, bias=False)
        self.norm = torch.nn.LayerNorm(width)
        self.convolutions = torch.nn.ModuleList(torch.nn.Linear(3 * width, 2 * width) for _ in shape.dilations)
        self.norms = torch.nn.ModuleList(torch.nn.LayerNorm(width) for _ in shape.dilations)
        self.attention = torch.nn.Linear(width, shape.heads, bias=False)
        self.hidden = torch.nn.Linear(width * (1 + shape.heads), shape.hidden)
        self.sentence = torch.nn.Linear(shape.hidden, 1)
        self.tag = torch.nn.Linear(width, len(TAGS))
        self.tag_context = torch.nn.Linear(shape.hidden, len(TAGS), bias=False)
        self.dropout = torch.nn.Dropout(dropout)

    def _keep(self, like: torch.Tensor, share: float) -> torch.Tensor:
        return (torch.rand(like.shape) >= share).unsqueeze(-1).float()

    def forward(self, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """Map rows (batch x length each; `mask` 1 for words) to logits and tag scores."""
        mask = batch["mask"].unsqueeze(-1)
        vector, cue, suffix = (
            self.vector(self.table[batch["vector"] + 1]),
            self.cue(batch["cue"]),
            self.suffix(batch["suffix"]),
        )
        if self.training:
            hidden_cue = self._keep(mask[..., 0], self.word_dropout / 2)
            cue = cue * hidden_cue + self.cue.weight[0] * (1 - hidden_cue)
            vector = vector * self._keep(mask[..., 0], self.word_dropout)
            suffix = suffix * self._keep(mask[..., 0], self.word_dropout)
        states = vector + cue + suffix + self.shapes(batch["shape"]) + self.position(batch["position"])
        states = self.dropout(self.norm(states)) * mask
        for step, convolution, norm in zip(self.shape.dilations, self.convolutions, self.norms, strict=True):
            padded = torch.nn.functional.pad(states, (0, 0, step, step))
            length = states.shape[1]
            window = torch.cat([padded[:, :length], states, padded[:, 2 * step :]], -1)
            first, second = convolution(window).chunk(2, -1)
            states = (states + self.dropout(norm(torch.maximum(first, second)))) * mask
        attention = self.attention(states).masked_fill(mask == 0, -1e9).softmax(1)
        means = torch.einsum("blh,blw->bhw", attention, states).flatten(1)
        pooled = torch.cat([states.masked_fill(mask == 0, -1e9).amax(1), means], -1)
        hidden = torch.relu(self.hidden(self.dropout(pooled)))
        tags = self.tag(states) + self.tag_context(hidden).unsqueeze(1)
        return self.sentence(self.dropout(hidden)).squeeze(-1), tags

    def arrays(self) -> dict[str, torch.Tensor]:
        """The learned weights by the names and in the directions of `DefinitionNetwork`; views, not copies."""
        arrays = {
            "cue": self.cue.weight,
            "suffix": self.suffix.weight,
            "shape": self.shapes.weight,
            "position": self.position.weight,
            "vector": self.vector.weight,
            "norm_scale": self.norm.weight,
            "norm_shift": self.norm.bias,
            "attention": self.attention.weight.T,
            "hidden_weight": self.hidden.weight.T,
            "hidden_bias": self.hidden.bias,
            "sentence_weight": self.sentence.weight[0],
            "sentence_bias": self.sentence.bias,
            "tag_weight": self.tag.weight.T,
            "tag_bias": self.tag.bias,
            "tag_context": self.tag_context.weight.T,
        }
        for layer, (convolution, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            arrays[f"conv{layer}_weight"] = convolution.weight.T
            arrays[f"conv{layer}_bias"] = convolution.bias
            arrays[f"conv{layer}_scale"] = norm.weight
            arrays[f"conv{layer}_shift"] = norm.bias
        return arrays

    @torch.no_grad()
    def resume(self, path: Path) -> None:
        """Take the weights of an exported network of the same sizes and closed list."""
        with np.load(path, allow_pickle=False) as stored:
            for name, array in self.arrays().items():
                array.copy_(torch.from_numpy(stored[name].astype("float32")))

    def export(self, path: Path, cues: Sequence[str]) -> None:
        """Write the weights as `DefinitionNetwork.from_file` reads them, in half precision."""
        stored = {name: array.detach().numpy().astype("float16") for name, array in self.arrays().items()}
        path.parent.mkdir(parents=True, exist_ok=True)
        words = np.frombuffer("\n".join(cues).encode("utf-8"), dtype=np.uint8)
        np.savez_compressed(path, cues=words, dilations=np.array(self.shape.dilations), **stored)
