"""The first screen in words and places."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from defatlas.atlas.overview import address, claim_list, distance_strip, findings, grouping_sentence, studied
from study_tables import study

MEASURED: dict[str, Any] = {
    "concept": "smart city", "wording": "verbatim", "verdict": "measured", "mean_distance": 0.666, "definitions": 3,
    "interval": [0.5, 0.75], "null_interval": [0.6, 0.7], "core": ["devices"],
    "shares": {"devices": [2, 3], "residents": [1, 3]},
}  # fmt: skip
UNTESTED = {"concept": "cluster", "wording": "both", "verdict": "not testable", "reason": "0 of 0 definitions name"}
GROUPED = {"verdict": "groups", "groups": 2, "silhouette": 0.61, "null_silhouette_mean": 0.3, "p_value": 0.005}


def test_what_was_studied_is_said_in_a_sentence() -> None:
    made = study()
    said = studied(made["documents"], made["definitions"].iloc[:2], 7)
    assert said == (
        "3 sources read, 2010 to 2015: 2 definitions of 1 concept, coded on 7 published frameworks. "
        "1 of the sources define none of these concepts."
    )


def test_sources_in_another_language_are_counted_apart() -> None:
    made = study()
    documents = made["documents"].copy()
    documents.loc[2, "status"] = "other language"
    assert studied(documents, made["definitions"].iloc[:2], 7) == (
        "2 sources read, 2010 to 2012: 2 definitions of 1 concept, coded on 7 published frameworks. "
        "1 more source in another language left out."
    )


def test_findings_are_said_with_their_interval_and_chance() -> None:
    assert findings([MEASURED, UNTESTED]) == [
        "Definitions of smart city (verbatim): two of them differ on average in 67% of the dimensions that either "
        "names (95 % interval over sources 0.50 to 0.75); chance with the same totals gives 0.600 to 0.700, so they "
        "are as mixed as chance would make them. 1 of 2 dimensions are named by at least half of them.",
        "Definitions of cluster (both): not testable, 0 of 0 definitions name.",
    ]


@pytest.mark.parametrize(("chance", "said"), [([0.7, 0.8], "more alike than chance"), ([0.1, 0.2], "less alike than")])
def test_findings_say_on_which_side_of_chance(chance: list[float], said: str) -> None:
    (sentence,) = findings([MEASURED | {"interval": [None, None], "null_interval": chance}])
    assert said in sentence
    assert "interval over sources" not in sentence


def test_groups_no_better_than_chance_come_with_a_warning() -> None:
    assert grouping_sentence(GROUPED) == (
        "2 groups; clearest way of grouping: silhouette 0.61 against 0.30 by chance (p = 0.005): groups."
    )
    assert "not as kinds" in grouping_sentence(GROUPED | {"verdict": "no structure beyond chance"})
    assert grouping_sentence({"verdict": "not testable", "reason": "too few"}) == "Not testable: too few."


def test_the_strip_puts_values_on_one_scale() -> None:
    strip = distance_strip([MEASURED, MEASURED | {"mean_distance": 0.5, "interval": [None, None]}, UNTESTED])
    assert strip is not None
    first, second = strip["rows"]
    ticks = {tick["label"]: tick["x"] for tick in strip["ticks"]}
    assert list(ticks) == ["0.4", "0.5", "0.6", "0.7", "0.8"]
    assert second["x"] == pytest.approx(ticks["0.5"])
    assert first["interval"][0] == pytest.approx(ticks["0.5"])
    assert first["null"] == [pytest.approx(ticks["0.6"]), pytest.approx(ticks["0.7"] - ticks["0.6"], abs=0.11)]
    assert second["interval"] is None
    assert distance_strip([UNTESTED]) is None


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_the_strip_bears_the_ends_of_the_scale(value: float) -> None:
    entry = MEASURED | {"mean_distance": value, "interval": [value, value], "null_interval": [value, value]}
    strip = distance_strip([entry])
    assert strip is not None
    assert 0 <= strip["rows"][0]["x"] <= 600


def test_claims_need_a_verdict_and_are_counted_by_it() -> None:
    rows = {"claim_id": ["a_b", "c", "d"], "verdict": ["not testable", "supported", "supported"]}
    found = claim_list(pd.DataFrame(rows))
    assert found is not None
    assert found["counts"] == {"supported": 2, "contradicted": 0, "not testable": 1}
    assert [row["id"] for row in found["rows"]] == ["c", "d", "a_b"]
    assert claim_list(None) is None
    assert claim_list(pd.DataFrame({"claim_id": ["a"]})) is None


def test_an_address_escapes_what_it_holds() -> None:
    assert address("definitions", concept="a & b", group=1) == "#view=definitions&concept=a+%26+b&group=1"


@pytest.mark.parametrize(
    ("evidence", "statistic", "expected"),
    [
        ("0123456789ab; abcdef012345", "shares", "#view=definitions&claim=c1"),
        ("delta; epsilon", "origin_counts", "#view=initiatives&initiative=delta%2Cepsilon"),
        ("alpha2010; beta2012", "link_directions", "#view=tables&table=links"),
        ("alpha2010", "enabler_documents", "#view=tables&table=enablers_obstacles"),
        ("alpha2010", "shares", "#view=tables&table=claims&find=Lamps+%26+masts."),
        ("", "link_directions", "#view=tables&table=claims&find=Lamps+%26+masts."),
    ],
)
def test_a_claim_leads_to_its_evidence(evidence: str, statistic: str, expected: str) -> None:
    row = {"claim_id": "c1", "claim": "Lamps & masts.", "verdict": "supported", "found": "two"}
    listed = claim_list(pd.DataFrame([row | {"evidence": evidence, "statistic": statistic}]), {"delta", "epsilon"})
    assert listed is not None
    assert listed["rows"][0]["href"] == expected
