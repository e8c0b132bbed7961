"""The single place that loads the language pipeline."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from defatlas.language import (  # noqa: F401  (they register factories)
    definition_component,
    half_vectors,
    mended_lemmas,
    sentence_rules,
    tokenizer,
    unknown_names,
)

# <repository>/model/en_defatlas, three folders above this file's own.
MODEL_PATH = Path(__file__).resolve().parents[3] / "model" / "en_defatlas"


def blank_pipeline() -> Language:
    """English without weights: the scholarly tokeniser and sentence boundaries by rule."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "defatlas.ScholarlyTokenizer.v1"}}})
    nlp.add_pipe("defatlas_sentence_rules", config={"decide_all": True})
    return nlp


@lru_cache(maxsize=2)
def load_pipeline(path: Path | None = None) -> Language:
    """Load the trained pipeline, once per process and path.

    Args:
        path: folder of a saved pipeline; None means the one shipped in `model/en_defatlas`.

    Returns:
        The pipeline. Where no path is given and the shipped model is absent, a blank one
        (`blank_pipeline`): tokens and sentences only, no parts of speech, no parse.
    """
    folder = MODEL_PATH if path is None else Path(path)
    if path is None and not (folder / "config.cfg").is_file():
        return blank_pipeline()
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix product is the faster one here
    nlp = spacy.load(folder)
    if "parser" in nlp.pipe_names and "defatlas_kept_boundaries" not in nlp.pipe_names:
        nlp.add_pipe("defatlas_kept_boundaries", after="parser")
    return nlp


def without_judgement(nlp: Language) -> AbstractContextManager[object]:
    """Within it, the pipeline parses sentences and does not judge whether they define."""
    return nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "defatlas_definitions"])
