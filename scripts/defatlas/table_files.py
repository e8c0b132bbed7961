"""Tables for people: the same rows as CSV, as Markdown and as LaTeX (booktabs), ready to paste into a paper."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

_MARKDOWN_SPECIAL = "\\`*_[]<|~$&"
_LATEX_NAMES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}


def percent(numerator: int, denominator: int) -> str:
    """Return a share with what it is a share of: "65 % (131/202)", halves rounded up; a dash for a share of nothing."""
    if not denominator:
        return "–"
    return f"{(200 * numerator + denominator) // (2 * denominator)} % ({numerator}/{denominator})"


def write_for_people(frame: pd.DataFrame, stem: Path, caption: str) -> None:
    """Write `stem`.csv, .md and .tex; every cell is escaped for the format it stands in.

    Args:
        frame: a table whose column names are headings.
        stem: path without ending.
        caption: what the table shows and which wording it rests on.
    """
    stem.parent.mkdir(parents=True, exist_ok=True)
    text = frame.astype("object").where(frame.notna(), "").astype(str)
    frame.to_csv(stem.with_suffix(".csv"), index=False, lineterminator="\n")
    markdown = text.rename(columns=_markdown).map(_markdown).to_markdown(index=False, disable_numparse=True)
    stem.with_suffix(".md").write_text(f"{_markdown(caption)}\n\n{markdown}\n", encoding="utf-8")
    escaped = text.rename(columns=_latex).map(_latex)
    latex = escaped.style.hide(axis="index").to_latex(hrules=True, caption=_latex(caption))
    stem.with_suffix(".tex").write_text(latex, encoding="utf-8")


def _markdown(value: str) -> str:
    """Put a text into one line, with a backslash before what would end a cell or start markup."""
    return "".join(f"\\{c}" if c in _MARKDOWN_SPECIAL else c for c in " ".join(value.split()))


def _latex(value: str) -> str:
    """Put a text into one line and escape it for LaTeX, also what `\\\\` before a cell would take as its argument."""
    value = " ".join(value.split())
    escaped = "".join(_LATEX_NAMES.get(c, f"\\{c}" if c in "&%$#_{}" else c) for c in value)
    return f"{{}}{escaped}" if value.startswith(("[", "*")) else escaped
