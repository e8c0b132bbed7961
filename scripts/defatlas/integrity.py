"""Promises that every run's results must keep; a rule checks them on the results themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from defatlas.documents.corpus_folder import printable
from defatlas.documents.files import file_of


@dataclass(frozen=True)
class Results:
    """The tables and texts of a results folder, and the files of its corpus."""

    files: Sequence[str]
    documents: pd.DataFrame
    rejected: pd.DataFrame
    passages: pd.DataFrame
    definitions: pd.DataFrame
    codes: pd.DataFrame
    clusters: pd.DataFrame
    texts: dict[str, str]
    page: str
    duplicates: pd.DataFrame
    flow: pd.DataFrame
    initiatives: pd.DataFrame
    initiative_evidence: pd.DataFrame


def every_file_accounted_for(results: Results) -> Iterator[str]:
    """Every file of the corpus, or every record and member of it, is once in documents or in rejected, not in both."""
    read, refused = set(results.documents["path"]), set(results.rejected["path"])
    files = {printable(file) for file in results.files}
    yield from (f"{path} is in both tables" for path in sorted(read & refused))
    for paths in (results.documents["path"], results.rejected["path"]):
        yield from (f"{path} is listed twice" for path in sorted(set(paths[paths.duplicated()])))
    owners = {path: file_of(path, files) for path in sorted(read | refused)}
    yield from (f"{path} is no file of the corpus" for path, owner in owners.items() if not owner)
    yield from (f"{file} is in neither table" for file in sorted(files - set(owners.values())))


def passages_are_verbatim(results: Results) -> Iterator[str]:
    """Every passage stands at its offsets in the document's text."""
    for row in results.passages.itertuples():
        if results.texts.get(row.document_id, "")[row.start : row.end] != row.text:
            yield f"{row.passage_id} is not the text at {row.start}-{row.end}"


def definitions_are_verbatim(results: Results) -> Iterator[str]:
    """Sentence (with its lead-in), definiendum and definiens stand at their offsets in the document's text."""
    for row in results.definitions.itertuples():
        text = results.texts.get(row.document_id, "")
        sentence = text[row.start : row.end]
        if row.lead_start >= 0:
            sentence = f"{text[row.lead_start : row.lead_end]} {sentence}"
        parts = (
            ("sentence", row.sentence, sentence),
            ("definiendum", row.definiendum, text[row.definiendum_start : row.definiendum_end]),
            ("definiens", row.definiens, text[row.definiens_start : row.definiens_end]),
        )
        yield from (
            f"{row.definition_id}: {name} differs from the text" for name, said, found in parts if said != found
        )


def evidence_is_verbatim(results: Results) -> Iterator[str]:
    """The evidence of every code stands at its offsets, inside the definiens."""
    place = {row.definition_id: row for row in results.definitions.itertuples()}
    for row in results.codes.itertuples():
        definition = place.get(row.definition_id)
        if definition is None:
            yield f"{row.definition_id}, {row.dimension}: no such definition"
            continue
        if results.texts.get(definition.document_id, "")[row.evidence_start : row.evidence_end] != row.evidence:
            yield f"{row.definition_id}, {row.dimension}: evidence differs from the text"
        if not definition.definiens_start <= row.evidence_start < row.evidence_end <= definition.definiens_end:
            yield f"{row.definition_id}, {row.dimension}: evidence lies outside of the definiens"


def one_cluster_each(results: Results) -> Iterator[str]:
    """Every grouped definition exists, once, and exactly one definition of each group is its exemplar."""
    known = set(results.definitions["definition_id"])
    yield from (f"{i} is no definition" for i in results.clusters["definition_id"] if i not in known)
    yield from (
        f"{i} has two groups" for i in results.clusters["definition_id"][results.clusters["definition_id"].duplicated()]
    )
    for cluster, part in results.clusters[results.clusters["cluster"] > 0].groupby("cluster"):
        if part["exemplar"].sum() != 1:
            yield f"group {cluster} has {part['exemplar'].sum()} exemplars"


def families_are_whole(results: Results) -> Iterator[str]:
    """Every definition belongs to a family that is named after one of its members."""
    place = {row.definition_id: row for row in results.definitions.itertuples()}
    for row in place.values():
        head = place.get(row.family_id)
        if head is None or head.family_id != row.family_id:
            yield f"{row.definition_id}: {row.family_id} names no family"


def documents_are_known(results: Results) -> Iterator[str]:
    """Every passage and definition belongs to a document."""
    known = set(results.documents["document_id"])
    for name, table in (("passages", results.passages), ("definitions", results.definitions)):
        yield from (f"{name}: unknown document {d}" for d in sorted(set(table["document_id"]) - known))


def page_is_self_contained(results: Results) -> Iterator[str]:
    """The page loads nothing from elsewhere, and names no folder of the machine."""
    loads = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=\"(?!data:|#)([^\"]*)", results.page)
    yield from (f"the page loads {address[:80]}" for address in loads)
    if "Content-Security-Policy" not in results.page:
        yield "the page has no Content-Security-Policy"
    here = Path.cwd()
    if here != Path(here.anchor) and f"{here}/" in results.page:
        yield "the page names the folder it was made in"


def duplicates_are_set_aside(results: Results) -> Iterator[str]:
    """Every duplicate is in rejected, and the document that stands for it among the documents."""
    refused, known = set(results.rejected["path"]), set(results.documents["document_id"])
    for row in results.duplicates.itertuples():
        if row.path not in refused:
            yield f"{row.path} is a duplicate but not in rejected"
        if row.kept_id not in known:
            yield f"{row.kept_id}, kept for {row.path}, is no document"
        if row.document_id in known:
            yield f"{row.document_id} is a duplicate and a document"


def flow_adds_up(results: Results) -> Iterator[str]:
    """The numbers of the flow are those of the tables, and its boxes hold every input once."""
    number = dict(zip(results.flow["Step"], map(int, results.flow["Number"]), strict=True))
    read = int((results.documents["status"] == "read").sum())
    counted = {
        "Files in the corpus folder": len(results.files),
        "Documents and records found in them": len(results.documents) + len(results.rejected),
        "Duplicates set aside": len(results.duplicates),
        "In another language": len(results.documents) - read,
        "Read in English": read,
    }
    yield from (f'"{step}" is {number[step]}, not {count}' for step, count in counted.items() if number[step] != count)
    shared = list(number)[2:7]
    if sum(number[step] for step in shared) != counted["Documents and records found in them"]:
        yield f"{', '.join(shared)} do not add up to what was found"
    concepts = [step.removeprefix("Define ") for step in number if step.startswith("Define ")]
    for concept in concepts:
        steps = (f"Do not use {concept}", f"Use {concept} without defining it", f"Define {concept}")
        if sum(number[step] for step in steps) != read:
            yield f"{', '.join(steps)} do not add up to what was read"
        defining = results.definitions[
            (results.definitions["family"] == concept) & (results.definitions["kind"] == "definition")
        ]["document_id"].nunique()
        if number[steps[2]] != defining:
            yield f'"{steps[2]}" is {number[steps[2]]}, but {defining} documents have a definition of it'


def initiatives_rest_on_the_text(results: Results) -> Iterator[str]:
    """The words that speak of an initiative stand at their offsets, and every initiative is named somewhere."""
    named = set[str]()
    for row in results.initiative_evidence.itertuples():
        if results.texts.get(row.document_id, "")[row.start : row.end] != row.words:
            yield f"{row.initiative_id}, {row.attribute}: the words differ from the text at {row.start}-{row.end}"
        if row.attribute == "mention":
            named.add(row.initiative_id)
    known = set(results.initiatives["initiative_id"])
    yield from (f"{i} is named in no document" for i in sorted(known - named))
    unknown = sorted(set(results.initiative_evidence["initiative_id"]) - known)
    yield from (f"{i} has evidence but no row" for i in unknown)


CHECKS: tuple[Callable[[Results], Iterator[str]], ...] = (
    every_file_accounted_for,
    duplicates_are_set_aside,
    flow_adds_up,
    passages_are_verbatim,
    definitions_are_verbatim,
    evidence_is_verbatim,
    one_cluster_each,
    families_are_whole,
    documents_are_known,
    initiatives_rest_on_the_text,
    page_is_self_contained,
)


def check(results: Results) -> pd.DataFrame:
    """Run every check; return its name, what it promises, the number of breaches, and the first of them."""
    rows = []
    for promise in CHECKS:
        breaches = list(promise(results))
        rows.append(
            {
                "check": promise.__name__,
                "promise": " ".join((promise.__doc__ or "").split()),
                "breaches": len(breaches),
                "first": breaches[0] if breaches else "",
            }
        )
    return pd.DataFrame(rows)
