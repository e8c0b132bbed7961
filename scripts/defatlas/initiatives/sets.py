"""Phrases that speak of many initiatives: of all, of the others, of most, of those of a kind, level or country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from defatlas.initiatives.kinds import Kinds
from defatlas.initiatives.levels import level_of
from defatlas.initiatives.places import Place

_EXCEPT = re.compile(
    r"\b(?:all but|every\w* but|except(?:ing)?(?: for)?|with the (?:sole )?exceptions? of|apart from|"
    r"other than|besides|"
    r"save for|aside from|bar)\s+(?:the |that of |those of )*(?:\w+ )?$",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\W+$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:main|usual|prevail\w*|predominant\w*|dominant|dominates?|most common|mostly|mainly|usually|"
    r"generally|typically|"
    r"in most cases|majority|commonest|chief\w*|often)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SetPhrase:
    """A phrase for many initiatives, characters `start` to `end` of its sentence.

    Attributes:
        reach: "kind" for all that fit, "others" for all but those named, "most", "some", "none", or "them" for those
            that the sentence before speaks of.
        kind, level, country: what its members are; empty for any.
    """

    start: int
    end: int
    reach: str
    kind: str = ""
    level: str = ""
    country: str = ""


class SetFinder:
    """Finds phrases for many initiatives."""

    def __init__(self, kinds: Kinds) -> None:
        """Compile the nouns of the lexicon."""
        self._nouns = kinds.set_nouns
        nouns = "|".join(re.escape(noun) for noun in sorted(kinds.set_nouns, key=lambda n: (-len(n), n)))
        self._expression = re.compile(
            rf"(?<![\w-])(?P<noun>{nouns})(?![\w-])|\bthe (?P<rest>others|rest|remainder)\b(?! of\b)"
            r"|\b(?P<them>they all|(?:all|each|most|none) of them|all (?:two|three|four|five|six|seven|"
            r"eight)(?! \w*s\b))\b",
            re.IGNORECASE,
        )

    def __call__(self, text: str, places: Sequence[Place] = (), offset: int = 0) -> Iterator[SetPhrase]:
        """Yield the phrases of a sentence in order.

        Args:
            text: the sentence.
            places: of its passage.
            offset: where it starts in its passage.
        """
        for match in self._expression.finditer(text):
            if match["rest"]:
                yield SetPhrase(match.start(), match.end(), "others")
                continue
            if match["them"]:
                first = match["them"].split()[0].lower()
                reach = first if first in {"most", "none"} else "them"
                yield SetPhrase(match.start(), match.end(), reach)
                continue
            start, adjectives, before = _left_of(text, match.start())
            levels = [level_of(word) for word in adjectives if level_of(word)]
            inside = [p for p in places if offset + start <= p.start < offset + match.end() and p.country]
            yield SetPhrase(
                start,
                match.end(),
                _reach(before, text[max(0, start - _REACH) : start]),
                self._nouns[match["noun"].lower()],
                levels[0] if len(levels) == 1 else "",
                inside[0].country if inside else "",
            )


_WORD = re.compile(r"[\w’'-]+")
_REACH = 200  # characters before a noun, more than its determiners and four adjectives take


def _left_of(text: str, noun: int) -> tuple[int, list[str], str]:
    """Return where the phrase of a noun starts, its adjectives, and the determiners before them, in lower case."""
    words = list(_WORD.finditer(text, max(0, noun - _REACH), noun))
    adjectives: list[str] = []
    start = noun
    while words and len(adjectives) < 4 and _joined(text, words[-1].end(), start):
        word = words[-1][0].lower()
        if word in _DETERMINERS or word in _NO_ADJECTIVES:
            break
        start = words.pop().start()
        adjectives.append(word)
    determiners: list[str] = []
    while words and words[-1][0].lower() in _DETERMINERS and _joined(text, words[-1].end(), start):
        last = words.pop()
        start = last.start()
        determiners.insert(0, last[0].lower())
    return start, adjectives, " ".join(determiners)


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether only blanks stand between two words."""
    return not text[end:start].strip()


_OTHERS = frozenset({"other", "others", "remaining", "rest"})
_MANY = frozenset({"most", "many", "majority"})
_SOME = frozenset("some several few half one two three four five six only".split())
_DETERMINERS = frozenset(
    "the these those our such all each every both most many majority some several few half none no one "
    "two three four "
    "five six other others remaining rest of a only".split()
)
_NO_ADJECTIVES = frozenset(
    "in on at for to and or by with from is are was were be as an its their that which this has have can may "
    "between into under within through via over about after before against without during than not it they show "
    "shows support supports include includes among amongst while whereas if when where".split()
)


def _reach(determiners: str, before: str) -> str:
    """Return how many of its kind a phrase speaks of, by its determiners and what stands before it."""
    words = set(determiners.split())
    if words & _OTHERS and not words & (_SOME | _MANY):
        return "others"
    if words & {"none", "no"}:
        return "none"
    if words & _MANY:
        return "most"
    if words & _SOME:
        return "some"
    return "some" if _ONLY.search(before) else "kind"


def excepted(text: str, start: int) -> bool:
    """Tell whether a name that starts at a character is excepted: "all but the …", "except for …"."""
    return _EXCEPT.search(text[max(0, start - _REACH) : start]) is not None


def says_most(text: str) -> bool:
    """Tell whether a sentence speaks of what is usual rather than of all."""
    return _MOST.search(text) is not None
