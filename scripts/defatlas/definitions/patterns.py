"""The forms in which English defines, as spaCy Matcher patterns around a mention of the concept.

Every pattern covers the mention and the cue; what follows the cue (or, for some forms, what stands before the
mention) is the definiens. `PATTERNS` is the list of forms, in the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from spacy.matcher import Matcher
from spacy.vocab import Vocab

TokenPattern = dict[str, Any]

QUOTE = ['"', "'", "“", "”", "‘", "’", "«", "»", "``", "''", "*", "**", "***", "_", "__"]
# the entity type of the tokens of a mention
CONCEPT = "CONCEPT"

MODALS = "can could may might should must would will shall".split()
_BE = "is are was were be being been".split()
_HAS_BEEN = [*_BE, "has", "have", "had"]
_AS_VERBS = (
    "defined seen understood regarded considered viewed described conceived conceptualised conceptualized interpreted "
    "perceived characterised characterized thought taken framed intended envisioned envisaged imagined portrayed "
    "depicted treated identified recognised recognized modelled modeled"
).split()
_SET_OFF = (
    "defined understood described conceived conceptualised conceptualized seen viewed regarded characterised "
    "characterized interpreted thought"
).split()
_APPEARS = "appear appears".split()
_DEFINES = (
    "define defines defined defining understand understands understood conceive conceives conceived conceptualise "
    "conceptualises conceptualised conceptualize conceptualizes conceptualized"
).split()
_VIEWS = (
    "describe describes described view views viewed see sees regard regards regarded interpret interprets interpreted "
    "characterise characterises characterised characterize characterizes characterized consider considers considered "
    "treat treats treated frame frames framed conceive look looks looked think thinks thought portray portrays"
).split()
_REFERS = "refers refer referred denotes denote designates designate signifies signify connotes connote".split()
_MEANS = "means mean describes describe constitutes constitute represents represent".split()
_CALLED = "called termed named labelled labeled dubbed".split()
_CALLS = "call calls called term terms termed label labels labelled labeled dub dubs dubbed name names named".split()
_DESCRIBE = "describe denote designate indicate mean characterise characterize identify signify".split()
_AIMS = "aims aim seeks seek strives strive intends intend tries try attempts attempt".split()
_USES = (
    "uses use utilises utilizes utilise utilize employs employ exploits exploit leverages leverage integrates "
    "integrate combines combine connects connect incorporates incorporate relies rely"
).split()
_CONSISTS = (
    "consists consist comprises comprise encompasses encompass includes include involves involve covers cover contains "
    "contain"
).split()
# verbs of these lists in the form that needs a plural subject or a modal
BARE_VERBS = frozenset(
    v for v in [*_REFERS, *_MEANS, *_AIMS, *_USES, *_CONSISTS, *_APPEARS] if not v.endswith(("s", "ed"))
)
_TERM_NOUNS = "term terms word label expression phrase name concept notion".split()

MENTION: TokenPattern = {"ENT_TYPE": CONCEPT, "OP": "+"}
_Q: TokenPattern = {"TEXT": {"IN": QUOTE}, "OP": "*"}
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
_MODAL: TokenPattern = {"LOWER": {"IN": MODALS}, "OP": "?"}
_COMMA: TokenPattern = {"TEXT": ","}
# "(LL)", "(Smith 2010)", ", a term of the nineties," between mention and verb
_IN_BRACKETS: list[list[TokenPattern]] = [
    [],
    [{"TEXT": "("}, {"TEXT": {"NOT_IN": [")", "("]}, "OP": "{1,8}"}, {"TEXT": ")"}],
    [{"TEXT": "["}, {"TEXT": {"NOT_IN": ["]", "["]}, "OP": "{1,5}"}, {"TEXT": "]"}],
]
_ASIDES: list[list[TokenPattern]] = [
    *_IN_BRACKETS,
    [
        _COMMA,
        {"LOWER": {"IN": "a an the or as also by in then therefore thus on from".split()}},
        {"TEXT": {"NOT_IN": [",", ".", ";", ":", "(", ")"]}, "OP": "{0,12}"},
        _COMMA,
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


def _after_mention(*cue: TokenPattern) -> list[list[TokenPattern]]:
    """Patterns for a mention, an aside in brackets or none, then the cue."""
    return [[MENTION, _Q, _NAMING_NOUN, *aside, _Q, *cue] for aside in _ASIDES]


def _set_off(*cue: TokenPattern) -> list[list[TokenPattern]]:
    """Patterns for a mention, brackets or the number of a footnote or neither, then the sign that sets off a gloss."""
    return [[MENTION, _Q, *aside, _Q, *cue] for aside in [*_IN_BRACKETS, [{"IS_DIGIT": True}]]]


_ARTICLE: TokenPattern = {"LOWER": {"IN": ["a", "an", "the"]}, "OP": "?"}


def _words(words: list[str], op: str | None = None) -> TokenPattern:
    """A token outside of any mention whose lower-case form is one of the words."""
    return {"LOWER": {"IN": words}, "ENT_TYPE": ""} | ({"OP": op} if op else {})


def _as_cue(*before: TokenPattern) -> list[TokenPattern]:
    """ "can often be defined as", with what stands before it."""
    be = _words(_HAS_BEEN, "{0,3}")
    return [
        *before,
        ADVERB,
        _MODAL,
        ADVERB,
        be,
        ADVERB,
        _words(_AS_VERBS),
        _words(["of", "upon"], "?"),
        ADVERB,
        _words(["as"]),
    ]


def _active_as(verbs: list[str]) -> list[list[TokenPattern]]:
    """ "we define the term X as", "she understands X to be"."""
    return [
        [
            _words(verbs),
            _words(["of", "upon", "on"], "?"),
            *term,
            _ARTICLE,
            _Q,
            MENTION,
            _Q,
            _NAMING_NOUN,
            _COMMA | {"OP": "?"},
            *cue,
        ]
        for term in ([], [_ARTICLE, _words(_TERM_NOUNS), _words(["of"], "?")])
        for cue in ([_words(["as"])], [_words(["to"]), _words(["be", "mean"])])
    ]


_TO_BE_CUE: list[TokenPattern] = [
    _MODAL,
    ADVERB,
    _words(_HAS_BEEN, "{1,3}"),
    ADVERB,
    _words("considered understood taken said held thought supposed believed".split()),
    _words(["to"]),
    _words(["be", "mean"]),
]
_USED: list[TokenPattern] = [_words(_HAS_BEEN, "{1,2}"), ADVERB, _words(["used", "applied", "employed"])]

_WHO: list[TokenPattern] = [
    _COMMA | {"OP": "?"},
    {"TEXT": {"NOT_IN": [",", ".", ";", ":", "(", ")"]}, "OP": "{1,4}"},
]

FORMS: list[DefiningForm] = [
    DefiningForm(
        "verb_as",
        _after_mention(*_as_cue())
        + _after_mention(*_TO_BE_CUE)
        + _after_mention(_MODAL, ADVERB, _words(_HAS_BEEN, "{1,3}"), ADVERB, _words(["considered", "deemed"]))
        + _after_mention(ADVERB, _MODAL, ADVERB, _words(_APPEARS), ADVERB, _words(["as"])),
        nominal=True,
    ),
    DefiningForm(
        "comma_defined_as",
        _set_off(
            {"TEXT": {"IN": [",", "(", "–", "—"]}},
            ADVERB,
            _words(_SET_OFF),
            _words(["of"], "?"),
            ADVERB,
            _words(["as"]),
        ),
        nominal=True,
        generic=False,
        bounded=True,
    ),
    DefiningForm("define_as", _active_as(_DEFINES), nominal=True, generic=False),
    DefiningForm("view_as", _active_as(_VIEWS), nominal=True, generic=False, least=Least.DEFINITIONAL),
    DefiningForm(
        "by_we_mean",
        [
            [_words(["by"]), _words(["a", "an", "the", "term"], "{0,2}"), _Q, MENTION, _Q, *cue]
            for cue in (
                [*_WHO, _words("mean means understand understands meant understood".split())],
                [*_WHO, _words(["refer", "refers", "referred"]), _words(["to"])],
                [_words(["is", "are"]), _words(["meant", "understood"])],
            )
        ],
        nominal=True,
        generic=False,
    ),
    DefiningForm(
        "term_used",
        _after_mention(*_USED, _words(["to"]), _words(_DESCRIBE))
        + _after_mention(*_USED, _words(["to"]), _words(["refer"]), _words(["to"]))
        + _after_mention(_words(["stands", "stand"]), _words(["for"]))
        + [
            [_words(_TERM_NOUNS), _words(["of"], "?"), _Q, MENTION, _Q, *_USED, _words(["for"])],
            [
                *(_words(_TERM_NOUNS), _words(["of"], "?"), _Q, MENTION, _Q, _words(_HAS_BEEN, "{1,2}"), ADVERB),
                *(_words(["applied", "given", "reserved"]), _words(["to"])),
            ],
            [
                MENTION,
                _Q,
                _words(_BE, "{1,2}"),
                _ARTICLE,
                _words(_TERM_NOUNS),
                _words(["used", "given", "applied", "employed", "reserved"]),
                _words(["for", "to"]),
                _words([*_DESCRIBE, "refer"], "?"),
                _words(["to"], "?"),
            ],
            *(
                [_words("use uses used using".split()), _ARTICLE, _Q, MENTION, _Q, _words(["to"]), *cue]
                for cue in ([_words("denote designate mean signify".split())], [_words(["refer"]), _words(["to"])])
            ),
            *(
                [
                    _words("use uses used using apply apply employ employs reserve".split()),
                    _ARTICLE,
                    _words(_TERM_NOUNS),
                    _words(["of"], "?"),
                    _Q,
                    MENTION,
                    _Q,
                    *cue,
                ]
                for cue in (
                    [_words(["to"]), _words(_DESCRIBE)],
                    [_words(["to"]), _words(["refer"]), _words(["to"])],
                    [_words(["for"])],
                )
            ),
        ],
        nominal=True,
        generic=False,
    ),
    DefiningForm("refers_to", _after_mention(ADVERB, _MODAL, ADVERB, _words(_REFERS), ADVERB, _words(["to"], "?"))),
    DefiningForm("means", _after_mention(ADVERB, _words(_MEANS)), nominal=True, least=Least.NOT_UNLIKELY),
    DefiningForm(
        "that_is",
        [
            pattern
            for cue in (
                [_words(["i.e.", "ie", "namely", "i.e"])],
                [_words(["that"]), _words(["is"]), _words(["to"], "?"), _words(["say"], "?")],
                [_words(["in"]), _words(["other"]), _words(["words"])],
            )
            for pattern in _set_off({"TEXT": {"IN": [",", "(", "–", "—"]}}, *cue, _COMMA | {"OP": "?"})
        ],
        nominal=True,
        generic=False,
        least=Least.NOT_UNLIKELY,
        bounded=True,
    ),
    DefiningForm(
        "relative",
        [
            pattern
            for cue in (
                [_words(_BE), ADVERB],
                _as_cue(),
                [ADVERB, _words(_REFERS), _words(["to"])],
                [ADVERB, _words(["means", "mean"])],
            )
            for pattern in (
                *_set_off(_COMMA, _words(["which", "that"]), *cue),
                *([MENTION, _Q, *aside, _words(["which"]), *cue] for aside in _IN_BRACKETS[1:]),
            )
        ],
        nominal=True,
        generic=False,
        least=Least.NOT_UNLIKELY,
        bounded=True,
    ),
    DefiningForm(
        "not_but",
        _after_mention(
            _words(_BE),
            ADVERB,
            _words(["not", "n't"]),
            {"TEXT": {"NOT_IN": [".", ";", ":"]}, "OP": "{1,25}"},
            _words(["but"]),
            _words(_BE, "?"),
            _words(["also", "rather", "instead"], "?"),
            ADVERB,
        ),
        nominal=True,
    ),
    DefiningForm(
        "copula", _after_mention(ADVERB, _MODAL, ADVERB, _words(_BE), ADVERB), nominal=True, least=Least.NOT_UNLIKELY
    ),
    DefiningForm(
        "what_calls",
        [
            [
                _words(["what"]),
                {"TEXT": {"NOT_IN": [".", ";", ",", ":"]}, "OP": "{1,9}"},
                _words(_CALLS),
                _ARTICLE,
                _Q,
                MENTION,
                _Q,
                {"TEXT": {"IN": [",", ":", "–", "—"]}},
            ]
        ],
        nominal=True,
        generic=False,
        bounded=True,
    ),
    DefiningForm("colon", _set_off({"TEXT": {"IN": [":", "–", "—"]}}), nominal=True),
    DefiningForm(
        "called",
        [
            [
                _words([",", "(", "is", "are", "was", "were", "be", "been"], None),
                ADVERB,
                _words(_CALLED),
                _ARTICLE,
                _Q,
                MENTION,
            ],
            [
                _words([",", "(", "is", "are", "was", "were", "be", "been"], None),
                ADVERB,
                _words(["otherwise", "better", "widely"], "?"),
                _words(["known", "referred"]),
                _words(["to"], "?"),
                _words(["as"]),
                _ARTICLE,
                _Q,
                MENTION,
            ],
            [
                {"LOWER": {"IN": [",", "is", "are", "–", "—"]}},
                _words(["what"]),
                {"TEXT": {"NOT_IN": [".", ";", ",", ":"]}, "OP": "{1,9}"},
                _words(_CALLS),
                _ARTICLE,
                _Q,
                MENTION,
            ],
        ],
        before=True,
        generic=False,
    ),
    DefiningForm(
        "dash",
        _set_off({"TEXT": {"IN": ["–", "—", "-"]}}),
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "brackets",
        [[MENTION, _Q, {"TEXT": "("}]],
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "apposition",
        _set_off(_COMMA, _words(["a", "an", "the"])),
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "characterised_by",
        _after_mention(
            ADVERB,
            _MODAL,
            ADVERB,
            _words(_BE),
            ADVERB,
            _words(["characterised", "characterized", "distinguished", "defined"]),
            ADVERB,
            _words(["by"]),
        ),
        least=Least.NOT_UNLIKELY,
        kind="characterisation",
    ),
    DefiningForm(
        "consists_of",
        _after_mention(ADVERB, _words(_CONSISTS), _words(["of", "in"], "?"))
        + _after_mention(
            _words(_BE, "{1,2}"), ADVERB, _words(["composed", "made", "comprised"]), _words(["up"], "?"), _words(["of"])
        ),
        kind="characterisation",
    ),
    DefiningForm("aims_to", _after_mention(ADVERB, _words(_AIMS), _words(["to", "at"])), kind="characterisation"),
    DefiningForm(
        "uses",
        _after_mention(ADVERB, _words(_USES), _words(["on"], "?")),
        least=Least.NOT_UNLIKELY,
        kind="characterisation",
    ),
]
FORM_BY_NAME = {form.name: form for form in FORMS}


def build_matcher(vocab: Vocab) -> Matcher:
    """Return a Matcher with every form; matches carry the form's name and are the longest possible.

    The patterns ask for words and mentions only, never for a parse: what they match in a tokenised text they match in
    the parsed one.
    """
    matcher = Matcher(vocab)
    for form in FORMS:
        matcher.add(form.name, form.patterns, greedy="LONGEST")
    return matcher
