"""Tokeniser tuned to scholarly prose.

It starts from spaCy's English rules, whose splitting of hyphens and clitics is close
to Universal Dependencies, and adds what research papers need: abbreviations of
reference, DOIs and arXiv identifiers as one token, and brackets of citation that
stand against a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import spacy
from spacy.lang.en import English
from spacy.lang.tokenizer_exceptions import URL_PATTERN
from spacy.language import Language
from spacy.symbols import NORM, ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from defatlas.language.abbreviations import MAYBE_FINAL, NEVER_FINAL

# DOI syntax: ISO 26324, "10." + registrant + "/" + suffix; the last sign is never punctuation.
DOI = r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S*[\w/]"
# arXiv identifiers since 2007: YYMM.number, with an optional version.
ARXIV = r"arXiv:\d{4}\.\d{4,5}(?:v\d+)?"

# North American telephone numbers, extensions and postal codes, which the treebanks keep whole (years and pages
# "3-5" come apart), dates "12-31-1999", and names of files.
PHONE = r"(?:\d-)?(?:\d{3}[/-])?\d{3}-\d{4}|x?\d-\d{4}|\d{5}-\d{4}"
DATE = r"\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)"
FILE = r"\S*\w\.(?i:docx?|xlsx?|pptx?|pdf|txt|jpe?g|zip|html?)"

# Prefixes that are no words: the hyphen behind them does not cut a word ("non-profit", "e-government"),
# as in the treebanks. Any other hyphen does ("well-known").
BOUND_PREFIXES: tuple[str, ...] = (
    *("anti", "co", "counter", "cross", "e", "ex", "mid", "mini", "multi", "non", "over", "post", "pre", "pro"),
    *("re", "semi", "sub"),
)

# Contractions that the treebanks keep whole or cut elsewhere than spaCy's rules do.
_TREEBANK_SPLITS: dict[str, tuple[str, ...]] = {
    "cannot": ("can", "not"),
    "gonna": ("gon", "na"),
    "wanna": ("wan", "na"),
    "gotta": ("got", "ta"),
}

# A repeated sign is one token, as in the treebanks: "!!!", "=====", "$$$".
_REPEATED = r"(?:[!?]{2,}|([*=_~#$<>+-])\1+)"

# What the treebanks cut off a chunk, beyond spaCy's rules. In their training parts these win 314 right tokens
# and lose 19.
_EXTRA_PREFIXES: tuple[str, ...] = (r"\.[?!]+", r"[~/-](?=[A-Za-z]{2})", r"@(?=\d)")
_EXTRA_SUFFIXES: tuple[str, ...] = (
    r"(?<![.A-Z])\.[?!]+",  # "know.???"
    r"(?<=\w)-",  # "smuggling- and"
    r"(?<=\b[A-F])\+",  # "A+"
    r"(?<=\d[A-Z])\.",  # "$11.5M." at an end
    r"(?<=\d)(?:[ap]m|[AP]M|k|percent|Hz|hours?|hrs?|minutes|mins?|days?|years?|yrs?)",  # "7:30PM", "10k"
)

_EXTRA_INFIXES: tuple[str, ...] = (
    r"(?<=[A-Za-z0-9\)\].,;])[\[\(](?=[\w])",  # cities[12], clusters(Porter
    r"(?<=[\w])[\]\)](?=[\[\(,;A-Za-z])",  # 1998)and, 12][13
    r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})",  # and/or, city/region
    r"[—–](?=\w)",
    r"(?<=[a-z]{2})(?:\.|\?|!)(?=[A-Z][a-z]+)",  # a lost space: "cities.They"
    r"(?<=[a-z])\.(?=\[\d)",  # cities.[3]
    r"(?<=\d)\](?=[–—-]\[)|(?<=\])[–—-](?=\[\d)|(?<=[–—-])\[(?=\d)",  # [1]–[11]
    r"(?<=[A-Z])-(?=\d)|(?<=[a-z]{3})(?<!\b[Mm]id)-(?=\d)",  # A-6, COVID-19, Sector-3
    r"(?<=\d)-(?=\$)|(?<=\d-)\$(?=\d)",  # $4-$6
    r"(?<=\d),(?=\d{1,2}(?![\d'’]))",  # [13,14], no thousands
    r"(?<=(?<![\d/-])\d)/(?=\d(?![\d/-]))",  # 1/2, no date
    r"(?<=[A-Za-z])-{2,}(?=[A-Za-z])",
)


# Words of their own, which spaCy takes for "I'd", "we'd", "how's" and "why's" without an apostrophe.
_WORDS = frozenset({"id", "wed", "hows", "whys"})


def _cased(abbreviation: str) -> set[str]:
    """Spellings in which an abbreviation occurs: as listed, capitalised, all capitals."""
    upper = {abbreviation.upper()} if abbreviation.count(".") > 1 else set()
    return {abbreviation, abbreviation[0].upper() + abbreviation[1:]} | upper


def _misleads(text: str) -> bool:
    """Whether a special case of spaCy's means something else here: "w/o", a bracket and colon seen as a face, "id"."""
    face = text[0] in ")8" and not text.isalnum()
    return face or ("/" in text and text[0].isalpha()) or text.lower() in _WORDS


def _is_contraction(text: str) -> bool:
    """Whether spaCy's special case is two words in one ("don't"), written in capitals now and then ("DON'T")."""
    return len(text) > 2 and text[0].isalpha() and bool(re.search("['’]", text))


def _infixes(defaults: list[str]) -> list[str]:
    """spaCy's infixes, but no cut behind a bound prefix."""
    whole = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in BOUND_PREFIXES)
    hyphens = "(?:-|–|—|--|---|——|~)"
    return [*(infix.replace(hyphens, whole + hyphens) for infix in defaults), *_EXTRA_INFIXES]


def _exceptions(defaults: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    """spaCy's English special cases, with the abbreviations and splits of this module."""
    rules = {text: parts for text, parts in defaults.items() if not _misleads(text)}
    for abbreviation in sorted(NEVER_FINAL | MAYBE_FINAL):
        for spelling in _cased(abbreviation):
            rules[spelling] = [{ORTH: spelling, NORM: spelling.lower()}]
    for text, tokens in list(rules.items()):
        if text.upper() not in rules and _is_contraction(text):
            rules[text.upper()] = [{ORTH: token[ORTH].upper()} for token in tokens]
    for word, parts in _TREEBANK_SPLITS.items():
        for spelling in (word, word.capitalize(), word.upper()):
            cut = len(parts[0])
            rules[spelling] = [{ORTH: spelling[:cut]}, {ORTH: spelling[cut:]}]
    return rules


@spacy.registry.tokenizers("defatlas.ScholarlyTokenizer.v1")  # type: ignore[attr-defined, untyped-decorator]
def create_scholarly_tokenizer() -> Callable[[Language], Tokenizer]:
    """Factory named in the pipeline's config: `[nlp.tokenizer]`.

    Returns a function from the pipeline to its tokeniser. The tokeniser is spaCy's own
    class with other rules, so it is saved and read back without this module's help.
    """

    def build(nlp: Language) -> Tokenizer:
        defaults = English.Defaults
        urls = URL_PATTERN.removeprefix("(?u)")
        whole = re.compile(rf"(?:{DOI}|{ARXIV}|{PHONE}|{DATE}|{FILE})$|(?:{urls})")
        return Tokenizer(
            nlp.vocab,
            rules=_exceptions(dict(defaults.tokenizer_exceptions)),
            prefix_search=compile_prefix_regex([_REPEATED, *_EXTRA_PREFIXES, *defaults.prefixes]).search,  # type: ignore[misc]
            suffix_search=compile_suffix_regex([_REPEATED, *_EXTRA_SUFFIXES, *defaults.suffixes]).search,  # type: ignore[misc]
            infix_finditer=compile_infix_regex(_infixes(list(defaults.infixes))).finditer,
            token_match=None,
            url_match=whole.match,
        )

    return build
