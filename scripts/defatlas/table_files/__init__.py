"""Tables for people: the same rows as CSV, as Markdown and as LaTeX (booktabs), ready to paste into a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from defatlas.table_files.latex_tables import latex_table

# what Markdown would read as the end of a cell, as code, or as something else than the character it is
_MARKUP = re.compile(
    r"""[|`]
    | \\(?=[!-/:-@\[-`{-~]|$)      # it would take the character behind it, or the border of the cell
    | &(?=\#?\w+;)                  # an entity
    | <(?=[A-Za-z/!?])              # a tag
    | (?<![^\W_])_ | _(?![^\W_])    # emphasis; inside a word it is none
    | \*(?!\ ) | (?<!\ )\*
    """,
    re.VERBOSE,
)
_LINK = re.compile(r"\][(\[:]|\[\^")  # of a link, an image or a footnote; other brackets are brackets


def percent(numerator: int, denominator: int) -> str:
    """Return a share with what it is a share of: "65 % (131/202)", halves rounded up; a dash for a share of nothing."""
    if not denominator:
        return "–"
    return f"{(200 * numerator + denominator) // (2 * denominator)} % ({numerator}/{denominator})"


def write_for_people(frame: pd.DataFrame, stem: Path, caption: str, printed: Sequence[str] = ()) -> None:
    """Write `stem`.csv, .md and .tex; every cell is escaped for the format it stands in.

    Args:
        frame: a table whose column names are headings.
        stem: path without ending.
        caption: what the table shows and which wording it rests on.
        printed: columns for LaTeX, where all would not fit a page; all when empty.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    text = frame.astype("object").where(frame.notna(), "").astype(str)
    frame.to_csv(stem.with_suffix(".csv"), index=False, lineterminator="\n")
    markdown = text.rename(columns=_markdown).map(_markdown).to_markdown(index=False, disable_numparse=True)
    stem.with_suffix(".md").write_text(f"{_markdown(caption)}\n\n{markdown}\n", encoding="utf-8")
    latex = latex_table(text[list(printed)] if printed else text, stem.name, caption)
    stem.with_suffix(".tex").write_text(latex, encoding="utf-8")


def _markdown(value: str) -> str:
    """Put a text into one line, with a backslash before what would end a cell or start markup, and nowhere else."""
    line = " ".join(value.split())
    pairs = [c for c in "$~" if line.count(c) > 1] + ["["] * bool(_LINK.search(line))
    escaped = (f"\\{c}" if c in pairs or _MARKUP.match(line, place) else c for place, c in enumerate(line))
    return "".join(escaped)
