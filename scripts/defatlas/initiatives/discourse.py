"""Which initiative each stretch of a document speaks of: by name, or by a word that points back to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span

from defatlas.documents.blocks import Passage
from defatlas.initiatives.names import NameMention

_BEFORE_OBLIQUE = re.compile(
    r"\b(?:of|for|with|from|by|to|within|in|at|on|before|after|than|unlike|including|under|towards?|into|through|via)"
    r"(?: the| its| their| a| an| its own)?(?: [\w-]+ (?:of|for) the)?\s*[\"“'‘(]*$",
    re.IGNORECASE,
)
_LISTED_WITH = re.compile(r"[\s,;]*(?:and|or|as well as|&|/)?\s*(?:also )?(?:the )?(?:[\"“'‘])?", re.IGNORECASE)
_ONE = (
    r"cluster|lab|living lab|LL|initiative|project|network|alliance|organi[sz]ation|programme|program|platform|"
    r"district|consortium|association|partnership|hub|body|coalition|park"
)
_POINTS_BACK = re.compile(
    rf"\b(?:it|its|itself|(?:the|this|that|said) (?:\w+ )?(?:{_ONE})(?:'s)?)\b(?! (?:of|policy|policies|concept)\b)",
    re.IGNORECASE,
)
_POINTS_BACK_TO_MANY = re.compile(
    rf"\b(?:they|their|them|both|all (?:two|three|four|five|six|seven|eight|of them)|(?:these|those|"
    rf"the) (?:two )?(?:{_ONE})s)\b",
    re.I,
)
_CONTINUES = re.compile(r"\W*(?:this|to (?:this|that|achieve|reach|attain)|for this|in (?:this|so) doing|thus)\b", re.I)
_GOES_ON = re.compile(  # in time, with the one spoken of before
    r"\b(?:later|subsequently|afterwards|since then|initially|originally|at first|at the outset|eventually)\b", re.I
)
_OPENS_WITH = re.compile(rf"\W*(?:its?\b|the (?:{_ONE})\b|this (?:{_ONE})\b)", re.IGNORECASE)
_PAIR = re.compile(r"\bthe (former|latter|first|second)\b(?! (?:\w+ )?(?:time|domain|step|place)\b)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\s*\([^()]*\))?,? (?:which|whose|who)\b", re.IGNORECASE)
Group = list[tuple[NameMention, str]]


@dataclass
class Initiative:
    """An initiative as one document speaks of it.

    Attributes:
        initiative_id: id in initiatives.csv, or what its name makes.
        name: as listed, or as the document writes it first.
        listed: whether people listed it.
        listed_kind: the kind that they listed; empty for another.
        kind, level, country: what the document says that it is; empty when it does not say.
        described: whether the document says anything of it beside its name.
    """

    initiative_id: str
    name: str
    listed: bool
    listed_kind: str = ""
    kind: str = ""
    level: str = ""
    country: str = ""
    described: bool = False


@dataclass(frozen=True)
class Stretch:
    """Characters `start` to `end` of a passage that speak of `members`; `named` when by their names."""

    start: int
    end: int
    members: tuple[str, ...]
    named: bool


@dataclass
class Sentence:
    """A sentence of a passage, with the names in it (and the ids they were resolved to) and what speaks of whom."""

    passage: Passage
    span: Span
    mentions: list[tuple[NameMention, str]]
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the offset of its first character in the passage."""
        return self.span.start_char

    @property
    def end(self) -> int:
        """Return the offset behind its last character in the passage."""
        return self.span.end_char

    @cached_property
    def text(self) -> str:
        """Return its words."""
        return self.span.text

    @property
    def members(self) -> tuple[str, ...]:
        """Return the initiatives that it speaks of, in order."""
        return tuple(dict.fromkeys(i for stretch in self.stretches for i in stretch.members))


def without_brackets(text: str) -> str:
    """Return a text of the same length with blanks for what stands in brackets, citations above all."""
    return re.sub(r"\([^()]*\)", lambda match: " " * len(match[0]), text)


def name_groups(text: str, mentions: Sequence[tuple[NameMention, str]]) -> list[Group]:
    """Put names that stand in one list ("A, B and C") together."""
    groups: list[Group] = []
    for mention, identifier in mentions:
        between = text[groups[-1][-1][0].end : mention.start] if groups else ""
        if groups and _LISTED_WITH.fullmatch(between) and between.strip():
            groups[-1].append((mention, identifier))
        else:
            groups.append([(mention, identifier)])
    return groups


def topical(text: str, start: int, groups: list[Group]) -> list[Group]:
    """Return the groups of names that a sentence is about: those not below a preposition, else all.

    Args:
        text: of the passage.
        start: where the sentence starts in it.
        groups: of `name_groups`.
    """
    free = [group for group in groups if not _BEFORE_OBLIQUE.search(text[start : group[0][0].start])]
    return free or groups


def stretches_of_names(sentence: Sentence) -> list[Stretch]:
    """Return the stretches of a sentence that names initiatives; each runs to where another is spoken of.

    A name below a preposition has a stretch of its own when a relative clause follows ("unlike the Ring, which …").
    """
    text = sentence.passage.text
    groups = name_groups(text, sentence.mentions)
    chosen = topical(text, sentence.start, groups)
    groups = [g for g in groups if g in chosen or _RELATIVE.match(text, g[-1][0].end)]
    starts = [group[0][0].start for group in groups]
    if groups and groups[0] in chosen:
        plain = without_brackets(text)
        colon = max(plain.rfind(": ", sentence.start, starts[0]), plain.rfind("; ", sentence.start, starts[0]))
        starts[0] = colon + 1 if colon >= 0 else sentence.start
    ends = [*starts[1:], sentence.end]
    return [
        Stretch(start, end, tuple(dict.fromkeys(i for _, i in group)), True)
        for group, start, end in zip(groups, starts, ends, strict=True)
    ]


def stretches_pointing_back(
    sentence: Sentence, focus: tuple[str, ...], recent: tuple[str, ...], opens_set: bool
) -> list[Stretch]:
    """Return the stretches of a sentence without names that point back to `focus`.

    Args:
        sentence: without names.
        focus: what was last spoken of, in order.
        recent: the last two that were named in the passage, for "the former" and "the latter".
        opens_set: whether the sentence speaks of a whole set ("all the others"), so that plurals point elsewhere.
    """
    if not focus or opens_set:
        return []
    text = sentence.text
    pair = focus if len(focus) == 2 else recent
    if len(pair) == 2:
        pairs = list(_PAIR.finditer(text))
        if pairs:
            starts = [sentence.start + match.start() for match in pairs]
            ends = [*starts[1:], sentence.end]
            order = {"former": 0, "first": 0, "latter": 1, "second": 1}
            return [
                Stretch(start, end, (pair[order[match[1].lower()]],), True)
                for match, start, end in zip(pairs, starts, ends, strict=True)
            ]
    one = len(focus) == 1 and (_POINTS_BACK.search(text) or _CONTINUES.match(text) or _GOES_ON.search(text))
    many = _POINTS_BACK_TO_MANY.search(text)
    if one or many:
        return [Stretch(sentence.start, sentence.end, focus, False)]
    return []


def opens_with_reference(text: str) -> bool:
    """Tell whether a passage opens by pointing back ("It …", "The cluster …"), so that it goes on with the last one."""
    return _OPENS_WITH.match(text) is not None


def sentences_of(passage: Passage, doc: Doc, mentions: Sequence[tuple[NameMention, str]]) -> Iterator[Sentence]:
    """Yield the sentences of a parsed passage with the names that start in each."""
    for span in doc.sents:
        inside = [(m, i) for m, i in mentions if span.start_char <= m.start < span.end_char]
        if span.text.strip():
            yield Sentence(passage, span, inside)
