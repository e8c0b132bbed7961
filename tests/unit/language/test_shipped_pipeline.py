"""The pipeline in model/en_defatlas, as a user meets it."""

import json

import pytest
import spacy
from defatlas.language.pipeline import MODEL_PATH, load_pipeline

from .cue_sentences import DEFINITIONAL, NOT_DEFINITIONAL

pytestmark = pytest.mark.skipif(
    not (MODEL_PATH / "defatlas_definitions").is_dir(), reason="model/en_defatlas is not there or has no definitions"
)


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline()


def test_syntax_of_a_plain_sentence(nlp):
    doc = nlp("The three cities were using open data.")
    assert [t.pos_ for t in doc] == ["DET", "NUM", "NOUN", "AUX", "VERB", "ADJ", "NOUN", "PUNCT"]
    assert [t.lemma_ for t in doc] == ["the", "three", "city", "be", "use", "open", "datum", "."] or (
        [t.lemma_ for t in doc] == ["the", "three", "city", "be", "use", "open", "data", "."]
    )
    heads = {t.text: (t.dep_, t.head.text) for t in doc}
    assert heads["cities"] == ("nsubj", "using")
    assert heads["data"] == ("obj", "using")


def test_sentences_of_scholarly_prose(nlp):
    text = (
        "Giffinger et al. (2007) rank 70 cities, cf. Fig. 2. Their index (six fields, e.g. Mobility) was revised. "
        "A. Caragliu et al. followed in Vol. 18, pp. 65-82. It is cited often."
    )
    assert [s.text.split()[0] for s in nlp(text).sents] == ["Giffinger", "Their", "A.", "It"]


def test_judgement_outside_of_the_training_subjects(nlp):
    judged = {}
    for text in (*DEFINITIONAL, *NOT_DEFINITIONAL):
        sentences = list(nlp(text).sents)
        assert len(sentences) == 1, text
        judged[text] = sentences[0]._.is_definitional
    assert sum(judged[text] for text in DEFINITIONAL) >= 21
    assert sum(judged[text] for text in NOT_DEFINITIONAL) <= 3


def test_spans_of_a_definition(nlp):
    (sentence,) = nlp("A treebank is a corpus in which each sentence is annotated with its structure.").sents
    assert any("treebank" in span.text for span in sentence._.definienda)
    assert any("corpus" in span.text for span in sentence._.definientia)


def test_a_sentence_is_judged_alike_in_any_company(nlp):
    component = nlp.get_pipe("defatlas_definitions")
    texts = [*DEFINITIONAL, *NOT_DEFINITIONAL]
    together = component.judge_texts(nlp, texts)
    for text, probability in zip(texts, together, strict=True):
        assert component.judge_texts(nlp, [text])[0] == probability
    (sentence,) = nlp(DEFINITIONAL[0]).sents
    assert sentence._.definition_probability == together[0]


def test_syntax_loads_without_the_definitions(nlp):
    bare = spacy.load(MODEL_PATH, exclude=["defatlas_definitions"])
    assert "defatlas_definitions" not in bare.pipe_names
    assert bare("Cities grow.")[1].pos_ == "VERB"


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "((((((", "🏙️" * 20, "a" * 5000, "1 2 3 4 5", "\u200b\u00ad"])
def test_odd_texts_do_no_harm(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert all(0.0 <= s._.definition_probability <= 1.0 for s in doc.sents)


def test_size_in_the_repository():
    assert sum(path.stat().st_size for path in MODEL_PATH.rglob("*") if path.is_file()) <= 25e6


def test_the_config_names_no_folder_of_the_machine_that_trained_it():
    config = (MODEL_PATH / "config.cfg").read_text(encoding="utf-8")
    assert [
        line for line in config.splitlines() if line.startswith(("path = ", "vectors = ")) and "null" not in line
    ] == []


def test_no_word_list_of_the_training_text_is_shipped():
    strings = set(json.loads((MODEL_PATH / "vocab" / "strings.json").read_text(encoding="utf-8")))
    assert {"acl:relcl", "Number=Sing"} <= strings
    assert not strings & {"municipality", "Baghdad", "phosphate"}  # they stand in the treebanks alone


def test_lemmas_are_words(nlp):
    doc = nlp("The losses of the cities resumed, and the abolished clusters were clarifying their strategies.")
    assert [t.lemma_ for t in doc if t.pos_ in ("NOUN", "VERB")] == [
        *("loss", "city", "resume", "abolish", "cluster", "clarify", "strategy"),
    ]
