"""The rule that checks results: a table of kept promises, or an end that names the broken one."""

from __future__ import annotations

from pathlib import Path

import check_results
import pandas as pd
import pytest
from defatlas.integrity import CHECKS
from defatlas.schemas import DEFINITIONS, MINED_INITIATIVES, write_table
from study_tables import TEXTS, flow, study, write_study

FILES = [*(f"notes/{name}.md" for name in TEXTS), "broken.pdf"]


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A results folder."""
    write_study(tmp_path)
    write_table(study()["definitions"], tmp_path / "definitions.csv", DEFINITIONS)
    write_table(study()["mined_initiatives"], tmp_path / "initiatives.csv", MINED_INITIATIVES)
    (tmp_path / "texts").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "texts" / f"{name}.txt").write_bytes(text.encode())
    (tmp_path / "tables").mkdir()
    flow().to_csv(tmp_path / "tables" / "flow.csv", index=False)
    page = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    (tmp_path / "atlas.html").write_text(page, encoding="utf-8")
    return tmp_path


def test_sound_results_give_a_row_per_check(results: Path) -> None:
    check_results.main(results, FILES, results / "checks.csv")
    checks = pd.read_csv(results / "checks.csv", keep_default_na=False)
    assert checks["check"].tolist() == [check.__name__ for check in CHECKS]
    assert set(checks["breaches"]) == {0}


def test_a_broken_promise_ends_the_run_and_leaves_no_table(results: Path) -> None:
    (results / "texts" / "beta2012.txt").write_text("Another text.", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        check_results.main(results, FILES, results / "checks.csv")
    assert stopped.value.code == (
        "results break a promise: Every passage stands at its offsets in the document's text. "
        "beta2012:1 is not the text at 0-25"
    )
    assert not (results / "checks.csv").exists()


def test_texts_are_compared_byte_by_byte(results: Path) -> None:
    path = results / "texts" / "beta2012.txt"
    path.write_bytes(path.read_bytes().replace(b"\n\n", b"\r\n"))  # the same length, and the same to a text editor
    check_results.main(results, FILES, results / "checks.csv")  # nothing that is quoted has changed
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\r\n\r\n"))
    with pytest.raises(SystemExit, match=r"beta2012:2 is not the text"):
        check_results.main(results, FILES, results / "checks.csv")
