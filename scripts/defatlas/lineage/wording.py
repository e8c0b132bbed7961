"""Whether two definientia are one and the same in other dress: ellipses, brackets, hyphens, letter case, OCR noise."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz, process

# Thresholds, tuned on the accept and reject lists of tests/unit/lineage/test_wording.py; docs/method.md says why.
LEAST_LETTERS_ALIKE = 0.85  # share of the quotation's letters found in one go: OCR noise of 5 % leaves about 0.95
LEAST_WORDS_ALIKE = 0.88  # Dice coefficient of content words: one changed of nine or more passes, two of sixteen do not
FEWEST_WORDS = 6  # content words of the shorter one; with fewer, too many authors say the same by themselves
FEWEST_WORDS_IF_EQUAL = 4
_WORD_ALIKE = 75.0  # rapidfuzz ratio of a word and its OCR variant: one wrong letter of four

# An ellipsis, or several words in square brackets, which are the quoting author's.
_GAP = re.compile(r"\[[^\[\]]*[^\W\d_][^\[\]]*\s[^\[\]]*[^\W\d_][^\[\]]*\]|[\[(]?\s*(?:…|\.\s?\.\s?\.[\s.]*)\s*[\])]?")
_CITED = re.compile(r"\([^()]*\b(?:1[89]|20)\d\d[a-z]?\b[^()]*\)|\[\d+(?:\s*[,;–-]\s*\d+)*\]")
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:-\s+|\u00ad\s*)(?=[a-zà-ÿ])")
_DROPPED = re.compile(r"[\[\]\"'’‘“”«»`´]")
# Words that say nothing of the content.
FUNCTION_WORDS = frozenset(
    "a an the this that these those it its they their them he she we our us you your i which who whose whom what of in "
    "on at to from for by with within into onto over under between among through across about as than and or but nor "
    "so if when where while whether because since is are was were be been being am has have had having do does did can "
    "could may might must shall should will would not no also both either all any each such other more most".split()
)


@dataclass(frozen=True)
class Wording:
    """A definiens made comparable: words in lower case without accents, in the pieces that ellipses leave."""

    pieces: tuple[tuple[str, ...], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words in order."""
        return tuple(word for piece in self.pieces for word in piece)

    @cached_property
    def letters(self) -> str:
        """All words without spaces: "knowledge-based" and "knowledge based" are the same."""
        return "".join(self.words)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that are not mere function words, in order."""
        return content_words(self.words)

    @cached_property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Start and end of each word in `letters`."""
        found, start = [], 0
        for word in self.words:
            found.append((start, start + len(word), word))
            start += len(word)
        return tuple(found)


def content_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without the function words."""
    return tuple(word for word in words if word not in FUNCTION_WORDS)


def wording_of(text: str) -> Wording:
    """Make a definiens comparable: citations, brackets, quotation marks and punctuation go; ellipses part it."""
    text = _GAP.sub(" \0 ", _CITED.sub(" ", text))
    plain = unicodedata.normalize("NFKD", _BROKEN.sub("", text)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _DROPPED.sub("", plain)
    pieces = (tuple(re.findall(r"[^\W_]+", piece)) for piece in plain.split("\0"))
    return Wording(tuple(piece for piece in pieces if piece))


@dataclass(frozen=True)
class Likeness:
    """How much of the shorter of two wordings stands in the longer: share of its letters, and of content words."""

    letters: float
    words: float

    def passes(self, slack: float = 0.0) -> bool:
        """Tell whether both shares reach their threshold, less `slack`."""
        return self.letters >= LEAST_LETTERS_ALIKE - slack and self.words >= LEAST_WORDS_ALIKE - slack


NOTHING_ALIKE = Likeness(0.0, 0.0)


def likeness(one: Wording, other: Wording) -> Likeness:
    """Align the shorter wording, piece by piece, with the stretch of the longer that is most like it.

    `letters` is the mean of rapidfuzz's partial ratio over the pieces, weighted by their length. `words` is the Dice
    coefficient 2 m / (a + b) of the a content words of the pieces and the b content words of the stretches, of which
    m have an equal (or, for OCR noise, a similar) counterpart. It does not depend on the order of the two.
    """
    shorter, longer = sorted((one, other), key=lambda wording: (len(wording.letters), wording.letters))
    if not _is_long_enough(shorter, longer):
        return NOTHING_ALIKE
    alike, said, covered = 0.0, [], set()
    for piece in _quoted_pieces(shorter):
        letters = "".join(piece)
        found = fuzz.partial_ratio_alignment(letters, longer.letters, score_cutoff=60)
        if found is None:
            return NOTHING_ALIKE
        alike += found.score / 100 * len(letters)
        said.append(piece)
        covered |= {
            number
            for number, (start, end, _) in enumerate(longer.places)
            if 2 * (min(end, found.dest_end) - max(start, found.dest_start)) >= end - start
        }
    own = content_words(tuple(word for piece in said for word in piece))
    theirs = content_words(tuple(longer.words[number] for number in sorted(covered)))
    total = sum(len("".join(piece)) for piece in said)
    return Likeness(alike / total, _dice(own, theirs))


def _is_long_enough(shorter: Wording, longer: Wording) -> bool:
    """Tell whether a wording says enough for its repetition to be a quotation rather than a common phrase."""
    fewest = FEWEST_WORDS_IF_EQUAL if shorter.letters == longer.letters else FEWEST_WORDS
    return len(set(shorter.content)) >= fewest


def _quoted_pieces(wording: Wording) -> list[tuple[str, ...]]:
    """Return the pieces long enough to be found again; all words as one piece when none is."""
    return [piece for piece in wording.pieces if len(piece) >= 3] or [wording.words]


def _dice(own: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Return the Dice coefficient of two lists of words; each word has at most one counterpart."""
    left, matched = list(theirs), 0
    missing = []
    for word in own:
        if word in left:
            left.remove(word)
            matched += 1
        else:
            missing.append(word)
    for word in missing:
        near = process.extractOne(word, left, scorer=fuzz.ratio, score_cutoff=_WORD_ALIKE) if left else None
        if near and word[:1].isalpha():
            left.pop(near[2])
            matched += 1
    agreeing = 2 * matched + 3 * _written_in_two(own, theirs)
    return min(agreeing / (len(own) + len(theirs)), 1.0) if own or theirs else 0.0


def _written_in_two(own: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """Return how many words one side writes in two and the other in one ("well-being", "wellbeing")."""
    count = 0
    for some, others in ((own, theirs), (theirs, own)):
        pairs = {a + b for a, b in pairwise(some) if a not in others and b not in others}
        count += len(pairs & (set(others) - set(some)))
    return count
