"""The data dictionary says what the schemas say, and the committed one is up to date."""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa
import pytest
import write_data_dictionary
from defatlas.schemas import TABLES

COMMITTED = Path(__file__).parents[2] / "docs" / "data_dictionary.md"


def test_the_committed_dictionary_is_up_to_date(tmp_path: Path) -> None:
    write_data_dictionary.main(tmp_path / "dictionary.md")
    written = (tmp_path / "dictionary.md").read_bytes()
    assert COMMITTED.read_bytes() == written, "run `make docs` and commit docs/data_dictionary.md"


def test_every_column_of_every_table_has_a_row() -> None:
    sections = "\n".join(write_data_dictionary.lines()).split("\n## ")[1:]
    assert [section.split("\n", 1)[0] for section in sections] == list(TABLES)
    for section, schema in zip(sections, TABLES.values(), strict=True):
        rows = [line for line in section.split("\n") if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(schema.columns)
        assert all(row.count("|") - row.count("\\|") == 5 for row in rows)


@pytest.mark.parametrize(
    "row",
    [
        "| `wording` | text | `verbatim`, `paraphrase` | verbatim: the source's own words; paraphrase: our note. |",
        "| `year` | whole number | may be unknown | Year of publication. |",
        "| `verified` | true or false |  | The note was checked against the source; true for full texts. |",
        "| `start` | whole number | 0 or more | First character in the normalised text. |",
        "| `probability` | number | 0 to 1; may be unknown | Probability that the sentence defines, by the model. |",
        "| `reason` | text | not empty | Why it was not read, and the remedy. |",
        "| `helix` | text | `triple`, `quadruple`, empty | Whether citizens take part. |",
    ],
)
def test_rows_by_hand(row: str) -> None:
    assert row in list(write_data_dictionary.lines())


def test_a_check_without_words_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="no words for the check str_matches"):
        write_data_dictionary.allowed(pa.Column(str, pa.Check.str_matches("a")))
