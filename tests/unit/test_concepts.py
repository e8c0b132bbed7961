"""Concepts: the forms that mention them and how a mention is found."""

import re
from pathlib import Path

import pytest
import yaml
from defatlas.concepts import (
    Concept,
    bracketed_expression,
    concept_of,
    is_plural,
    mention_expression,
    plural,
    read_concepts,
    surface_forms,
)
from hypothesis import given, settings
from hypothesis import strategies as st

CONCEPTS = read_concepts(
    {
        "smart city": {"terms": ["smart city"], "neighbours": {"ubiquitous city": ["ubiquitous city", "u-city"]}},
        "cluster": {"terms": ["cluster"], "neighbours": None},
        "smart city cluster": {"terms": ["Smart City Cluster"]},
    }
)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("smart city", "smart cities"),
        ("living laboratory", "living laboratories"),
        ("smart community", "smart communities"),
        ("holiday", "holidays"),
        ("u-city", "u-cities"),
        ("cluster", "clusters"),
        ("living lab", "living labs"),
        ("bus", "buses"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("dish", "dishes"),
        ("y", "ys"),
    ],
)
def test_regular_plurals(term: str, expected: str) -> None:
    assert plural(term) == expected


def test_forms_of_a_term_by_hand() -> None:
    assert surface_forms(["Living Lab"]) == ("living labs", "living-labs", "living lab", "living-lab")
    assert set(surface_forms(["u-city"])) == {"u-city", "u city", "u-cities", "u cities"}


@given(st.lists(st.text("abc -", min_size=2), min_size=1, max_size=4))
@settings(deadline=None)
def test_forms_are_lower_case_unique_and_longest_first(terms: list[str]) -> None:
    forms = surface_forms(terms)
    assert len(set(forms)) == len(forms)
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
    assert {term.lower() for term in terms} <= set(forms)


def test_concepts_and_their_neighbours_are_listed_by_name() -> None:
    assert [(concept.name, concept.family) for concept in CONCEPTS] == [
        ("cluster", "cluster"),
        ("smart city", "smart city"),
        ("smart city cluster", "smart city cluster"),
        ("ubiquitous city", "smart city"),
    ]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Smart cities and a SMART CITY", ["Smart cities", "SMART CITY"]),
        ("a smart-city plan, smart\ncity or smart   city", ["smart-city", "smart\ncity", "smart   city"]),
        ("smart city clusters differ from smart city, cluster", ["smart city clusters", "smart city", "cluster"]),
        ('the smart city\'s (u-city) "clusters"', ["smart city", "u-city", "clusters"]),
        ("U-cities and a u city", ["U-cities", "u city"]),
    ],
)
def test_mentions_found(text: str, mentions: list[str]) -> None:
    assert mention_expression(CONCEPTS).findall(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "smartcity",
        "a smart city-region",
        "non-cluster",
        "clustering and clustered",
        "subclusters",
        "the city is smart",
        "smart, city",
        "smart citys",
        "",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    assert mention_expression(CONCEPTS).search(text) is None


def test_terms_are_no_patterns() -> None:
    concepts = [Concept("c++ (x)", "c++ (x)", surface_forms(["c++ (x)"]))]
    assert mention_expression(concepts).findall("ccc x, c++ (x) y") == ["c++ (x)"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Smart  Cities", "smart city"),
        ("smart-city", "smart city"),
        ("u\ncity", "ubiquitous city"),
        ("SMART CITY CLUSTERS", "smart city cluster"),
        ("clusters", "cluster"),
    ],
)
def test_the_concept_of_a_mention(mention: str, name: str) -> None:
    found = concept_of(mention, CONCEPTS)
    assert found is not None and found.name == name


@pytest.mark.parametrize("mention", ["city", "smartcity", "clustering", ""])
def test_no_concept_of_other_words(mention: str) -> None:
    assert concept_of(mention, CONCEPTS) is None


def test_every_mention_of_the_shipped_concepts_has_its_concept() -> None:
    config = yaml.safe_load((Path(__file__).parents[2] / "config" / "config.yaml").read_text(encoding="utf-8"))
    concepts = read_concepts(config["concepts"])
    expression = mention_expression(concepts)
    for concept in concepts:
        for form in concept.forms:
            found = expression.fullmatch(form.upper())
            assert found and concept_of(found[0], concepts) is not None, form
    assert not re.search(r"\bcity\b", " ".join(concept.name for concept in concepts if concept.family == "cluster"))


def test_a_quotation_may_change_the_first_letter_of_a_mention():
    concepts = read_concepts({"smart city": {"terms": ["smart city"]}})
    assert bracketed_expression(concepts).findall("[S]mart city, smart city") == ["[S]mart city"]


def test_emphasis_may_stand_beside_a_mention_and_a_longer_word_may_not():
    expression = mention_expression(read_concepts({"cluster": {"terms": ["cluster"]}}))
    assert expression.search("a _cluster_ of firms")
    assert not any(expression.search(word) for word in ("super-clusters", "clustering", "3cluster"))


def test_which_form_is_the_plural_of_another():
    (concept,) = read_concepts({"smart city": {"terms": ["smart city"]}})
    assert is_plural("Smart Cities", concept)
    assert not is_plural("smart city", concept)
