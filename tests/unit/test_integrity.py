"""Integrity checks: each passes on sound results and fails on results broken by hand in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from defatlas.integrity import CHECKS, Results, check
from study_tables import TEXTS, duplicate, flow, study

PAGE = """<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="icon" href="data:,"></head><body><a href="#top">Up</a> <a href="https://example.org/">a link is no load</a>
<img src="data:image/png;base64,AA"><script type="application/json">{}</script></body></html>"""


def sound() -> Results:
    """The hand-made study, with its files."""
    made = study()
    names = ("documents", "rejected", "passages", "definitions", "codes", "clusters")
    files = [*made["documents"]["path"], "broken.pdf"]
    mined = made["mined_initiatives"], made["initiative_evidence"]
    return Results(files, *(made[name] for name in names), dict(TEXTS), PAGE, made["duplicates"], flow(), *mined)


def breaches(results: Results) -> dict[str, str]:
    """The broken promises by name, each with its first breach."""
    table = check(results)
    assert table["check"].tolist() == [promise.__name__ for promise in CHECKS]
    return dict(table.loc[table["breaches"] > 0, ["check", "first"]].to_numpy().tolist())


def with_cell(table: str, row: int, column: str, value: object) -> Callable[[Results], Results]:
    """Change a cell of a table."""

    def broken(results: Results) -> Results:
        frame = getattr(results, table).copy()
        frame.loc[row, column] = value
        return replace(results, **{table: frame})

    return broken


def with_row_again(table: str, **values: object) -> Callable[[Results], Results]:
    """Add a copy of a table's first row, with other values."""

    def broken(results: Results) -> Results:
        frame = getattr(results, table)
        return replace(results, **{table: pd.concat([frame, frame.iloc[:1].assign(**values)], ignore_index=True)})

    return broken


def with_page(text: str) -> Callable[[Results], Results]:
    """Add text to the page."""
    return lambda results: replace(results, page=results.page + text)


def test_sound_results_keep_every_promise() -> None:
    table = check(sound())
    assert table["breaches"].tolist() == [0] * len(CHECKS)
    assert table["first"].tolist() == [""] * len(CHECKS)
    assert table["promise"].str.fullmatch(r"[A-Z][^\n]+\.").all()


BROKEN = [
    ("every_file_accounted_for", lambda r: replace(r, files=[*r.files, "new.md"]), "new.md is in neither table"),
    (
        "every_file_accounted_for",
        lambda r: replace(r, files=r.files[1:]),
        "notes/alpha2010.md is no file of the corpus",
    ),
    ("every_file_accounted_for", with_row_again("rejected", path="notes/beta2012.md"), "notes/beta2012.md is in both"),
    ("every_file_accounted_for", with_row_again("documents", document_id="x"), "notes/alpha2010.md is listed twice"),
    ("families_are_whole", with_cell("definitions", 1, "family_id", "d9"), "d2: d9 names no family"),
    (
        "duplicates_are_set_aside",
        lambda r: replace(r, duplicates=pd.DataFrame([duplicate("copy", "alpha2010")])),
        "copy.pdf is a duplicate but not in rejected",
    ),
    (
        "duplicates_are_set_aside",
        lambda r: replace(r, duplicates=pd.DataFrame([duplicate("copy", "omega", path="broken.pdf")])),
        "omega, kept for broken.pdf, is no document",
    ),
    (
        "duplicates_are_set_aside",
        lambda r: replace(r, duplicates=pd.DataFrame([duplicate("beta2012", "alpha2010", path="broken.pdf")])),
        "beta2012 is a duplicate and a document",
    ),
    ("flow_adds_up", with_cell("flow", 1, "Number", "5"), '"Documents and records found in them" is 5, not 4'),
    ("flow_adds_up", with_cell("flow", 3, "Number", "0"), "do not add up to what was found"),
    ("flow_adds_up", with_cell("flow", 8, "Number", "1"), "do not add up to what was read"),
    ("flow_adds_up", with_cell("definitions", 1, "family", "cluster"), "but 2 documents have a definition of it"),
    ("flow_adds_up", with_cell("documents", 0, "status", "other language"), '"In another language" is 0, not 1'),
    ("passages_are_verbatim", with_cell("passages", 0, "start", 1), "alpha2010:1 is not the text at 1-58"),
    ("passages_are_verbatim", with_cell("passages", 2, "text", "A place."), "beta2012:2 is not the text at 27-74"),
    ("definitions_are_verbatim", with_cell("definitions", 0, "start", 1), "d1: sentence differs from the text"),
    ("definitions_are_verbatim", with_cell("definitions", 1, "lead_end", 24), "d2: sentence differs from the text"),
    ("definitions_are_verbatim", with_cell("definitions", 1, "lead_start", -1), "d2: sentence differs from the text"),
    ("definitions_are_verbatim", with_cell("definitions", 2, "definiendum", "city"), "d3: definiendum differs"),
    (
        "definitions_are_verbatim",
        with_cell("definitions", 2, "definiens_end", 51),
        "d3: definiens differs from the text",
    ),
    (
        "evidence_is_verbatim",
        with_cell("codes", 0, "evidence_start", 30),
        "d1, devices: evidence differs from the text",
    ),
    (
        "evidence_is_verbatim",
        with_cell("codes", 0, "evidence", "sensor"),
        "d1, devices: evidence differs from the text",
    ),
    ("evidence_is_verbatim", with_cell("codes", 0, "definition_id", "d9"), "d9, devices: no such definition"),
    ("evidence_is_verbatim", with_cell("definitions", 0, "definiens_end", 37), "d1, devices: evidence lies outside"),
    ("one_cluster_each", with_cell("clusters", 2, "definition_id", "d9"), "d9 is no definition"),
    ("one_cluster_each", with_row_again("clusters", exemplar=False), "d1 has two groups"),
    ("one_cluster_each", with_cell("clusters", 1, "exemplar", False), "group 2 has 0 exemplars"),
    ("one_cluster_each", with_cell("clusters", 2, "exemplar", True), "group 1 has 2 exemplars"),
    (
        "initiatives_rest_on_the_text",
        with_cell("initiative_evidence", 0, "words", "censors"),
        "delta, mention: the words differ from the text",
    ),
    (
        "initiatives_rest_on_the_text",
        with_cell("initiative_evidence", 1, "attribute", "aim"),
        "zeta is named in no document",
    ),
    (
        "initiatives_rest_on_the_text",
        with_cell("initiatives", 0, "initiative_id", "eta"),
        "eta is named in no document",
    ),
    (
        "initiatives_rest_on_the_text",
        with_row_again("initiative_evidence", initiative_id="theta"),
        "theta has evidence but no row",
    ),
    ("documents_are_known", with_row_again("passages", document_id="x"), "passages: unknown document x"),
    ("documents_are_known", with_cell("definitions", 0, "document_id", "x"), "definitions: unknown document x"),
    ("page_is_self_contained", with_page('<img alt="" src="https://example.org/a.png">'), "loads https://example.org/"),
    ("page_is_self_contained", with_page('<script async src="lib.js"></script>'), "the page loads lib.js"),
    ("page_is_self_contained", with_page('<link rel="stylesheet" href="//example.org/x.css">'), "loads //example.org"),
    ("page_is_self_contained", lambda r: replace(r, page="<html></html>"), "the page has no Content-Security-Policy"),
    (
        "page_is_self_contained",
        lambda r: replace(r, page=f"{PAGE} {Path.cwd()}/corpus"),
        "names the folder it was made",
    ),
]


@pytest.mark.parametrize(("name", "breaking", "first"), BROKEN, ids=[f"{b[0]}-{b[2][:25]}" for b in BROKEN])
def test_each_broken_promise_is_found(name: str, breaking: Callable[[Results], Results], first: str) -> None:
    found = breaches(breaking(sound()))
    assert first in found[name]


def test_every_check_is_broken_here_at_least_once() -> None:
    assert {promise.__name__ for promise in CHECKS} == {name for name, _, _ in BROKEN}


def test_every_breach_is_counted() -> None:
    results = replace(sound(), texts=dict.fromkeys(TEXTS, ""))
    counts = dict(check(results)[["check", "breaches"]].to_numpy().tolist())
    assert (counts["passages_are_verbatim"], counts["definitions_are_verbatim"], counts["evidence_is_verbatim"]) == (
        4,
        9,
        4,
    )


def test_the_root_folder_is_no_trace_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert breaches(sound()) == {}


def test_empty_results_keep_every_promise() -> None:
    results = sound()
    tables = ("documents", "rejected", "passages", "definitions", "codes", "clusters", "initiatives")
    tables = (*tables, "initiative_evidence")
    results = replace(results, flow=results.flow.assign(Number="0"))
    assert breaches(replace(results, files=[], **{name: getattr(results, name).iloc[:0] for name in tables})) == {}
