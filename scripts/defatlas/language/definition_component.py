"""The pipeline component that judges sentences and marks what they define.

Extensions, registered when this module is imported:

- `Span._.definition_probability`: probability that a sentence is definitional, 0 to 1; None for
  a span that is no sentence of a judged document.
- `Span._.is_definitional`: whether that probability reaches the component's threshold.
- `Span._.definienda`, `Span._.definientia`: the spans of a sentence that name what is defined
  and that say what it is; empty where the sentence is not definitional.

The spans are also in `doc.spans["definienda"]` and `doc.spans["definientia"]`, and the
probabilities in `doc.user_data["definition_probabilities"]` by the sentence's first token,
so that they survive `DocBin`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path, minibatch

from defatlas.language.definition_network import DefinitionNetwork, Floats, Judgement

PROBABILITIES = "definition_probabilities"
DEFINIENDA, DEFINIENTIA = "definienda", "definientia"
_WEIGHTS = "weights.npz"

# Columns of the network's tags, begun and continued.
_KINDS = {DEFINIENDA: (1, 2), DEFINIENTIA: (3, 4)}


def _probability(span: Span) -> float | None:
    probabilities: dict[int, float] = span.doc.user_data.get(PROBABILITIES, {})
    return probabilities.get(span.start)


def _is_definitional(span: Span) -> bool:
    probability = _probability(span)
    return probability is not None and probability >= span.doc.user_data["definition_threshold"]


def _spans_within(span: Span, key: str) -> list[Span]:
    return [found for found in span.doc.spans.get(key, []) if span.start <= found.start and found.end <= span.end]


def _definienda(span: Span) -> list[Span]:
    return _spans_within(span, DEFINIENDA)


def _definientia(span: Span) -> list[Span]:
    return _spans_within(span, DEFINIENTIA)


Span.set_extension("definition_probability", getter=_probability, force=True)
Span.set_extension("is_definitional", getter=_is_definitional, force=True)
Span.set_extension("definienda", getter=_definienda, force=True)
Span.set_extension("definientia", getter=_definientia, force=True)


def runs_of(tags: Floats, begun: int, continued: int) -> list[tuple[int, int]]:
    """Runs of words whose likeliest tag is one kind of span.

    Args:
        tags: scores (words x tags).
        begun: column of the tag of a span's first word.
        continued: column of the tag of its further words.

    Returns:
        Start and end (exclusive) of each run. A further word without a first one begins a run.
    """
    best = tags.argmax(axis=1)
    runs: list[tuple[int, int]] = []
    for position, tag in enumerate(best):
        if tag == continued and runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        elif tag in (begun, continued):
            runs.append((position, position + 1))
    return runs


def words_of(doc: Doc) -> list[str]:
    """The words that the network sees: all tokens but those of white space alone."""
    return [token.text for token in doc if not token.is_space]


@Language.factory(
    "defatlas_definitions",
    requires=["token.is_sent_start"],
    assigns=["doc.spans", "doc.user_data", "span._.definition_probability"],
    default_config={"threshold": 0.5},
)
class DefinitionComponent:
    """Judges each sentence of a document by itself.

    Args:
        nlp: the pipeline, whose static vectors the network reads.
        name: the component's name in the pipeline.
        threshold: least probability of a definitional sentence.

    The weights are loaded with the pipeline, from a folder of their own with their own
    licence; a component without weights refuses to run.
    """

    def __init__(self, nlp: Language, name: str, threshold: float) -> None:
        """Start without weights."""
        self.name = name
        self.vocab = nlp.vocab
        self.threshold = threshold
        self.network: DefinitionNetwork | None = None
        self._weights: Path | None = None

    def read_weights(self, path: Path) -> None:
        """Read the network's weights from an `.npz` file, which `to_disk` copies."""
        self.network = DefinitionNetwork.from_file(path, self.vocab.vectors)
        self._weights = path

    def __call__(self, doc: Doc) -> Doc:
        """Judge the sentences of `doc`; it needs sentence boundaries."""
        (judged,) = self.pipe([doc])
        return judged

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Judge documents in batches, which fills the network's blocks and changes no result."""
        if self.network is None:
            raise ValueError(f"{self.name} has no weights: load it with its pipeline, or call read_weights")
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            sentences = [sentence for doc in docs for sentence in doc.sents]
            words = [[token for token in sentence if not token.is_space] for sentence in sentences]
            judgements = self.network.judge([[token.text for token in tokens] for tokens in words])
            for doc in docs:
                doc.user_data[PROBABILITIES] = {}
                doc.user_data["definition_threshold"] = self.threshold
                for key in _KINDS:
                    doc.spans[key] = []
            for sentence, tokens, judgement in zip(sentences, words, judgements, strict=True):
                self._mark(sentence, [token.i for token in tokens], judgement)
            yield from docs

    def _mark(self, sentence: Span, positions: list[int], judgement: Judgement) -> None:
        """Write one sentence's judgement into its document; `positions` are its words' tokens."""
        doc = sentence.doc
        doc.user_data[PROBABILITIES][sentence.start] = judgement.probability
        if judgement.probability < self.threshold:
            return
        for key, (begun, continued) in _KINDS.items():
            for start, end in runs_of(judgement.tags, begun, continued):
                doc.spans[key].append(Span(doc, positions[start], positions[end - 1] + 1, label=key))

    def judge_texts(self, nlp: Language, texts: Iterable[str]) -> np.ndarray:
        """Probability of each text, taken as one sentence: tokeniser and network only.

        Args:
            nlp: the pipeline that holds this component.
            texts: sentences.

        Returns:
            Probabilities (texts).
        """
        if self.network is None:
            raise ValueError(f"{self.name} has no weights")
        judgements = self.network.judge([words_of(nlp.make_doc(text)) for text in texts])
        return np.array([judgement.probability for judgement in judgements])

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and threshold into the folder `path`."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"threshold": self.threshold}) + "\n", encoding="utf-8")
        if self._weights is not None:
            shutil.copyfile(self._weights, folder / _WEIGHTS)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> DefinitionComponent:
        """Read what `to_disk` wrote."""
        folder = ensure_path(path)
        self.threshold = json.loads((folder / "settings.json").read_text(encoding="utf-8"))["threshold"]
        if (folder / _WEIGHTS).is_file():
            self.read_weights(folder / _WEIGHTS)
        return self
