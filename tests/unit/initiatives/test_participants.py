"""Stakeholders and sectors: counted where a sentence says who takes part, or in which sectors it works."""

from __future__ import annotations

from pathlib import Path

import pytest
from defatlas.coding.codebook import read_framework
from defatlas.coding.coder import Coder
from defatlas.initiatives.mining import Miner
from defatlas.initiatives.participants import sectors_in, stakeholders_in
from spacy.language import Language

LEXICONS = Path(__file__).resolve().parents[3] / "corpus" / "lexicons"
EXAMPLES = [
    (framework.name, dimension.id, text, wanted)
    for framework in (read_framework(LEXICONS / f"{name}.yaml") for name in ("sectors", "stakeholders"))
    for dimension in framework.dimensions
    for texts, wanted in ((dimension.accept, True), (dimension.reject, False))
    for text in texts
]


@pytest.mark.parametrize(("framework", "dimension", "text", "wanted"), EXAMPLES)
def test_the_lists_accept_and_reject(
    miner_and_coder: tuple[Miner, Coder], framework: str, dimension: str, text: str, wanted: bool
) -> None:
    (codes,) = miner_and_coder[1].code([text])
    assert any((c.framework, c.dimension) == (framework, dimension) for c in codes) == wanted


@pytest.mark.parametrize(
    ("text", "who", "alone"),
    [
        ("It brings together firms, universities and residents.", {"industry", "science", "citizens"}, False),
        ("Residents, potters and the municipality work together in it.", {"citizens", "government"}, False),
        ("It involves only firms and research institutes.", {"industry", "science"}, True),
        ("It is a partnership of cities and banks.", {"government", "investors"}, False),
        ("Firms sell lamps to residents.", set(), False),
        ("It links smart cities and digital cities.", set(), False),
    ],
)
def test_stakeholders(
    nlp: Language, miner_and_coder: tuple[Miner, Coder], text: str, who: set[str], alone: bool
) -> None:
    codes = [c for c in miner_and_coder[1].code_doc(nlp(text)) if c.framework == "stakeholders"]
    found = list(stakeholders_in(text, 0, len(text), codes))
    assert {code.dimension for code, _ in found} == who
    assert any(only for _, only in found) == alone
    assert all(text[code.start : code.end] == code.evidence for code, _ in found)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("It is active in the fields of energy and transport.", {"energy", "transport"}),
        ("It works in the ICT sector.", {"ict"}),
        ("Knowledge moves from the academic to the private environment in this field.", set()),
        ("Its members have much energy.", set()),
    ],
)
def test_sectors(nlp: Language, miner_and_coder: tuple[Miner, Coder], text: str, sectors: set[str]) -> None:
    codes = [c for c in miner_and_coder[1].code_doc(nlp(text)) if c.framework == "sectors"]
    assert {code.dimension for code in sectors_in(text, 0, len(text), codes)} == sectors
