"""Copies and versions of one work among all documents of a corpus: which is kept, and which stand behind it.

Kept is, first to last: what is in English; a full text (JATS before others), a checked reading note, an abstract, an
unchecked note; what is published before its preprint; what has a DOI; the longest; the first path in order. So neither
the order of the files nor that of the shards matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from defatlas.documents.jats import MEDIA_TYPE as JATS
from defatlas.documents.metadata import file_name
from defatlas.documents.notes import is_note
from defatlas.documents.same_work import (
    LEAST_TITLE,
    Work,
    ground_of,
    is_preprint,
    notice_in,
    numbers_in,
    plain_words,
    surnames_of,
    title_score,
)

_ORDER = ("correction", "file", "doi", "record", "title", "version")
_FULL_TEXT = 4_000  # characters; a shorter text is hardly more than an abstract
_OPENING = 8_000  # characters of a full text, where its title and abstract stand
_FIRST_WORDS = 4
_ROWS = 500
# Of two texts with ratio r of common letters, the shorter has at least r / (2 - r) of the longer's length.
_LEAST_LENGTH = LEAST_TITLE / (200 - LEAST_TITLE)
_CLEAR_NAMES = ("application/x-record", "application/xml", "application/jats", "application/tei")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Duplicate:
    """A document that is set aside.

    Attributes:
        document_id: it.
        kept_id: the document that stands for it.
        ground: a key of `schemas.GROUNDS`.
        score: how alike the titles are, 0 to 100.
    """

    document_id: str
    kept_id: str
    ground: str
    score: float


def work_of(row: Any, text: str, abstract: str) -> Work:
    """Return a row of the table of documents as a work.

    Args:
        row: it, as a named tuple.
        text: its whole text.
        abstract: its passages of that kind, as one text.
    """
    note, record = is_note(row.path), row.media_type.startswith("application/x-record")
    unnamed = record and row.title == file_name(row.path)
    title = "" if unnamed else plain_words(row.title)
    full = not note and not record and row.characters >= _FULL_TEXT
    tiers = ((full and row.media_type == JATS), full, (note and row.verified), not note, True)
    rank = (row.status != "read", tiers.index(True), is_preprint(row.doi, row.venue), not row.doi, -row.characters)
    return Work(
        row.document_id,
        row.path,
        row.sha256,
        row.doi,
        title,
        tuple(sorted(numbers_in(title).elements())),
        notice_in(title),
        0 if pd.isna(row.year) else int(row.year),
        surnames_of(row.authors),
        note or row.media_type.startswith(_CLEAR_NAMES),
        plain_words(abstract),
        "" if note or record else plain_words(text[:_OPENING]),
        tuple(map(int, rank)),
    )


def _pairs_in(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    """Yield all pairs within groups of ids."""
    for group in groups:
        yield from combinations(sorted(group), 2)


def _groups(works: Iterable[Work], key: str) -> dict[str, list[str]]:
    """Return document ids by a value that is not empty."""
    found: dict[str, list[str]] = defaultdict(list)
    for work in works:
        if value := getattr(work, key):
            found[value].append(work.document_id)
    return found


def _similar(titles: Sequence[str]) -> Iterator[Pair]:
    """Yield pairs of different titles that are alike, comparing those of about equal length only."""
    ordered = sorted(titles, key=lambda title: (len(title), title))
    lengths = np.array([len(title) for title in ordered])
    for first in range(0, len(ordered), _ROWS):
        rows = ordered[first : first + _ROWS]
        end = int(np.searchsorted(lengths, len(rows[-1]) / _LEAST_LENGTH, side="right"))
        scores = process.cdist(rows, ordered[first:end], scorer=fuzz.ratio, score_cutoff=LEAST_TITLE, dtype=np.uint8)
        for row, column in np.argwhere(scores):
            if column > row:
                yield rows[row], ordered[first + column]


def _titles_in_openings(works: Sequence[Work]) -> Iterator[Pair]:
    """Yield each full text with the documents whose title stands in its opening, found by the title's first words."""
    by_words: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in works:
        if work.title_is_specific:
            by_words[tuple(work.title.split()[:_FIRST_WORDS])].append(work)
    for full in works:
        words = full.opening.split()
        windows = set(zip(*(words[start:] for start in range(_FIRST_WORDS)), strict=False))
        for window in sorted(windows & by_words.keys()):
            for other in by_words[window]:
                if other.document_id != full.document_id and other.title in full.opening:
                    yield full.document_id, other.document_id


def candidate_pairs(works: Sequence[Work]) -> set[Pair]:
    """Return the pairs of document ids that are worth a look, each in order."""
    by_title = _groups(works, "title")
    found = set(_pairs_in(_groups(works, "doi").values()))
    for group in _groups(works, "sha256").values():
        found.update((min(group), other) for other in group if other != min(group))
    found.update(_pairs_in(by_title.values()))
    for first, second in _similar(list(by_title)):
        found.update((one, other) for one in by_title[first] for other in by_title[second])
    found.update(_titles_in_openings(works))
    return {(min(pair), max(pair)) for pair in found}


def _are_different(a: Work, b: Work) -> bool:
    """Tell whether two documents that a chain of others ties together are clearly two works."""
    if ground_of(a, b):
        return False
    clear = a.names_are_clear and b.names_are_clear and a.surnames and b.surnames
    return bool(
        (a.doi and b.doi and a.doi != b.doi)
        or (a.year and b.year and abs(a.year - b.year) > 2)
        or (a.title and b.title and (a.numbers != b.numbers or a.notice != b.notice))
        or (clear and not a.surnames & b.surnames)
    )


def _join(
    works: Mapping[str, Work], edges: Iterable[tuple[str, str, str, float]], told: Collection[str]
) -> dict[str, list[str]]:
    """Join documents along edges, the strongest first; groups that hold clearly different works stay apart.

    Those that a person put into a group (`told`) do not speak against others of it.
    """
    group_of = {name: [name] for name in works}
    for first, second, ground, _ in edges:
        one, other = group_of[first], group_of[second]
        if one is other:
            continue
        pairs = ((works[a], works[b]) for a in one for b in other if not {a, b} & set(told))
        if ground != "correction" and any(_are_different(*pair) for pair in pairs):
            continue
        one.extend(other)
        group_of.update(dict.fromkeys(other, one))
    return group_of


def find_duplicates(
    works: Sequence[Work], merges: Mapping[str, str] | None = None, splits: Iterable[str] = ()
) -> list[Duplicate]:
    """Find the documents that are copies or versions of others.

    Args:
        works: all documents.
        merges: document ids by that of a document that they are copies of, as a person says.
        splits: ids of documents that are kept, as a person says.

    Returns:
        One entry per document that is set aside, by id; no `kept_id` is set aside itself.
    """
    known = {work.document_id: work for work in works}
    told = {one: other for one, other in (merges or {}).items() if {one, other} <= known.keys() and one != other}
    apart = set(splits)
    edges = [(one, other, "correction", title_score(known[one], known[other])) for one, other in told.items()]
    for one, other in candidate_pairs(works):
        if not {one, other} & apart and (ground := ground_of(known[one], known[other])):
            edges.append((one, other, ground, title_score(known[one], known[other])))
    edges.sort(key=lambda edge: (_ORDER.index(edge[2]), -edge[3], edge[:2]))
    grounds = {frozenset(edge[:2]): (edge[2], edge[3]) for edge in reversed(edges)}
    strongest: dict[str, tuple[str, float]] = {}
    for one, other, ground, score in edges:
        strongest.setdefault(one, (ground, score))
        strongest.setdefault(other, (ground, score))
    groups = {id(group): group for group in _join(known, edges, told).values() if len(group) > 1}
    found = []
    for group in groups.values():
        kept = min(group, key=lambda name: (name in told, known[name].rank, known[name].path))
        for name in group:
            if name != kept:
                ground, score = grounds.get(frozenset((name, kept)), strongest[name])
                found.append(Duplicate(name, kept, ground, round(score, 1)))
    return sorted(found, key=lambda duplicate: duplicate.document_id)
