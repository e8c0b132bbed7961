"""Vectors in half precision: the same words, half the bytes, single precision in memory."""

import numpy as np
import pytest
import spacy
from defatlas.language.half_vectors import HalfVectors, in_half_precision
from spacy.vectors import Vectors


@pytest.fixture
def pipeline():
    nlp = spacy.blank("en", config={"nlp": {"vectors": {"@vectors": "defatlas.HalfVectors.v1"}}})
    data = np.random.default_rng(3).normal(size=(40, 12)).astype("float32")
    words = [f"word{row}" for row in range(40)]
    nlp.vocab.vectors = in_half_precision(Vectors(strings=nlp.vocab.strings, data=data, keys=words, attr="LOWER"))
    return nlp, data


def test_values_are_those_of_half_precision(pipeline):
    nlp, data = pipeline
    assert nlp.vocab.vectors.data.dtype == np.float32
    assert np.array_equal(nlp.vocab.vectors.data, data.astype("float16").astype("float32"))


def test_saving_keeps_words_rows_and_values(pipeline, tmp_path):
    nlp, _ = pipeline
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved").vocab.vectors
    assert isinstance(again, HalfVectors)
    assert again.data.dtype == np.float32
    assert np.array_equal(again.data, nlp.vocab.vectors.data)
    assert dict(again.key2row) == dict(nlp.vocab.vectors.key2row)


def test_an_upper_case_word_finds_its_vector(pipeline):
    nlp, _ = pipeline
    assert np.array_equal(nlp("WORD7")[0].vector, nlp.vocab.vectors.data[7])


def test_the_table_takes_two_bytes_a_number(pipeline, tmp_path):
    nlp, data = pipeline
    nlp.to_disk(tmp_path / "saved")
    assert data.size * 2 <= (tmp_path / "saved/vocab/vectors").stat().st_size < data.size * 2 + 200
