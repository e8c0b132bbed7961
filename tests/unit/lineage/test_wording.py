"""The same definition in other dress is told from different definitions of the same make."""

import pytest
from defatlas.lineage.wording import likeness, wording_of
from hypothesis import given, settings
from hypothesis import strategies as st

BASE = (
    "a city that joins its physical, social and business infrastructure so that the shared intelligence of its people "
    "can be put to work"
)
SAME = {
    "case and punctuation": (BASE, f"{BASE.upper()}."),
    "ellipsis": (BASE, BASE.replace(" and business", " …")),
    "ellipsis in brackets": (BASE, BASE.replace("so that the shared ", "[...] ").removeprefix("a city that ")),
    "ellipsis with spaces": (BASE, BASE.replace("so that the shared", ". . .")),
    "article in brackets": (BASE, BASE.replace("a city", "[A] city")),
    "letter in brackets": (BASE, BASE.replace("joins", "[j]oins")),
    "words in brackets": (BASE, BASE.replace("people", "[inhabitants, the] people")),
    "OCR noise": (
        BASE,
        "a city thnt joins its physica1, social and busincss infra- structure so that the sharcd intelligence of its "
        "peopIe can be put to work",
    ),
    "one word changed": (BASE, BASE.replace("shared", "common")),
    "one word more": (BASE, BASE.replace("people", "people and visitors")),
    "only its beginning": (BASE, "a city that joins its physical, social and business infrastructure"),
    "citation inside": (BASE, BASE.replace("infrastructure", "infrastructure (Ferry & Quay, 2001, p. 4)")),
    "number of a reference": (BASE, BASE.replace("infrastructure", "infrastructure [12, 14]")),
    "lost spaces": (BASE, BASE.replace("physical, social", "physicalsocial")),
    "quotation marks": (BASE, BASE.replace("shared intelligence", "“shared intelligence”")),
    "hyphens": (
        "a knowledge-based network of well-being services, firms, schools and laboratories in one region",
        "a knowledge based network of wellbeing services, firms, schools and labora-\ntories in one region",
    ),
    "ligatures": (
        "an efficient office of flowing traffic, benefits and fields of light",
        "an eﬃcient oﬃce of ﬂowing traﬃc, beneﬁts and ﬁelds of light",
    ),
    "spelling": (
        "an organisation of neighbouring firms that specialise in one trade and share labour markets",
        "an organization of neighboring firms that specialize in one trade and share labor markets",
    ),
    "accents": (
        "un réseau d'entreprises, d'écoles et de laboratoires liés par la proximité",
        "un reseau d’entreprises, d’ecoles et de laboratoires lies par la proximite",
    ),
    "short but equal": ("a crowd of linked firms in one valley", "A crowd of linked firms, in one valley."),
}
DIFFERENT = {
    "another end": (
        "a city that uses information and communication technology to improve the quality of life of its citizens",
        "a city that uses information and communication technology to improve the efficiency of its public services",
    ),
    "another end, few words": (
        "a city that uses information and communication technology to improve the quality of life of its citizens",
        "a city that uses information and communication technology to improve the quality of its services",
    ),
    "same template": (
        "a city in which investments in people and schools lead to growth and a good life",
        "a city in which investments in sensors and networks lead to savings and clean air",
    ),
    "same template of a cluster": (
        "a geographic concentration of linked firms, suppliers and service providers in one industry",
        "a geographic concentration of linked schools, laboratories and hospitals in one industry",
    ),
    "common phrase inside a longer one": (
        "a geographic concentration of firms",
        "a geographic concentration of firms and universities that compete and cooperate",
    ),
    "common phrase twice": ("a group of firms", "a group of firms"),
    "same words in another order": (
        "a city that links tramways, buildings and services by a communication network",
        "a network of tramways, buildings and public services that a city links by cables",
    ),
    "one word changed of a short one": (
        "a crowd of linked firms in one green valley by the sea",
        "a crowd of linked firms in one broad valley by the sea",
    ),
    "nothing": ("", BASE),
    "only marks": ("… – [12]", BASE),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same_definition_is_recognised(one, other):
    assert likeness(wording_of(one), wording_of(other)).passes()


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_definitions_are_told_apart(one, other):
    assert not likeness(wording_of(one), wording_of(other)).passes()


def test_what_two_wordings_share_is_counted():
    one = wording_of("alpha beta gamma delta epsilon zeta eta theta iota kappa")
    other = wording_of("alpha beta omega delta epsilon zeta eta theta iota kappa")
    found = likeness(one, other)
    assert found.words == 2 * 9 / (10 + 10)
    assert found.letters == pytest.approx(44 / 47)  # of 47 letters three are others: of gamma and omega, two agree


WORDS = st.lists(st.sampled_from("city firm lamp tram school of the in data people and water".split()), max_size=14)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_a_share(one, other):
    first, second = wording_of(" ".join(one)), wording_of(" ".join(other))
    found = likeness(first, second)
    assert found == likeness(second, first)
    assert 0 <= found.letters <= 1 and 0 <= found.words <= 1
