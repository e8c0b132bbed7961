"""Tables on links, from hand-made rows."""

from __future__ import annotations

import pandas as pd
from defatlas.coding.codebook import Dimension, Framework
from defatlas.links.tables import bridging_table, enablers_obstacles, link_directions, link_statements
from defatlas.schemas import BRIDGING, FACTORS, LINKS, frame_of
from study_tables import EXAMPLES, study

SIDES = ["city", "cluster"]
LINK, FACTOR, MEETING = (EXAMPLES[name][0] for name in ("links", "factors", "bridging"))


def test_directions_are_counted_with_their_share_of_all_statements() -> None:
    rows = [
        LINK | {"statement_id": "1"},
        LINK | {"statement_id": "2", "polarity": "negative", "modality": "possible", "relation": "hinder"},
        LINK | {"statement_id": "3", "direction": "city_to_cluster", "document_id": "beta2012"},
        LINK | {"statement_id": "4", "direction": "mention", "relation": ""},
    ]
    found = link_directions(frame_of(rows, LINKS), SIDES).set_index("Direction")
    assert found["Statements"].to_dict() == {
        "Cluster acts on city": "50 % (2/4)",
        "City acts on cluster": "25 % (1/4)",
        "Tied, no direction": "0 % (0/4)",
        "Named side by side": "25 % (1/4)",
    }
    first = found.loc["Cluster acts on city"]
    assert (first["Of which negative"], first["Of which hedged"]) == ("50 % (1/2)", "50 % (1/2)")
    assert (first["Relations"], first["Sources"]) == ("hinder 1, support 1", 1)


def test_statements_are_listed_without_mere_mentions() -> None:
    rows = [
        LINK | {"statement_id": "1", "direction": "mention"},
        LINK | {"statement_id": "2", "direction": "city_to_cluster"},
        LINK | {"statement_id": "3"},
    ]
    found = link_statements(frame_of(rows, LINKS), study()["documents"], SIDES)
    assert list(found["Direction"]) == ["Cluster acts on city", "City acts on cluster"]
    assert set(found["Source"]) == {"Alpha (2010)"}


def test_every_factor_has_a_row_and_evidence_prefers_what_a_sentence_says_by_its_structure() -> None:
    education = Dimension("education", "Education", "enabler", "Schools.", ("school",), (), (), ())
    money = Dimension("money", "Money", "obstacle", "Money.", ("money",), (), (), ())
    framework = Framework("factors", "Factors", "alpha2010", ("smart city",), (education, money))
    rows = [
        FACTOR | {"statement_id": "1", "basis": "word", "sentence": "Named only.", "effect": "hinders"},
        FACTOR | {"statement_id": "2", "sentence": "Schools help."},
    ]
    found = enablers_obstacles(frame_of(rows, FACTORS), study()["documents"], framework)
    assert found[["Factor", "Statements", "Helps", "Hinders", "Evidence"]].to_numpy().tolist() == [
        ["Education", 2, 1, 1, "Schools help."],
        ["Money", 0, 0, 0, "–"],
    ]


def test_factors_beside_the_paper_are_grouped_by_what_is_said_of_them() -> None:
    names = ["cars", "noise", "parks", "trees"]
    dimensions = tuple(Dimension(n, n.capitalize(), "beside", f"{n}.", (n,), (), (), ()) for n in names)
    framework = Framework("factors", "Factors", "alpha2010", ("smart city",), dimensions)
    said = {"noise": ["hinders", "hinders", "helps"], "parks": ["helps"], "trees": ["helps", "hinders"]}
    rows = [
        FACTOR | {"statement_id": f"{n} {k}", "factor": n, "effect": effect, "sentence": f"{n} {effect}"}
        for n, effects in said.items()
        for k, effect in enumerate(effects)
    ]
    found = enablers_obstacles(frame_of(rows, FACTORS), study()["documents"], framework)
    assert found[["Group", "Factor", "Mostly said to", "Evidence"]].to_numpy().tolist() == [
        ["Beside these, an enabler", "Parks", "help", "parks helps"],
        ["Beside these, an obstacle", "Noise", "hinder", "noise hinders"],
        ["Beside these, both", "Trees", "both", "trees helps"],
        ["Beside these, not found", "Cars", "–", "–"],
    ]


def test_bridging_is_printed_with_its_denominators() -> None:
    rows = [
        MEETING | {"period": "all"},
        MEETING | {"period": "2015", "ratio": None, "ratio_low": None, "p_value": None},
    ]
    found = bridging_table(frame_of(rows, BRIDGING), SIDES)
    assert list(found.iloc[0])[:6] == ["verbatim", "Document", "all", 10, "40 % (4/10)", "50 % (5/10)"]
    assert list(found.iloc[0])[6:] == ["10 % (1/10)", "2.0", "0.50", "0.20–0.90", "0.250"]
    assert list(found.iloc[1])[8:] == ["–", "–", "–"]
    assert bridging_table(frame_of([], BRIDGING), SIDES).empty
    assert isinstance(found, pd.DataFrame)
