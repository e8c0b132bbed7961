"""How often two literatures meet, against hand-computed and closed-form values."""

from math import comb

import numpy as np
import pandas as pd
import pytest
from defatlas.links.bridging import bridge, bridging_rows, expected_together, p_rarer, ratio_interval
from hypothesis import given, settings
from hypothesis import strategies as st


def units(pairs: list[tuple[bool, bool]], year: int | None = 2015) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"document_id": str(n), "year": year, "wording": "verbatim", "first": a, "second": b}
            for n, (a, b) in enumerate(pairs)
        ]
    ).astype({"year": "Int64"})


def test_expectation_by_hand() -> None:
    assert expected_together(30, 20, 100) == 6


def test_p_value_against_binomial_coefficients() -> None:
    # 10 units, 5 of each side, none in common: 1 of C(10, 5) = 252 ways; doubled
    assert p_rarer(0, 5, 5, 10) == pytest.approx(2 / comb(10, 5))
    # all five in common is the other end
    assert p_rarer(5, 5, 5, 10) == pytest.approx(2 / comb(10, 5))


@settings(deadline=None)
@given(st.integers(1, 40), st.data())
def test_p_value_is_a_probability(count: int, data: st.DataObject) -> None:
    first, second = data.draw(st.integers(0, count)), data.draw(st.integers(0, count))
    both = data.draw(st.integers(max(0, first + second - count), min(first, second)))
    assert 0 < p_rarer(both, first, second, count) <= 1


def test_a_row_by_hand() -> None:
    row = bridge(
        units([(True, True)] + [(True, False)] * 3 + [(False, True)] * 3 + [(False, False)] * 3),
        "document",
        "all",
        200,
        1,
    )
    assert (row["units"], row["first"], row["second"], row["both"]) == (10, 4, 4, 1)
    assert row["expected"] == pytest.approx(1.6)
    assert row["ratio"] == pytest.approx(1 / 1.6)
    assert row["ratio_low"] < row["ratio"] < row["ratio_high"]


def test_interval_covers_independence_and_misses_it_when_they_avoid_each_other() -> None:
    generator = np.random.default_rng(0)
    free = generator.random((400, 2)) < 0.4
    low, high = ratio_interval(free, np.arange(400), 500, 1)
    assert low is not None and high is not None and low < 1 < high
    apart = np.array([[True, False]] * 150 + [[False, True]] * 150 + [[True, True]] * 10 + [[False, False]] * 90)
    _, top = ratio_interval(apart, np.arange(400), 500, 1)
    assert top is not None and top < 0.5


def test_resampling_is_by_document_so_copies_of_a_passage_do_not_narrow_the_interval() -> None:
    flags = np.array([[True, True], [True, False], [False, True], [False, False]] * 5)
    once = ratio_interval(flags, np.arange(20), 800, 3)
    copied = ratio_interval(np.repeat(flags, 10, axis=0), np.repeat(np.arange(20), 10), 800, 3)
    assert once == pytest.approx(copied)


def test_too_few_documents_give_no_interval_and_an_absent_side_no_ratio() -> None:
    row = bridge(units([(True, False)] * 9), "document", "all", 200, 1)
    assert row["ratio"] is None and row["ratio_low"] is None and row["p_value"] is None


def test_rows_by_year_and_wording() -> None:
    frame = pd.concat([units([(True, True)] * 12, 2014), units([(True, False)] * 12, 2015)], ignore_index=True)
    frame["document_id"] = frame.index.astype(str)
    rows = bridging_rows([("document", frame)], 200, 1)
    assert [(row["period"], row["units"], row["both"]) for row in rows] == [
        ("all", 24, 12),
        ("2014", 12, 12),
        ("2015", 12, 0),
    ]
