"""The explanation of one sentence names mentions, forms and reasons."""

from defatlas.definitions.explaining import explain


def test_says_what_was_taken(finder):
    said = explain(finder, "A smart city is a town that meters its water by the hour.")
    assert "mentions: smart city" in said
    assert "form copula: taken" in said
    assert "genus: town" in said


def test_says_why_not(finder):
    assert "names a role (challenge)" in explain(finder, "Smart cities are a challenge for small councils.")
    assert "mentions: none" in explain(finder, "Nothing is said here.")
    assert explain(finder, " ") == "There is no text."
