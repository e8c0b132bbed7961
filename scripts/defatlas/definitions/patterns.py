"""The forms in which English defines, as spaCy Matcher patterns around a mention of the concept.

Every pattern covers the mention and the cue; what follows the cue (or, for some forms, what stands before the
mention) is the definiens. `PATTERNS` is the list of forms, in the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher
from spacy.vocab import Vocab

TokenPattern = dict[str, Any]

_QUOTE = ['"', "'", "“", "”", "‘", "’", "«", "»", "``", "''", "*"]
MODALS = "can could may might should must would will shall".split()
_BE = "is are was were be being been".split()
_AS_VERBS = (
    "defined seen understood regarded considered viewed described conceived conceptualised conceptualized interpreted "
    "perceived characterised characterized thought taken framed"
).split()
_REFERS = "refers refer referred denotes denote designates designate signifies signify connotes connote".split()
_MEANS = "means mean describes describe constitutes constitute".split()
_CALLED = "called termed named labelled labeled dubbed".split()
_AIMS = "aims aim seeks seek strives strive intends intend tries try attempts attempt".split()
_USES = (
    "uses use utilises utilizes utilise utilize employs employ exploits exploit leverages leverage integrates "
    "integrate combines combine connects connect links link incorporates incorporate"
).split()
_CONSISTS = "consists consist comprises comprise encompasses encompass".split()
# verbs of these lists in the form that needs a plural subject or a modal
BARE_VERBS = frozenset(v for v in [*_REFERS, *_MEANS, *_AIMS, *_USES, *_CONSISTS] if not v.endswith(("s", "ed")))

MENTION: TokenPattern = {"_": {"in_mention": True}, "OP": "+"}
_Q: TokenPattern = {"TEXT": {"IN": _QUOTE}, "OP": "*"}
_ADVERB: TokenPattern = {
    "LOWER": {
        "IN": (
            "also often commonly usually generally typically thus therefore hence then simply basically essentially "
            "frequently normally broadly widely mainly mostly here more rather best first further largely in "
            "general fact short essence sense now sometimes increasingly indeed still always nothing"
        ).split()
    },
    "OP": "{0,3}",
}
_MODAL: TokenPattern = {"LOWER": {"IN": MODALS}, "OP": "?"}
_COMMA: TokenPattern = {"TEXT": ","}
# "(LL)", "(Smith 2010)" between mention and verb
_ASIDES: list[list[TokenPattern]] = [
    [],
    [{"TEXT": "("}, {"TEXT": {"NOT_IN": [")", "("]}, "OP": "{1,8}"}, {"TEXT": ")"}],
]


@dataclass(frozen=True)
class DefiningForm:
    """One way of defining.

    Attributes:
        name: what definitions found this way carry as `pattern`.
        patterns: Matcher patterns; the definiens follows the match, unless `before`.
        nominal: the definiens must open with a noun phrase.
        before: the definiens stands before the mention.
        generic: the mention must stand for the concept in general.
        kind: "definition", or "characterisation" for statements of aim, use or make-up.
    """

    name: str
    patterns: list[list[TokenPattern]]
    nominal: bool = False
    before: bool = False
    generic: bool = True
    kind: str = "definition"


def _after_mention(*cue: TokenPattern) -> list[list[TokenPattern]]:
    """Patterns for a mention, an aside in brackets or none, then the cue."""
    return [[MENTION, _Q, *aside, _Q, *cue] for aside in _ASIDES]


def _words(words: list[str], op: str | None = None) -> TokenPattern:
    """A token whose lower-case form is one of the words."""
    return {"LOWER": {"IN": words}} | ({"OP": op} if op else {})


FORMS: list[DefiningForm] = [
    DefiningForm(
        "verb_as",
        _after_mention(
            _ADVERB, _MODAL, _ADVERB, _words(_BE, "{0,2}"), _ADVERB, _words(_AS_VERBS), _ADVERB, _words(["as"])
        )
        + _after_mention(
            _MODAL,
            _ADVERB,
            _words(_BE, "{0,2}"),
            _ADVERB,
            _words(["considered", "understood"]),
            _words(["to"]),
            _words(["be", "mean"]),
        ),
        nominal=True,
    ),
    DefiningForm(
        "comma_defined_as", _after_mention(_COMMA, _ADVERB, _words(["defined", "understood"]), _words(["as"]))
    ),
    DefiningForm(
        "define_as",
        [
            [
                _words(["define", "defines", "defined", "understand", "conceive"]),
                _words(["a", "an", "the"], "?"),
                _Q,
                MENTION,
                _Q,
                {"TEXT": ",", "OP": "?"},
                _words(["as"]),
            ]
        ],
        generic=False,
    ),
    DefiningForm(
        "by_we_mean",
        [
            [
                _words(["by"]),
                _words(["a", "an", "the"], "?"),
                _Q,
                MENTION,
                _Q,
                _COMMA | {"OP": "?"},
                _words(["we", "i", "they"]),
                _words(["mean", "understand", "refer"]),
            ]
        ],
        generic=False,
    ),
    DefiningForm("refers_to", _after_mention(_ADVERB, _MODAL, _ADVERB, _words(_REFERS), _ADVERB, _words(["to"], "?"))),
    DefiningForm("means", _after_mention(_ADVERB, _words(_MEANS)), nominal=True),
    DefiningForm(
        "relative", _after_mention(_COMMA, _words(["which", "that"]), _words(_BE), _ADVERB), nominal=True, generic=False
    ),
    DefiningForm(
        "not_but",
        _after_mention(
            _words(_BE),
            _ADVERB,
            _words(["not", "n't"]),
            {"TEXT": {"NOT_IN": [".", ";", ":"]}, "OP": "{1,25}"},
            _words(["but"]),
            _words(_BE, "?"),
            _ADVERB,
        ),
    ),
    DefiningForm("copula", _after_mention(_ADVERB, _MODAL, _ADVERB, _words(_BE), _ADVERB), nominal=True),
    DefiningForm("colon", [[MENTION, _Q, {"TEXT": {"IN": [":", "–", "—"]}}]], nominal=True),
    DefiningForm(
        "called",
        [
            [
                {"LOWER": {"IN": [",", "is", "are", "was", "were", "be"]}},
                _words(["also", "often", "sometimes", "commonly"], "*"),
                _words(_CALLED),
                _words(["a", "an", "the"], "?"),
                _Q,
                MENTION,
            ],
            [
                _COMMA,
                _words(["also", "often", "commonly"], "*"),
                _words(["known", "referred"]),
                _words(["to"], "?"),
                _words(["as"]),
                _words(["a", "an", "the"], "?"),
                _Q,
                MENTION,
            ],
        ],
        before=True,
        generic=False,
    ),
    DefiningForm(
        "consists_of", _after_mention(_ADVERB, _words(_CONSISTS), _words(["of", "in"], "?")), kind="characterisation"
    ),
    DefiningForm("aims_to", _after_mention(_ADVERB, _words(_AIMS), _words(["to", "at"])), kind="characterisation"),
    DefiningForm("uses", _after_mention(_ADVERB, _words(_USES)), kind="characterisation"),
]
FORM_BY_NAME = {form.name: form for form in FORMS}


def build_matcher(vocab: Vocab) -> Matcher:
    """Return a Matcher with every form; matches carry the form's name and are the longest possible."""
    matcher = Matcher(vocab)
    for form in FORMS:
        matcher.add(form.name, form.patterns, greedy="LONGEST")
    return matcher
