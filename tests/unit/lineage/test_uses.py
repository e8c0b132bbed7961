"""Mentions and definitions are counted by document and concept."""

from defatlas.concepts import read_concepts
from defatlas.lineage.uses import count_uses
from defatlas.schemas import DEFINITIONS, PASSAGES, frame_of
from study_tables import definition

CONCEPTS = read_concepts(
    {
        "smart city": {"terms": ["smart city"], "neighbours": {"digital city": ["digital city"]}},
        "cluster": {"terms": ["cluster"]},
        "smart city cluster": {"terms": ["smart city cluster"]},
    }
)


def passages(**texts):
    """Passages as keyword arguments `document__kind`."""
    rows = []
    for number, (name, text) in enumerate(texts.items()):
        document_id, _, kind = name.partition("__")
        place = {"document_id": document_id, "passage_id": str(number), "page": "", "section": "", "start": 0}
        rows.append(place | {"kind": kind.rstrip("0123456789"), "text": text, "end": len(text)})
    return frame_of(rows, PASSAGES)


def counted(table, definitions=()):
    uses = count_uses(table, frame_of(definitions, DEFINITIONS), CONCEPTS)
    return {
        (row.document_id, row.concept): (row.mentions, row.definitions, row.characterisations)
        for row in uses.itertuples()
    }


def test_mentions_stand_in_the_documents_own_text():
    table = passages(
        one__paragraph="Smart cities and a Digital-City; the smart  city.",
        one__footnote="A smart-city, a smart cityscape, an unsmart city.",
        one__heading="Smart city",
        one__reference="Ferry (2001). The smart city. Pier Press.",
        two__heading="On clusters",
        three__caption="A smart city cluster beside clusters.",
    )
    assert counted(table) == {
        ("one", "smart city"): (4, 0, 0),
        ("three", "cluster"): (1, 0, 0),
        ("three", "smart city cluster"): (1, 0, 0),
    }


def test_definitions_are_counted_with_the_concept_of_their_term():
    first = definition("d1", "alpha2010", "A smart city is a city full of sensors.", "a city full of sensors")
    rows = [
        first,
        first | {"definition_id": "d2", "concept": "digital city"},
        first | {"definition_id": "d3", "kind": "characterisation"},
    ]
    table = passages(alpha2010__paragraph="A smart city is a city full of sensors. Digital cities, too.")
    assert counted(table, rows) == {("alpha2010", "smart city"): (2, 2, 1)}


def test_no_passages_give_an_empty_table():
    assert counted(passages()) == {}
