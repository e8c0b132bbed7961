"""Text for LaTeX: every character is one that pdfLaTeX sets without further packages, or is named in its place."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

# XeTeX and LuaTeX have \Umathchar and take any character as it is; pdfTeX takes what stands second
FALLBACK = r"\providecommand{\unlessunicode}[2]{\ifdefined\Umathchar#1\else#2\fi}"
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
}
# what the LaTeX kernel sets of UTF-8 in its default encoding, tried character by character, and what only T1 has
_KNOWN = frozenset(
    "¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶·¸¹º¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖ×ØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõö÷øùúûüýÿĀāĂăĆćĈĉĊċČčĎďĒēĔĕĖėĚěĜĝĞğĠġĢģ"
    "ĤĥĨĩĪīĬĭİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŴŵŶŷŸŹźŻżŽžȘșȚț‐‑‒–—―‘’“”†‡•…‰€№™←↑→↓"
)
_IN_T1 = frozenset("«»ÐÞðþĄąĐđĘęĮįŊŋŲų‚„‹›")
_MATHEMATICS = {
    "≤": r"\leq", "≥": r"\geq", "−": "-", "≈": r"\approx", "≠": r"\neq", "↔": r"\leftrightarrow", "⇒": r"\Rightarrow",
    "∞": r"\infty", "√": r"\surd", "∑": r"\sum", "∈": r"\in", "∩": r"\cap", "∪": r"\cup", "⊂": r"\subset",
    "∂": r"\partial", "⋅": r"\cdot", "∙": r"\cdot", "∼": r"\sim", "≡": r"\equiv", "∝": r"\propto", "′": "'",
}  # fmt: skip
_ACCENTS = {
    "\u0300": r"\`", "\u0301": r"\'", "\u0302": r"\^", "\u0303": r"\~", "\u0304": r"\=", "\u0306": r"\u",
    "\u0307": r"\.", "\u0308": r"\"", "\u030a": r"\r", "\u030b": r"\H", "\u030c": r"\v", "\u0323": r"\d",
    "\u0327": r"\c", "\u0331": r"\b",
}  # fmt: skip
_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
    "omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()
)
_GREEK_AS_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
_OPENING = re.compile(r'(?<![^\s(\[{/–—-])"')
LONGEST_WORD = 24  # characters that stand together before a word may be broken anywhere


def latex(value: str) -> str:
    """Return a text in one line for LaTeX, with nothing in it that is a command.

    Straight quotation marks become curly ones. A letter of a script that pdfLaTeX cannot set (Chinese, an emoji) stays
    for the engines that can, and is named by its code point, "[U+4E2D]", for pdfLaTeX: see FALLBACK. Characters that
    print nothing are left out.
    """
    line = " ".join(unicodedata.normalize("NFC", value).split())
    words = _OPENING.sub("“", line).replace('"', "”").split(" ")
    escaped = ("~" if kept_together(line) else " ").join(_breakable(word) for word in words)
    # `\\` or a rule before a cell would take these for its own
    return f"{{}}{escaped}" if line.startswith(("[", "*", "(")) else escaped


def kept_together(line: str) -> bool:
    """Tell whether a text is a figure, such as "65 % (131/202)", that should not be parted between its words."""
    return len(line) <= LONGEST_WORD and not any(character.isalpha() for character in line)


def needs_fallback(text: str) -> bool:
    """Tell whether a LaTeX text uses the command that FALLBACK defines."""
    return r"\unlessunicode" in text


def _breakable(word: str) -> str:
    """Return a word for LaTeX that can be parted where it is too long for a column, as an address is."""
    parts, run = list[str](), 0
    for character, following in pairwise(f"{word} "):
        parts.append(r"-\hspace{0pt}" if character == following == "-" else latex_character(character))
        run = 0 if character == "-" else run + 1
        if following != " " and (
            run >= LONGEST_WORD or (len(word) > LONGEST_WORD and character in "/_.=&?") or ord(character) > 0x2E7F
        ):
            parts.append(r"\hspace{0pt}")
            run = 0
    return "".join(parts)


def latex_character(character: str) -> str:
    """Return one character for LaTeX."""
    if character in _COMMANDS:
        return _COMMANDS[character]
    if " " <= character <= "~" or character in _KNOWN:
        return character
    if character == "\u00ad":
        return r"\-"
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        return ""
    if character in _IN_T1:
        return _unless_unicode(character, rf"{{\fontencoding{{T1}}\selectfont {character}}}")
    if character in _MATHEMATICS:
        return rf"\ensuremath{{{_MATHEMATICS[character]}}}"
    return _accented(character) or _greek(character) or _unless_unicode(character, f"[U+{ord(character):04X}]")


def _unless_unicode(character: str, otherwise: str) -> str:
    """Return a character for the engines that have any, and something else for pdfLaTeX."""
    return rf"\unlessunicode{{{character}}}{{{otherwise}}}"


def _accented(character: str) -> str:
    """Return a Latin letter as letter and accent commands; empty when it is none or has an accent LaTeX lacks."""
    base, *marks = list(unicodedata.normalize("NFD", character))
    if not (base.isascii() and base.isalpha() and marks and all(mark in _ACCENTS for mark in marks)):
        return ""
    for mark in marks:
        base = f"{_ACCENTS[mark]}{{{base}}}"
    return base


def _greek(character: str) -> str:
    """Return a Greek letter in mathematics; empty when it is none."""
    base, *marks = list(unicodedata.normalize("NFD", character))
    if base in _GREEK_AS_LATIN:
        name = rf"\mathrm{{{_GREEK_AS_LATIN[base]}}}"
    else:
        found = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER (FINAL )?(\w+)", unicodedata.name(base, ""))
        word = found[3].lower().replace("lamda", "lambda") if found else ""
        word = word.capitalize() if found and found[1] == "CAPITAL" else word
        if word not in _GREEK or set(marks) - {"\u0301", "\u0308"}:
            return ""
        name = r"\varsigma" if found and found[2] else f"\\{word}"
    for mark in marks:
        name = rf"\acute{{{name}}}" if mark == "\u0301" else rf"\ddot{{{name}}}"
    return rf"\ensuremath{{{name}}}"
