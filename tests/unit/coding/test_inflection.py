"""Inflection: regular forms are found, others are not made up."""

from __future__ import annotations

import pytest
from defatlas.coding.inflection import inflections


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("network", "networks networked networking"),
        ("optimise", "optimises optimised optimising"),
        ("city", "cities"),
        ("apply", "applies applied applying"),
        ("employ", "employs employed employing"),
        ("reach", "reaches reached reaching"),
        ("business", "businesses"),
        ("mix", "mixes mixed mixing"),
        ("plan", "plans planned planning"),
        ("embed", "embedded embedding"),
        ("cooperate", "cooperates cooperating"),
        ("tie", "ties tied tying"),
        ("free", "frees freed freeing"),
        ("show", "shows showed showing"),
        ("need", "needs needed needing"),
    ],
)
def test_regular_forms_are_found(word: str, forms: str) -> None:
    assert set(forms.split()) <= inflections(word)


@pytest.mark.parametrize(
    ("word", "form"),
    [("plan", "planes"), ("plan", "plane"), ("car", "care"), ("city", "citys"), ("optimise", "optimiseed"),
     ("show", "showwed"), ("need", "needded"), ("inform", "information"), ("city", "city")],
)  # fmt: skip
def test_other_words_are_not(word: str, form: str) -> None:
    assert form not in inflections(word)
