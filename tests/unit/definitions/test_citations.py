"""In-text citations: what counts, what does not, and which reference they mean."""

import pytest
from defatlas.definitions.citations import find_citations, is_only_citation, resolve

FOUND = [
    ("as shown before (Okoro, 2001)", ["Okoro (2001)"]),
    ("as shown before (Okoro et al., 2001; Lind & Berg 1999)", ["Okoro et al. (2001)", "Lind & Berg (1999)"]),
    ("Okoro and Lind (2001, p. 7) say so", ["Okoro and Lind (2001, p. 7)"]),
    ("According to van der Meer (2015, pp. 4–6) it is", ["van der Meer (2015, pp. 4–6)"]),
    ("For Çelik et al. (2015b) it is", ["Çelik et al. (2015b)"]),
    ("(cf. Okoro et al., 2001)", ["Okoro et al. (2001)"]),
    ("Okoro et al.'s (2001) view", ["Okoro et al. (2001)"]),
    ("in 2001 the town of Lind grew", []),
    ("from 1999 to 2005", []),
    ("(see box 2)", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds(text, expected):
    assert [citation.text for citation in find_citations(text)] == expected


@pytest.mark.parametrize("text", ["Okoro (2016, p. 37).", "(Okoro et al., 2001)."])
def test_only_a_citation(text):
    assert is_only_citation(text)


@pytest.mark.parametrize("text", ["Okoro (2016) says so at length.", "Nothing is cited.", ""])
def test_more_than_a_citation(text):
    assert not is_only_citation(text)


def test_resolves_by_first_author_and_year():
    (citation,) = find_citations("(Bakıcı & Lind, 2013)")
    references = [("lind2013", "lind", "2013"), ("bakici2013", "bakici", "2013"), ("bakici2012", "bakici", "2012")]
    assert resolve(citation, references) == "bakici2013"
    assert resolve(citation, references[:1]) == ""
