"""The tokeniser, by what must stay whole and what must come apart in scholarly prose."""

import pytest
from defatlas.language.pipeline import blank_pipeline


@pytest.fixture(scope="module")
def words():
    nlp = blank_pipeline()
    return lambda text: [token.text for token in nlp.make_doc(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giffinger et al. (2007)", ["Giffinger", "et", "al.", "(", "2007", ")"]),
        ("(e.g. roads)", ["(", "e.g.", "roads", ")"]),
        ("(cf. Porter, pp. 3-5)", ["(", "cf.", "Porter", ",", "pp.", "3", "-", "5", ")"]),
        ("doi:10.1016/j.cities.2010.12.", ["doi:10.1016/j.cities.2010.12", "."]),
        ("(see https://doi.org/10.1080/1063.2011.601117).", None),
        ("arXiv:1803.04813v2,", ["arXiv:1803.04813v2", ","]),
        ("well-known", ["well", "-", "known"]),
        ("a non-profit e-government office", ["a", "non-profit", "e-government", "office"]),
        ("Co-operation, ego-driven", ["Co-operation", ",", "ego", "-", "driven"]),
        ("call 555-0134 or 1-212-555-0134.", ["call", "555-0134", "or", "1-212-555-0134", "."]),
        ("1990-1995", ["1990", "-", "1995"]),
        ("Porter (1998): clusters", ["Porter", "(", "1998", ")", ":", "clusters"]),
        ("(part 8): see [1]–[11].", ["(", "part", "8", ")", ":", "see", "[", "1", "]", "–", "[", "11", "]", "."]),
        ("smart cities[12].", ["smart", "cities", "[", "12", "]", "."]),
        ("and/or", ["and", "/", "or"]),
        ("They cannot.", ["They", "can", "not", "."]),
        ("It isn't.", ["It", "is", "n't", "."]),
        ("the city's role", ["the", "city", "'s", "role"]),
        ("Great!!!", ["Great", "!!!"]),
        ("the user id, born Wed 4 May", ["the", "user", "id", ",", "born", "Wed", "4", "May"]),
        ("the hows and whys", ["the", "hows", "and", "whys"]),
        (
            "It opens at 7:30PM; rent is 10k now.",
            ["It", "opens", "at", "7:30", "PM", ";", "rent", "is", "10", "k", "now", "."],
        ),
        ("COVID-19 on the A-6", ["COVID", "-", "19", "on", "the", "A", "-", "6"]),
        ("shown in [13,14] for 1,200 cities", ["shown", "in", "[", "13", ",", "14", "]", "for", "1,200", "cities"]),
        ("1/2 of it on 3/4/01", ["1", "/", "2", "of", "it", "on", "3/4/01"]),
        ("$4-$6, $11.5M.", ["$", "4", "-", "$", "6", ",", "$", "11.5", "M", "."]),
        ("smuggling- and crime -like it", ["smuggling", "-", "and", "crime", "-", "like", "it"]),
        ("Who knows.??? Not I.?", ["Who", "knows", ".???", "Not", "I.", "?"]),
        ("DON'T, and I CANNOT", ["DO", "N'T", ",", "and", "I", "CAN", "NOT"]),
        ("see plan-3.2_new.DOC and x3-9890", ["see", "plan-3.2_new.DOC", "and", "x3-9890"]),
        ("due 12-31-1999, Springfield 01101-2345", ["due", "12-31-1999", ",", "Springfield", "01101-2345"]),
        ("an A+ for C++", ["an", "A", "+", "for", "C++"]),
        ("In the U.S. it is", ["In", "the", "U.S.", "it", "is"]),
    ],
)
def test_tokens(words, text, expected):
    if expected is None:
        expected = ["(", "see", "https://doi.org/10.1080/1063.2011.601117", ")", "."]
    assert words(text) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a\u00a0b", "\ufeff(2007)", "🏙️ city", "((((", "10.1/", "…" * 50])
def test_text_is_kept_sign_by_sign(words, text):
    nlp = blank_pipeline()
    assert nlp.make_doc(text).text == text


def test_tokeniser_survives_saving(tmp_path):
    import spacy

    nlp = blank_pipeline()
    nlp.to_disk(tmp_path / "blank")
    again = spacy.load(tmp_path / "blank")
    text = "Cf. Nam et al. (2011), doi:10.1145/2037556.2037602, well-known[3]."
    assert [t.text for t in again.make_doc(text)] == [t.text for t in nlp.make_doc(text)]
