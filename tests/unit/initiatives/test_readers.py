"""Levels, origins, helices, aims and sets: what a sentence says, and what it does not."""

from __future__ import annotations

import pytest
from defatlas.concepts import mention_expression, read_concepts
from defatlas.initiatives.aims import aim_in
from defatlas.initiatives.helices import helix_in
from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.levels import frame_of, heading_level, levels_in, stated_level
from defatlas.initiatives.origins import OriginReader
from defatlas.initiatives.sets import SetFinder, excepted, says_most

ORIGINS = OriginReader(mention_expression(read_concepts({"smart city": {"terms": ["smart city"]}})))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("At national level, three clusters stand out.", "national"),
        ("As regards the local dimension, little is known.", "local"),
        ("Among the European initiatives, two are old.", "european"),
        ("At local and regional level, money is short.", ""),
        ("At the level of streets, lamps count.", None),
        ("Clusters work at national level.", None),
    ],
)
def test_a_sentence_may_open_with_a_level(text: str, level: str | None) -> None:
    found = frame_of(text)
    assert (None if found is None else found[0]) == level


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("4.1 Regional clusters", "regional"),
        ("Initiatives at national level", "national"),
        ("Regional and national initiatives", ""),
        ("Local bread", ""),
    ],
)
def test_a_heading_says_one_level_or_none(heading: str, level: str) -> None:
    assert heading_level(heading) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("It is a national cluster of mills.", "national"),
        ("It operates at international level.", "international"),
        ("It is pan-European in scope.", "european"),
        ("Unlike national clusters, it is small.", None),
        ("It works with local and regional networks.", None),
        ("It cooperates with numerous international clusters.", None),
        ("They are regional clusters.", "regional"),
        ("It is part of a national network.", None),
        ("It joined the International Lamp Network.", None),
        ("It serves regional governments.", None),
    ],
)
def test_a_level_is_stated_of_the_initiative_itself(text: str, level: str | None) -> None:
    found = stated_level(text)
    assert (None if found is None else found[0]) == level
    if found:
        assert level in levels_in(text[found[1] : found[2]])


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("It was set up as part of the smart city strategy.", "city_first"),
        ("It owes its existence to the smart city plan.", "city_first"),
        ("It grew out of the old smart city pilot.", "city_first"),
        ("The smart city plan gave birth to it.", "city_first"),
        ("It was founded to carry out the smart city plan.", "city_first"),
        ("It sold looms, and only later turned to the smart city.", "cluster_first"),
        ("It was created to sell looms and only later to serve the smart city.", "cluster_first"),
        ("The smart city is a secondary aim of it.", "cluster_first"),
        ("It predates the smart city by a decade.", "cluster_first"),
        ("It originally served exporters, but has since extended its work to the smart city.", "cluster_first"),
        ("It is in line with both approaches.", "both"),
        ("It supports the smart city.", None),
        ("It was founded in a smart city.", None),
        ("It was founded to sell looms.", None),
        ("Later it sold looms.", None),
    ],
)
def test_origins(text: str, origin: str | None) -> None:
    found = ORIGINS(text)
    assert (None if found is None else found[0]) == origin


@pytest.mark.parametrize(
    ("text", "helix"),
    [
        ("It follows the triple helix.", "triple"),
        ("It is a quadruple-helix setting.", "quadruple"),
        ("It turns the triple helix into a quadruple helix.", "quadruple"),
        ("Residents are its fourth helix.", "quadruple"),
        ("It is not only a triple helix network.", "triple"),
        ("It is not just any triple helix.", "triple"),
        ("It is without doubt a quadruple helix.", "quadruple"),
        ("It works without a triple helix.", None),
        ("It is not a triple helix only.", None),
        ("It does not follow the triple helix.", None),
        ("It compares the triple helix and the quadruple helix.", None),
        ("The DNA helix is double.", None),
    ],
)
def test_helices(text: str, helix: str | None) -> None:
    found = helix_in(text)
    assert (None if found is None else found[0]) == helix


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Its main goal is to light the old town with less power.", "to light the old town with less power"),
        ("It aims to electrify ferries by 2030.", "electrify ferries by 2030"),
        ("It was founded in 2004 to sell wooden towers abroad.", "sell wooden towers abroad"),
        ("Its goal is open.", None),
        ("It makes lamps.", None),
    ],
)
def test_aims_are_the_words_of_the_text(text: str, aim: str | None) -> None:
    found = aim_in(text)
    assert (None if found is None else found[0]) == aim
    if found:
        assert text[found[1] : found[2]] == aim


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("All clusters are old.", [("kind", "cluster", "")]),
        ("Only a few examples are old.", [("some", "", "")]),
        ("All the other initiatives are old.", [("others", "", "")]),
        ("The others are old.", [("others", "", "")]),
        ("Most regional clusters are old.", [("most", "cluster", "regional")]),
        ("None of the living labs is old.", [("none", "living lab", "")]),
        ("Living labs are old, the clusters are not.", [("kind", "living lab", ""), ("kind", "cluster", "")]),
        ("All of them are old.", [("them", "", "")]),
        ("The cluster is old.", []),
    ],
)
def test_sets(kinds: Kinds, text: str, sets: list[tuple[str, str, str]]) -> None:
    assert [(p.reach, p.kind, p.level) for p in SetFinder(kinds)(text)] == sets


def test_names_may_be_excepted() -> None:
    for text in ("All but the Ring", "Except for the Ring", "With the exception of the Ring", "Apart from the Ring"):
        assert excepted(text, text.index("Ring"))
    assert not excepted("All of the Ring", 11)
    assert says_most("It is the main approach.")
    assert not says_most("It is an approach.")
