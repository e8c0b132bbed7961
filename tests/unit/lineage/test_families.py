"""Families of hand-made corpora are found, in any order, and generic definientia chain nothing."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
from defatlas.corrections import Correction
from defatlas.lineage.families import effective_number, group_families, quotation_families
from defatlas.schemas import DEFINITIONS, DOCUMENTS, frame_of
from hypothesis import given, settings
from hypothesis import strategies as st
from study_tables import document

BASE = (
    "a city that joins its physical, social and business infrastructure so that the shared intelligence of its people "
    "can be put to work"
)
TEMPLATE = [
    f"a city that uses sensors and open data to improve the {what}"
    for what in ("air it breathes", "work of its courts")
]
OTHER = "a place whose harbour, trams and lamps are steered by one office with data from sensors in every street"
SHORT = "a city that joins its physical, social and business infrastructure"


def row(key: str, document_id: str, definiens: str, **values: Any) -> dict[str, Any]:
    """A definition of which only the words, the document and what is cited matter."""
    blank: dict[str, Any] = dict.fromkeys(DEFINITIONS.columns, "")
    blank |= {name: -1 for name in DEFINITIONS.columns if name.endswith(("start", "end"))}
    blank |= {"concept": "smart city", "family": "smart city", "wording": "verbatim", "kind": "definition"}
    blank |= {"negated": False, "probability": None, "family_id": key}
    return blank | {"definition_id": key, "document_id": document_id, "definiens": definiens} | values


def grouped(rows, borrowed=None, corrections=()):
    """The family of each definition; documents are dated by the end of their ids."""
    documents = frame_of([document(name) for name in sorted({r["document_id"] for r in rows})], DOCUMENTS)
    found = group_families(frame_of(rows, DEFINITIONS), documents, borrowed or {}, corrections)
    return {r["definition_id"]: found[r["definition_id"]] for r in rows}


def sets(texts):
    """Families as sets of texts."""
    found: dict[int, set[str]] = {}
    for text, head in zip(texts, quotation_families(texts), strict=True):
        found.setdefault(head, set()).add(text)
    return sorted(sorted(family) for family in found.values())


def test_quotations_of_one_definition_are_a_family_named_after_the_earliest():
    rows = [
        row("d1", "late2015", BASE.replace("business", "…")),
        row("d2", "early2010", f"{BASE}."),
        row("d3", "middle2012", SHORT),
        row("d4", "middle2012", OTHER),
        row("d5", "old1999", BASE, family="cluster"),
    ]
    found = grouped(rows)
    assert found == {"d1": "d2", "d2": "d2", "d3": "d2", "d4": "d4", "d5": "d5"}
    assert effective_number(pd.DataFrame({"family_id": list(found.values())})) == 3


def test_undated_documents_come_last():
    documents = frame_of([document("early2010", year=None), document("late2015")], DOCUMENTS)
    rows = frame_of([row("d1", "early2010", BASE), row("d2", "late2015", BASE)], DEFINITIONS)
    assert set(group_families(rows, documents, {}, [])) == {"d2"}


def test_a_short_one_that_stands_in_two_does_not_chain_them():
    stem = "a city that joins physical, social and business networks with schools"
    first = f"{stem} so that trams, lamps and harbours are steered from one office by day and by night"
    second = f"{stem} in order to let residents, visitors and merchants vote on budgets, parks and noise"
    families = sets([first, second, stem])
    assert (len(families) == 2 and [first] in families) or [second] in families


@settings(max_examples=40, deadline=None)
@given(st.permutations([BASE, SHORT, OTHER, BASE.upper(), BASE.replace("people", "[its] people"), *TEMPLATE]))
def test_the_order_of_the_definitions_changes_no_family(texts):
    assert sets(texts) == sets(sorted(texts))


def test_a_note_joins_the_family_of_the_source_it_names_and_not_that_of_like_words():
    note = {"wording": "paraphrase"}
    rows = [
        row("d1", "origin2005", BASE, **note),
        row("d2", "borrower2011", OTHER, **note),
        row("d3", "alike2009", BASE, **note),
        row("d4", "borrower2013", "a thing", **note),
    ]
    borrowed = {"d2": "origin2005", "d4": "borrower2011"}
    assert grouped(rows, borrowed) == {"d1": "d1", "d2": "d1", "d3": "d3", "d4": "d1"}


def test_of_two_definitions_of_the_source_the_term_decides_or_none_is_meant():
    note = {"wording": "paraphrase"}
    rows = [
        row("d1", "origin2005", BASE, **note),
        row("d2", "origin2005", OTHER, **(note | {"concept": "digital city"})),
        row("d3", "borrower2011", "a thing", **(note | {"concept": "digital city"})),
        row("d4", "borrower2012", "a thing", **(note | {"concept": "knowledge city"})),
    ]
    borrowed = {"d3": "origin2005", "d4": "origin2005"}
    assert grouped(rows, borrowed) == {"d1": "d1", "d2": "d2", "d3": "d2", "d4": "d4"}


def test_borrowers_of_a_source_without_a_definition_of_its_own_are_a_family():
    rows = [row(f"d{n}", f"borrower201{n}", f"thing {n}", wording="paraphrase") for n in (1, 2, 3)]
    assert grouped(rows, {"d1": "origin2005", "d3": "origin2005"}) == {"d1": "d1", "d2": "d2", "d3": "d1"}


def test_people_merge_and_split_in_the_order_of_their_rows():
    rows = [row("d1", "early2010", BASE), row("d2", "late2015", BASE), row("d3", "middle2012", OTHER)]
    ids = {"d1": "a" * 12, "d2": "b" * 12, "d3": "c" * 12}
    rows = [r | {"definition_id": ids[r["definition_id"]]} for r in rows]

    def corrected(*said):
        corrections = [
            Correction(2 + n, ids[k], action, ids.get(v, ""), "", "", "") for n, (k, action, v) in enumerate(said)
        ]
        found = grouped(rows, corrections=corrections)
        return {short: next(s for s, i in ids.items() if i == found[ids[short]]) for short in ids}

    assert corrected() == {"d1": "d1", "d2": "d1", "d3": "d3"}
    assert corrected(("d2", "split", "")) == {"d1": "d1", "d2": "d2", "d3": "d3"}
    assert corrected(("d3", "merge", "d2")) == {"d1": "d1", "d2": "d1", "d3": "d1"}
    assert corrected(("d1", "split", ""), ("d3", "merge", "d1")) == {"d1": "d1", "d2": "d2", "d3": "d1"}
    assert corrected(("d3", "merge", "d1"), ("d3", "split", "")) == {"d1": "d1", "d2": "d1", "d3": "d3"}


def test_no_definitions_have_no_families():
    assert grouped([]) == {}
    assert effective_number(frame_of([], DEFINITIONS)) == 0


def test_thousands_of_definitions_take_seconds():
    draw = np.random.default_rng(1)
    words = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("nt", "rk", "ll", "st", "mp", "nd")]
    originals = [" ".join(draw.choice(words, 18)) for _ in range(1500)]
    quoted = [" ".join(w for w in text.split() if draw.random() > 0.03) for text in originals[:500]]
    began = time.perf_counter()
    heads = quotation_families([*originals, *quoted])
    assert time.perf_counter() - began < 20
    assert sum(heads[1500 + n] == n for n in range(500)) >= 480
    assert heads[:1500] == list(range(1500))
