"""Tables for people: the same rows as CSV, as Markdown and as LaTeX (booktabs), ready to paste into a paper."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def percent(numerator: int, denominator: int) -> str:
    """Return a share with what it is a share of: "65 % (131/202)"; an en dash for a share of nothing."""
    return f"{100 * numerator / denominator:.0f} % ({numerator}/{denominator})" if denominator else "–"


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
    cells = text.map(_markdown_cell)
    markdown = cells.to_markdown(index=False, disable_numparse=True)
    stem.with_suffix(".md").write_text(f"{caption}\n\n{markdown}\n", encoding="utf-8")
    escaped = text.rename(columns=_latex)
    latex = escaped.style.hide(axis="index").format(escape="latex").to_latex(hrules=True, caption=_latex(caption))
    stem.with_suffix(".tex").write_text(latex, encoding="utf-8")


def _markdown_cell(value: str) -> str:
    """Escape what would end a cell or start markup."""
    value = " ".join(value.split())
    for character in ("\\", "|", "`", "*", "_", "<"):
        value = value.replace(character, f"\\{character}")
    return value


def _latex(value: str) -> str:
    """Escape a heading or caption for LaTeX."""
    replacements = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(replacements.get(c, f"\\{c}" if c in "&%$#_{}" else c) for c in value)
