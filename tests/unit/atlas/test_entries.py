"""What the page knows of each definition is what the tables say, at the offsets that its script counts."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from defatlas.atlas.entries import AROUND, CANDIDATES_SHOWN, candidate_entries, definition_entries, group_entries
from defatlas.schemas import CANDIDATES, CODES, DEFINITIONS, PASSAGES, frame_of
from study_tables import TEXTS, TRAITS, code, definition, study

NAMES = ("definitions", "documents", "passages", "codes", "clusters")


def entries(**changed: pd.DataFrame) -> list[dict[str, Any]]:
    """The entries of the study, with some of its tables changed."""
    made = study() | changed
    return definition_entries(*(made[name] for name in NAMES), [TRAITS])


def test_an_entry_says_what_the_tables_say() -> None:
    first, second, third = entries()
    assert (first["id"], first["document"], first["concept"], first["term"]) == (
        "d1", "alpha2010", "smart city", "smart city"
    )  # fmt: skip
    assert first["context"] == TEXTS["alpha2010"]
    assert first["context"][slice(*first["span"])] == first["definiens"] == "a city full of sensors"
    assert first["context"][slice(*first["sentence"])] == "A smart city is a city full of sensors."
    assert first["codes"] == [[0, 31, 38]]
    assert [each["group"] for each in (first, second, third)] == [1, 2, 1]
    assert third["codes"] == [[0, 24, 31], [1, 43, 52]]
    assert all(each["counted"] for each in (first, second, third))


def test_unchecked_sources_and_statements_of_aim_are_not_counted() -> None:
    made = study()
    documents, definitions = made["documents"], made["definitions"]
    documents.loc[0, "verified"] = False
    definitions.loc[definitions["definition_id"] == "d3", "kind"] = "characterisation"
    found = entries(documents=documents, definitions=definitions)
    assert [entry["counted"] for entry in found] == [False, True, False]


def test_the_item_of_a_list_comes_behind_its_lead_in() -> None:
    second = entries()[1]
    lead = "Some say: A smart city is "
    assert second["context"] == lead + "a place that hears its residents. Nothing else."
    assert second["lead"] == len(lead)
    assert second["context"][slice(*second["span"])] == "a place that hears its residents"
    ((_, start, end),) = second["codes"]
    assert second["context"][start:end] == "residents"


def test_evidence_in_the_lead_in_is_found_there() -> None:
    extra = code("d2", "devices", "beta2012", "smart")
    (second,) = [e for e in entries(codes=frame_of([extra], CODES)) if e["id"] == "d2"]
    ((_, start, end),) = second["codes"]
    assert second["context"][start:end] == "smart"
    assert end < second["lead"]


def test_a_code_that_a_person_added_has_no_place_and_names_the_person() -> None:
    added = code("d1", "residents", "alpha2010", "sensors") | {"evidence_start": -1, "evidence_end": -1, "coder": "AB"}
    assert entries(codes=frame_of([added], CODES))[0]["codes"] == [[1, -1, -1, "AB"]]


def replaced(monkeypatch: pytest.MonkeyPatch, text: str, sentence: str, defining: str) -> dict[str, Any]:
    """The entry of the first definition when its document is another text."""
    monkeypatch.setitem(TEXTS, "alpha2010", text)
    rows = [definition("d1", "alpha2010", sentence, defining)]
    passage = {"document_id": "alpha2010", "passage_id": "alpha2010:1", "page": "", "section": "", "kind": "paragraph"}
    passages = frame_of([passage | {"text": text, "start": 0, "end": len(text)}], PASSAGES)
    codes = frame_of([code("d1", "devices", "alpha2010", "sensors")], CODES)
    (entry,) = entries(definitions=frame_of(rows, DEFINITIONS), passages=passages, codes=codes)
    return entry


def test_offsets_count_as_the_pages_script_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "A smart city is 🏙 full of sensors."
    entry = replaced(monkeypatch, f"🏙🏙 {sentence}", sentence, "🏙 full of sensors")
    units = entry["context"].encode("utf-16-le")  # what JavaScript's slice works on

    def sliced(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le")

    assert sliced(*entry["span"]) == "🏙 full of sensors"
    assert sliced(*entry["sentence"]) == sentence
    assert sliced(*entry["codes"][0][1:]) == "sensors"


def test_a_long_passage_is_cut_around_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "A smart city is a city full of sensors."
    entry = replaced(monkeypatch, "lamp " * 900 + sentence + " tram" * 900, sentence, "a city full of sensors")
    context = entry["context"]
    assert context.startswith("… lamp ")
    assert context.endswith(" tram …")
    assert 2 * AROUND < len(context) < 2 * AROUND + len(sentence) + 10
    assert context[slice(*entry["sentence"])] == sentence
    assert context[slice(*entry["span"])] == "a city full of sensors"
    assert context[slice(*entry["codes"][0][1:])] == "sensors"


def test_entries_are_ordered_by_year_with_the_undated_last() -> None:
    made = study()
    documents = made["documents"]
    documents.loc[0, "year"] = None
    found = entries(definitions=made["definitions"].iloc[::-1], documents=documents)
    assert [entry["id"] for entry in found] == ["d2", "d3", "d1"]


def test_a_definition_without_codes_or_group_is_shown_too() -> None:
    made = study()
    found = entries(codes=made["codes"].iloc[:0], clusters=made["clusters"].iloc[:0])
    assert [(entry["codes"], "group" in entry) for entry in found] == [([], False)] * 3


def test_candidates_come_with_their_reason_the_likeliest_when_there_are_many() -> None:
    made = study()
    row = made["definitions"].iloc[0].to_dict()
    many = [
        row | {"definition_id": f"c{n:05d}", "probability": n / 4000, "reason": "no cue"}
        for n in range(CANDIDATES_SHOWN + 5)
    ]
    many.append(row | {"definition_id": "none", "probability": None, "reason": "too short"})
    found = candidate_entries(frame_of(many, CANDIDATES), made["documents"], made["passages"])
    assert len(found) == CANDIDATES_SHOWN
    assert min(entry["id"] for entry in found) == "c00005"
    assert {entry["why"] for entry in found} == {"no cue"}


def test_groups_have_their_size_and_exemplar() -> None:
    first, second = group_entries(study()["clusters"])
    assert first == {"number": 1, "label": "mixed", "size": 2, "stability": 0.5, "exemplar": "d1"}
    assert (second["number"], second["size"], second["exemplar"]) == (2, 1, "d2")
