"""Which concept a file of claims is about."""

from pathlib import Path

import pytest
from defatlas.claims.paper import studied_concept
from defatlas.claims.verdicts import read_claims
from defatlas.schemas import INITIATIVES, read_table

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("concept: circular economy\nclaims: []\n", "circular economy"), ("claims: []\n", ""), ("", ""), ("- a\n", "")],
)
def test_the_concept_that_the_claims_are_about(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    assert studied_concept(path) == expected


def test_a_study_of_another_concept_has_no_claims_and_no_initiatives_of_ours() -> None:
    assert studied_concept(REPOSITORY / "corpus/claims.yaml") == "smart city"
    assert read_claims(REPOSITORY / "config/other_concepts/claims.yaml") == ("none", [])
    assert read_table(REPOSITORY / "config/other_concepts/initiatives.csv", INITIATIVES).empty
