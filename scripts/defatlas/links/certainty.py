"""How surely a tie is said, and whether it is denied."""

from __future__ import annotations

from spacy.tokens import Token

from defatlas.links.clauses import governors, light_verb

_MODALS = {
    "can": "possible", "could": "possible", "may": "possible", "might": "possible", "must": "necessary",
    "should": "necessary", "shall": "necessary", "ought": "necessary", "would": "hypothetical", "will": "asserted",
}  # fmt: skip
_HEDGES = {
    "tend": "possible", "seem": "possible", "appear": "possible", "likely": "possible", "potential": "possible",
    "potentially": "possible", "possibly": "possible", "perhaps": "possible", "hypothesis": "hypothetical",
    "need": "necessary", "question": "question", "whether": "question", "if": "hypothetical",
}  # fmt: skip
_NOT = frozenset(
    {"not", "n't", "never", "no", "neither", "hardly", "barely", "rarely", "seldom", "nor", "without", "little"}
)
_ONLY = frozenset({"only", "just", "solely", "merely", "simply"})  # "not only" denies nothing
_FAILS = frozenset({"fail", "cease", "refuse", "neglect"})


def _verbs_of(token: Token) -> list[Token]:
    """Return the verbs and predicates that carry a cue's modality and negation, nearest first."""
    carrier = light_verb(token) if token.pos_ in {"NOUN", "ADJ", "PROPN"} else None
    chain = list(governors(token))
    return chain + (list(governors(carrier)) if carrier is not None else [])


def is_negated(token: Token) -> bool:
    """Tell whether what a cue says is denied: "does not support", "fail to support", "no link"."""
    count = 0
    for verb in _verbs_of(token):
        words = (c for c in verb.children if c.dep_ in {"advmod", "det", "cc:preconj", "case", "mark"})
        count += any(_denies(word) for word in words)
        count += verb.lemma_.lower() in _FAILS
    return count % 2 == 1


def _denies(word: Token) -> bool:
    """Tell whether a word denies the verb it stands with: "not", but not in "not only"; "longer" in "no longer"."""
    before = word.doc[max(0, word.i - 1) : word.i].text.lower()
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    not_only = word.lower_ in {"not", "n't"} and following in _ONLY
    return (word.lower_ in _NOT and not not_only) or (word.lower_ == "longer" and before == "no")


def modality(token: Token) -> str:
    """Return how surely a cue is said: asserted, possible, necessary, hypothetical or question."""
    if token.sent.text.rstrip().endswith("?"):
        return "question"
    found = []
    for verb in _verbs_of(token):
        for word in [verb, *verb.children]:
            name = word.lemma_.lower()
            if word.dep_ in {"aux", "mark", "advmod"} or word is not token:
                known = _MODALS.get(word.lower_) if word.dep_ == "aux" else None
                known = known or (_HEDGES.get(name) if word.dep_ != "obj" else None)
                found += [known] if known else []
    return next((kind for kind in ("question", "hypothetical", "possible", "necessary") if kind in found), "asserted")
