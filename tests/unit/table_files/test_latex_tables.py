"""LaTeX tables fit the page: how columns share a line, and what pdfLaTeX says of hostile, wide and long tables."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest
from defatlas.table_files import write_for_people
from defatlas.table_files.latex_tables import choose_layout, latex_table, share_out, text_width
from hypothesis import given
from hypothesis import strategies as st
from latex_documents import needs_latex, typeset

REFERENCE = Path(__file__).parents[3] / "results" / "reference" / "tables"
HOSTILE = [
    "R&D 50 % $5 #1 a_b {c} ~ ^",
    "\\input{/etc/hostname} \\end{document}",
    "\\",
    "[at the start",
    "*",
    "quotes \"and\" `ticks` 'single' -- dashes",
    "<b>bold</b> | bar",
    "ünï “smart” – ąęłőșđ «þ»",
    "Nguyễn Ðức ẹ",
    "α–Ω, ά, ς, Ελλάδα",
    "x ≤ 3, y ≈ √2, A ↔ B",
    "智慧城市 スマートシティ 스마트시티",
    "умный город مدينة ذكية",
    "🏙 𝔖𝔪𝔞𝔯𝔱",
    "zero\u200bwidth soft\u00adhyphen bell\x07 e\u0301",
    "https://example.org/a/very/long/address/that/never/ends?with=parameters&and=more_of_them",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "W" * 300,
    "word " * 400,
]


@given(
    st.lists(st.tuples(st.floats(0.5, 20), st.floats(0, 60), st.floats(0.1, 1)), min_size=1, max_size=9),
    st.floats(1, 100),
)
def test_columns_share_the_line(columns: list[tuple[float, float, float]], more: float) -> None:
    least = [one for one, _, _ in columns]
    natural = [low + extra for low, extra, _ in columns]
    typical = [high * part for high, (_, _, part) in zip(natural, columns, strict=True)]
    room = sum(least) + more
    widths = share_out(room, natural, least, typical)
    assert all(low - 1e-9 <= width <= high + 1e-9 for low, width, high in zip(least, widths, natural, strict=True))
    assert sum(widths) <= room + 1e-6
    assert sum(widths) == pytest.approx(min(room, sum(natural)), rel=1e-6)


def test_a_long_text_gets_the_room_that_figures_leave() -> None:
    figures, text = share_out(30.0, natural=[4.0, 200.0], least=[4.0, 6.0], typical=[3.0, 150.0])
    assert (figures, text) == pytest.approx((4.0, 26.0))


@pytest.mark.parametrize(
    ("text", "points"),
    [("smart city", 44.53), ("Characterisations", 76.28), ("100 % (187/187)", 72.78), ("MMWW", 38.89)],
)
def test_a_text_is_not_narrower_than_computer_modern_sets_it(text: str, points: float) -> None:
    # points: \settowidth in 10 pt Computer Modern
    assert points <= 10 * text_width(text) <= 1.25 * points


def test_the_page_is_turned_only_for_what_is_wide() -> None:
    small = pd.DataFrame({"Term": ["smart city"], "N": ["2"]})
    wide = pd.DataFrame({f"Heading {n}": ["some words in a cell"] for n in range(10)})
    assert not choose_layout(small).page.landscape
    assert choose_layout(wide).page.landscape
    assert "longtable" not in latex_table(small, "small", "Small.")
    assert "\\begin{landscape}" in latex_table(wide, "wide", "Wide.")


def test_columns_that_fit_no_page_are_named_in_the_caption() -> None:
    frame = pd.DataFrame({f"Incomprehensibilities{n:02d}": ["word"] for n in range(30)})
    text = latex_table(frame, "wide", "What it shows.")
    assert "Incomprehensibilities00 & " in text
    assert "Further columns are in wide.csv: " in text
    assert text.split("Further columns")[1].split("}")[0].endswith("Incomprehensibilities29.")


def test_a_wording_that_all_rows_share_stands_in_the_caption() -> None:
    frame = pd.DataFrame({"Wording": ["verbatim", "verbatim"], "N": ["1", "2"]})
    assert r"\caption{Counts. Wording: verbatim.}" in latex_table(frame, "counts", "Counts.")
    assert "Wording &" in latex_table(frame.assign(Wording=["verbatim", "paraphrase"]), "counts", "Counts.")


def random_frame(seed: int) -> pd.DataFrame:
    """A table of random size with cells of random length."""
    draw = random.Random(seed)  # noqa: S311
    words = (
        "smart city cluster innovation infrastructure 65 % (131/202) governance, of the a – Entrepreneurship".split()
    )
    longest = [draw.choice([1, 2, 5, 40]) for _ in range(draw.randint(1, 16))]
    return pd.DataFrame(
        {
            f"{draw.choice(words)} {number}": [
                " ".join(draw.choices(words, k=draw.randint(0, most))) for _ in range(rows)
            ]
            for rows in [draw.choice([0, 1, 5, 80])]
            for number, most in enumerate(longest)
        }
    )


@needs_latex
def test_pdflatex_sets_every_table_inside_the_margins(tmp_path: Path) -> None:
    hostile = pd.DataFrame({"First": HOSTILE, "[Second] & \\": HOSTILE[::-1], "Third": [text[:20] for text in HOSTILE]})
    tables = {"hostile": (hostile, " ".join(HOSTILE[:14]))}
    tables |= {f"random_{seed}": (random_frame(seed), f"Seed {seed}.") for seed in range(25)}
    for path in sorted(REFERENCE.glob("*.csv")):
        tables[path.stem] = (pd.read_csv(path, dtype=str, keep_default_na=False), f"The table {path.stem}.")
    for name, (frame, caption) in tables.items():
        write_for_people(frame, tmp_path / name, caption)
    problems, text = typeset(tmp_path, [tmp_path / f"{name}.tex" for name in tables])
    assert not problems, "\n".join(problems)
    for shown in [
        "R&D 50 % $5 #1 a b {c}", r"\input{/etc/hostname} \end{document}", "[at the start", "<b>bold</b> | bar",
        "[U+667A]", "[U+1F3D9]", "“and”", "example.org",
    ]:  # fmt: skip
        assert shown in text, shown
