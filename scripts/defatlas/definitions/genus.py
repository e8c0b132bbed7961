"""Whether a noun phrase says what a thing is, or only what role or worth it has."""

from __future__ import annotations

import re

from spacy.tokens import Token

from defatlas.definitions.definiens import head_noun, is_restricted, lemma_of

# What a thing is said to be in passing, without saying what it is.
_ROLE_NOUNS = frozenset(
    (
        "booster seedbed driver enabler catalyst engine opportunity barrier obstacle solution answer response priority "
        "reason result consequence factor challenge problem example case topic theme subject focus trend context "
        "reference goal aim objective target issue question success failure part member owner supporter prerequisite "
        "condition necessity reality hype fashion keyword number majority buzzword revolution manifestation option "
        "provider need dream leitmotif threat burden future aspect player leader day week month year decade follower "
        "addition ingredient cornerstone pillar backbone step hotspot trigger stimulus pivot"
    ).split()
)
# What is said to be one of these is told what it is only by what follows: "a field in which …", "a market for …".
_BROAD_NOUNS = frozenset(("instrument domain phenomenon field component element market industry sector").split())
_PRAISE = frozenset(
    (
        "key vital crucial important main major integral essential significant indispensable hot popular "
        "pivotal prominent leading famous fashionable necessary backbone cornerstone inevitable"
    ).split()
)
_IDEALS = frozenset("ideal perfect great good".split())
_NOTICED = re.compile(
    r"\b(?:attract|gain|receiv|draw|enjoy|garner)\w*\s+(?:\w+\s+){0,3}(?:attention|interest|popularity|momentum|traction)",
    re.IGNORECASE,
)
_META = re.compile(
    r"\b(?:concept|notion|term|idea)s?\b(?!(?<=term)\s+for\b|\s+(?:that (?!ha(?:s|ve) been)|which|of|where|in which"
    r"|whereby|based|used|aim|for \w+ing|to \w+|with regard))",
    re.I,
)


def why_no_genus(tokens: list[Token]) -> str:
    """Return why a noun phrase does not say what a thing is; empty when it does."""
    opening = [token.lower_ for token in tokens[:2]]
    if opening in (["one", "of"], ["one", "the"]):
        return "names one of many"
    if any(t.tag_ in {"JJS", "RBS"} or t.lower_ in {"most", "best", "largest"} for t in tokens[:4]):
        return "ranks it"
    head = head_noun(tokens)
    if head is not None:
        lemma = lemma_of(head)
        if lemma in _ROLE_NOUNS:
            return f"names a role ({lemma}), not what it is"
        too_good = frozenset() if is_restricted(tokens) else _IDEALS
        praise = next((t.lower_ for t in tokens if t.i < head.i and t.lower_ in _PRAISE | too_good), "")
        if praise:
            return f"says how much it matters ({praise}), not what it is"
        if lemma in _BROAD_NOUNS and not _delimits(head, tokens):
            return f"names a role ({lemma}), not what it is"
    words = " ".join(token.text for token in tokens)
    if _NOTICED.search(words):
        return "says that it is noticed"
    if _META.search(" ".join(token.text for token in tokens[:8])[:80]):
        return "speaks about the concept as a concept"
    return ""


def _delimits(head: Token, tokens: list[Token]) -> bool:
    """Tell whether what follows a broad noun says which one: "a field in which …", "a market for …"."""
    behind = tokens[head.i - tokens[0].i + 1 :]
    return is_restricted(tokens) or bool(
        behind and behind[0].lower_ in {"for", "at", "between", "concerned", "devoted"}
    )
