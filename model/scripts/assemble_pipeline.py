"""Put the trained parts together as the pipeline that ships.

    python assemble_pipeline.py SYNTAX OUT_FOLDER [--definitions WEIGHTS.npz --threshold 0.5]

The sentence rules go before the parser, the rule for names after the lemmatizer; the
definition component, with its weights in a folder of its own, goes last.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import defatlas.language.pipeline  # noqa: F401  (registers the components)
import spacy
from defatlas.language.half_vectors import in_half_precision
from defatlas.language.tokenizer import create_scholarly_tokenizer

LICENCES = Path(__file__).resolve().parents[1] / "licences"
META = {
    "name": "defatlas",
    "version": "0.1.0",
    "description": "English for scholarly prose: parts of speech, lemmas, dependencies, sentences, definitions",
    "license": "CC BY-SA 4.0 (syntax); CC BY-NC-SA 4.0 (folder defatlas_definitions)",
}


def assemble(syntax: Path, output: Path, weights: Path | None, threshold: float) -> None:
    """Write the pipeline, replacing what is at `output`."""
    nlp = spacy.load(syntax)
    nlp.tokenizer = create_scholarly_tokenizer()(nlp)  # with the rules of today
    nlp.vocab.vectors = in_half_precision(nlp.vocab.vectors)
    nlp.config["nlp"]["vectors"] = {"@vectors": "defatlas.HalfVectors.v1"}
    nlp.add_pipe("defatlas_sentence_rules", before="parser")
    nlp.add_pipe("defatlas_unknown_names", after="trainable_lemmatizer")
    if weights:
        component = nlp.add_pipe("defatlas_definitions", config={"threshold": threshold}, last=True)
        component.read_weights(weights)
    nlp.meta.update({**META, "performance": {}})
    # Where the data lay is nobody's business.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["initialize"]["vectors"] = None
    for corpus in nlp.config["corpora"].values():
        corpus["path"] = None
    shutil.rmtree(output, ignore_errors=True)
    nlp.to_disk(output)
    shutil.copyfile(LICENCES / "syntax.txt", output / "LICENSE.txt")
    if weights:
        shutil.copyfile(LICENCES / "definitions.txt", output / "defatlas_definitions" / "LICENSE.txt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("syntax", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--definitions", type=Path)
    parser.add_argument("--threshold", type=float, default=0.5)
    arguments = parser.parse_args()
    assemble(arguments.syntax, arguments.output, arguments.definitions, arguments.threshold)
