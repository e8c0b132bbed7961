"""The figure of the initiatives."""

from __future__ import annotations

from defatlas.figures.initiatives import initiatives_matrix
from defatlas.schemas import INITIATIVES, frame_of
from study_tables import initiative
from vega_lite import is_valid, rows_of, titles_of


def test_every_cell_says_its_value_in_words() -> None:
    rows = [
        initiative("Zeta", "european", origin="city_first", helix="triple"),
        initiative("Alpha", "local", origin="both", helix="quadruple"),
        initiative("Mu", "local", origin="cluster_first"),
        initiative("Nu"),
    ]
    figure = initiatives_matrix(frame_of(rows, INITIATIVES))
    assert is_valid(figure)
    assert titles_of(figure)[1] == "Smart city first in 1 of 4, cluster first in 1"
    cells = {(row["initiative"], row["attribute"]): row["value"] for row in rows_of(figure)}
    assert len(cells) == 12
    assert [cells["Zeta", a] for a in ("Level", "Origin", "Helix")] == ["European", "Smart city first", "Triple"]
    assert [cells["Alpha", a] for a in ("Level", "Origin", "Helix")] == ["Local", "Both ways", "Quadruple"]
    assert [cells["Nu", a] for a in ("Level", "Origin", "Helix")] == ["–", "–", "–"]
    assert figure["layer"][0]["encoding"]["y"]["sort"] == ["Alpha", "Mu", "Zeta", "Nu"]
    colours = figure["layer"][0]["encoding"]["color"]["scale"]
    assert set(cells.values()) <= set(colours["domain"])
    assert len(colours["domain"]) == len(colours["range"])
