"""Mean states of words, and what is expected of words that hardly occur."""

import numpy as np
from word_states import WordStates, expected_states, read_states


def test_means_by_hand_survive_storing(tmp_path):
    states = WordStates()
    states.see(["The", "harbour"], np.array([[1.0, 0.0], [0.0, 2.0]], dtype="float32"))
    states.see(["the"], np.array([[3.0, 4.0]], dtype="float32"))
    states.store(tmp_path / "states.npz")
    counts, means = read_states(tmp_path / "states.npz")
    assert counts == {"harbour": 1, "the": 2}
    assert means["the"].tolist() == [2.0, 2.0]
    assert means["harbour"].tolist() == [0.0, 2.0]


def test_a_rare_word_is_drawn_to_its_expectation_and_a_common_one_is_not():
    rng = np.random.default_rng(7)
    embeddings = rng.normal(size=(400, 3))
    truth = embeddings @ rng.normal(size=(3, 2))  # states that the embeddings tell in full
    words = [f"w{place}" for place in range(400)]
    means = {word: truth[place] for place, word in enumerate(words[:398])}
    means["w0"] = truth[0] + 8.0  # one that is far from what is expected, seen once, then 9,997 times
    once, often = (
        expected_states(embeddings, words, dict.fromkeys(words[1:398], 50) | {"w0": seen}, means) for seen in (1, 9_997)
    )
    assert np.allclose(once[398:], truth[398:], atol=0.15)  # never seen: the expectation alone
    assert np.allclose(once[0], truth[0] + 2.0, atol=0.2)  # one of four parts is its own
    assert np.allclose(often[0], means["w0"], atol=0.05)
