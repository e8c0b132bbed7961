"""Train a pipeline from a spaCy config, as `spacy train` does, with the faster matrix product.

    python train_pipeline.py CONFIG.cfg OUT_FOLDER [--start-from FOLDER] [--paths.train FILE ...]

The one difference to `spacy train`: matrix products go to numpy's BLAS instead of blis,
which on processors with AVX-512 nearly doubles their rate. `load_pipeline` does the same.
`--start-from` goes on from the weights, labels and vectors of a pipeline with these components,
for instance to lower the learning rate in a second stage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import defatlas.language.pipeline  # registers the tokeniser and the components  # noqa: F401
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, set_current_ops


def overrides(arguments: list[str]) -> dict[str, object]:
    """Read `--section.key value` pairs; numbers become numbers."""
    pairs = dict(zip(arguments[::2], arguments[1::2], strict=True))
    values: dict[str, object] = {}
    for key, text in pairs.items():
        if not key.startswith("--"):
            raise ValueError(f"expected --section.key value, got {key}")
        try:
            values[key[2:]] = int(text)
        except ValueError:
            try:
                values[key[2:]] = float(text)
            except ValueError:
                values[key[2:]] = text
    return values


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--start-from", type=Path)
    known, rest = parser.parse_known_args()
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(known.config, overrides=overrides(rest))
    if known.start_from:
        nlp = load_model_from_config(config.interpolate(), auto_fill=True)
        nlp.from_disk(known.start_from, exclude=["config", "tokenizer"])
        lemmatizer = nlp.get_pipe("trainable_lemmatizer")  # does not read this map back by itself
        lemmatizer.tree2label = {tree: row for row, tree in enumerate(lemmatizer.cfg["labels"])}
    else:
        nlp = init_nlp(config)
    known.output.mkdir(parents=True, exist_ok=True)
    train(nlp, known.output, stdout=sys.stdout, stderr=sys.stderr)
