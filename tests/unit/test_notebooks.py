"""The notebooks in scripts/: nothing but what was written stands in git, and they read results alone."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "scripts").glob("*.py.ipynb"))


def test_there_are_two() -> None:
    assert [path.name.removesuffix(".py.ipynb") for path in NOTEBOOKS] == [
        "heterogeneous_corpus",
        "smart_cities_and_clusters",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not cell.metadata
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_path_lies_in_the_results(path: Path) -> None:
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    for line in code.splitlines():
        if "read_" in line:
            assert "RESULTS /" in line
    assert "defatlas" not in code
