"""Groups of definitions: planted ones are found, none are found where there are none, and names have no part in it."""

from __future__ import annotations

import numpy as np
import pytest
from defatlas.analysis import definition_groups
from defatlas.analysis.code_matrix import CodeMatrix
from defatlas.analysis.definition_groups import DefinitionGroups, first_of_each, group_definitions
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

WORDS = [f"{a}{b}" for a in ("ba", "co", "du", "fe", "gi", "lo") for b in ("lam", "ner", "pos", "rit", "sul", "tam")]


def matrix(codes: np.ndarray, names: list[str] | None = None) -> CodeMatrix:
    """A code matrix with a source for each definition."""
    ids = tuple(names or (f"d{i:03d}" for i in range(len(codes))))
    return CodeMatrix(ids, ids, tuple("abcdefghijkl"[: codes.shape[1]]), codes.astype(bool))


def planted(seed: int, each: int = 16) -> tuple[np.ndarray, list[str], np.ndarray]:
    """Three kinds of definitions with three dimensions and a third of the words each, with some noise."""
    rng = np.random.default_rng(seed)
    truth = np.repeat([0, 1, 2], each)
    codes = rng.random((3 * each, 9)) < 0.12
    for row, kind in enumerate(truth):
        codes[row, 3 * kind : 3 * kind + 3] = rng.random(3) < 0.85
    codes[~codes.any(axis=1), 0] = True
    own = [WORDS[12 * kind : 12 * kind + 12] for kind in range(3)]
    texts = [" ".join([*rng.choice(own[k], 6, replace=False), *rng.choice(WORDS, 2)]) for k in truth]
    return codes, texts, truth


def structureless(seed: int, n: int = 30, m: int = 7) -> np.ndarray:
    """Codes in which every dimension is named independently of the others."""
    codes = np.random.default_rng(seed).random((n, m)) < np.linspace(0.2, 0.7, m)
    codes[~codes.any(axis=1), -1] = True
    return codes


def grouped(codes: np.ndarray, texts: list[str], draws: int = 20, largest: int = 6, seed: int = 1) -> DefinitionGroups:
    """Definitions each of a family of its own."""
    families = [str(i) for i in range(len(codes))]
    return group_definitions(matrix(codes), texts, families, None, 2, largest, draws, seed)


@pytest.mark.parametrize("seed", range(3))
def test_planted_groups_are_recovered_whatever_the_choices(seed: int) -> None:
    codes, texts, truth = planted(seed)
    found = grouped(codes, texts)
    assert found.test is not None
    assert adjusted_rand_score(truth, found.labels) > 0.9
    assert found.test.by_representation == pytest.approx({"codes": 1 / 21, "words": 1 / 21})
    assert min(found.stability.values()) > 0.8
    assert {(s.representation, s.method) for s in found.specifications} == {
        (r, m) for r in ("codes", "words") for m in ("average linkage", "k-medoids", "spectral")
    }
    for group in np.unique(found.labels):
        assert found.exemplars[found.labels == group].sum() == 1


def test_structureless_codes_are_called_structureless_in_95_of_100_seeds() -> None:
    quiet = 0
    for seed in range(100):
        found = grouped(structureless(seed), [""] * 30, draws=24, largest=3, seed=seed)
        quiet += found.test is None or found.test.by_representation["codes"] >= 0.05
    assert quiet >= 95


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_neither_order_nor_names_change_anything(seed: int, shuffle: object) -> None:
    codes, texts, _ = planted(seed, each=6)
    names = [f"n{i}" for i in range(len(codes))]
    order = list(range(len(codes)))
    shuffle.shuffle(order)  # type: ignore[attr-defined]
    families = [str(i // 2) for i in range(len(codes))]
    first = group_definitions(matrix(codes, names), texts, families, None, 2, 5, 20, 3)
    second = group_definitions(
        matrix(codes[order], [f"other{i}" for i in range(len(order))]),
        [texts[i] for i in order],
        [f"family of {families[i]}" for i in order],
        None, 2, 5, 20, 3,
    )  # fmt: skip
    assert second.labels.tolist() == first.labels[order].tolist()
    assert second.exemplars.tolist() == first.exemplars[order].tolist()
    assert second.test is not None and first.test is not None
    assert second.test.null.tolist() == first.test.null.tolist()
    assert second.stability == pytest.approx(first.stability, nan_ok=True)


def test_a_quotation_counts_once_and_its_family_stays_together() -> None:
    codes, texts, _ = planted(5, each=8)
    copies = np.concatenate([np.arange(24), np.zeros(30, dtype=int)])  # the first definition quoted thirty times
    families = [str(i) for i in copies]
    many = group_definitions(matrix(codes[copies]), [texts[i] for i in copies], families, None, 2, 5, 20, 1)
    once = grouped(codes, texts, largest=5)
    assert len(many.grouped) == 24
    assert len(set(many.labels[24:].tolist()) | {many.labels[0]}) == 1
    assert adjusted_rand_score(many.labels[:24], once.labels) == 1
    assert first_of_each(["b", "a", "b", "a"], [3, 2, 1, 0]).tolist() == [3, 2]


def test_above_the_limit_a_sample_is_grouped_and_the_error_of_the_rest_is_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(definition_groups, "LARGEST", 45)
    codes, texts, truth = planted(2, each=30)
    found = grouped(codes, texts)
    assert len(found.grouped) == 45
    assert adjusted_rand_score(truth, found.labels) > 0.8
    assert 0 <= found.assignment_error < 0.2
    assert found.positions.shape == (90, 2)


@pytest.mark.parametrize("codes", [np.ones((5, 3)), np.ones((2, 3)), np.ones((1, 3))])
def test_what_cannot_be_grouped_is_not_tested(codes: np.ndarray) -> None:
    found = grouped(codes.astype(bool), ["a b c"] * len(codes))
    assert found.labels.tolist() == [1] * len(codes)
    assert found.test is None and found.specifications == [] and found.stability == {}
    assert found.exemplars.sum() == 1
