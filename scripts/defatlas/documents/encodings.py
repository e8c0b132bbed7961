"""The encoding of text that no byte order mark announces, and text that was once decoded wrongly.

UTF-8 is tried first, then UTF-16 and UTF-32 by what they would say; then the many encodings of one byte per letter. Of
Latin ones, the language, which the letters of ASCII tell well enough, says which were in use for it, and its alphabet
which of them it is. For other scripts charset-normalizer tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import charset_normalizer
import ftfy

from defatlas.documents.language_detection import language_code_of

WESTERN = "cp1252"
_SAMPLE = 200_000  # bytes
# Encodings in use for languages, the most frequent first.
_IN_WESTERN_EUROPE = ("cp1252", "mac_roman", "cp850")
_IN_CENTRAL_EUROPE = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_IN_BALTIC = ("cp1257", "iso8859_13", "iso8859_4")
# Letters beyond a to z, by language and group of encodings.
_WESTERN_ALPHABETS = {
    "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüß", "es": "áéíóúüñ", "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóù", "nl": "áéëèïíóöü", "da": "åæøéü", "nb": "åæøéòó", "no": "åæøéòó", "nn": "åæøéòó",
    "sv": "åäöéü", "fi": "äöåéšž", "is": "áðéíóúýþæö",
    "ca": "àçéèíïóòúü", "gl": "áéíóúüñï", "eu": "ñçü", "af": "éèïöçâêñüôà", "": "éèïöçâêñüôà",
}  # fmt: skip
_CENTRAL_ALPHABETS = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "hr": "čćđšž",
    "sl": "čćđšž", "bs": "čćđšž", "sr": "čćđšž", "ro": "ăâîşţșț", "de": "äöüß",
}  # fmt: skip
_BALTIC_ALPHABETS = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"}
_TURKISH_ALPHABETS = {"tr": "çğıöşüâîû", "az": "çəğıöşü"}
_GROUPS = (
    (_IN_WESTERN_EUROPE, _WESTERN_ALPHABETS),
    (_IN_CENTRAL_EUROPE, {name: letters for name, letters in _CENTRAL_ALPHABETS.items() if name != "de"}),
    (_IN_BALTIC, _BALTIC_ALPHABETS),
    (("cp1254", "iso8859_9"), _TURKISH_ALPHABETS),
)
_OF_LANGUAGE = {
    name: (encodings, letters) for encodings, alphabets in _GROUPS for name, letters in alphabets.items() if name
}
_LEAST_GAIN = 2  # letters and symbols that must speak for a rare encoding
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*")
_NO_LETTERS = "ªºµ"  # signs that Unicode counts among the letters
# What is neither a letter nor a mark that words hold (apostrophes, hyphens, the Catalan dot, the signs of ordinals).
_SYMBOL_IN_WORD = re.compile(
    r"(?<=[^\W\d_])(?![’‘´'·‐‑–—­…°ªº®™©\xa0])[^\w\s\x00-\x7f](?=[a-z])|(?<=[a-z])[¹²³](?=[a-z])|[\x80-\x9f\ufffd]"
)
_SYMBOL_COST = 2
_HEBREW = re.compile("[\u05d0-\u05ea]+")
_FINAL_INSIDE = re.compile("[ךםןףץ](?=[\u05d0-\u05ea])")
_FINAL = re.compile("[ךםןףץ](?![\u05d0-\u05ea])")
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")
# What text of any language mostly consists of: ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, CJK, Hangul.
_USUAL = re.compile(
    "[\t\n\r -~\xa0-\u024f\u0370-\u06ff\u0e00-\u0e7f\u1e00-\u1eff\u2010-\u2030\u20ac\u3000-\u30ff\u4e00-\u9fff"
    "\uac00-\ud7a3\uff00-\uffef]"
)
_BETWEEN_WORDS = re.compile("[\t\n\r ,.;\u3001\u3002\uff0c\u306e\u7684]")
_LEAST_LETTERS = 10
_LEAST_USUAL = 0.95
_LEAST_BETWEEN = 0.02


def _odd(word: str, alphabet: str) -> int:
    """Count the letters of a word that are neither ASCII nor in an alphabet."""
    return sum(
        letter > "\x7f" and letter.isalpha() and letter not in alphabet and letter not in _NO_LETTERS for letter in word
    )


def _cost(data: bytes, encoding: str, alphabets: Sequence[str]) -> int:
    """Count what speaks against an encoding: letters of no language beside others, and symbols inside of words."""
    text = data.decode(encoding, errors="replace")
    words = Counter(_WORD.findall(text.lower()))
    by_word = sum(number * min(_odd(word, alphabet) for alphabet in alphabets) for word, number in words.items())
    return by_word + _SYMBOL_COST * len(_SYMBOL_IN_WORD.findall(text))


def single_byte_encoding(data: bytes) -> str:
    """Tell in which encoding of one byte per letter a Latin text is.

    A wrong decoding mixes letters of several languages in a word, or leaves symbols inside of words ("Wroc³aw"). The
    text's language says which alphabet is looked for; where it is English, or no language is told, any alphabet of
    the West, or, in words that it does not explain, of Central Europe. Where nothing tells, it is Windows-1252, which
    is by far the most frequent.

    Returns:
        Python's name of the encoding.
    """
    sample = data[:_SAMPLE]
    western = tuple(_WESTERN_ALPHABETS.values())
    usual = _cost(sample, WESTERN, western)
    language = language_code_of(_NOT_ASCII.sub(b"", sample).decode("ascii"))
    if language in _OF_LANGUAGE and language != "en":
        encodings, alphabet = _OF_LANGUAGE[language]
        costs = {name: _cost(sample, name, (alphabet,)) for name in encodings}
        best = min(encodings, key=lambda name: costs[name])
        if costs[best] <= usual or encodings is _IN_WESTERN_EUROPE:
            frequent = costs[encodings[0]]
            return best if frequent - costs[best] >= _LEAST_GAIN or costs[best] == 0 else encodings[0]
    central = tuple(_CENTRAL_ALPHABETS.values())
    costs = {name: _cost(sample, name, central) for name in _IN_CENTRAL_EUROPE[:2]}
    best = min(costs, key=lambda name: costs[name])
    if costs[best] < usual:
        return best
    rare = {name: _cost(sample, name, western) for name in _IN_WESTERN_EUROPE[1:]}
    best = min(rare, key=lambda name: rare[name])
    return best if usual - rare[best] >= _LEAST_GAIN and 2 * rare[best] < usual else WESTERN


def is_latin(data: bytes) -> bool:
    """Tell whether text of one byte per letter is Latin: its accented letters stand alone or in twos.

    Of other scripts, whole words consist of such bytes.
    """
    runs = [len(run) for run in _NOT_ASCII.findall(data[:_SAMPLE])]
    return sum(run for run in runs if run > 2) <= sum(runs) / 2


def wide_encoding(data: bytes) -> str:
    """Tell whether bytes are UTF-16 or UTF-32 without a mark; empty when they are not.

    Text so decoded consists of the usual letters, and has spaces or full stops; with the bytes of each letter in the
    wrong order it has hardly any.
    """
    if len(data) < 2 * _LEAST_LETTERS:
        return ""
    best, most = "", 0.0
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        sample = data[: _SAMPLE // 10]
        try:
            text = sample[: len(sample) // width * width].decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = len(_USUAL.findall(text)) / max(1, len(text))
        between = len(_BETWEEN_WORDS.findall(text)) / max(1, len(text))
        if usual >= _LEAST_USUAL and between >= _LEAST_BETWEEN and between > most:
            best, most = encoding, between
    return best


def _is_hebrew(data: bytes) -> bool:
    """Tell whether bytes are Hebrew in an encoding of one byte per letter: its final letters stand only at ends."""
    text = data[:_SAMPLE].decode("cp1255", errors="replace")
    letters = sum(map(len, _HEBREW.findall(text)))
    others = sum(character > "\x7f" and not "\u0590" <= character <= "\u2026" for character in text)
    finals = len(_FINAL.findall(text))
    return letters > 10 * others and finals > 1 and 20 * len(_FINAL_INSIDE.findall(text)) < finals


def unmarked_encoding(data: bytes) -> str:
    """Tell the likeliest encoding of text that is no UTF-8 and has no byte order mark."""
    if wide := wide_encoding(data):
        return wide
    if not is_latin(data):
        if _is_hebrew(data):
            return "cp1255"
        best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
        if best is not None:
            return best.encoding
    return single_byte_encoding(data)


def decode_unmarked(data: bytes) -> str:
    """Decode text without a byte order mark.

    It is UTF-8, with a replacement character for a broken byte where most are sound, else what `unmarked_encoding`
    tells.
    """
    if _JAPANESE_ESCAPE.search(data[:_SAMPLE]) and data.isascii():
        return data.decode("iso2022_jp", errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        if broken * 10 < sum(not character.isascii() for character in text) - broken:
            return text
        encoding = unmarked_encoding(data)
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            return data.decode("latin-1" if encoding == WESTERN else encoding, errors="replace")
    wide = wide_encoding(data) if "\0" in text[:_SAMPLE] else ""
    return data.decode(wide, errors="replace") if wide else text


def mend(text: str) -> str:
    """Return text in which lines of UTF-8 that someone decoded as something else are put right ("cafÃ©" → "café").

    Of ftfy only what mends encodings is used; its other repairs change quotation marks, ligatures and widths of letters
    in text that is sound.
    """
    if text.isascii():
        return text
    lines = text.split("\n")
    return "\n".join(line if line.isascii() else ftfy.fix_encoding(line) for line in lines)
