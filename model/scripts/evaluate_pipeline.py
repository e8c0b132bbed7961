"""Measure the shipped pipeline on development data and write a table.

    python evaluate_pipeline.py MODEL --treebanks DEV.conllu ... --deft-train DIR --deft-dev DIR --output figures.json

Syntax is measured with the pipeline's own tokeniser on runs of ten sentences without
blank lines, and again on the treebanks' tokens. Definitions follow the shared task.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
from conllu import group, read_sentences, to_doc
from defatlas.language.definition_component import DefinitionComponent
from defatlas.language.pipeline import load_pipeline
from deft import read_folder
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from train_student import measure

_FIGURES = ("token_f", "pos_acc", "tag_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")


def syntax(nlp: Language, docs: list[Doc], gold_tokens: bool) -> dict[str, float]:
    """Accuracies and F-scores of spaCy's scorer, as shares of 1."""
    examples = []
    for gold in docs:
        words, spaces = [token.text for token in gold], [bool(token.whitespace_) for token in gold]
        start = Doc(nlp.vocab, words=words, spaces=spaces) if gold_tokens else nlp.make_doc(gold.text)
        examples.append(Example(start, gold))
    scores = nlp.evaluate(examples)
    return {name: round(scores[name], 4) for name in _FIGURES}


def words_per_second(nlp: Language, docs: list[Doc]) -> float:
    """Best of three passes of the whole pipeline, in seconds of processor time."""
    texts = [doc.text for doc in docs]
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=128))
        best = max(best, words / (time.process_time() - started))
    return round(best)


def definitions(nlp: Language, train: Path, dev: Path) -> dict[str, object]:
    """Figures on DEFT's development files, from raw text for sentences, on its tokens for spans."""
    component = nlp.get_pipe("defatlas_definitions")
    if not isinstance(component, DefinitionComponent) or component.network is None:
        raise ValueError("the pipeline has no trained definition component")
    sentences = list(read_folder(dev))
    seen = {sentence.tokens for sentence in read_folder(train)}
    texts = [sentence.text for sentence in sentences]
    speed = 0.0
    for _ in range(3):
        started = time.process_time()
        probabilities = component.judge_texts(nlp, texts)
        speed = max(speed, len(texts) / (time.process_time() - started))
    tags = [judged.tags.argmax(axis=1) for judged in component.network.judge([s.tokens for s in sentences])]
    figures = measure(sentences, np.array([s.tokens in seen for s in sentences]), probabilities, tags)
    return {"threshold": component.threshold, "sentences_per_second": round(speed), **figures}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--treebanks", type=Path, nargs="+", required=True)
    parser.add_argument("--deft-train", type=Path, required=True)
    parser.add_argument("--deft-dev", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    nlp = load_pipeline(options.model)
    runs = [run for path in options.treebanks for run in group(list(read_sentences(path)), 10)]
    docs = [to_doc(nlp.vocab, run) for run in runs]
    size = sum(path.stat().st_size for path in options.model.rglob("*") if path.is_file())
    figures = {
        "syntax": syntax(nlp, docs, gold_tokens=False),
        "syntax_on_gold_tokens": syntax(nlp, docs, gold_tokens=True),
        "words_per_second": words_per_second(nlp, docs),
        "megabytes": round(size / 1e6, 1),
        "definitions": definitions(nlp, options.deft_train, options.deft_dev),
    }
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
