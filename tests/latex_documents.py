"""Tables pasted into an article with ordinary margins and typeset by pdfLaTeX."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

PDFLATEX = os.environ.get("PDFLATEX") or shutil.which("pdflatex")
PACKAGES = ["booktabs", "array", "longtable", "pdflscape"]
needs_latex = pytest.mark.skipif(
    not PDFLATEX, reason="no pdflatex; on Debian or Ubuntu: apt install texlive-latex-recommended"
)
TOLERANCE = 1.0  # points by which a box may stand out


def typeset(folder: Path, tables: Sequence[Path]) -> tuple[list[str], str]:
    """Set tables in one article.

    Returns:
        What pdfLaTeX complains of, each with the name of its table, and the text of the pages.
    """
    inputs = [f"\\typeout{{TABLE {table.name}}}\\input{{{table}}}\\clearpage" for table in tables]
    source = "\n".join(
        [
            r"\documentclass{article}",
            rf"\usepackage{{{','.join(PACKAGES)}}}",
            r"\begin{document}",
            *inputs,
            r"\end{document}",
        ]
    )
    (folder / "article.tex").write_text(source, encoding="utf-8")
    command = [str(PDFLATEX), "-interaction=nonstopmode", "-no-shell-escape", "article.tex"]
    environment = {**os.environ, "max_print_line": "1000", "openin_any": "a"}
    run = subprocess.run(command, cwd=folder, capture_output=True, env=environment, timeout=240, check=False)
    log = (folder / "article.log").read_text(encoding="utf-8", errors="replace")
    problems, table = ([] if run.returncode == 0 else [f"exit status {run.returncode}"]), ""
    for line in log.splitlines():
        table = line.removeprefix("TABLE ") if line.startswith("TABLE ") else table
        overfull = re.match(r"Overfull \\[hv]box \(([\d.]+)pt", line)
        if line.startswith("!") or "Missing character" in line or (overfull and float(overfull[1]) > TOLERANCE):
            problems.append(f"{table}: {line}")
    return problems, _text(folder / "article.pdf")


def _text(pdf: Path) -> str:
    """Return the text of a PDF in one line."""
    if not pdf.is_file():
        return ""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return " ".join(" ".join(pages).split())
