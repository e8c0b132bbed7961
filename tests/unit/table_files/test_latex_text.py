"""Text for LaTeX, character by character."""

from __future__ import annotations

import pytest
from defatlas.table_files.latex_text import FALLBACK, latex, needs_fallback


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Héraud, Ślęzak-free: Çelik",
            "Héraud, Śl\\unlessunicode{ę}{{\\fontencoding{T1}\\selectfont ę}}zak-free: Çelik",
        ),
        ("Nguyễn", r"Nguy\~{\^{e}}n"),
        ("e\u0301", "é"),
        (
            "α, Ω, ά, ς",
            r"\ensuremath{\alpha}, \ensuremath{\Omega}, \ensuremath{\acute{\alpha}}, \ensuremath{\varsigma}",
        ),
        ("n ≤ −", r"n \ensuremath{\leq} \ensuremath{-}"),
        ("中", r"\unlessunicode{中}{[U+4E2D]}"),
        ("中中", r"\unlessunicode{中}{[U+4E2D]}\hspace{0pt}\unlessunicode{中}{[U+4E2D]}"),
        ("a\u200bb\x07", "ab"),
        ("soft\u00adhyphen", r"soft\-hyphen"),
        ('"so" and ("so")', "“so” and (“so”)"),
        ("a -- b", r"a -\hspace{0pt}- b"),
        ("65 % (131/202)", r"65~\%~(131/202)"),
        ("(first", "{}(first"),
        ("x" * 30, "x" * 24 + r"\hspace{0pt}" + "x" * 6),
    ],
)
def test_a_text_in_latex(text: str, expected: str) -> None:
    assert latex(text) == expected


def test_the_fallback_is_defined_only_where_it_is_used() -> None:
    assert needs_fallback(latex("中")) and not needs_fallback(latex("plain é"))
    assert FALLBACK.startswith(r"\providecommand{\unlessunicode}[2]")
