"""The code matrix: which definitions and codes enter it, in which order, and Jaccard distances."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest
from defatlas.analysis.code_matrix import CodeMatrix, code_matrix, headline_definitions, jaccard_distances
from defatlas.schemas import CODES, DEFINITIONS, DOCUMENTS, frame_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from study_tables import TRAITS, definition, document, study


def tables(rows: list[tuple[str, str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Definitions and codes of (definition, document, dimensions separated by spaces)."""
    definitions = pd.DataFrame({"definition_id": [r[0] for r in rows], "document_id": [r[1] for r in rows]})
    named = [{"definition_id": d, "framework": "traits", "dimension": x} for d, _, xs in rows for x in xs.split()]
    return definitions, pd.DataFrame(named, columns=["definition_id", "framework", "dimension"])


def test_headline_figures_leave_out_unchecked_sources_other_concepts_and_characterisations() -> None:
    sentence, definiens = "A smart city is a city full of sensors.", "a city full of sensors"
    rows = [
        definition("kept", "alpha2010", sentence, definiens),
        definition("neighbour", "alpha2010", sentence, definiens, concept="digital city"),
        definition("other", "alpha2010", sentence, definiens, family="cluster"),
        definition("aim", "alpha2010", sentence, definiens, kind="characterisation"),
        definition("unchecked", "alpha2010", sentence, definiens) | {"document_id": "beta2012"},
    ]
    documents = frame_of([document("alpha2010"), document("beta2012", verified=False)], DOCUMENTS)
    found = headline_definitions(frame_of(rows, DEFINITIONS), documents, "smart city")
    assert found["definition_id"].tolist() == ["kept", "neighbour"]


def test_the_matrix_of_the_study_by_hand() -> None:
    made = study()
    matrix = code_matrix(made["definitions"], made["codes"], TRAITS)
    assert matrix.dimensions == ("devices", "residents")
    assert dict(zip(matrix.definition_ids, matrix.codes.tolist(), strict=True)) == {
        "d1": [True, False],
        "d2": [False, True],
        "d3": [True, True],
    }
    assert dict(zip(matrix.definition_ids, matrix.sources, strict=True)) == {
        "d1": "alpha2010",
        "d2": "beta2012",
        "d3": "gamma2015",
    }


def test_what_does_not_count_twice_or_at_all() -> None:
    made = study()
    again = made["codes"].assign(evidence_start=0)  # the same dimensions by other words
    foreign = made["codes"].assign(framework="other")
    stray = made["codes"].assign(definition_id="elsewhere")
    codes = CODES.validate(pd.concat([made["codes"], again, foreign, stray], ignore_index=True))
    expected = code_matrix(made["definitions"], made["codes"], TRAITS)
    assert code_matrix(made["definitions"], codes, TRAITS).codes.tolist() == expected.codes.tolist()


def test_definitions_that_name_nothing_are_rows_of_the_matrix_but_not_of_the_named() -> None:
    matrix = code_matrix(*tables([("a", "s", ""), ("b", "t", "residents"), ("c", "s", "")]), TRAITS)
    assert matrix.codes.tolist() == [[False, True], [False, False], [False, False]]
    assert (matrix.named.definition_ids, matrix.named.sources) == (("b",), ("t",))
    assert matrix.named.codes.tolist() == [[False, True]]


@pytest.mark.parametrize("rows", [[], [("a", "s", ""), ("b", "s", "")]])
def test_nothing_to_code_gives_a_matrix_with_its_columns(rows: list[tuple[str, str, str]]) -> None:
    matrix = code_matrix(*tables(rows), TRAITS)
    assert matrix.codes.shape == (len(rows), 2)
    assert matrix.named.codes.shape == (0, 2)


ROWS = st.lists(st.tuples(st.sampled_from("stuv"), st.sampled_from(["", "devices", "residents", "devices residents"])))


@settings(deadline=None, max_examples=30)
@given(ROWS, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_rows_nor_any_name_matters(rows: list[tuple[str, str]], rng: random.Random) -> None:
    named = [(f"d{i}", source, dimensions) for i, (source, dimensions) in enumerate(rows)]
    shuffled = rng.sample(named, len(named))
    ids, sources = (dict(zip(names, rng.sample(names, len(names)), strict=True)) for names in (
        [row[0] for row in named], sorted({row[1] for row in named})
    ))  # fmt: skip
    renamed = [(ids[d], sources[s], dimensions) for d, s, dimensions in shuffled]
    first, again, other = (code_matrix(*tables(each), TRAITS) for each in (named, shuffled, renamed))
    assert (again.definition_ids, again.sources) == (first.definition_ids, first.sources)
    assert again.codes.tolist() == other.codes.tolist() == first.codes.tolist()
    assert numbered(other) == numbered(first)


def numbered(matrix: CodeMatrix) -> list[int]:
    """The sources of a matrix, numbered as they appear."""
    return [list(dict.fromkeys(matrix.sources)).index(source) for source in matrix.sources]


def test_jaccard_distances_by_hand() -> None:
    codes = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]], dtype=bool)
    third = 2 / 3  # one dimension in common of three that either names
    expected = [
        [0, third, 0, 1, 1, 1],
        [third, 0, third, 1, 1, 1],
        [0, third, 0, 1, 1, 1],
        [1, 1, 1, 0, 1, 1],
        [1, 1, 1, 1, 0, 0],
        [1, 1, 1, 1, 0, 0],
    ]
    np.testing.assert_allclose(jaccard_distances(codes), expected)


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_rows_have_no_distance(n: int) -> None:
    assert jaccard_distances(np.ones((n, 3), dtype=bool)).tolist() == [[0.0]] * n


@settings(deadline=None, max_examples=60)
@given(arrays(bool, st.tuples(st.integers(2, 6), st.integers(1, 5))))
def test_jaccard_distances_are_one_minus_shared_over_named(codes: np.ndarray) -> None:
    sets = [set(np.flatnonzero(row).tolist()) for row in codes]
    expected = [[1 - len(a & b) / len(a | b) if a | b else 0.0 for b in sets] for a in sets]
    np.testing.assert_allclose(jaccard_distances(codes), expected)
