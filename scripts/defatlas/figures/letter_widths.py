"""How wide words are, so that lines break where they must and an SVG looks alike with whatever typeface is at hand.

Widths of letters are those of Helvetica, which Liberation Sans and Arial share (Adobe core 14 font metrics).
"""

from __future__ import annotations

import html
import re
import unicodedata

# Letters by their width, in thousandths of the size of the typeface
_NORMAL = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r·", 334: "{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–", 584: "+<=>~−×", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw",
    778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "…—", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl", 280: "|", 333: "!()-:;[]`ft·", 389: "*r{}", 474: '"', 500: "z",
    556: "#$0123456789J_aceksvxy–", 584: "+<=>^~−×", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU",
    778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@", 1000: "…—",
}  # fmt: skip
_WIDTHS = {
    weight: {letter: width for width, letters in table.items() for letter in letters}
    for weight, table in (("normal", _NORMAL), ("bold", _BOLD))
}
_OTHER = 611  # a letter that is none of these
_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_LINE = re.compile(r"<tspan\b([^>]*)>([^<]*)</tspan>")


def width_of(text: str, size: float, weight: str = "normal") -> float:
    """Return how many points wide a line of text is; a letter with a mark is as wide as without it.

    Args:
        text: the line.
        size: of the typeface, in points.
        weight: normal or bold.
    """
    widths = _WIDTHS[weight]
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return sum(widths.get(letter, _OTHER) for letter in letters) * size / 1000


def fitted(text: str, points: float, size: float, weight: str = "normal") -> list[str]:
    """Break a text into lines of at most `points`, between words only; a wider word has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= points:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def with_lengths(svg: str) -> str:
    """Return an SVG as Vega draws it in which every line of words says how long it is.

    A typeface with wider letters, where none of the same widths is installed, is then narrowed instead of cut.
    """
    return _TEXT.sub(_with_length, svg)


def _with_length(text: re.Match[str]) -> str:
    """Return a text element with the lengths of its lines."""
    attributes, content = text[1], text[2]
    size = re.search(r'font-size="([\d.]+)px"', attributes)
    if not size:
        return text[0]
    weight = "bold" if 'font-weight="bold"' in attributes else "normal"

    def length(words: str) -> str:
        points = width_of(html.unescape(words), float(size[1]), weight)
        return f' textLength="{points:.1f}" lengthAdjust="spacingAndGlyphs"' if words.strip() else ""

    if "<tspan" in content:
        lines = _LINE.sub(lambda line: f"<tspan{line[1]}{length(line[2])}>{line[2]}</tspan>", content)
        return f"<text{attributes}>{lines}</text>"
    return f"<text{attributes}{length(content)}>{content}</text>"
