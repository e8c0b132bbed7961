"""Rules for sentence boundaries in scholarly prose.

Abbreviations, initials, decimal numbers and citations in brackets hold full stops that
end nothing. One component runs before the parser, which keeps every boundary that is set
(True) and decides what is left open by itself; another behind it joins what the parser cut
where a boundary is forbidden (False).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from defatlas.language.abbreviations import BEFORE_NUMBERS, MAYBE_FINAL, NEVER_FINAL

_TERMINALS = frozenset({".", "!", "?", "…", "...", "。"})
_PLAIN_TERMINALS = frozenset({".", "!", "?"})
_CLOSERS = frozenset({")", "]", "}", '"', "”", "’", "'", "''", "»"})
_QUOTES = frozenset({'"', "”", "''", "»"})  # as far as they close
_OPENING_QUOTES = frozenset({"“", "‘", "``", "«", '"', "'"})
_OPENERS = _OPENING_QUOTES | {"(", "[", "{"}
_SHOUTS = frozenset("!?.")
_NEVER_INITIAL = frozenset({",", ";", ":", ")", "]", "}", ".", "!", "?", "%", "”", "’", "»", "..."})
_SURER_STARTERS = frozenset({"if", "the", "there", "these", "this"})
_STARTERS = _SURER_STARTERS | {"as", "here", "it", "my", "we", "what"}
_EMPHASIS = frozenset({"*", "**", "***", "_", "__"})  # left over from Markdown
_PAIRS = {"(": ")", "[": "]"}

# A bracket longer than this many tokens is taken for unbalanced text, not for one aside.
MAX_BRACKET_TOKENS = 60


def _inside_brackets(doc: Doc) -> list[bool]:
    """For each token, whether it stands between a bracket and its partner (partner included)."""
    inside = [False] * len(doc)
    stack: list[tuple[int, str]] = []
    for token in doc:
        text = token.text
        if text in _PAIRS:
            stack.append((token.i, _PAIRS[text]))
        elif "\n\n" in text:
            stack.clear()
        elif stack and text == stack[-1][1]:
            start, _ = stack.pop()
            if token.i - start <= MAX_BRACKET_TOKENS:
                inside[start + 1 : token.i + 1] = [True] * (token.i - start)
    return inside


def _is_initial(token: Token) -> bool:
    """A capital letter with its full stop ("J." or "J.-P."), as in the names of authors."""
    text = token.text
    return len(text) in (2, 4, 5) and text[0].isupper() and text.endswith(".") and text[1] in ".-"


def _verdict(token: Token, inside: bool, decide_all: bool) -> bool | None:
    """Whether a sentence starts at `token` (not the first of its document).

    Returns True or False where a rule applies, None where the parser is to decide.
    """
    previous = token.nbor(-1)
    text = token.text
    if previous.is_space and previous.text.count("\n") > 1:
        return True
    if token.is_space or inside or text in _NEVER_INITIAL:
        return False
    if not previous.whitespace_ and not previous.is_space and (text in _CLOSERS or text in _EMPHASIS):
        return False
    opening = previous.text in _OPENERS or previous.text in _EMPHASIS
    if opening and not previous.whitespace_ and (previous.i == 0 or previous.nbor(-1).whitespace_):
        return False  # if a sentence starts here, then with the quotation mark
    closing = previous.text in _QUOTES or previous.text in _EMPHASIS or previous.text == ")"
    if closing and previous.whitespace_ and text[0].isupper() and _ends_sentence(previous, _PLAIN_TERMINALS):
        return True  # in the treebanks' training parts right 194 times, wrong once
    if previous.text == "]" and not previous.whitespace_ and text[0].islower():
        return False  # "[t]he town"
    before = previous.lower_
    if before in NEVER_FINAL or _is_initial(previous):
        return False
    starts_low = text[0].islower()
    if before == "etc." and text[0].isupper():
        return True  # no name follows it, unlike "Inc." or "U.S."
    if before in MAYBE_FINAL:
        return False if starts_low or token.like_num else (None if not decide_all else text[0].isupper())
    if previous.text == "." and previous.i > 0 and not previous.nbor(-1).whitespace_:
        stem = previous.nbor(-1)
        goes_on = starts_low or token.like_num or text in _PAIRS
        if stem.lower_ in BEFORE_NUMBERS and goes_on:
            return False
        if (stem.lower_ in BEFORE_NUMBERS or (len(stem.text) == 1 and stem.text.isupper())) and not decide_all:
            return False if starts_low or token.is_punct else None
    if previous.text in _PLAIN_TERMINALS and previous.whitespace_ and (text[0].isupper() or _opens_quotation(token)):
        return True  # before a capital on EWT and GUM dev: right 1,283 times, wrong twice
    shouts = len(previous.text) > 1 and {"."} != set(previous.text) <= _SHOUTS
    if shouts and previous.whitespace_ and text[0].isalpha():
        return True  # "?!", "!!!", ".?": in the training parts right 203 times of 204
    if _starts_behind_nothing(token):
        return True
    if not decide_all:
        return False if starts_low and _goes_on(token) else None
    return _ends_sentence(previous) and not starts_low


def _opens_quotation(token: Token) -> bool:
    """Whether `token` is a quotation mark that stands against a capital.

    Behind a full stop and a space one begins a sentence: in the training parts 112 times, never otherwise.
    A bracket there does so 54 times of 56, but in papers it may hold the citation of the sentence before.
    """
    opens = token.text in _OPENING_QUOTES and not token.whitespace_ and token.i + 1 < len(token.doc)
    return opens and token.nbor(1).text[0].isupper()


def _starts_behind_nothing(token: Token) -> bool:
    """Whether `token` is a function word in a capital, no sign before it and small letters behind it.

    A heading or a greeting ended before it ("1 Introduction The city …"), or a full stop was lost. In the
    treebanks' training parts such a word begins a sentence 96 times of 100 behind a capital or a number;
    behind a word in small letters those of `_SURER_STARTERS` do 37 times of 41.
    """
    if not token.is_title or token.i + 1 == len(token.doc) or not token.nbor(1).text[0].islower():
        return False
    previous = token.nbor(-1).text
    if not previous[-1].isalnum():
        return False
    return token.lower_ in (_SURER_STARTERS if previous[0].islower() else _STARTERS)


def _goes_on(token: Token) -> bool:
    """Whether `token`, in small letters, stands right behind a word, a number or a comma.

    No sentence starts there: in GUM's training part 2 do in 51,004 such places, and in EWT's 79 in 141,566,
    in mail and lists. An address may stand in a line of its own.
    """
    previous = token.nbor(-1).text
    return (previous == "," or previous[-1].isalnum()) and not (token.like_url or token.like_email)


def _ends_sentence(token: Token, terminals: frozenset[str] = _TERMINALS) -> bool:
    """Whether `token` is a terminal sign, or a closing sign right behind one."""
    while token.i > 0 and (token.text in _CLOSERS or token.text in _EMPHASIS):
        before = token.nbor(-1)
        if before.whitespace_:
            return False
        token = before
    return token.text in terminals


@Language.factory(
    "defatlas_sentence_rules",
    assigns=["token.is_sent_start"],
    default_config={"decide_all": False},
)
class SentenceRules:
    """Pipeline component that sets and forbids sentence boundaries.

    Writes `token.is_sent_start`; registers no extension.

    Args:
        nlp: the pipeline (unused, required of a factory).
        name: the component's name in the pipeline.
        decide_all: decide every token, for pipelines without a parser; otherwise
            tokens that no rule covers keep None and the parser decides.
    """

    def __init__(self, nlp: Language, name: str, decide_all: bool) -> None:
        """Keep the settings; the rules have no state."""
        self.name = name
        self.decide_all = decide_all

    def __call__(self, doc: Doc) -> Doc:
        """Set boundaries on `doc`, which must not be parsed yet."""
        inside = _inside_brackets(doc)
        for token in doc:
            if token.i == 0:
                token.is_sent_start = True
                continue
            verdict = _verdict(token, inside[token.i], self.decide_all)
            if verdict is not None:
                token.is_sent_start = verdict
        return doc


@Language.component("defatlas_kept_boundaries", requires=["token.head"], assigns=["token.head", "token.dep"])
def keep_forbidden_boundaries(doc: Doc) -> Doc:
    """Join what the parser cut where a rule forbids it: every tree of a parse begins a sentence, rule or not.

    The root of the later part becomes a dependent of the root before.
    """
    if not doc.has_annotation("DEP"):
        return doc
    inside = _inside_brackets(doc)
    for token in doc[1:]:
        if token.is_sent_start and _verdict(token, inside[token.i], decide_all=False) is False:
            root = token.sent.root
            root.head = doc[token.i - 1].sent.root
            root.dep_ = "parataxis"
    return doc
