"""The forms in which English defines, as spaCy Matcher patterns around a mention of the concept.

Every pattern covers the mention and the cue; what follows the cue (or, for some forms, what stands before the
mention) is the definiens. `FORMS` is the list of forms, in the order in which they are tried.
"""

from __future__ import annotations

from spacy.matcher import Matcher
from spacy.vocab import Vocab

from defatlas.definitions.pattern_parts import (
    ADVERB,
    AIMS,
    APPEARS,
    ARTICLE,
    BE,
    CALLED,
    CALLS,
    COMMA,
    CONSISTS,
    DEFINES,
    DESCRIBE,
    HAS_BEEN,
    IN_BRACKETS,
    MEANS,
    MENTION,
    MODAL,
    QUOTES,
    REFERS,
    SET_OFF,
    TERM_NOUNS,
    TO_BE_CUE,
    USED,
    USES,
    VIEWS,
    WHO,
    DefiningForm,
    Least,
    active_as,
    after_mention,
    any_of,
    as_cue,
    set_off,
)

FORMS: list[DefiningForm] = [
    DefiningForm(
        "verb_as",
        after_mention(*as_cue())
        + after_mention(*TO_BE_CUE)
        + after_mention(MODAL, ADVERB, any_of(HAS_BEEN, "{1,3}"), ADVERB, any_of(["considered", "deemed"]))
        + after_mention(ADVERB, MODAL, ADVERB, any_of(APPEARS), ADVERB, any_of(["as"])),
        nominal=True,
    ),
    DefiningForm(
        "comma_defined_as",
        set_off(
            {"TEXT": {"IN": [",", "(", "–", "—"]}},
            ADVERB,
            any_of(SET_OFF),
            any_of(["of"], "?"),
            ADVERB,
            any_of(["as"]),
        ),
        nominal=True,
        generic=False,
        bounded=True,
    ),
    DefiningForm("define_as", active_as(DEFINES), nominal=True, generic=False),
    DefiningForm("view_as", active_as(VIEWS), nominal=True, generic=False, least=Least.DEFINITIONAL),
    DefiningForm(
        "by_we_mean",
        [
            [any_of(["by"]), any_of(["a", "an", "the", "term"], "{0,2}"), QUOTES, MENTION, QUOTES, *cue]
            for cue in (
                [*WHO, any_of("mean means understand understands meant understood".split())],
                [*WHO, any_of(["refer", "refers", "referred"]), any_of(["to"])],
                [any_of(["is", "are"]), any_of(["meant", "understood"])],
            )
        ],
        nominal=True,
        generic=False,
    ),
    DefiningForm(
        "term_used",
        after_mention(*USED, any_of(["to"]), any_of(DESCRIBE))
        + after_mention(*USED, any_of(["to"]), any_of(["refer"]), any_of(["to"]))
        + after_mention(any_of(["stands", "stand"]), any_of(["for"]))
        + [
            [any_of(TERM_NOUNS), any_of(["of"], "?"), QUOTES, MENTION, QUOTES, *USED, any_of(["for"])],
            [
                *(any_of(TERM_NOUNS), any_of(["of"], "?"), QUOTES, MENTION, QUOTES, any_of(HAS_BEEN, "{1,2}"), ADVERB),
                *(any_of(["applied", "given", "reserved"]), any_of(["to"])),
            ],
            [
                MENTION,
                QUOTES,
                any_of(BE, "{1,2}"),
                ARTICLE,
                any_of(TERM_NOUNS),
                any_of(["used", "given", "applied", "employed", "reserved"]),
                any_of(["for", "to"]),
                any_of([*DESCRIBE, "refer"], "?"),
                any_of(["to"], "?"),
            ],
            *(
                [any_of("use uses used using".split()), ARTICLE, QUOTES, MENTION, QUOTES, any_of(["to"]), *cue]
                for cue in ([any_of("denote designate mean signify".split())], [any_of(["refer"]), any_of(["to"])])
            ),
            *(
                [
                    any_of("use uses used using apply apply employ employs reserve".split()),
                    ARTICLE,
                    any_of(TERM_NOUNS),
                    any_of(["of"], "?"),
                    QUOTES,
                    MENTION,
                    QUOTES,
                    *cue,
                ]
                for cue in (
                    [any_of(["to"]), any_of(DESCRIBE)],
                    [any_of(["to"]), any_of(["refer"]), any_of(["to"])],
                    [any_of(["for"])],
                )
            ),
        ],
        nominal=True,
        generic=False,
    ),
    DefiningForm("refers_to", after_mention(ADVERB, MODAL, ADVERB, any_of(REFERS), ADVERB, any_of(["to"], "?"))),
    DefiningForm("means", after_mention(ADVERB, any_of(MEANS)), nominal=True, least=Least.NOT_UNLIKELY),
    DefiningForm(
        "that_is",
        [
            pattern
            for cue in (
                [any_of(["i.e.", "ie", "namely", "i.e"])],
                [any_of(["that"]), any_of(["is"]), any_of(["to"], "?"), any_of(["say"], "?")],
                [any_of(["in"]), any_of(["other"]), any_of(["words"])],
            )
            for pattern in set_off({"TEXT": {"IN": [",", "(", "–", "—"]}}, *cue, COMMA | {"OP": "?"})
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
                [any_of(BE), ADVERB],
                as_cue(),
                [ADVERB, any_of(REFERS), any_of(["to"])],
                [ADVERB, any_of(["means", "mean"])],
            )
            for pattern in (
                *set_off(COMMA, any_of(["which", "that"]), *cue),
                *([MENTION, QUOTES, *aside, any_of(["which"]), *cue] for aside in IN_BRACKETS[1:]),
            )
        ],
        nominal=True,
        generic=False,
        least=Least.NOT_UNLIKELY,
        bounded=True,
    ),
    DefiningForm(
        "not_but",
        after_mention(
            any_of(BE),
            ADVERB,
            any_of(["not", "n't"]),
            {"TEXT": {"NOT_IN": [".", ";", ":"]}, "OP": "{1,25}"},
            any_of(["but"]),
            any_of(BE, "?"),
            any_of(["also", "rather", "instead"], "?"),
            ADVERB,
        ),
        nominal=True,
    ),
    DefiningForm(
        "copula", after_mention(ADVERB, MODAL, ADVERB, any_of(BE), ADVERB), nominal=True, least=Least.NOT_UNLIKELY
    ),
    DefiningForm(
        "what_calls",
        [
            [
                any_of(["what"]),
                {"TEXT": {"NOT_IN": [".", ";", ",", ":"]}, "OP": "{1,9}"},
                any_of(CALLS),
                ARTICLE,
                QUOTES,
                MENTION,
                QUOTES,
                {"TEXT": {"IN": [",", ":", "–", "—"]}},
            ]
        ],
        nominal=True,
        generic=False,
        bounded=True,
    ),
    DefiningForm("colon", set_off({"TEXT": {"IN": [":", "–", "—"]}}), nominal=True),
    DefiningForm(
        "called",
        [
            [
                any_of([",", "(", "is", "are", "was", "were", "be", "been"], None),
                ADVERB,
                any_of(CALLED),
                ARTICLE,
                QUOTES,
                MENTION,
            ],
            [
                any_of([",", "(", "is", "are", "was", "were", "be", "been"], None),
                ADVERB,
                any_of(["otherwise", "better", "widely"], "?"),
                any_of(["known", "referred"]),
                any_of(["to"], "?"),
                any_of(["as"]),
                ARTICLE,
                QUOTES,
                MENTION,
            ],
            [
                {"LOWER": {"IN": [",", "is", "are", "–", "—"]}},
                any_of(["what"]),
                {"TEXT": {"NOT_IN": [".", ";", ",", ":"]}, "OP": "{1,9}"},
                any_of(CALLS),
                ARTICLE,
                QUOTES,
                MENTION,
            ],
        ],
        before=True,
        generic=False,
    ),
    DefiningForm(
        "dash",
        set_off({"TEXT": {"IN": ["–", "—", "-"]}}),
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "brackets",
        [[MENTION, QUOTES, {"TEXT": "("}]],
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "apposition",
        set_off(COMMA, any_of(["a", "an", "the"])),
        nominal=True,
        generic=False,
        least=Least.DEFINITIONAL,
        bounded=True,
    ),
    DefiningForm(
        "characterised_by",
        after_mention(
            ADVERB,
            MODAL,
            ADVERB,
            any_of(BE),
            ADVERB,
            any_of(["characterised", "characterized", "distinguished", "defined"]),
            ADVERB,
            any_of(["by"]),
        ),
        least=Least.NOT_UNLIKELY,
        kind="characterisation",
    ),
    DefiningForm(
        "consists_of",
        after_mention(ADVERB, any_of(CONSISTS), any_of(["of", "in"], "?"))
        + after_mention(
            any_of(BE, "{1,2}"), ADVERB, any_of(["composed", "made", "comprised"]), any_of(["up"], "?"), any_of(["of"])
        ),
        kind="characterisation",
    ),
    DefiningForm("aims_to", after_mention(ADVERB, any_of(AIMS), any_of(["to", "at"])), kind="characterisation"),
    DefiningForm(
        "uses",
        after_mention(ADVERB, any_of(USES), any_of(["on"], "?")),
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
