"""The definition component in a pipeline, with weights made for the test."""

import numpy as np
import pytest
import spacy
from defatlas.language.definition_component import DefinitionComponent, runs_of
from defatlas.language.pipeline import blank_pipeline
from spacy.tokens import DocBin

from .test_definition_network import network


@pytest.mark.parametrize(
    ("tags", "runs"),
    [
        ([0, 3, 4, 4, 0], [(1, 4)]),
        ([3, 3, 4], [(0, 1), (1, 3)]),
        ([4, 4, 0, 4], [(0, 2), (3, 4)]),
        ([1, 4, 2], [(1, 2)]),
        ([0, 0], []),
    ],
)
def test_runs(tags, runs):
    scores = np.eye(5)[tags]
    assert runs_of(scores, begun=3, continued=4) == runs


@pytest.fixture
def nlp(tmp_path):
    """A pipeline that holds a sentence definitional when "is" is in it, and then tags words around it."""
    nlp = blank_pipeline()
    nlp.vocab.vectors = spacy.vectors.Vectors(strings=nlp.vocab.strings, shape=(1, 3))
    net = network(2, None, ["is"], (1,))
    net.weights["cue"][1] = [3.0, 1.0]
    net.weights["hidden_weight"][0, 0] = 2.0
    net.weights["sentence_weight"][0] = 4.0
    net.weights["sentence_bias"][0] = -4.0
    net.weights["shape"][0] = [1.0, 3.0]  # plain lower-case words: state [-1, 1]
    net.weights["cue"][1] = [9.0, 1.0]  # outweighs the shape: state [1, -1]
    net.weights["tag_weight"][:, 4] = [-2.0, 2.0]  # lower-case words: definiens
    net.weights["tag_weight"][:, 1] = [1.0, -1.0]  # "is": stands in for a definiendum
    path = tmp_path / "weights.npz"
    np.savez(path, cues=np.frombuffer(b"is", dtype=np.uint8), dilations=np.array([1]), **net.weights)
    component = nlp.add_pipe("defatlas_definitions", config={"threshold": 0.9})
    assert isinstance(component, DefinitionComponent)
    component.read_weights(path)
    return nlp


def test_extensions(nlp):
    doc = nlp("Cities grow fast. It is green.")
    first, second = doc.sents
    assert first._.definition_probability == pytest.approx(1 / (1 + np.exp(4.0)), abs=1e-4)
    assert second._.definition_probability == pytest.approx(1 / (1 + np.exp(-4.0)), abs=1e-4)
    assert not first._.is_definitional and first._.definienda == [] and first._.definientia == []
    assert second._.is_definitional
    assert [span.text for span in second._.definienda] == ["is"]
    assert [span.text for span in second._.definientia] == ["green"]


def test_a_span_that_is_no_sentence_has_no_probability(nlp):
    doc = nlp("It is green.")
    assert doc[1:2]._.definition_probability is None
    assert doc[1:2]._.is_definitional is False


def test_judgement_survives_docbin_and_saving(nlp, tmp_path):
    doc = nlp("Cities grow. It is green.")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert [s._.definition_probability for s in again.sents] == [s._.definition_probability for s in doc.sents]
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    same = loaded("Cities grow. It is green.")
    assert [s._.definition_probability for s in same.sents] == [s._.definition_probability for s in doc.sents]
    assert loaded.get_pipe("defatlas_definitions").threshold == 0.9


def test_component_without_weights_refuses(tmp_path):
    nlp = blank_pipeline()
    nlp.add_pipe("defatlas_definitions")
    with pytest.raises(ValueError, match="no weights"):
        nlp("It is green.")


def test_texts_are_judged_as_single_sentences(nlp):
    component = nlp.get_pipe("defatlas_definitions")
    together = component.judge_texts(nlp, ["It is green.", "Cities grow.", ""])
    assert together[2] == 0.0
    assert together[0] == component.judge_texts(nlp, ["It is green."])[0]
