"""The explanation of one sentence names mentions, forms and reasons."""

import pytest
from defatlas.definitions.explaining import explain

REASONS = [
    ("Smart cities are a challenge for small councils.", "names a role (challenge)"),
    ("Smart cities are a vital component of the plan.", "says how much it matters (vital)"),
    ("Smart City: Concepts, Methods and Cases", "speaks about the concept as a concept"),
    ("The council uses the smart city to win votes.", "it uses the concept, if at all, and does not define it"),
    ("A smart city is not a town of sensors.", "only says what it is not"),
    ("If a smart city is a town that listens, nobody speaks.", "is hypothetical"),
    ("A smart city would be a town that listens to its people.", "is hypothetical"),
    ("Our smart city is a town that never sleeps.", "speaks of our one"),
    ("The Turin smart city is a town that counts its drops.", "qualified by 'turin'"),
    ("The growth of smart cities is a process that takes decades.", "says something of its growth"),
    ("Smart cities are towns that count their drops, are they not?", "is a question"),
    ("Copyright of Smart Cities is the property of a press in Lagos.", "says something of its copyright"),
    ("Nothing is said here.", "mentions: none"),
]


def test_says_what_was_taken(finder):
    said = explain(finder, "A smart city is a town that meters its water by the hour.")
    assert "mentions: smart city" in said
    assert "form copula: taken" in said
    assert "genus: town" in said


@pytest.mark.parametrize(("sentence", "reason"), REASONS)
def test_says_why_not(finder, sentence, reason):
    said = explain(finder, sentence)
    assert reason in said
    assert ": taken" not in said


@pytest.mark.parametrize("kind", ["heading", "reference"])
def test_says_that_a_kind_of_passage_is_not_searched(finder, kind):
    said = explain(finder, "A smart city is a town that sings.", kind)
    assert said.startswith(f"Nothing is taken from a {kind}")
    assert ": taken" not in said


def test_says_that_there_is_nothing(finder):
    assert explain(finder, " ") == "There is no text."
