"""Comparing a run with the reference numbers."""

import json

import pytest
import verify_results
from verify_results import difference, first_difference, keep, main


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({"a": 1.0}, {"a": 1.0 + 1e-12}, ""),
        ({"a": 1.0}, {"a": 1.1}, ".a: 1.0 here, 1.1 there"),
        ([1, {"b": "x"}], [1, {"b": "y"}], "[1].b: 'x' here, 'y' there"),
        ({"a": 1}, {}, ".a: 1 here, None there"),
        ([1], [1, 2], ": [1] here, [1, 2] there"),
    ],
)
def test_first_difference(ours, theirs, expected):
    assert first_difference(ours, theirs) == expected


def test_tables_are_compared_line_by_line(tmp_path):
    ours, theirs = tmp_path / "a.csv", tmp_path / "b.csv"
    ours.write_text("n\n1\n")
    theirs.write_text("n\n2\n")
    assert difference(ours, theirs) == "line 2: '1' here, '2' there"
    theirs.write_text("n\n1\n3\n")
    assert difference(ours, theirs) == "2 lines here, 3 there"


def test_a_run_agrees_with_itself_and_a_changed_one_does_not(tmp_path, monkeypatch, capsys):
    results = tmp_path / "results"
    (results / "tables").mkdir(parents=True)
    (results / "tables" / "t.csv").write_text("n\n1\n")
    (results / "heterogeneity.json").write_text(json.dumps([{"mean_distance": 0.5}]))
    monkeypatch.setattr(verify_results, "REFERENCE", tmp_path / "reference")
    assert main(results) == 1  # nothing to compare with
    keep(results)
    assert main(results) == 0
    (results / "heterogeneity.json").write_text(json.dumps([{"mean_distance": 0.6}]))
    assert main(results) == 1
    assert "heterogeneity.json: [0].mean_distance: 0.5 here, 0.6 there" in capsys.readouterr().out
