"""What the patterns of defining forms are made of: words, token patterns, and the form itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

TokenPattern = dict[str, Any]

QUOTE = ['"', "'", "“", "”", "‘", "’", "«", "»", "``", "''", "*", "**", "***", "_", "__"]
# the entity type of the tokens of a mention
CONCEPT = "CONCEPT"

MODALS = "can could may might should must would will shall".split()
BE = "is are was were be being been".split()
HAS_BEEN = [*BE, "has", "have", "had"]
_AS_VERBS = (
    "defined seen understood regarded considered viewed described conceived conceptualised conceptualized interpreted "
    "perceived characterised characterized thought taken framed intended envisioned envisaged imagined portrayed "
    "depicted treated identified recognised recognized modelled modeled"
).split()
SET_OFF = (
    "defined understood described conceived conceptualised conceptualized seen viewed regarded characterised "
    "characterized interpreted thought"
).split()
APPEARS = "appear appears".split()
DEFINES = (
    "define defines defined defining understand understands understood conceive conceives conceived conceptualise "
    "conceptualises conceptualised conceptualize conceptualizes conceptualized"
).split()
VIEWS = (
    "describe describes described view views viewed see sees regard regards regarded interpret interprets interpreted "
    "characterise characterises characterised characterize characterizes characterized consider considers considered "
    "treat treats treated frame frames framed conceive look looks looked think thinks thought portray portrays"
).split()
REFERS = "refers refer referred denotes denote designates designate signifies signify connotes connote".split()
MEANS = "means mean describes describe constitutes constitute represents represent".split()
CALLED = "called termed named labelled labeled dubbed".split()
CALLS = "call calls called term terms termed label labels labelled labeled dub dubs dubbed name names named".split()
DESCRIBE = "describe denote designate indicate mean characterise characterize identify signify".split()
AIMS = "aims aim seeks seek strives strive intends intend tries try attempts attempt".split()
USES = (
    "uses use utilises utilizes utilise utilize employs employ exploits exploit leverages leverage integrates "
    "integrate combines combine connects connect incorporates incorporate relies rely"
).split()
CONSISTS = (
    "consists consist comprises comprise encompasses encompass includes include involves involve covers cover contains "
    "contain"
).split()
# verbs of these lists in the form that needs a plural subject or a modal
BARE_VERBS = frozenset(v for v in [*REFERS, *MEANS, *AIMS, *USES, *CONSISTS, *APPEARS] if not v.endswith(("s", "ed")))
TERM_NOUNS = "term terms word label expression phrase name concept notion".split()

MENTION: TokenPattern = {"ENT_TYPE": CONCEPT, "OP": "+"}
QUOTES: TokenPattern = {"TEXT": {"IN": QUOTE}, "OP": "*"}
ADVERB: TokenPattern = {
    "LOWER": {
        "IN": (
            "also often commonly usually generally typically thus therefore hence then simply basically essentially "
            "frequently normally broadly widely mainly mostly here more rather best first further largely in "
            "general fact short essence sense now sometimes increasingly indeed still always nothing brief nowadays "
            "currently mostly actually traditionally originally popularly collectively variously loosely primarily "
            "ultimately really best well"
        ).split()
    },
    "OP": "{0,3}",
}
MODAL: TokenPattern = {"LOWER": {"IN": MODALS}, "OP": "?"}
COMMA: TokenPattern = {"TEXT": ","}
# "(LL)", "(Smith 2010)", ", a term of the nineties," between mention and verb
IN_BRACKETS: list[list[TokenPattern]] = [
    [],
    [{"TEXT": "("}, {"TEXT": {"NOT_IN": [")", "("]}, "OP": "{1,8}"}, {"TEXT": ")"}],
    [{"TEXT": "["}, {"TEXT": {"NOT_IN": ["]", "["]}, "OP": "{1,5}"}, {"TEXT": "]"}],
]
_ASIDES: list[list[TokenPattern]] = [
    *IN_BRACKETS,
    [
        COMMA,
        {"LOWER": {"IN": "a an the or as also by in then therefore thus on from".split()}},
        {"TEXT": {"NOT_IN": [",", ".", ";", ":", "(", ")"]}, "OP": "{0,12}"},
        COMMA,
    ],
]
# "the smart city concept"
_NAMING_NOUN: TokenPattern = {
    "LOWER": {"IN": "concept concepts paradigm notion idea term phenomenon approach vision model label".split()},
    "OP": "?",
}


class Least(Enum):
    """The least that the model must make of a sentence, for a form to be believed."""

    ANYTHING = 0
    NOT_UNLIKELY = 1
    DEFINITIONAL = 2


@dataclass(frozen=True)
class DefiningForm:
    """One way of defining.

    Attributes:
        name: what definitions found this way carry as `pattern`.
        patterns: Matcher patterns; the definiens follows the match, unless `before`.
        nominal: the definiens must open with a noun phrase.
        before: the definiens stands before the mention.
        generic: the mention must stand for the concept in general.
        least: what the model must make of the sentence; forms that also say other things than definitions ask for more.
        bounded: the definiens ends with the clause that the cue opens, not with the sentence.
        kind: "definition", or "characterisation" for statements of aim, use or make-up.
    """

    name: str
    patterns: list[list[TokenPattern]]
    nominal: bool = False
    before: bool = False
    generic: bool = True
    least: Least = Least.ANYTHING
    bounded: bool = False
    kind: str = "definition"


def after_mention(*cue: TokenPattern) -> list[list[TokenPattern]]:
    """Patterns for a mention, an aside in brackets or none, then the cue."""
    return [[MENTION, QUOTES, _NAMING_NOUN, *aside, QUOTES, *cue] for aside in _ASIDES]


def set_off(*cue: TokenPattern) -> list[list[TokenPattern]]:
    """Patterns for a mention, brackets or the number of a footnote or neither, then the sign that sets off a gloss."""
    return [[MENTION, QUOTES, *aside, QUOTES, *cue] for aside in [*IN_BRACKETS, [{"IS_DIGIT": True}]]]


ARTICLE: TokenPattern = {"LOWER": {"IN": ["a", "an", "the"]}, "OP": "?"}


def any_of(words: list[str], op: str | None = None) -> TokenPattern:
    """A token outside of any mention whose lower-case form is one of the words."""
    return {"LOWER": {"IN": words}, "ENT_TYPE": ""} | ({"OP": op} if op else {})


def as_cue(*before: TokenPattern) -> list[TokenPattern]:
    """ "can often be defined as", with what stands before it."""
    be = any_of(HAS_BEEN, "{0,3}")
    return [
        *before,
        ADVERB,
        MODAL,
        ADVERB,
        be,
        ADVERB,
        any_of(_AS_VERBS),
        any_of(["of", "upon"], "?"),
        ADVERB,
        any_of(["as"]),
    ]


def active_as(verbs: list[str]) -> list[list[TokenPattern]]:
    """ "we define the term X as", "she understands X to be"."""
    return [
        [
            any_of(verbs),
            any_of(["of", "upon", "on"], "?"),
            *term,
            ARTICLE,
            QUOTES,
            MENTION,
            QUOTES,
            _NAMING_NOUN,
            COMMA | {"OP": "?"},
            *cue,
        ]
        for term in ([], [ARTICLE, any_of(TERM_NOUNS), any_of(["of"], "?")])
        for cue in ([any_of(["as"])], [any_of(["to"]), any_of(["be", "mean"])])
    ]


TO_BE_CUE: list[TokenPattern] = [
    MODAL,
    ADVERB,
    any_of(HAS_BEEN, "{1,3}"),
    ADVERB,
    any_of("considered understood taken said held thought supposed believed".split()),
    any_of(["to"]),
    any_of(["be", "mean"]),
]
USED: list[TokenPattern] = [any_of(HAS_BEEN, "{1,2}"), ADVERB, any_of(["used", "applied", "employed"])]

WHO: list[TokenPattern] = [
    COMMA | {"OP": "?"},
    {"TEXT": {"NOT_IN": [",", ".", ";", ":", "(", ")"]}, "OP": "{1,4}"},
]
