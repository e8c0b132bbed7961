"""Coding: which words count as evidence, where they stand, and what a wrong lemma does not break."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import Any

import pytest
from defatlas.coding.codebook import CodebookError, Dimension, Framework
from defatlas.coding.coder import Code, Coder, lemma_words
from defatlas.language.pipeline import blank_pipeline, load_pipeline
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc


def dimension(name: str, *indicators: str, patterns: tuple[list[dict[str, Any]], ...] = ()) -> Dimension:
    """A dimension with these indicators."""
    return Dimension(name, name, "", "A definition of ours.", indicators, patterns, ("yes",), ("no",))


def framework(*dimensions: Dimension, name: str = "made") -> Framework:
    """A framework of these dimensions."""
    return Framework(name, name, "source", ("smart city",), dimensions)


TECHNOLOGY = dimension("technology", "technology", "information technology", "Internet of Things", "optimise")
PEOPLE = dimension(
    "people", "resident", "young people", patterns=([{"LEMMA": {"IN": ["serve", "help"]}}, {"LEMMA": "firm"}],)
)
MADE = framework(TECHNOLOGY, PEOPLE)


@lru_cache(maxsize=1)
def blank() -> Language:
    """The pipeline without a model."""
    return blank_pipeline()


def coded(text: str, *frameworks: Framework) -> list[tuple[str, str]]:
    """Dimension and evidence of a text's codes, by the shipped pipeline."""
    (codes,) = Coder(load_pipeline(), list(frameworks or (MADE,))).code([text])
    return [(code.dimension, code.evidence) for code in codes]


def coded_doc(words: str, lemmas: str, *frameworks: Framework) -> list[tuple[str, str]]:
    """The codes of words with given lemmas."""
    nlp = blank()
    doc = Doc(nlp.vocab, words=words.split(), lemmas=lemmas.split())
    return [(code.dimension, code.evidence) for code in Coder(nlp, list(frameworks or (MADE,))).code_doc(doc)]


def test_the_longest_evidence_wins_within_a_dimension() -> None:
    assert coded("A smart city rests on information technology.") == [("technology", "information technology")]


def test_each_place_counts_in_the_order_of_the_codebook_and_then_of_the_text() -> None:
    text = "Residents use technology, and new technology helps firms."
    assert coded(text) == [
        ("technology", "technology"),
        ("technology", "technology"),
        ("people", "Residents"),
        ("people", "helps firms"),
    ]


def test_the_same_words_can_name_several_dimensions_of_several_frameworks() -> None:
    other = framework(dimension("tools", "technology"), name="other")
    (codes,) = Coder(load_pipeline(), [MADE, other]).code(["Technology matters."])
    assert codes == [
        Code("made", "technology", "Technology", 0, 10),
        Code("other", "tools", "Technology", 0, 10),
    ]


def test_case_does_not_matter_in_the_text_or_the_codebook() -> None:
    assert coded("It is built on the INTERNET OF THINGS.", framework(dimension("t", "internet of thing"))) == [
        ("t", "INTERNET OF THINGS")
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "A smart city is a city with parks."])
def test_a_text_that_names_nothing_has_no_codes(text: str) -> None:
    assert coded(text) == []


def test_evidence_stands_at_its_offsets_behind_letters_of_any_width() -> None:
    text = "“𝔖mart” cities – naïve or not – help  firms and\nyoung\n  people."
    (codes,) = Coder(load_pipeline(), [MADE]).code([text])
    assert [(code.evidence, code.start, code.end) for code in codes] == [
        ("help  firms", 32, 43),
        ("young\n  people", 48, 62),
    ]
    assert (text[32:43], text[48:62]) == ("help  firms", "young\n  people")


WORDS = [
    "technology",
    "information",
    "Residents",
    "serve",
    "firms",
    "young",
    "people",
    "—",
    "ICT;",
    "é",
    "𝔖",
    " ",
    "\n",
]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12))
def test_evidence_always_stands_at_its_offsets(parts: list[str]) -> None:
    text = " ".join(parts)
    (codes,) = Coder(load_pipeline(), [MADE]).code([text])
    assert [text[code.start : code.end] for code in codes] == [code.evidence for code in codes]
    for name in ("technology", "people"):
        spans = [(code.start, code.end) for code in codes if code.dimension == name]
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("words", "lemmas", "expected"),
    [
        ("it optimises roads", "it optimise road", [("technology", "optimises")]),
        ("it optimises roads", "it optimis road", [("technology", "optimises")]),
        ("it serves firms", "it serv firme", [("people", "serves firms")]),
        ("for young people", "for young person", [("people", "young people")]),
        ("the technologies", "the technologies", []),
        ("a planes", "a plane", []),
    ],
)
def test_a_wrong_lemma_is_mended_where_the_form_is_one_of_the_codebook(
    words: str, lemmas: str, expected: list[tuple[str, str]]
) -> None:
    assert coded_doc(words, lemmas, framework(TECHNOLOGY, PEOPLE, dimension("planning", "plan"))) == expected


def test_a_right_lemma_is_never_changed_by_another_word_of_the_codebook() -> None:
    both = framework(dimension("build", "build"), dimension("house", "house"))
    assert coded_doc("a building houses", "a building house", both) == [("house", "houses")]


def test_without_a_model_regular_forms_still_count() -> None:
    (codes,) = Coder(blank(), [MADE]).code(["Technologies that serve firms and residents"])
    assert [(code.dimension, code.evidence) for code in codes] == [
        ("technology", "Technologies"),
        ("people", "serve firms"),
        ("people", "residents"),
    ]


def test_the_words_of_a_dimension_are_those_compared_with_lemmas() -> None:
    patterns = ([{"LEMMA": "street"}, {"LOWER": "lit"}, {"LEMMA": {"NOT_IN": ["dark"]}}],)
    assert lemma_words(dimension("d", "Data network", patterns=patterns)) == {"data", "network", "street"}
    assert lemma_words(PEOPLE) == {"resident", "young", "people", "serve", "help", "firm"}


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ({"LEMA": "street"}, "LEMA"),
        ({"LOWER": False}, "LOWER"),
        ({"LEMMA": {"IN": "street"}}, "IN"),
        ({"LEMMA": 5}, "LEMMA"),
        ({"OP": "@"}, "OP"),
    ],
)
def test_an_invalid_pattern_is_named_with_its_place(token: dict[str, Any], message: str) -> None:
    with pytest.raises(CodebookError, match=rf"(?s)^made\.yaml: broken: .*{message}"):
        Coder(blank(), [framework(TECHNOLOGY, dimension("broken", patterns=([token],)))])


def test_two_coders_can_share_a_pipeline() -> None:
    first, second = (Coder(load_pipeline(), [framework(dimension(word, word))]) for word in ("sensor", "park"))
    text = "A smart city has sensors and parks."
    assert [c.evidence for c in next(first.code([text]))] == ["sensors"]
    assert [c.evidence for c in next(second.code([text]))] == ["parks"]
