"""The gazetteer: levels and countries of places, and files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from defatlas.initiatives.places import Gazetteer, GazetteerError
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It sits in Kraków.", [("Kraków", "local", "PL")]),
        ("Emilia-Romagna is a region.", [("Emilia-Romagna", "regional", "IT")]),
        ("A Basque cluster.", [("Basque", "regional", "ES")]),
        ("The South Korean plan.", [("South Korean", "national", "KR")]),
        ("New York City, not York.", [("New York City", "local", "US")]),
        ("Across the Mediterranean.", [("Mediterranean", "european", "")]),
        ("A nice split of turkey and china.", []),
    ],
)  # fmt: skip
def test_places_are_found_by_their_longest_name(
    gazetteer: Gazetteer, nlp: Language, text: str, found: list[tuple[str, str, str]]
) -> None:
    places = gazetteer(nlp.make_doc(text))
    assert [(p.words, p.level, p.country) for p in places] == found
    assert all(text[p.start : p.end] == p.words for p in places)


def test_every_country_has_a_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.names_of("CZ") == ["Czech Republic", "Czechia", "Czech"]
    assert gazetteer.names_of("") == []
    assert "Bucharest" in gazetteer
    assert "Atlantis" not in gazetteer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("areas: {european: [Europe]}", "needs `countries` and `areas`"),
        ("countries: {ES: {towns: [Madrid]}}\nareas: {}", "ES: .*towns"),
        ("countries: {Spain: {names: [Spain]}}\nareas: {}", "Spain: no code"),
        ("countries: [", "as YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(nlp: Language, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "places.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=said):
        Gazetteer(nlp, path)
