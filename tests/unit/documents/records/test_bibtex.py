"""BibTeX of publishers, Web of Science and Scopus: no entry is lost for a repetition, none without a word."""

import re

import pytest
from defatlas.documents.records.bibtex import START, plain, read_bibtex
from defatlas.documents.records.record import sort_out


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"Caf{\'e} in {Z}\"urich", "Café in Zürich"),
        ("ten % of lamps", "ten % of lamps"),
        (r"ten % of caf\'es & 5\% of towns_a", "ten % of cafés & 5% of towns_a"),
        ("costs $5 or {$}6", "costs $5 or $6"),
        ("2010--2015 ``town''", "2010–2015 “town”"),
        ("Ana~Lima", "Ana Lima"),
        (r"{{The \emph{smart city} of {\AA}rhus}}", "The smart city of Århus"),
        (r"a share $\alpha$ of \$5 and $6", "a share α of $5 and $6"),
        (r"a \% and " + "{" * 3000 + "b" + "}" * 3000, "a % and b"),
    ],
)
def test_latex_becomes_text_and_nothing_is_lost(written: str, expected: str) -> None:
    assert " ".join(plain(written).split()) == expected


def test_all_fields_of_an_entry() -> None:
    (record,), unusable = sort_out(
        read_bibtex(
            "@string{jl = {Journal of Lamps}}\n@article{a1,\n  title = {{Lamps} of the town},\n  year = 2019,\n"
            "  author = {Lima, Ana and {World Lamp Body, The} and Bo van Ode},\n  journal = jl,\n"
            "  abstract = {We count 10% of\n    lamps.},\n  doi = {10.1234/LAMP\\_1},\n  keywords = {lamp; town},\n"
            '  language = "english"\n}\n'
        )
    )
    assert unusable == []
    assert (record.title, record.abstract) == ("Lamps of the town", "We count 10% of lamps.")
    assert record.authors == ("Lima, Ana", "World Lamp Body The", "van Ode, Bo")
    assert (record.year, record.doi, record.venue) == ("2019", "10.1234/lamp_1", "Journal of Lamps")
    assert (record.language, record.keywords, record.publication_type) == ("en", ("lamp", "town"), "article")


def test_keys_and_fields_that_stand_twice_lose_no_entry() -> None:
    text = "@article{a, title={One}}\n@article{a, title={Two}}\n@book{b, title={}, title={Three}}\n"
    text += "@string{x={1}}\n@string{x={2}}"
    records, unusable = sort_out(read_bibtex(text))
    assert [(r.number, r.title) for r in records] == [(1, "One"), (2, "Two"), (3, "Three")]
    assert unusable == []


def test_an_entry_that_cannot_be_parsed_is_reported_with_its_line_and_those_after_it_are_read() -> None:
    text = "@article{a, title={One}}\n@article{b, title={open\n@article{c, title={Three}}\n"
    records, unusable = sort_out(read_bibtex(text))
    assert [(r.number, r.title) for r in records] == [(1, "One"), (3, "Three")]
    assert unusable == [(2, "line 2: the entry cannot be parsed; check its braces and commas")]


def test_web_of_science_and_scopus_write_their_own_fields() -> None:
    text = (
        "@article{ WOS:0001,\nAuthor = {Lima, Ana and\n   Ode, Bo},\nTitle = {Lamps of\n   the town},\n"
        "Type = {Review},\nAuthor-Keywords = {lamp; town},\nKeywords-Plus = {OTHER},\n}\n"
        "@ARTICLE{Lima2019,\nauthor={Lima, A.},\ntitle={Wells},\nnote={cited By 3},\n"
        "document_type={Conference Paper},\nauthor_keywords={well},\n}\n"
    )
    (first, second), _ = sort_out(read_bibtex(text))
    assert (first.authors, first.keywords, first.publication_type) == (
        ("Lima, Ana", "Ode, Bo"),
        ("lamp", "town"),
        "review",
    )
    assert (second.keywords, second.publication_type) == (("well",), "conference paper")


def test_an_entry_takes_from_its_crossref_what_it_leaves_out() -> None:
    text = "@inproceedings{a, title={One}, crossref={P}}\n@proceedings{p, title={Lamp Days}, year={2018}}"
    (first, second), _ = sort_out(read_bibtex(text))
    assert (first.venue, first.year) == ("Lamp Days", "2018")
    assert (second.title, second.publication_type) == ("Lamp Days", "proceedings")


def test_many_entries_are_all_there() -> None:
    text = "\n".join(
        f"@article{{k{n % 7}, title = {{Town {n}}}, abstract = {{Lamp, {{n}} = {n}}}}}" for n in range(300)
    )
    records, unusable = sort_out(read_bibtex(text))
    assert len(re.findall(r"^@", text, re.MULTILINE)) == 300
    assert [r.title for r in records] == [f"Town {n}" for n in range(300)]
    assert unusable == []
    assert START.search(text)
