"""The two widths of a journal's columns, and which files a figure has: the workflow asks for them by name.

Nothing that draws is imported here, since Snakemake reads this in every process.
"""

from __future__ import annotations

from collections.abc import Iterable

POINTS_PER_MM = 72 / 25.4
SINGLE = round(85 * POINTS_PER_MM)  # 241 points
DOUBLE = round(180 * POINTS_PER_MM)  # 510 points
NARROW = "_85mm"  # behind the name of a figure as wide as one column
# Too many rows, leaves or names to be read at 85 mm
DOUBLE_ONLY = frozenset({"consensus_tree", "heat_map", "lineage"})


def stem_of(name: str, width: int) -> str:
    """Return the name, without ending, of the file that shows a figure at a width."""
    return name if width == DOUBLE else name + NARROW


def widths_of(name: str) -> list[int]:
    """Return the widths at which a figure is drawn, the wider first."""
    return [DOUBLE] if name in DOUBLE_ONLY else [DOUBLE, SINGLE]


def stems(names: Iterable[str]) -> list[str]:
    """Return the names, without ending, of all files that show some figures."""
    return [stem_of(name, width) for name in names for width in widths_of(name)]
