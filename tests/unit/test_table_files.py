"""Tables for people: percentages, and cells that no format may misread."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from defatlas.table_files import percent, write_for_people
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

HOSTILE = [
    "a | b",
    "\\",
    "\\|",
    "trailing \\",
    "snake_case *bold* `code`",
    "<script>alert(1)</script>",
    "R&D &amp; 50 %",
    "{braces} [link](http://example.org) $x^2$ #1 ~~gone~~",
    "two\nlines\r\n\tand a tab",
    "=SUM(A1)",
    "–",
    "",
    'quotes "and", commas',
    "[at the start",
    "*",
    "ünï 𝔖 “smart”",
]


def written(frame: pd.DataFrame, folder: Path, caption: str = "What it shows.") -> tuple[str, str, str]:
    """The three files of a table."""
    write_for_people(frame, folder / "deep" / "table", caption)
    stem = folder / "deep" / "table"
    return tuple(stem.with_suffix(e).read_bytes().decode("utf-8") for e in (".csv", ".md", ".tex"))  # type: ignore[return-value]


def folded(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def rendered(markdown: str) -> tuple[str, list[list[str]]]:
    """The caption and the rows (headings first) that a Markdown reader sees; nothing else may be there."""
    page = html.fragment_fromstring(
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown), create_parent="div"
    )
    assert {element.tag for element in page.iterdescendants()} <= {"p", "table", "thead", "tbody", "tr", "th", "td"}
    rows = [[cell.text_content() for cell in row] for row in page.iter("tr")]
    return page.findtext("p") or "", rows


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (131, 202, "65 % (131/202)"),
        (0, 7, "0 % (0/7)"),
        (7, 7, "100 % (7/7)"),
        (1, 8, "13 % (1/8)"),
        (1, 201, "0 % (1/201)"),
        (2, 3, "67 % (2/3)"),
        (0, 0, "–"),
    ],
)
def test_a_percentage_says_what_it_is_a_share_of(numerator: int, denominator: int, text: str) -> None:
    assert percent(numerator, denominator) == text


def test_a_plain_table_in_all_three_formats(tmp_path: Path) -> None:
    frame = pd.DataFrame({"Term": ["smart city", "cluster"], "N": [2, 1], "Share": [0.5, None]})
    plain, markdown, latex = written(frame, tmp_path)
    assert plain == "Term,N,Share\nsmart city,2,0.5\ncluster,1,\n"
    assert rendered(markdown) == (
        "What it shows.",
        [["Term", "N", "Share"], ["smart city", "2", "0.5"], ["cluster", "1", ""]],
    )
    lines = [line.strip() for line in latex.splitlines()]
    assert lines[lines.index(r"\toprule") :] == [
        r"\toprule",
        r"Term & N & Share \\",
        r"\midrule",
        r"smart city & 2 & 0.5 \\",
        r"cluster & 1 &  \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\end{table}",
    ]
    assert r"\caption{What it shows.}" in latex


def test_hostile_cells_stay_what_they_are(tmp_path: Path) -> None:
    frame = pd.DataFrame({"First": HOSTILE, "A | B_c": HOSTILE[::-1]})
    plain, markdown, _ = written(frame, tmp_path, caption="Shares | of *a_b*")
    assert list(csv.reader(io.StringIO(plain, newline=""))) == [
        ["First", "A | B_c"],
        *([a, b] for a, b in zip(HOSTILE, HOSTILE[::-1], strict=True)),
    ]
    caption, rows = rendered(markdown)
    assert caption == "Shares | of *a_b*"
    assert rows == [
        ["First", "A | B_c"],
        *([folded(a), folded(b)] for a, b in zip(HOSTILE, HOSTILE[::-1], strict=True)),
    ]


@pytest.mark.parametrize(
    ("cell", "latex"),
    [
        ("R&D, 50 %, $5, #1, a_b, {c}", r"R\&D, 50 \%, \$5, \#1, a\_b, \{c\}"),
        ("C:\\new", r"C:\textbackslash{}new"),
        ("~ and ^", r"\textasciitilde{} and \textasciicircum{}"),
        ("<script>|</script>", r"\textless{}script\textgreater{}\textbar{}\textless{}/script\textgreater{}"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("[at the start", "{}[at the start"),
        ("*", "{}*"),
        ("\\input{/etc/hostname}", r"\textbackslash{}input\{/etc/hostname\}"),
        ("a – b “c” é", "a – b “c” é"),
    ],
)
def test_latex_cells(tmp_path: Path, cell: str, latex: str) -> None:
    _, _, text = written(pd.DataFrame({cell: [cell], "Last": ["end"]}), tmp_path, caption=cell)
    assert f"\n{latex} & Last \\\\\n" in text
    assert f"\n{latex} & end \\\\\n" in text
    assert f"\\caption{{{latex}}}" in text


@pytest.mark.parametrize(
    "cell",
    [
        "R&D, Ernst & Young, AT&T",
        "$5 million, ~ 20 firms",
        "[a] smart city [sic]",
        "p < 0.001 and n > 5",
        "defatlas_definitions, snake_case",
        "C:\\new",
        "65 % (131/202) #1 {x} ^2",
        "3 * 4",
    ],
)
def test_markdown_shows_plain_text_as_it_is(tmp_path: Path, cell: str) -> None:
    _, markdown, _ = written(pd.DataFrame({cell: [cell]}), tmp_path, caption=cell)
    assert markdown.startswith(f"{cell}\n")
    assert f"\n| {cell} " in markdown
    assert rendered(markdown) == (cell, [[cell], [cell]])


ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\|&_<>*`[]{}$#~%^\n"), max_size=25
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=4))
def test_any_cells_survive(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame(rows, columns=["One", "Two"])
    plain, markdown, latex = written(frame, tmp_path_factory.mktemp("table"))
    assert list(csv.reader(io.StringIO(plain, newline="")))[1:] == [list(row) for row in rows]
    assert rendered(markdown)[1][1:] == [[folded(cell) for cell in row] for row in rows]
    body = [line for line in latex.splitlines() if line.endswith(r" \\")][-len(rows) :]
    for line in body:
        assert len(re.findall(r"(?<!\\)&", line)) == 1
        assert not set(re.sub(r"\\[&%$#_{}]", "", line)) & set("%$#_^<>|")


def test_a_table_without_rows_keeps_its_headings(tmp_path: Path) -> None:
    plain, markdown, latex = written(pd.DataFrame(columns=["Term", "N"]), tmp_path)
    assert plain == "Term,N\n"
    assert rendered(markdown) == ("What it shows.", [["Term", "N"]])
    assert r"Term & N \\" in latex


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"A": HOSTILE})
    assert written(frame, tmp_path / "one") == written(frame, tmp_path / "two")
