"""The definition network: values worked out by hand, and independence of neighbours."""

import math

import numpy as np
import pytest
from defatlas.language.definition_features import POSITIONS, SHAPES, SUFFIX_ROWS
from defatlas.language.definition_network import TAGS, DefinitionNetwork, in_whole_numbers
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import StringStore
from spacy.vectors import Vectors


def network(width: int, seed: int | None, cues: list[str], dilations: tuple[int, ...]) -> DefinitionNetwork:
    """A network of zeros (scales one), or of seeded noise."""
    rng = np.random.default_rng(seed)
    shapes = {
        "cue": (len(cues) + 1, width),
        "suffix": (SUFFIX_ROWS, width),
        "shape": (len(SHAPES), width),
        "position": (POSITIONS, width),
        "vector": (width, 3),
        "norm_scale": (width,),
        "norm_shift": (width,),
        "attention": (width, 2),
        "hidden_weight": (3 * width, 4),
        "hidden_bias": (4,),
        "sentence_weight": (4,),
        "sentence_bias": (1,),
        "tag_weight": (width, len(TAGS)),
        "tag_bias": (len(TAGS),),
        "tag_context": (4, len(TAGS)),
    }
    for layer in range(len(dilations)):
        shapes |= {f"conv{layer}_weight": (3 * width, 2 * width), f"conv{layer}_bias": (2 * width,)}
        shapes |= {f"conv{layer}_scale": (width,), f"conv{layer}_shift": (width,)}
    weights = {
        name: (np.zeros(shape) if seed is None else rng.normal(0, 0.5, shape)).astype("float32")
        for name, shape in shapes.items()
    }
    for name in weights:
        if name.endswith("_scale"):
            weights[name] = np.ones_like(weights[name])
    strings = StringStore(["city", "port"])
    vectors = Vectors(strings=strings, data=np.array([[1, 0, 2], [0, 3, 1]], dtype="float32"), keys=["city", "port"])
    return DefinitionNetwork(weights, cues, vectors, dilations)


def test_probability_by_hand():
    net = network(2, None, ["is"], (1,))
    net.weights["cue"][1] = [3.0, 1.0]  # "is": normalised to [1, -1]; an unknown word to [0, 0]
    net.weights["hidden_weight"][0, 0] = 2.0  # hidden = 2 * largest first state
    net.weights["sentence_weight"][0] = 1.5
    net.weights["sentence_bias"][0] = -1.0
    # maxout of zeros, normalised, adds nothing: logit = 1.5 * 2 * 1 - 1 = 2
    (judged,) = net.judge([["unknown", "is"]])
    assert judged.probability == pytest.approx(1 / (1 + math.exp(-2.0)), abs=1e-4)
    (without,) = net.judge([["unknown", "words"]])
    assert without.probability == pytest.approx(1 / (1 + math.exp(1.0)), abs=1e-4)


def test_tags_by_hand():
    net = network(2, None, ["is"], (1,))
    net.weights["cue"][1] = [3.0, 1.0]
    net.weights["tag_weight"][:, 3] = [4.0, -2.0]
    (judged,) = net.judge([["unknown", "is"]])
    assert judged.tags[:, 3] == pytest.approx([0.0, 6.0], abs=1e-3)


def test_result_does_not_depend_on_neighbours_or_order():
    net = network(8, 7, ["is", "a", "the"], (1, 2, 4))
    rng = np.random.default_rng(3)
    vocabulary = ["is", "a", "the", "city", "port", "1998", "(", ")", "Smart", "ICT"]
    sentences = [list(rng.choice(vocabulary, size=rng.integers(1, 60))) for _ in range(200)]
    together = net.judge(sentences)
    backwards = net.judge(sentences[::-1])[::-1]
    for words, one, other in zip(sentences, together, backwards, strict=True):
        (alone,) = net.judge([words])
        assert alone.probability == one.probability == other.probability
        assert np.array_equal(alone.tags, one.tags)


@given(st.integers(1, 600), st.integers(0, 2**32 - 1), st.sampled_from([1e-3, 1.0, 1e4]))
@settings(max_examples=50, deadline=None)
def test_products_of_whole_numbers_are_exact(terms, seed, size):
    rng = np.random.default_rng(seed)
    left, right = rng.normal(0, size, (5, terms)).astype("float32"), rng.normal(0, 1, (terms, 7)).astype("float32")
    left[0], right[:, 0] = 0.0, np.abs(right).max()  # a row of zeros, a column that is as large as it may be
    left[1] = left[1].max()
    rows, row_scale = in_whole_numbers(left, 1)
    columns, column_scale = in_whole_numbers(right, 0)
    assert rows.dtype == columns.dtype == np.float32
    exact = rows.astype(np.int64) @ columns.astype(np.int64)
    assert np.array_equal(rows @ columns, exact)
    assert np.abs(rows * row_scale - left).max() <= 0.51 * row_scale.max()
    assert np.abs(columns * column_scale - right).max() <= 0.51 * column_scale.max()


def test_empty_and_very_long_sentences():
    net = network(8, 7, ["is"], (1, 2, 4))
    empty, long = net.judge([[], ["is", "city"] * 1500])
    assert empty.probability == 0.0
    assert empty.tags.shape == (0, len(TAGS))
    assert long.tags.shape == (3000, len(TAGS))
    assert 0.0 <= long.probability <= 1.0


def test_weights_survive_a_file_without_pickles(tmp_path):
    net = network(4, 5, ["is", "a"], (1, 2))
    path = tmp_path / "weights.npz"
    np.savez(path, cues=np.frombuffer(b"is\na", dtype=np.uint8), dilations=np.array([1, 2]), **net.weights)
    again = DefinitionNetwork.from_file(path, net.vectors)
    words = [["A", "city", "is", "a", "port"]]
    assert again.judge(words)[0].probability == net.judge(words)[0].probability
