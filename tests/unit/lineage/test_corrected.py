"""Corrections do what they say to the candidates, and each says what became of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from defatlas.corrections import Correction
from defatlas.lineage.corrected import apply_corrections, report
from defatlas.schemas import CANDIDATES, frame_of
from study_tables import TEXTS, definition

FIRST, SECOND, THIRD, GONE = "a" * 12, "b" * 12, "c" * 12, "d" * 12
DIMENSIONS = {"traits/devices", "traits/residents"}


def candidates() -> pd.DataFrame:
    """Two definitions, the second behind a lead-in, and a candidate that was not taken."""
    rows = [
        definition(FIRST, "alpha2010", "A smart city is a city full of sensors.", "a city full of sensors"),
        definition(
            SECOND,
            "beta2012",
            "a place that hears its residents.",
            "a place that hears its residents",
            lead="Some say: A smart city is",
        ),
        definition(THIRD, "gamma2015", TEXTS["gamma2015"], "sensors that serve residents"),
    ]
    return frame_of([row | {"reason": "it names no kind" if row is rows[2] else ""} for row in rows], CANDIDATES)


def correction(line: int, target: str, action: str, value: str = "") -> Correction:
    return Correction(line, target, action, value, "read again", "Ada", "2024-03-31")


def applied(*rows: tuple[Any, ...]) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The candidates by id after corrections, and status and remark of each."""
    corrections = [correction(line, *row) for line, row in enumerate(rows, start=2)]
    table, outcomes = apply_corrections(candidates(), corrections, DIMENSIONS)
    assert [outcome.correction for outcome in outcomes] == corrections
    return table.set_index("definition_id"), [(outcome.status, outcome.remark) for outcome in outcomes]


def test_without_corrections_nothing_changes():
    table, outcomes = apply_corrections(candidates(), [], DIMENSIONS)
    pd.testing.assert_frame_equal(table, candidates())
    assert outcomes == []
    assert report(outcomes).empty


def test_a_candidate_is_accepted_and_a_definition_rejected_with_who_and_why():
    table, outcomes = applied((THIRD, "accept"), (FIRST, "reject"))
    assert outcomes == [("applied", ""), ("applied", "")]
    assert table["reason"].to_dict() == {FIRST: "rejected by Ada: read again", SECOND: "", THIRD: ""}


def test_of_two_decisions_the_later_row_counts():
    table, outcomes = applied((FIRST, "reject"), (FIRST, "accept"), (THIRD, "accept"), (THIRD, "reject"))
    assert [status for status, _ in outcomes] == ["applied"] * 4
    assert table["reason"].to_dict() == {FIRST: "", SECOND: "", THIRD: "rejected by Ada: read again"}


def test_what_is_so_already_is_said():
    _, outcomes = applied((FIRST, "accept"), (THIRD, "reject"))
    assert outcomes == [("already so", "it was taken"), ("already so", "it names no kind")]


@pytest.mark.parametrize(
    ("target", "value", "part", "words"),
    [
        (FIRST, "definiens: city  full of sensors", "definiens", "city full of sensors"),
        (FIRST, "definiendum:A smart city", "definiendum", "A smart city"),
        (SECOND, "definiens: place that hears its residents.", "definiens", "place that hears its residents."),
        (SECOND, "definiendum: A smart city", "definiendum", "A smart city"),
        (SECOND, "definiens: Some say", "definiens", "Some say"),
    ],
)
def test_other_words_of_the_sentence_become_a_part_at_their_offsets(target, value, part, words):
    table, outcomes = applied((target, "edit", value))
    row = table.loc[target]
    assert outcomes == [("applied", "")]
    assert row[part] == words == TEXTS[row["document_id"]][row[f"{part}_start"] : row[f"{part}_end"]]
    before = candidates().set_index("definition_id")
    others = [name for name in before if not name.startswith(part)]
    pd.testing.assert_frame_equal(table[others], before[others])


@pytest.mark.parametrize("words", ["a city full of lamps", "It also has parks", "City full", "is a place"])
def test_words_that_are_not_in_one_piece_of_the_sentence_do_not_fit(words):
    for target in (FIRST, SECOND):
        table, [(status, remark)] = applied((target, "edit", f"definiens: {words}"))
        assert status == "does not fit" and f"{words!r} are no words of its sentence" in remark
        pd.testing.assert_frame_equal(table.reset_index(), candidates())


def test_of_words_that_stand_twice_those_nearest_the_present_part_are_taken(monkeypatch):
    text = "A lamp and a lamp: a smart city is a lamp that is a lamp."
    monkeypatch.setitem(TEXTS, "delta2020", text)
    row = definition(FIRST, "delta2020", text, "a lamp that is") | {"reason": ""}
    table, _ = apply_corrections(
        frame_of([row], CANDIDATES), [correction(2, FIRST, "edit", "definiens: a lamp")], DIMENSIONS
    )
    assert table["definiens_start"].iloc[0] == text.index("a lamp that")


def test_a_target_that_vanished_is_reported():
    rows = [(GONE, action) for action in ("accept", "reject", "split")]
    rows += [(GONE, "edit", "definiens: x"), (GONE, "recode", "+traits/devices"), (FIRST, "merge", GONE)]
    table, outcomes = applied(*rows)
    assert [status for status, _ in outcomes] == ["target vanished"] * 6
    assert all(GONE in remark for _, remark in outcomes)
    pd.testing.assert_frame_equal(table.reset_index(), candidates())


def test_families_and_codes_are_corrected_for_definitions_only():
    _, outcomes = applied(
        (THIRD, "split"),
        (FIRST, "merge", THIRD),
        (FIRST, "merge", SECOND),
        (SECOND, "split"),
        (FIRST, "recode", "+traits/devices"),
        (FIRST, "recode", "-traits/device"),
    )
    assert [status for status, _ in outcomes] == ["does not fit"] * 2 + ["applied"] * 3 + ["does not fit"]
    assert "accept it first" in outcomes[0][1]
    assert outcomes[-1][1] == 'traits/device is no dimension of the codebook; did you mean "traits/devices"?'


def test_the_report_keeps_every_row_in_the_order_of_the_file():
    corrections = [correction(line, target, "reject") for line, target in ((2, GONE), (3, FIRST))]
    _, outcomes = apply_corrections(candidates(), corrections, DIMENSIONS)
    table = report(outcomes[::-1])
    assert table[["line", "definition_id", "status"]].to_numpy().tolist() == [
        [2, GONE, "target vanished"],
        [3, FIRST, "applied"],
    ]
    assert set(table["who"]) == {"Ada"} and set(table["date"]) == {"2024-03-31"}
