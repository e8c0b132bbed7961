"""Put the trained parts together as the pipeline that ships.

    python assemble_pipeline.py SYNTAX OUT_FOLDER [--definitions WEIGHTS.npz --threshold 0.5]

The sentence rules go before the parser, the rules for names and lemmas after the lemmatizer;
the definition component, with its weights in a folder of its own, goes last.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import spacy
import srsly
from defatlas.language.half_vectors import in_half_precision
from defatlas.language.pipeline import blank_pipeline
from defatlas.language.tokenizer import create_scholarly_tokenizer
from spacy.language import Language

LICENCES = Path(__file__).resolve().parents[1] / "licences"
META = {
    "name": "defatlas",
    "version": "0.1.0",
    "description": "English for scholarly prose: parts of speech, lemmas, dependencies, sentences, definitions",
    "license": "CC BY-SA 4.0 (syntax); CC BY-NC-SA 4.0 (folder defatlas_definitions)",
}


def needed_strings(nlp: Language) -> set[str]:
    """Strings that the pipeline looks up: those of its tokeniser, its labels and their parts, its edits of forms."""
    needed = set(blank_pipeline().vocab.strings)
    for name in nlp.pipe_names:
        for label in map(str, getattr(nlp.get_pipe(name), "labels", ())):
            needed.update((label, *re.split("[|=]", label), *label.split("|"), *label.split("-", 1)))
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]
    needed.update(nlp.vocab.strings[tree[part]] for tree in trees for part in ("orig", "subst") if part in tree)
    return needed


def forget_training_words(nlp: Language, folder: Path) -> None:
    """Leave in the saved pipeline at `folder` the strings it needs: training has left each word that it read."""
    path = folder / "vocab" / "strings.json"
    needed = needed_strings(nlp)
    path.write_text(srsly.json_dumps([text for text in srsly.read_json(path) if text in needed]), encoding="utf-8")


def assemble(syntax: Path, output: Path, weights: Path | None, threshold: float) -> None:
    """Write the pipeline, replacing what is at `output`."""
    nlp = spacy.load(syntax)
    nlp.tokenizer = create_scholarly_tokenizer()(nlp)  # with the rules of today
    nlp.vocab.vectors = in_half_precision(nlp.vocab.vectors)
    nlp.config["nlp"]["vectors"] = {"@vectors": "defatlas.HalfVectors.v1"}
    nlp.add_pipe("defatlas_sentence_rules", before="parser")
    nlp.add_pipe("defatlas_unknown_names", after="trainable_lemmatizer")
    nlp.add_pipe("defatlas_mended_lemmas", after="defatlas_unknown_names")
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
    forget_training_words(nlp, output)
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
