"""Statements on enablers and obstacles."""

from pathlib import Path

import pytest
from defatlas.coding.codebook import read_framework
from defatlas.documents.blocks import Passage
from defatlas.language.pipeline import load_pipeline
from defatlas.links.factors import FactorFinder
from defatlas.links.statements import LinkFinder

FACTORS = read_framework(Path(__file__).resolve().parents[3] / "corpus/lexicons/factors.yaml")


@pytest.fixture(scope="module")
def factors(finder: LinkFinder) -> FactorFinder:
    return FactorFinder(load_pipeline(), finder, FACTORS)


def found(factors: FactorFinder, text: str, section: str = "") -> list[tuple[str, str, str]]:
    passage = Passage("paragraph", text, "", section, 0, len(text))
    stated = factors.in_passage("doc", passage, load_pipeline()(text)) if factors.wants(passage) else []
    return [(s.factor, s.effect, s.touches) for s in stated]


@pytest.mark.parametrize("dimension", FACTORS.dimensions, ids=lambda dimension: dimension.id)
def test_the_examples_of_each_factor_hold(factors: FactorFinder, dimension) -> None:
    for sentence in dimension.accept:
        assert dimension.id in [name for name, _, _ in found(factors, sentence)], sentence
    for sentence in dimension.reject:
        assert dimension.id not in [name for name, _, _ in found(factors, sentence)], sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Urban planning supports smart cities.", ("urban_planning", "helps", "city")),
        ("Clusters need education.", ("social_sustainability_education", "helps", "cluster")),
        ("Privacy issues may hinder smart cities.", ("privacy_security", "hinders", "city")),
        ("A lack of funding slows clusters.", ("investment_cost", "hinders", "cluster")),
        (
            "An obstacle for smart cities and clusters is the reluctance of residents.",
            ("willingness_of_citizens", "hinders", "both"),
        ),
        ("The biggest challenges of smart cities are high costs and privacy.", ("investment_cost", "hinders", "city")),
        ("The biggest challenges of smart cities are high costs and privacy.", ("privacy_security", "hinders", "city")),
        ("Barriers to smart cities include high costs.", ("investment_cost", "hinders", "city")),
        ("Sensors raise concerns in smart cities.", ("technology_infrastructure", "hinders", "city")),
        (
            "Smart cities face obstacles such as the reluctance of residents.",
            ("willingness_of_citizens", "hinders", "city"),
        ),
        (
            "Three enablers serve smart cities: education, urban planning and trust.",
            ("urban_planning", "helps", "city"),
        ),
        ("A lack of skills is an obstacle for clusters.", ("social_sustainability_education", "hinders", "cluster")),
        ("Many clusters lack skills.", ("social_sustainability_education", "hinders", "cluster")),
        ("Limited budgets trouble smart cities.", ("investment_cost", "hinders", "city")),
    ],
)
def test_effect_and_side(factors: FactorFinder, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(factors, text)


@pytest.mark.parametrize(
    "text",
    [
        "Urban planning is taught at many schools.",
        "Smart cities publish a budget each year.",
        "Privacy is a word with many meanings.",
        "A smart city is a city of sensors.",
        "Smart cities use sensors.",
        "Smart cities face challenges, and privacy is taught at school.",
        "Taxi drivers in smart cities pay for their education.",
        "Sensors are applied to smart cities.",
        "Public funding is a topic of the smart city, and the mayor sees many challenges.",
        "As concerns education, the smart city has three schools.",
    ],
)
def test_no_effect_no_statement(factors: FactorFinder, text: str) -> None:
    assert found(factors, text) == []


def test_a_section_on_obstacles_speaks_of_them(factors: FactorFinder) -> None:
    text = "A second obstacle is the cost of sensors."
    assert found(factors, text) == []
    assert ("investment_cost", "hinders", "") in found(factors, text, "Enablers and obstacles")
