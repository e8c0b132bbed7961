"""Families: definitions that are one and the same, quoted or borrowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from defatlas.corrections import Correction
from defatlas.lineage.wording import Likeness, Wording, likeness, wording_of

# Definitions are compared when they share this many pairs of neighbouring content words, and this part of the pairs
# of the one with fewer; ten thousand then take seconds, and 5 % wrong letters leave most pairs whole.
_FEWEST_SHARED_PAIRS = 2
_LEAST_SHARE_OF_PAIRS = 0.25
_SLACK_TO_ROOT = 0.1  # how much less like the family's longest member than like another one a member may be


def effective_number(definitions: pd.DataFrame) -> int:
    """Return the effective number of definitions: each family (column `family_id`) counts once."""
    return int(definitions["family_id"].nunique())


def pairs_to_compare(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Return the pairs of numbers i < j of wordings that share enough pairs of content words to be worth comparing."""
    keys: dict[tuple[str, str], int] = {}
    sets = [{keys.setdefault(pair, len(keys)) for pair in pairwise(w.content)} for w in wordings]
    if not keys:
        return []
    columns = np.fromiter((key for found in sets for key in sorted(found)), dtype=np.int64)
    counts = np.array([len(found) for found in sets])
    holds = csr_array(
        (np.ones(len(columns), dtype=np.int32), columns, np.concatenate([[0], np.cumsum(counts)])),
        shape=(len(sets), len(keys)),
    )
    shared = (holds @ holds.T).tocoo()
    fewer = np.minimum(counts[shared.row], counts[shared.col])
    enough = (shared.data >= _FEWEST_SHARED_PAIRS) & (shared.data >= _LEAST_SHARE_OF_PAIRS * fewer)
    kept = enough & (shared.row < shared.col)
    return sorted(zip(shared.row[kept].tolist(), shared.col[kept].tolist(), strict=True))


def quotation_families(texts: Sequence[str]) -> list[int]:
    """Return for each definiens the number of the one whose family it belongs to (its own when it is alone).

    From the longest to the shortest, each joins the family of the longer one that it is most like, if it is also much
    like that family's longest. Families are never merged, so that a short definiens that stands in two longer ones
    does not chain them. The order of `texts` changes nothing but the numbers.
    """
    wordings = [wording_of(text) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: (-len(wordings[i].letters), wordings[i].letters, texts[i]))
    place = {number: rank for rank, number in enumerate(order)}
    longer: dict[int, list[int]] = {}
    for pair in pairs_to_compare(wordings):
        first, second = sorted(pair, key=place.__getitem__)
        longer.setdefault(second, []).append(first)
    root = list(range(len(texts)))
    for number in order:
        links = [(likeness(wordings[number], wordings[other]), other) for other in longer.get(number, [])]
        passing = [(alike, other) for alike, other in links if alike.passes()]
        for _, other in sorted(passing, key=lambda link: (-_closeness(link[0]), place[link[1]])):
            head = root[other]
            if head == other or likeness(wordings[number], wordings[head]).passes(_SLACK_TO_ROOT):
                root[number] = head
                break
    return root


def _closeness(alike: Likeness) -> float:
    """Return one number for how much alike two wordings are."""
    return alike.letters + alike.words


def group_families(
    definitions: pd.DataFrame, documents: pd.DataFrame, borrowed: Mapping[str, str], corrections: Sequence[Correction]
) -> pd.Series:
    """Return the family_id of each definition: the id of its family's earliest member.

    Quotations are grouped by their words within a concept. The words of a reading note are ours and say nothing of
    quotation: there a definition joins the family of the source that the note names as its originator, where it is
    plain which of that source's definitions is meant. Corrections (merge, split) come last, in their order.

    Args:
        definitions: schema DEFINITIONS.
        documents: schema DOCUMENTS.
        borrowed: for definitions of notes, the document that each is borrowed from.
        corrections: those that apply.

    Returns:
        A series of ids by definition_id.
    """
    label = {key: key for key in definitions["definition_id"]}
    verbatim = definitions[definitions["wording"] == "verbatim"]
    for _, part in verbatim.groupby("family", sort=True):
        ids = list(part["definition_id"])
        for key, head in zip(ids, quotation_families(list(part["definiens"])), strict=True):
            label[key] = ids[head]
    _join_borrowed(label, definitions, borrowed)
    for correction in corrections:
        if correction.target in label and correction.action == "split":
            label[correction.target] = f"split {correction.target}"
        elif correction.target in label and correction.action == "merge" and correction.value in label:
            label[correction.target] = label[correction.value]
    return _earliest_of_each(label, definitions, documents)


def _join_borrowed(label: dict[str, str], definitions: pd.DataFrame, borrowed: Mapping[str, str]) -> None:
    """Put each definition that a note borrows into the family of what it borrows."""
    rows = {row.definition_id: row for row in definitions.itertuples()}
    of_source: dict[tuple[str, str], list[str]] = {}
    for key, row in rows.items():
        of_source.setdefault((row.document_id, row.family), []).append(key)
    without: dict[tuple[str, str], str] = {}
    for key in sorted(borrowed):
        row, source = rows[key], borrowed[key]
        theirs = of_source.get((source, row.family), [])
        same_term = [other for other in theirs if rows[other].concept == row.concept]
        meant = same_term or theirs
        if len(meant) == 1:
            _unite(label, key, meant[0])
        elif not theirs:
            _unite(label, key, without.setdefault((source, row.family), key))


def _unite(label: dict[str, str], one: str, other: str) -> None:
    """Give two families one label, the smaller of theirs."""
    kept, gone = sorted((label[one], label[other]))
    for key, value in label.items():
        if value == gone:
            label[key] = kept


def _earliest_of_each(label: Mapping[str, str], definitions: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Return for each definition the id of the earliest one with the same label; undated ones come last."""
    rows = definitions[["definition_id", "document_id", "start"]].merge(documents[["document_id", "year"]], how="left")
    rows = rows.assign(label=rows["definition_id"].map(label), year=rows["year"].astype("Float64").fillna(9999))
    rows = rows.sort_values(["year", "document_id", "start", "definition_id"])
    return rows.groupby("label")["definition_id"].transform("first").set_axis(rows["definition_id"])
