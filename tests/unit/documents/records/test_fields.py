"""Field values come out the same whatever marks a database sets around them."""

import pytest
from defatlas.documents.records.fields import (
    abstract_text,
    doi_of,
    keyword_list,
    language_code,
    publication_type,
    tidy,
    year_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  A town\n   that counts ", "A town that counts"),
        ("Towns &amp; clusters", "Towns & clusters"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ("H<sub>2</sub>O in <i>towns</i>", "H2O in towns"),
        ("&lt;p&gt;Streets&lt;/p&gt;", "Streets"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("p &lt; 0.05", "p < 0.05"),
        ("so\u00adft \ufeffhyphen\x07", "soft hyphen"),
        ("Bogota\u0301", "Bogotá"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("N/A", ""),
        ("[No title available]", ""),
        ("None of the towns", "None of the towns"),
    ],
)
def test_text_is_tidy(written: str, expected: str) -> None:
    assert tidy(written) == expected


@pytest.mark.parametrize(
    "written",
    ["[No abstract available]", "No abstract available.", "[Abstract not available]", "n/a", "NULL", " ", "-"],
)
def test_a_placeholder_is_no_abstract(written: str) -> None:
    assert abstract_text(written) == ""


def test_the_word_abstract_before_an_abstract_goes_but_not_within_it() -> None:
    assert abstract_text("Abstract: We count lamps.") == "We count lamps."
    assert abstract_text("Abstract art fills the town.") == "Abstract art fills the town."
    assert abstract_text("No abstract available yet tells what a lamp is.").startswith("No abstract")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://doi.org/10.1234/AbC.5", "10.1234/abc.5"),
        ("doi: 10.1234/abc.", "10.1234/abc"),
        ("10.1016/S0140-6736(05)66991-0", "10.1016/s0140-6736(05)66991-0"),
        ("(see 10.1234/x)", "10.1234/x"),
        ("10.1002/(SICI)1097-4571(199)1:1<1::AID-ASI1>3.0.CO;2-P", "10.1002/(sici)1097-4571(199)1:1"),
        ("http://dx.doi.org/10.1234%2Fa_b", "10.1234/a_b"),
        ("10.5555/a [doi]", "10.5555/a"),
        ("10.5 million", ""),
        ("", ""),
    ],
)
def test_a_doi_is_bare_and_in_lower_case(written: str, expected: str) -> None:
    assert doi_of(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2014//", "2014"),
        ("4-8 Aug. 2020", "2020"),
        ("2019.0", "2019"),
        ("[1998]", "1998"),
        ("12019", ""),
        ("n.d.", ""),
    ],
)
def test_a_date_gives_its_year(written: str, expected: str) -> None:
    assert year_of(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("English", "en"), ("eng", "en"), ("en-GB", "en"), ("German; English", "de"), ("Klingon", "klingon"), ("", "")],
)
def test_a_language_has_one_code(written: str, expected: str) -> None:
    assert language_code(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("JOUR", "article"),
        ("Journal Article", "article"),
        ("inproceedings", "conference paper"),
        ("Proceedings Paper", "conference paper"),
        ("Article; Early Access", "article"),
        ("book-chapter", "chapter"),
        ("misc", ""),
        ("Fake Research Article", "fake research article"),
    ],
)
def test_kinds_of_publication_share_one_word(written: str, expected: str) -> None:
    assert publication_type(written) == expected


def test_keywords_split_at_the_strongest_mark() -> None:
    assert keyword_list("town, small; lamp; lamp") == ("town, small", "lamp")
    assert keyword_list("town|lamp") == ("town", "lamp")
    assert keyword_list("town, lamp") == ("town", "lamp")
    assert keyword_list(["town, small", "lamp"]) == ("town, small", "lamp")


@settings(deadline=None)
@given(st.text())
def test_tidying_twice_changes_nothing_more_where_no_entity_is_left(text: str) -> None:
    plain = text.replace("&", "").replace("<", "")
    assert tidy(tidy(plain)) == tidy(plain)
    tidy(text).encode("utf-8")


def test_long_runs_of_marks_take_no_long_time() -> None:
    assert tidy("$" * 200_000) == "$" * 200_000
    assert doi_of("10.1234/" + ")" * 200_000) == ""
