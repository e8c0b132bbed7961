"""Eight sentences for and eight against every form, on concepts known by configuration alone.

Sentences and labels were written before the rules were held against them. A form may fail on two of sixteen, since
another parser sees some sentences differently; all together hardly any may fail.
"""

import re

import pytest
from defatlas.concepts import read_concepts
from defatlas.definitions.definition import Definition
from defatlas.definitions.extraction import DefinitionFinder
from defatlas.documents.blocks import Block, lay_out
from defatlas.language.pipeline import load_pipeline

from .form_sentences import ACCEPT, ACCEPT_PASSAGES, CONCEPTS, REJECT, REJECT_PASSAGES

Blocks = list[tuple[str, str]]
CASES = {**ACCEPT, **ACCEPT_PASSAGES}
AGAINST = {**REJECT, **REJECT_PASSAGES}


@pytest.fixture(scope="module")
def finder() -> DefinitionFinder:
    return DefinitionFinder(load_pipeline(), read_concepts(CONCEPTS))


def _found(finder: DefinitionFinder, cases: list[str] | list[Blocks]) -> list[list[Definition]]:
    """The definitions taken in each case; plain sentences are paragraphs of one document and parsed together."""
    if not isinstance(cases[0], str):
        return [_taken(finder, case)[0] for case in cases]
    together, passages = _taken(finder, [("paragraph", sentence) for sentence in cases])
    assert len(passages) == len(cases)
    return [[d for d in together if p.start <= d.start < p.end] for p in passages]


def _taken(finder: DefinitionFinder, blocks: Blocks):
    plain = [
        Block(kind, text.replace("<", "").replace(">", ""), level=2 * (kind == "heading")) for kind, text in blocks
    ]
    _, passages = lay_out(plain)
    return [d for d in finder.find("d", passages) if not d.reason], passages


def _marked(case: str | Blocks) -> list[str]:
    text = case if isinstance(case, str) else "\n".join(text for _, text in case)
    return [definiens.rstrip(".;") for definiens in re.findall(r"<(.*?)>", text)]


def _failures(finder: DefinitionFinder, form: str) -> list[object]:
    failed: list[object] = []
    for case, found in zip(CASES[form], _found(finder, CASES[form]), strict=True):
        named = form in ACCEPT_PASSAGES or {d.pattern for d in found} == {form}
        if [d.definiens for d in found] != _marked(case) or not named:
            failed.append((case, [(d.pattern, d.definiens) for d in found]))
    for case, found in zip(AGAINST[form], _found(finder, AGAINST[form]), strict=True):
        if found:
            failed.append((case, [(d.pattern, d.definiens) for d in found]))
    return failed


@pytest.fixture(scope="module")
def failures(finder: DefinitionFinder) -> dict[str, list[object]]:
    return {form: _failures(finder, form) for form in CASES}


@pytest.mark.parametrize("form", CASES)
def test_finds_what_defines_and_only_that(failures, form):
    assert len(failures[form]) <= 2, failures[form]


def test_hardly_any_fails(failures):
    failed = [case for cases in failures.values() for case in cases]
    assert len(failed) <= 0.02 * 16 * len(CASES), failed


NOISY = [
    (
        "It is old.A living lab is a bench at which users test innovations.It grows.",
        "a bench at which users test innovations",
    ),
    ("A living lab is a bench\nat which users\ntest innovations.", "a bench\nat which users\ntest innovations"),
    ("A **living lab** is a bench at which users test innovations.", "a bench at which users test innovations"),
    ("The _living lab_ refers to a bench at which users test innovations.", "a bench at which users test innovations"),
    ("A living  lab   is a  bench at which users test innovations.", "a bench at which users test innovations"),
    ("A living lab is a berich at wbich users test innovatiorns.", "a berich at wbich users test innovatiorns"),
    (
        "``Living lab'' is defined as a bench at which users test innovations.",
        "a bench at which users test innovations",
    ),
    (
        "Lind holds that “[l]iving labs are places at which users test innovations” (p. 3).",
        "places at which users test innovations",
    ),
]


@pytest.mark.parametrize(("text", "definiens"), NOISY)
def test_noise_of_reading_hides_nothing(finder, text, definiens):
    found, _ = _taken(finder, [("paragraph", text)])
    assert [" ".join(d.definiens.split()) for d in found] == [" ".join(definiens.split())]


def test_eight_for_and_eight_against_each_form():
    assert set(CASES) == set(AGAINST)
    assert {len(cases) for cases in [*CASES.values(), *AGAINST.values()]} == {8}
