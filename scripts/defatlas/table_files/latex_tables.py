"""Tables in LaTeX (booktabs) that fit the page of an article: columns as wide as they need, long ones over pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, sqrt

import pandas as pd

from defatlas.table_files.latex_text import FALLBACK, LONGEST_WORD, kept_together, latex, needs_fallback

_LONGEST_CELL = 700  # characters; longer ones are whole in the CSV
_LINES_OF_A_FLOAT = 44
_NUMBER = re.compile(r"[–−-]?[\d.,]*")
# widths of Computer Modern in ems, rounded up, by letters; any other letter counts as 0.58
_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl.,:;'|!’‘ ", 0.32),
        ("frtsI()[]-/“”{}", 0.42),
        ("acegkoxyz0123456789–", 0.54),
        ("ABCEFJKLPRSTVXYZ", 0.77),
        ("mMW—%@&wQOGDHNU…", 1.03),
    )
    for letter in letters
}


@dataclass(frozen=True)
class Page:
    """A way to lay a table.

    Attributes:
        landscape: whether the page is turned.
        size: command of the size of type.
        line: length of a line of `\\documentclass{article}` in ems of that size.
        gap: what stands between two columns, in points.
        points: of one em.
        most_lines: of a row, on average, before a wider page is tried.
    """

    landscape: bool
    size: str
    line: float
    gap: float
    points: float
    most_lines: float


# small type is wider for its size, so that its em counts less than its points
_PAGES = [
    Page(landscape, size, width / em, gap, em, most)
    for landscape, width, size, em, gap, most in (
        (False, 345.0, "small", 9.0 * 1.03, 8.0, 1.6),
        (False, 345.0, "footnotesize", 8.0 * 1.07, 8.0, 4.0),
        (False, 345.0, "scriptsize", 7.0 * 1.15, 6.0, 4.0),
        (True, 550.0, "footnotesize", 8.0 * 1.07, 8.0, 5.0),
        (True, 550.0, "scriptsize", 7.0 * 1.15, 6.0, 9.0),
    )
]


@dataclass(frozen=True)
class Layout:
    """How a table is set: the page, the width of each column in ems, and the lines its rows take together.

    `wrapped` tells whether some column is narrower than its longest cell.
    """

    page: Page
    widths: tuple[float, ...]
    lines: int
    wrapped: bool

    @property
    def long(self) -> bool:
        """Whether the table may run over pages."""
        return self.page.landscape or self.lines > _LINES_OF_A_FLOAT


def latex_table(frame: pd.DataFrame, name: str, caption: str) -> str:
    """Return a table in LaTeX, a file to `\\input`; its first line names the packages it needs.

    What the caption can say instead is left out of the columns: a wording that all rows share, and that those at the
    end for which no page has room are in the CSV.

    Args:
        frame: text in every cell; headings as column names.
        name: of the label, `tab:NAME`, and of the CSV that has everything.
        caption: what the table shows.
    """
    if "Wording" in frame and frame["Wording"].nunique() == 1:
        value = frame["Wording"].iloc[0]
        caption = caption if value in caption else f"{caption} Wording: {value}."
        frame = frame.drop(columns="Wording")
    kept = len(frame.columns)
    layout = None
    while layout is None:
        shown = frame.iloc[:, :kept].map(_shortened)
        layout = choose_layout(shown, at_any_rate=kept == 1)
        kept -= layout is None
    if kept < len(frame.columns):
        caption = f"{caption} Further columns are in {name}.csv: {', '.join(frame.columns[kept:])}."
    heading = rf"\caption{{{latex(caption)}}}\label{{tab:{name}}}"
    body = (_over_pages if layout.long else _floating)(shown, layout, heading)
    packages = ["booktabs", *["array"] * layout.wrapped, *["longtable"] * layout.long]
    packages += ["pdflscape"] * layout.page.landscape
    head = [rf"% Into the preamble: \usepackage{{{','.join(packages)}}}", *[FALLBACK] * needs_fallback(body)]
    return "\n".join([*head, body, ""])


def choose_layout(frame: pd.DataFrame, at_any_rate: bool = False) -> Layout | None:
    """Return the first page on which a table's words fit and its rows are not too high; None when there is none.

    Args:
        frame: text in every cell; headings as column names.
        at_any_rate: to take the widest page when no page has room enough.
    """
    cells = [[str(heading), *column] for heading, column in frame.items()]
    natural = [max(map(text_width, column)) for column in cells]
    least = [max(_longest_word(cell) for cell in column) for column in cells]
    for page in _PAGES:
        room = page.line - (len(cells) - 1) * page.gap / page.points
        last = at_any_rate and page is _PAGES[-1]
        if sum(natural) <= room:
            return Layout(page, tuple(natural), len(frame) + 1, False)
        if sum(least) > room and not last:
            continue
        typical = [sqrt(sum(text_width(cell) ** 2 for cell in column) / len(column)) for column in cells]
        widths = share_out(room, natural, least, typical)
        lines = _lines(cells, widths)
        if sum(lines) <= page.most_lines * len(lines) or last:
            return Layout(page, tuple(widths), sum(lines), True)
    return None


def share_out(room: float, natural: list[float], least: list[float], typical: list[float]) -> list[float]:
    """Return the width of each column, so that all typical cells take equally many lines.

    No column is narrower than its longest word or wider than its longest cell.

    Args:
        room: width of all columns together.
        natural, least, typical: width of each column's longest cell, longest word, and typical cell.
    """

    def widths(lines: float) -> list[float]:
        return [max(low, min(high, one / lines)) for high, low, one in zip(natural, least, typical, strict=True)]

    few, many = 0.01, 10_000.0
    for _ in range(60):
        middle = sqrt(few * many)
        few, many = (few, middle) if sum(widths(middle)) <= room else (middle, many)
    return widths(many)


def text_width(text: str) -> float:
    """Return the width of a text in one line, in ems of Computer Modern; at least as much as it takes."""
    return sum(_WIDTHS.get(c, 0.58 if c < "\u0250" else 1.1 if c < "\u2e80" else 3.6) for c in text)


def _longest_word(text: str) -> float:
    """Return the width of the longest word of a text, cut where `latex` allows to."""
    words = [text] if kept_together(text) else re.split(r"\s+|(?<=[-\u2e80-\U0010ffff])", text)
    return max((text_width(word[:LONGEST_WORD]) for word in words), default=0.0) + 0.4


def _lines(cells: list[list[str]], widths: list[float]) -> list[int]:
    """Return how many lines each row takes, the headings first; words at the end of a line leave some room."""
    high = [
        [max(1, ceil(1.08 * text_width(cell) / width)) for cell in column]
        for column, width in zip(cells, widths, strict=True)
    ]
    return [max(row) for row in zip(*high, strict=True)]


def _shortened(cell: str) -> str:
    """Return a cell that a page is long enough for."""
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[:_LONGEST_CELL].rstrip()} …"


def _columns(frame: pd.DataFrame, layout: Layout) -> str:
    """Return the columns of the tabular: numbers to the right, other text to the left, without rags when it wraps."""
    numbers = [all(_NUMBER.fullmatch(cell) for cell in column) for _, column in frame.items()]
    if not layout.wrapped:
        return "@{}" + "".join("r" if number else "l" for number in numbers) + "@{}"
    room = layout.page.line - (len(numbers) - 1) * layout.page.gap / layout.page.points
    line = rf"\dimexpr\linewidth-{2 * (len(numbers) - 1)}\tabcolsep\relax"
    aligned = ["raggedleft" if number else "raggedright" for number in numbers]
    shares = [int(1000 * width / room) / 1000 for width in layout.widths]
    made = [rf">{{\{a}\arraybackslash}}p{{{s:.3f}{line}}}" for a, s in zip(aligned, shares, strict=True)]
    return "\n".join(["@{}", *made, "@{}"])


def _rows(frame: pd.DataFrame, layout: Layout) -> tuple[str, str]:
    """Return the headings and the rows below them; rows of several lines stand a little apart."""
    heading, *rows = [
        " & ".join(latex(str(cell)) for cell in row) + r" \\"
        for row in [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
    ]
    return heading, ("\n\\addlinespace[2pt]\n" if layout.wrapped else "\n").join(rows)


def _floating(frame: pd.DataFrame, layout: Layout, heading: str) -> str:
    """Return a table on one page."""
    headings, rows = _rows(frame, layout)
    parts = [
        r"\begin{table}[htbp]", r"\centering", f"\\{layout.page.size}", _gap(layout), heading, r"\smallskip",
        rf"\begin{{tabular}}{{{_columns(frame, layout)}}}", r"\toprule", headings, r"\midrule", rows,
        r"\bottomrule", r"\end{tabular}", r"\end{table}",
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _over_pages(frame: pd.DataFrame, layout: Layout, heading: str) -> str:
    """Return a table that repeats its headings on each page."""
    headings, rows = _rows(frame, layout)
    continued = rf"\multicolumn{{{len(frame.columns)}}}{{r@{{}}}}{{Continued on the next page}}\\"
    parts = [
        *[r"\begin{landscape}"] * layout.page.landscape, rf"\begingroup\{layout.page.size}", _gap(layout),
        r"\setlength{\LTcapwidth}{\linewidth}",
        rf"\begin{{longtable}}{{{_columns(frame, layout)}}}", rf"{heading}\\", r"\toprule", headings, r"\midrule",
        r"\endfirsthead", r"\toprule", headings, r"\midrule", r"\endhead", r"\midrule",
        continued, r"\endfoot", r"\bottomrule", r"\endlastfoot",
        rows, r"\end{longtable}", r"\endgroup", *[r"\end{landscape}"] * layout.page.landscape,
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def _gap(layout: Layout) -> str:
    """Return the command that sets the gap between columns."""
    return rf"\setlength{{\tabcolsep}}{{{layout.page.gap / 2:g}pt}}"
