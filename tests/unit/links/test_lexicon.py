"""The lexicon file: what it may hold, and what is said of one that cannot be used."""

from pathlib import Path

import pytest
from defatlas.links.lexicon import Lexicon, LexiconError, read_lexicon, split_entry

MINIMAL = """
relations:
  - {id: help, label: helps, kind: acts, polarity: positive, verbs: [help],
     accept: {both: [x]}, reject: [y]}
"""


@pytest.mark.parametrize(
    ("entry", "part", "expected"),
    [
        ("support", "verbs", ("support", (), "")),
        ("depend on", "verbs", ("depend", (), "on")),
        ("take part in", "verbs", ("take", ("part",), "in")),
        ("breeding ground", "roles", ("ground", ("breeding",), "")),
        ("co - create", "verbs", ("co-create", (), "")),
    ],
)
def test_an_entry_is_split(entry: str, part: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert split_entry(entry, part) == expected


def test_every_form_of_a_word_is_a_cue(tmp_path: Path) -> None:
    file = tmp_path / "relations.yaml"
    file.write_text(MINIMAL)
    assert {"help", "helps", "helped", "helping"} == set(read_lexicon(file).cues)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: acts", "kind: does", "relations.0.kind"),
        ("relations:", "relatons:", "relations.yaml: the file"),
        ("accept: {both: [x]}", "accept: {}", "relations.0.accept"),
        ("[help]", "[help", "not valid YAML"),
    ],
)
def test_a_broken_file_is_named_with_the_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "relations.yaml"
    file.write_text(MINIMAL.replace(old, new))
    with pytest.raises(LexiconError, match=said):
        read_lexicon(file)


def test_an_unknown_relation_of_the_configuration_is_named(tmp_path: Path) -> None:
    file = tmp_path / "relations.yaml"
    file.write_text(MINIMAL)
    with pytest.raises(LexiconError, match=r'unknown relation "helpp"; relations\.yaml has help'):
        read_lexicon(file, {"helpp": {"verbs": ["aid"]}})


def test_each_shipped_relation_has_examples_for_every_direction_it_can_have(lexicon: Lexicon) -> None:
    accepted = sum(len(s) for relation in lexicon.relations for s in relation.accept.values())
    rejected = sum(len(relation.reject) for relation in lexicon.relations)
    assert accepted >= 15
    assert rejected >= 10
    ids = [relation.id for relation in lexicon.relations]
    assert len(set(ids)) == len(ids)
