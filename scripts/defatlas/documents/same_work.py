"""Whether two documents are copies or versions of one work.

What is compared: bytes, DOI, title, year, authors, and the words of the abstract. Titles that differ by a number
("Part 1", "Part 2") or by a word that is no spelling of the other are different works, and so is a notice about a work
(erratum, reply, review) from the work.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from defatlas.documents.bibliography import surname_key

LEAST_TITLE = 95.0  # share of letters in the same order, of 100: finds 58 of 58 real pairs of two databases
_SAME_TITLE_UNDER_A_DOI = 60.0
_LEAST_ABSTRACT = 80.0
_LEAST_SPELLING = 80.0
_MOST_YEARS = 2
_SPECIFIC = (4, 25)  # words and letters of a title that no other work will have by chance
_LONGEST_COMPARED = 2_000  # characters of an abstract
_TITLE_PAGE = 1_000  # characters of an opening where title and authors stand
_LEAST_SHARED_AUTHORS = 0.5
_COUNTS_STAND = 100  # characters of the abstract of a volume: "The proceedings contain 45 papers."

_PREPRINTS = re.compile(
    r"10\.(?:48550|2139|20944|21203|1101|31219|31222|31224|31235|36227|26434|22541|12688|5281|13140|15200)/"
)
_PREPRINT_VENUES = re.compile(r"\b(?:arxiv|ssrn|preprints?|research square|techrxiv|zenodo|researchgate|osf)\b", re.I)
_NOTICES = {
    "correction": r"(?:erratum|errata|corrigend(?:um|a)|corrections?|publisher s note|addendum|retract(?:ion|ed)"
    r"|expression of concern|withdrawn)",
    "reply": r"(?:reply|response|rejoinder|comments?|commentary|discussion|author s? reply)(?: to| on| of)",
    "review": r"book review",
}
_NOTICE = {
    kind: re.compile(rf"(?:an? |the )?{pattern}\b|.*\b{pattern.removesuffix('(?: to| on| of)')}$")
    for kind, pattern in _NOTICES.items()
}
_ROMAN = {
    name: str(number)
    for number, name in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), start=1
    )
}
_NUMBER_WORDS = {
    **{name: str(n) for n, name in enumerate("one two three four five six seven eight nine ten".split(), start=1)},
    **{name: str(n) for n, name in enumerate("first second third fourth fifth sixth seventh".split(), start=1)},
}
_COUNTED = frozenset("part parts volume vol chapter section phase book study paper episode round no number".split())
_SMALL_WORDS = frozenset("a an the of and in on for to with by from at as or s".split())
_NO_ACCENT_TO_DROP = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "&": " "})


def plain_words(text: str) -> str:
    """Return text for comparing: letters and digits in lower case without accents, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_NO_ACCENT_TO_DROP))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def numbers_in(words: str) -> Counter[str]:
    """Count the numbers in plain words: digits, Roman numerals, and what counts a part ("part two", "part B")."""
    found: Counter[str] = Counter()
    before = ""
    for word in words.split():
        counted = before in _COUNTED
        if word.isdecimal() or any(c.isdecimal() for c in word):
            found[word.lstrip("0") or "0"] += 1
        elif word in _ROMAN and (counted or (len(word) > 1 and word not in {"xi", "vi"})):
            found[_ROMAN[word]] += 1
        elif word in _NUMBER_WORDS:
            found[_NUMBER_WORDS[word]] += 1
        elif counted and len(word) == 1:
            found[word] += 1
        before = word
    return found


def notice_in(words: str) -> str:
    """Tell what kind of notice about another work a title announces: correction, reply or review; else empty."""
    return next((kind for kind, pattern in _NOTICE.items() if pattern.match(words)), "")


@dataclass(frozen=True)
class Work:
    """A document as far as it takes to tell it from others.

    Attributes:
        document_id, path, sha256, doi: as in the table of documents.
        title: plain words; empty when the document has none but its file's name.
        numbers: the numbers in the title, sorted.
        notice: see `notice_in`.
        year: 0 when unknown.
        surnames: of the authors, ASCII; empty when unknown.
        names_are_clear: whether the authors come from a note, record or article in XML; a PDF file may name anyone.
        abstract: plain words of the abstract; empty when unknown.
        opening: plain words at the start of a full text, where a paper prints its title and abstract.
        rank: of copies the one that sorts first is kept.
    """

    document_id: str
    path: str
    sha256: str
    doi: str
    title: str
    numbers: tuple[str, ...]
    notice: str
    year: int
    surnames: frozenset[str]
    names_are_clear: bool
    abstract: str
    opening: str
    rank: tuple[int, ...] = ()

    @property
    def title_is_specific(self) -> bool:
        """Whether the title is long enough to be that of one work only."""
        words, letters = _SPECIFIC
        return len(self.title.split()) >= words and len(self.title) >= letters


def surnames_of(authors: str) -> frozenset[str]:
    """Return the family names in a list of authors set off by semicolons, as ASCII letters."""
    names = (name.strip() for name in authors.split(";"))
    keys = (surname_key(name if "," in name else name.split(" ")[-1]) for name in names if name)
    return frozenset(filter(None, keys))


def is_preprint(doi: str, venue: str) -> bool:
    """Tell whether a DOI or venue is that of a preprint server."""
    return bool(_PREPRINTS.match(doi) or _PREPRINT_VENUES.search(venue))


def _same_authors(a: Work, b: Work) -> bool | None:
    """Tell whether the authors agree; None when they are unknown, or differ where a file may name anyone."""
    if not a.surnames or not b.surnames:
        return None
    shared = len(a.surnames & b.surnames) / min(len(a.surnames), len(b.surnames))
    if shared >= _LEAST_SHARED_AUTHORS:
        return True
    return False if a.names_are_clear and b.names_are_clear else None


def _same_abstract(a: Work, b: Work) -> bool | None:
    """Tell whether the abstracts agree; against a full text, whether it opens with the abstract. None when unknown."""
    if a.abstract and b.abstract:
        length = min(len(a.abstract), len(b.abstract), _LONGEST_COMPARED)
        return fuzz.ratio(a.abstract[:length], b.abstract[:length], score_cutoff=_LEAST_ABSTRACT) > 0
    abstract, opening = (a.abstract, b.opening) if a.abstract else (b.abstract, a.opening)
    if not abstract or not opening:
        return None
    return fuzz.partial_ratio(abstract[:_LONGEST_COMPARED], opening, score_cutoff=_LEAST_ABSTRACT) > 0


def _without(words: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the words, in order, that do not stand among the others as often."""
    left = Counter(others)
    found = []
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            found.append(word)
    return found


def same_words(first: str, second: str) -> bool:
    """Tell whether titles differ by spelling and small words only: "Vienna" and "Venice" are different words."""
    ours, theirs = first.split(), second.split()
    odd, other = _without(ours, theirs), _without(theirs, ours)
    if "".join(odd) == "".join(other):  # "e government", "egovernment"
        return True
    passed_over = _SMALL_WORDS | _ROMAN.keys() | _NUMBER_WORDS.keys()  # numbers are compared by themselves
    odd, other = ([w for w in words if w not in passed_over and not w.isdecimal()] for words in (odd, other))
    if len(odd) != len(other):
        return fuzz.ratio("".join(odd), "".join(other)) >= LEAST_TITLE
    return all(fuzz.ratio(one, two) >= _LEAST_SPELLING for one, two in zip(odd, other, strict=True))


def title_score(a: Work, b: Work) -> float:
    """Return how alike two titles are, from 0 to 100; 0 when one is missing."""
    return fuzz.ratio(a.title, b.title) if a.title and b.title else 0.0


def _under_one_doi(a: Work, b: Work) -> bool:
    """Tell whether two documents with one DOI are one work; a volume's DOI may stand with each of its papers."""
    if not a.title or not b.title or title_score(a, b) >= _SAME_TITLE_UNDER_A_DOI:
        return True
    return fuzz.token_set_ratio(a.title, b.title) >= LEAST_TITLE or _same_abstract(a, b) is True


def _ground_of_title(a: Work, b: Work) -> str:
    """Return the ground on which two works of one title are one; empty when they are not."""
    authors, abstract = _same_authors(a, b), _same_abstract(a, b)
    specific = a.title_is_specific and b.title_is_specific
    known = a.year and b.year
    if not (a.names_are_clear or b.names_are_clear) and not abstract:
        return ""  # programs leave the title of a template in many files
    if authors is False or (known and abs(a.year - b.year) > _MOST_YEARS):
        return ""
    if (a.doi and b.doi and a.doi != b.doi) or (known and a.year != b.year):
        alike = authors and (specific or abstract)
        return "version" if alike or (abstract and specific and authors is None) else ""
    if abstract:
        nameless = not a.surnames and not b.surnames  # volumes of proceedings, told apart by how many papers they hold
        counts = numbers_in(a.abstract[:_COUNTS_STAND]) == numbers_in(b.abstract[:_COUNTS_STAND])
        return "record" if counts or not nameless else ""
    if abstract is None:
        return "title" if specific and (authors or known) else ""
    return "title" if specific and authors else ""


def ground_of(a: Work, b: Work) -> str:
    """Return the ground on which two documents are one work: a key of `schemas.GROUNDS`, or empty when they are two."""
    two_dois = a.doi and b.doi and a.doi != b.doi
    if a.sha256 == b.sha256 and not two_dois:
        return "record" if "#" in a.path and "#" in b.path else "file"
    if a.notice != b.notice:
        return ""
    if a.doi and a.doi == b.doi and _under_one_doi(a, b):
        return "doi"
    if a.numbers != b.numbers:
        return ""
    if title_score(a, b) >= LEAST_TITLE and same_words(a.title, b.title):
        return _ground_of_title(a, b)
    return "record" if opens_with(a, b) or opens_with(b, a) else ""


def opens_with(full: Work, other: Work) -> bool:
    """Tell whether a full text opens with the title of another document, and with its abstract or authors.

    This finds the paper whose file does not state its title. A number or "part" behind the title, and the name of a
    notice before it, say that it is the title of something else.
    """
    if not full.opening or not other.title_is_specific:
        return False
    before, found, after = f"{full.opening} ".partition(f"{other.title} ")
    if not found or notice_in(before[-40:].strip()) or numbers_in(" ".join(after.split()[:2])):
        return False
    if other.abstract:
        return bool(_same_abstract(full, other))
    title_page = set(full.opening[:_TITLE_PAGE].split())
    return len(before) < _TITLE_PAGE and bool(other.surnames) and other.surnames <= title_page
