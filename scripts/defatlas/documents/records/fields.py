"""Tidy values for the fields of a record, the same whatever the format they come from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote

_MARKUP = re.compile(
    r"</?(?:jats:|mml:)?(?:p|i|b|u|em|strong|sub|sup|sc|br|div|span|title|sec|italic|bold|inline-formula|h[1-6]"
    r"|scp|list|list-item|ul|ol|li|ce:[a-z]+)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
# control and format characters, lone surrogates; not the joiners, which Persian and emoji need
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_TAG_OF_ITS_OWN = re.compile(r"</?(?:jats:)?(?:p|br|div|title|sec|li|h[1-6])\b", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"\W*(?:no (?:abstract|title|author name|data|keywords?)s?(?: (?:is |are )?(?:available|provided|supplied|found))?"
    r"|(?:abstract |title )?(?:is )?not (?:available|provided)|n/?a|null|none|nan|-+)?\W*",
    re.IGNORECASE,
)
_ABSTRACT_LABEL = re.compile(r"abstract\s*[:.–—-]\s*(?=\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,300}", re.IGNORECASE)

_LANGUAGES = {
    "en": "eng english englisch anglais inglés inglese",
    "de": "ger deu german deutsch allemand alemán",
    "fr": "fre fra french français französisch",
    "es": "spa spanish español spanisch castilian",
    "pt": "por portuguese português portugiesisch",
    "it": "ita italian italiano italienisch",
    "nl": "dut nld dutch nederlands niederländisch",
    "pl": "pol polish polski",
    "cs": "cze ces czech čeština",
    "sk": "slo slk slovak",
    "hu": "hun hungarian magyar",
    "sv": "swe swedish svenska",
    "da": "dan danish dansk",
    "no": "nor norwegian norsk",
    "fi": "fin finnish suomi",
    "ru": "rus russian русский",
    "uk": "ukr ukrainian українська",
    "tr": "tur turkish türkçe",
    "el": "gre ell greek",
    "ro": "rum ron romanian",
    "hr": "hrv croatian",
    "sl": "slv slovenian slovene",
    "zh": "chi zho chinese 中文",
    "ja": "jpn japanese 日本語",
    "ko": "kor korean 한국어",
    "ar": "ara arabic",
    "fa": "per fas persian farsi",
    "id": "ind indonesian",
    "lt": "lit lithuanian lietuvių",
    "lv": "lav latvian",
    "et": "est estonian",
    "bg": "bul bulgarian",
    "sr": "srp serbian",
    "bs": "bos bosnian",
    "mk": "mac mkd macedonian",
    "ca": "cat catalan",
    "gl": "glg galician",
    "eu": "baq eus basque",
    "vi": "vie vietnamese",
    "th": "tha thai",
    "he": "heb hebrew",
    "hi": "hin hindi",
    "ms": "may msa malay",
}
_LANGUAGE_CODES = {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split())}

_TYPES = {
    "article": "article journalarticle articlejournal journal jour ejour jfull journalarticles researcharticle "
    "ieeejournals ieeemagazines ibmjournals ieeejournalsmagazines originalpaper",
    "conference paper": "conferencepaper inproceedings conference conf cpaper proceedingspaper proceedingsarticle "
    "paperconference conferenceproceeding conferenceproceedingsarticle ieeeconferences",
    "proceedings": "proceedings conferenceproceedings conferencereview proceedingsbook",
    "chapter": "chapter bookchapter booksection incollection inbook chap echap electronicbooksection",
    "book": "book ebook edbook wholebook electronicbook editedbook monograph",
    "review": "review reviewarticle",
    "thesis": "thesis thes phdthesis mastersthesis dissertation thesisdissertation",
    "report": "report rprt techreport reportsresearch governmentdocument govdoc technicalreport",
    "preprint": "preprint postedcontent unpb unpublished unpublishedwork manscpt manuscript",
    "standard": "standard stand",
    "web page": "webpage elec blog online website ieeeonline",
    "": "misc gen generic other",
}
_TYPE_NAMES = {name: kind for kind, names in _TYPES.items() for name in names.split()}


def tidy(value: str) -> str:
    """Return text on one line: entities resolved, markup and control characters gone, no lone surrogates, NFC."""
    text = html.unescape(value)
    if "<" in text:
        text = _MARKUP.sub(lambda tag: " " if _TAG_OF_ITS_OWN.match(tag.group()) else "", text)
    text = unicodedata.normalize("NFC", text)
    text = " ".join(_UNSEEN.sub("", text).split())
    return "" if len(text) < 60 and _NO_TEXT.fullmatch(text) else text


def abstract_text(value: str) -> str:
    """Return a tidy abstract without the word "Abstract:" before it; empty for "[No abstract available]" and kin."""
    text = tidy(value)
    label = _ABSTRACT_LABEL.match(text)
    return text[label.end() :] if label else text


def year_of(value: str) -> str:
    """Return the first year (1500 to 2099) that a date names."""
    found = _YEAR.search(value)
    return found.group() if found else ""


def doi_of(value: str) -> str:
    """Return the bare DOI, in lower case, that a text or an address holds."""
    found = _DOI.search(unquote(html.unescape(value)) if "%" in value or "&" in value else value)
    if not found:
        return ""
    doi = tidy(found.group()).lower().rstrip(".,;:'")
    for opening, closing in ("()", "[]", "{}"):
        while doi.endswith(closing) and doi.count(closing) > doi.count(opening):
            doi = doi[:-1].rstrip(".,;:'")
    return "" if doi.endswith("/") else doi


def language_code(value: str) -> str:
    """Return the ISO 639-1 code of the first language named, or that name in lower case where it is unknown."""
    name = re.split(r"[;,|]", tidy(value).lower(), maxsplit=1)[0].strip()
    return _LANGUAGE_CODES.get(name) or _LANGUAGE_CODES.get(re.split(r"[-_]", name)[0], name)


def keyword_list(value: str | Sequence[str]) -> tuple[str, ...]:
    """Return keywords without repetition, split at ";", else at "|", else at line ends, else at commas."""
    whole = [value] if isinstance(value, str) else value
    parts: list[str] = []
    for text in whole:
        separator = next((mark for mark in ";|\n" if mark in text), "," if isinstance(value, str) else "\n")
        parts += text.split(separator)
    return tuple(dict.fromkeys(filter(None, map(tidy, parts))))


def publication_type(value: str) -> str:
    """Return the kind of publication, one word for what formats name differently; an unknown kind as it is stated."""
    first = re.split(r"[;|]", tidy(value).lower(), maxsplit=1)[0].strip()
    return _TYPE_NAMES.get(re.sub(r"\W|_", "", first), first)


def is_known_type(value: str) -> bool:
    """Tell whether a text names a kind of publication; some formats use the same field for remarks."""
    first = re.split(r"[;|]", tidy(value).lower(), maxsplit=1)[0]
    return bool(_TYPE_NAMES.get(re.sub(r"\W|_", "", first)))
