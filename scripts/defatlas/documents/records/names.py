"""Author names: from one text to a list, and each as "Family, Given"."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from defatlas.documents.records.fields import tidy

_LONGEST_LIST = 5_000  # characters
_AND = re.compile(r"\s(?:and|&)\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}")
_IDENTIFIER = re.compile(r"\s*[(\[]\s*[\d;,\s-]{6,}[xX]?\s*[)\]]\s*$")
_DEGREE = re.compile(r"^(?:(?:Prof|Dr|Mr|Mrs|Ms|Ing|Dipl)\.\s*(?:-?Ing\.\s*)?)+(?=\S)")
_ORGANISATION = re.compile(
    r"\b(?:organi[sz]ation|universit\w+|commission|institut\w*|ministry|council|committee|union|association|agency"
    r"|office|department|cent(?:er|re)|government|foundation|society|bank|inc|ltd|gmbh|group|team|consortium|bureau"
    r"|authority|board|nations|parliament)\b",
    re.IGNORECASE,
)
_OTHERS = {"others", "et al", "et al.", "anonymous", "anon.", "anon", "unknown"}
# Han, Hangul and Hiragana, in which the family name comes first; a name in Katakana alone is mostly foreign.
_FAMILY_FIRST = re.compile("[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
# Springer's CSV sets names without anything between them: "Ana B. LimaJo McKay"
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=[A-Z][^\W\d_]*[.\s])")
_PREFIX_AT_END = re.compile(r"(?:^|[\s-])(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Von|Fitz|O')$")


def _is_initials(word: str) -> bool:
    """Tell whether a word holds initials only: "K.L.", "JA", "J.-P."; in a script without case none does."""
    return bool(_INITIALS.fullmatch(word)) and word.upper() == word != word.lower()


def person(name: str) -> str:
    """Return a name as "Family, Given"; the name of an organisation, or a single word, as it is.

    RIS and CSL mark the name of an organisation by a comma at its end ("World Lamp Body,").
    "Smith A" and "Fanning E." end in initials, so the family name comes first; else it comes last, with the small
    words before it ("Ludwig van Beethoven"). In Chinese, Japanese and Korean it comes first.
    """
    whole = tidy(name)
    if whole.endswith(",") and whole.count(",") == 1:
        return whole[:-1].rstrip()
    name = tidy(_DEGREE.sub("", _IDENTIFIER.sub("", whole))).strip(" ;,|").replace(". -", ".-")
    if name.lower() in _OTHERS:
        return ""
    if "," in name:
        return ", ".join(tidy(part) for part in name.split(",", 1))
    words = name.split()
    if len(words) < 2 or _ORGANISATION.search(name):
        return name
    if _FAMILY_FIRST.match(name):
        return f"{words[0]}, {' '.join(words[1:])}"
    if _is_initials(words[-1]) and not _is_initials(words[0]):
        start = next(i for i in range(1, len(words)) if all(map(_is_initials, words[i:])))
        return f"{' '.join(words[:start])}, {' '.join(words[start:])}"
    start = next((i for i, word in enumerate(words[1:-1], start=1) if word[0].islower()), len(words) - 1)
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


def _split_at_commas(text: str) -> list[str]:
    """Split names set off by commas: "Smith A, Walter B" and "Tom Smith, Jane Doe", but not "Smith, Tom"."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) > 2 and len(parts) % 2 == 0 and all(map(_is_initials, (given for _, given in pairs))):
        return [f"{family}, {given}" for family, given in pairs]
    if len(parts) > 3 or (len(parts) == 3 and sum(" " in part for part in parts) >= 2):
        return parts
    if len(parts) == 3 and all(map(_FAMILY_FIRST.match, parts)):
        return parts
    return [text]


def split_names(text: str) -> list[str]:
    """Split a text that holds all authors, at ";", else "|", else line ends, else " and ", else at commas."""
    for mark in (";", "|", "\n"):
        if mark in text:
            return text.split(mark)
    by_word = re.split(r",?\s+(?:and|&)\s+", text)
    if len(by_word) > 1:
        if all(part.count(",") == 1 for part in by_word):
            return by_word  # as in BibTeX: "van Dyke, Jan Piet and Smith, Tom"
        if _ORGANISATION.search(text) and "," not in text:
            return [text]
        return [name for part in by_word for name in _split_at_commas(part)]
    return _split_at_commas(text)


def separator_in(cells: Iterable[str]) -> str:
    """Return the mark between names in a column of authors, when some cell has one."""
    cells = [cell.strip(";| ") for cell in cells]
    return next((mark for mark in ";|" if any(mark in cell for cell in cells)), "")


def names_in(cell: str, separator: str) -> str | list[str]:
    """Return a cell of authors: a list of them where it is written as Python writes one, else the text.

    In "van Dyke, Jan Piet" alone nothing tells whether it is one name or two; where other cells of the column have a
    separator, it is one.
    """
    if cell.startswith("[") and cell.endswith("]") and len(cell) < _LONGEST_LIST:
        try:
            listed = ast.literal_eval(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return cell
        return [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else cell
    return [cell] if separator and separator not in cell and not _AND.search(cell) else cell


def split_run_together(text: str) -> list[str]:
    """Split names that follow each other with nothing between them, at a small letter before a capital."""
    names = [""]
    for part in _RUN_TOGETHER.split(text):
        if names[-1] and not _PREFIX_AT_END.search(names[-1]):
            names.append("")
        names[-1] += part
    return [name for name in names if name]
