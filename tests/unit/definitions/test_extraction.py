"""Definitions of whole documents: lists, lead-ins, citations, offsets, notes."""

from defatlas.definitions.candidates import find_candidates
from defatlas.definitions.citing import cited_for
from defatlas.definitions.definition import definition_id
from defatlas.definitions.placing import LEAST_PROBABILITY
from defatlas.documents.blocks import Block, lay_out
from defatlas.documents.notes import read_note
from hypothesis import given, settings
from hypothesis import strategies as st


def test_each_item_of_a_list_is_a_definition_joined_to_its_lead_in(accepted):
    items = ["listens before it digs;", "mends its pipes before they burst;", "and shares what it measures."]
    lead = "A smart city could be seen as a city that:"
    found = accepted(lead, *(("list_item", item) for item in items))
    assert [d.definiens for d in found] == [
        "listens before it digs",
        "mends its pipes before they burst",
        "and shares what it measures",
    ]
    assert all(d.sentence == f"{lead} {item}" for d, item in zip(found, items, strict=True))
    assert {(d.lead_start, d.lead_end) for d in found} == {(0, len(lead))}


def test_a_list_that_defines_nothing_is_left_alone(accepted):
    found = accepted(
        "We name three smart city traits that matter for the growth of smart cities:",
        ("list_item", "the patience of its people"),
        ("list_item", "the depth of its pockets"),
    )
    assert found == []


def test_offsets_of_every_part_stand_in_the_text(finder):
    blocks = [
        Block("heading", "Terms", level=2),
        Block("paragraph", "Some say much. Clusters, which are families of kindred trades, need time (Okoro 2001)."),
        Block("paragraph", "A smart city is a town that:"),
        Block("list_item", "counts its losses and publishes them;"),
    ]
    text, passages = lay_out(blocks)
    found = [d for d in finder.find("x", passages) if not d.reason]
    assert len(found) == 2
    for d in found:
        assert text[d.definiendum_start : d.definiendum_end] == d.definiendum
        assert text[d.definiens_start : d.definiens_end] == d.definiens
        lead = text[d.lead_start : d.lead_end] + " " if d.lead_start >= 0 else ""
        assert lead + text[d.start : d.end] == d.sentence
        assert d.section == "Terms"


def test_cited_in_the_sentence(accepted):
    (found,) = accepted("For Okoro et al. (2001, p. 12), a smart city is a town that counts what it spends.")
    assert found.cited_sources == "Okoro et al. (2001, p. 12)"


def test_cited_in_a_sentence_of_its_own_behind_a_quotation(accepted):
    (found,) = accepted('"A smart city is a town that counts what it spends." Okoro and Lind (2001, p. 12).')
    assert found.cited_sources == "Okoro and Lind (2001, p. 12)"


def test_cited_where_the_quotation_is_led_in(accepted):
    (found,) = accepted('Okoro (2001, p. 3) stresses that: "By counting, a smart city is a town that knows its debts."')
    assert found.cited_sources == "Okoro (2001, p. 3)"


def test_cited_before_a_list(accepted):
    found = accepted(
        "Definitions abound (cf. Okoro et al., 2001). A cluster could be defined as a place that:",
        ("list_item", "holds many firms of one trade;"),
    )
    assert [d.cited_sources for d in found] == ["Okoro et al. (2001)"]


def test_headings_and_references_define_nothing(accepted):
    assert accepted(("heading", "A smart city is a town that sings")) == []
    assert accepted(("heading", "References"), ("list_item", "Okoro (2001): A smart city is a town that sings.")) == []


def test_the_same_sentence_twice_is_one_definition(accepted):
    sentence = "A smart city is a town that mends its pipes."
    assert len(accepted(sentence, sentence)) == 1


def test_id_ignores_case_space_and_punctuation_but_not_words():
    first = definition_id("d", "A smart city is, a town.", "a town")
    assert first == definition_id("d", "a Smart  city is a town", "a town")
    assert first != definition_id("d", "A smart city is a village.", "a village")
    assert first != definition_id("e", "A smart city is, a town.", "a town")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=120))
def test_any_text_keeps_its_offsets(finder, noise):
    text, passages = lay_out([Block("paragraph", f"{noise} A smart city is a town that mends {noise} its pipes.")])
    for d in finder.find("x", passages):
        assert text[d.start : d.end] == d.sentence
        assert text[d.definiens_start : d.definiens_end] == d.definiens


NOTE = """---
source: okoro2001
source_type: academic
verified: true
checked: Against the publisher's page.
---

# Okoro (2001), towns that count

## Defines smart city, p. 4, after lind1999
Towns of a kind that count what they spend; nothing more is asked of a smart city, says the source.

A remark that a cluster is a group of firms is no definition here.

## Defines cluster
A cluster is a group of firms that share a river.

## Remarks
Clusters are groups of people, some say.
"""


def test_a_note_defines_what_its_headings_say(finder):
    text, passages = lay_out(read_note(NOTE, "okoro2001").blocks)
    city, cluster = finder.find_in_note("okoro2001", passages)
    assert (city.concept, city.page, city.cited_sources) == ("smart city", "p. 4", "lind1999")
    assert text[city.start : city.end] == city.sentence
    assert (cluster.concept, cluster.definiens) == ("cluster", "a group of firms that share a river")


def test_what_the_model_holds_for_no_definition_is_rejected_with_its_probability(candidates):
    (found,) = candidates("Furthermore, the smart city is a very convenient place to sell ice to tourists.")
    assert found.probability is not None
    unlikely = found.probability < LEAST_PROBABILITY
    assert found.reason == (f"the model gives it a probability of {found.probability:.2f}" if unlikely else "")


def test_cited_in_the_sentence_that_this_one_goes_on_with(finder):

    doc = finder._nlp.make_doc("So says Okoro (2001, p. 3) an . a smart city is a town that knows its debts.")
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    finder._mentions(doc)
    (candidate,) = find_candidates(doc, finder._matcher)
    assert [citation.text for citation in cited_for(doc, candidate)] == ["Okoro (2001, p. 3)"]


def test_parsing_only_what_may_define_changes_nothing(finder):
    texts = [
        "Nothing is said here of any town.",
        "The last trait leads on to super-clusters. This is an operational definition of a place.",
        "A smart city is a town that mends its pipes. It is old.",
        "A city is smart when it hears its people first.",
    ]
    _, passages = lay_out(
        [Block("heading", "Box 1: Living lab", level=2), *(Block("paragraph", text) for text in texts)]
    )
    assert finder.find("x", passages) == finder.find("x", passages, prefilter=False)
    assert [d.pattern for d in finder.find("x", passages) if not d.reason] == ["copula", "adjective"]
