"""From claims.yaml to rows: every claim of the corpus has its statistic, and mistakes are named."""

from __future__ import annotations

import pytest
from claim_studies import CLAIMS, ROOT, study
from defatlas.claims.verdicts import STATISTICS, ClaimsError, read_claims, weigh
from defatlas.schemas import CLAIMS as TABLE
from defatlas.schemas import frame_of


def test_every_claim_of_the_corpus_has_a_statistic_and_every_statistic_a_claim():
    source, claims = read_claims(ROOT / "corpus/claims.yaml")
    assert source == "muller2019"
    assert {c["statistic"]["name"] for c in claims} == set(STATISTICS)


def test_an_empty_study_decides_nothing_and_says_why():
    rows = [weigh(study(), claim) for claim in CLAIMS.values()]
    frame = frame_of(rows, TABLE)
    assert set(frame["verdict"]) == {"not testable"}
    assert (frame["found"].str.len() > 10).all()


def test_a_verdict_comes_with_the_condition_that_was_met():
    claim = CLAIMS["ict_core"]
    row = weigh(study([{"codes": {"chourabi2012": ["technology"]}}] * 20), claim)
    assert (row["verdict"], row["rule"], row["interval"]) == ("supported", claim["rule"]["supported"], "1.000–1.000")
    even = study([{"codes": {"chourabi2012": [d]}} for d in ("technology", "economy") for _ in range(10)])
    assert weigh(even, claim)["rule"] == "Neither condition is met."
    assert weigh(study(), claim)["rule"] == claim["rule"]["not_testable"]


def test_mistakes_in_the_file_are_named(tmp_path):
    path = tmp_path / "claims.yaml"
    path.write_text("source: a\nclaims:\n  - {claim_id: one, statistic: {name: helix_share}}\n", "utf-8")
    with pytest.raises(ClaimsError, match="claim one names the statistic 'helix_share'; did you mean \"helix_shares\""):
        read_claims(path)
    path.write_text("claims: {", "utf-8")
    with pytest.raises(ClaimsError, match=r"claims\.yaml is not a list of claims"):
        read_claims(path)
    claim = CLAIMS["ict_core"] | {"thresholds": {"majority": 0.5}}
    with pytest.raises(ClaimsError, match="ict_core lacks the threshold 'min_definitions'"):
        weigh(study([{"codes": {"chourabi2012": ["technology"]}}] * 20), claim)
