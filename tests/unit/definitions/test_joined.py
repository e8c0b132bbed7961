"""Definitions made of two places, and what surrounds them: sentences, headings, tables, quotations, citations."""

import pytest
from defatlas.definitions.joined import span_of_item
from defatlas.definitions.quotations import quotation_around

TWO_SENTENCES = [
    ("This paper is about the term smart city. It refers to a town that counts its drops.", "a town that counts its drops"),
    ("The concept of living lab is young. It can be defined as a bench where users and makers meet.", "a bench where users and makers meet"),
    ("Clusters are much praised. They are commonly defined as groups of kindred firms in one valley.", "groups of kindred firms in one valley"),
    ("Much has been said of the smart city. The term denotes a town whose services know each other.", "a town whose services know each other"),
    ("We begin with the notion of living lab. Defined as a bench where users and makers meet, it is open to all.", "a bench where users and makers meet"),
    ("The idea of the smart city is old. This means a town that answers its citizens within a day.", "a town that answers its citizens within a day"),
]  # fmt: skip
NO_SECOND = [
    "Clusters are much praised. It refers to a town that counts its drops.",
    "The smart city is old. It is late for the council to act.",
    "Smart city projects cost much. They are defined as loans of the state to a town.",
    "The council met the cluster and the living lab. It is defined as a bench where users and makers meet.",
    "The smart city is praised. This means that nobody asks for proofs.",
    "The term smart city is young. It is popular with mayors and sellers alike.",
]


@pytest.mark.parametrize(("text", "definiens"), TWO_SENTENCES)
def test_two_sentences(accepted, text, definiens):
    found = [d for d in accepted(text) if d.pattern == "two_sentences"]
    assert [d.definiens for d in found] == [definiens]
    (d,) = found
    assert (d.sentence, text[d.lead_start : d.lead_end]) == (text, text.split(". ")[0] + ".")
    assert text[d.definiens_start : d.definiens_end] == d.definiens
    assert text[d.definiendum_start : d.definiendum_end] == d.definiendum


@pytest.mark.parametrize("text", NO_SECOND)
def test_no_second_sentence(accepted, text):
    assert [d.definiens for d in accepted(text) if d.pattern == "two_sentences"] == []


def test_rows_of_a_table_of_definitions_with_their_sources(accepted):
    found = accepted(
        ("caption", "Table A1: Definitions of smart city"),
        ("table_row", "No. | Source | Definition"),
        ("table_row", "1 | Okoro et al. (2001) | A town that counts its drops and tells its people."),
        ("table_row", "2 | Harbour Office | “Places where services know each other by name.”"),
        ("table_row", "3 | none | -"),
    )
    assert [(d.definiens, d.cited_sources, d.concept) for d in found] == [
        ("A town that counts its drops and tells its people", "Okoro et al. (2001)", "smart city"),
        ("Places where services know each other by name", "Harbour Office", "smart city"),
    ]
    assert {(d.pattern, d.definiendum, d.quoted) for d in found} == {("listed", "smart city", True)}


def test_entries_below_a_heading_that_lists_definitions(accepted):
    found = accepted(
        ("heading", "Annex 1: Definitions of clusters"),
        "“Groups of kindred firms that share a river and a school” (Okoro, 2001)",
        "3. Lind (1999): a crowd of rivals in one valley that lend each other tools.",
        "Many of these lists are old and nobody knows who began them (Okoro, 2001).",
    )
    assert [(d.definiens, d.cited_sources) for d in found] == [
        ("Groups of kindred firms that share a river and a school", "Okoro (2001)"),
        ("a crowd of rivals in one valley that lend each other tools", "Lind (1999)"),
    ]


def test_other_tables_list_no_definitions(accepted):
    rows = [("table_row", "1 | Okoro et al. (2001) | A town that counts its drops and tells its people.")]
    assert accepted(("caption", "Table 2: Costs of smart city projects"), *rows) == []
    assert accepted(("caption", "Table 3: Definitions of smart city and of cluster"), *rows) == []


def test_a_noun_phrase_below_a_heading_that_is_the_concept(accepted):
    (found,) = accepted(
        ("heading", "Box 2: Living lab"), "A workshop that lends its benches to the people of the street."
    )
    assert (found.pattern, found.definiendum) == ("heading", "Living lab")
    assert found.definiens == "A workshop that lends its benches to the people of the street"
    assert (
        accepted(("heading", "Costs of a living lab"), "A workshop that lends its benches to the people of the street.")
        == []
    )


def test_genus_quoted_and_keys(accepted):
    (found,) = accepted(
        "For Okoro (2001, p. 12), “a smart city is a kind of town that counts what it spends.”",
        ("heading", "References"),
        "Okoro, A. (2001): Towns that count. Harbour Press.",
    )
    assert (found.genus, found.quoted, found.cited_sources) == ("town", True, "Okoro (2001, p. 12)")
    assert found.cited_keys == "document:00002"
    (own,) = accepted("A smart city aims to spare its people waiting and waste (Lind, 1999: 4).")
    assert (own.genus, own.quoted, own.cited_sources, own.cited_keys) == (
        "",
        False,
        "Lind (1999, p. 4)",
        own.cited_keys,
    )


def test_numbers_in_square_brackets_mean_entries_of_the_list(accepted):
    (found,) = accepted(
        "A smart city is a town that counts what it spends [2].",
        ("heading", "References"),
        "[1] B. Lind, Rivers, 1999.",
        "[2] A. Okoro, Towns that count, 2001.",
    )
    assert (found.cited_sources, found.cited_keys) == ("[2]", "document:00003")


def test_the_author_of_a_quotation_is_named_before_it(accepted):
    found = accepted(
        "Okoro (2001, p. 7) goes on. “Rivers matter. A cluster is a group of firms that share a river. So it is.”"
    )
    assert [d.cited_sources for d in found] == ["Okoro (2001, p. 7)"]


def test_two_authors_before_a_quotation_are_not_clear(accepted):
    found = accepted(
        "Okoro (2001) and Lind and Berg (1999) agree. “Rivers matter. A cluster is a group of firms that share a river.”"
    )
    assert [d.cited_sources for d in found] == [""]


def test_what_is_quoted():
    text = 'He says “this is a quotation of words” and "a term" here.'
    start = text.index("this")
    assert quotation_around(text, start, start + 10) == (8, 38)
    assert quotation_around(text, text.index("a term"), text.index("a term") + 6) is None


@pytest.mark.parametrize(
    ("text", "definiens"),
    [
        ("a town with a sensor", "a town with a sensor"),
        ("a town beside a strand", "a town beside a strand"),
        ("a town that lights its quays (Lind 2013, p. 4); and", "a town that lights its quays"),
        ("“a town of quays”, [12];", "a town of quays"),
        ("a town of quays (and of locks);", "a town of quays (and of locks)"),
        ("a town of quays, and", "a town of quays"),
        ("a town of quays and (Lind, 2013)", "a town of quays"),
        ("* a town of quays …", "a town of quays …"),
        ("a town of (some quays)", "a town of (some quays)"),
        ("and", ""),
        ("; ,", ""),
        ("", ""),
    ],
)
def test_an_item_without_its_dress(text, definiens):
    first, last = span_of_item(text)
    assert text[first:last] == definiens


def test_a_long_tail_of_signs_costs_no_more_than_its_length():
    text = "a town that lights its quays " + ". " * 200_000 + "12 x"
    assert span_of_item(text) == (0, len(text))
