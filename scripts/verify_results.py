"""Compare the results of a run with our own numbers in results/reference/; for reviewers.

python scripts/verify_results.py [RESULTS]
"""

import json
import math
import shutil
import sys
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "results" / "reference"
COMPARED = ("heterogeneity.json", "grouping.json", "tables")
TOLERANCE = 1e-9  # absolute; sums may differ in their last bits between processors


def first_difference(ours: Any, theirs: Any, place: str = "") -> str:
    """Return where two JSON values first differ, and how; empty when they agree to `TOLERANCE`."""
    if isinstance(ours, float) and isinstance(theirs, float | int):
        return (
            "" if math.isclose(ours, theirs, rel_tol=0, abs_tol=TOLERANCE) else f"{place}: {ours} here, {theirs} there"
        )
    if isinstance(ours, dict) and isinstance(theirs, dict):
        pairs = [(f"{place}.{key}", ours.get(key), theirs.get(key)) for key in sorted({*ours, *theirs})]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = [(f"{place}[{i}]", a, b) for i, (a, b) in enumerate(zip(ours, theirs, strict=True))]
    else:
        return "" if ours == theirs else f"{place}: {ours!r} here, {theirs!r} there"
    return next(filter(None, (first_difference(a, b, name) for name, a, b in pairs)), "")


def difference(ours: Path, theirs: Path) -> str:
    """Return the first difference of two files; empty when there is none."""
    if not theirs.exists():
        return "is missing; run `make` first"
    if ours.suffix == ".json":
        return first_difference(*(json.loads(path.read_text(encoding="utf-8")) for path in (ours, theirs)))
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (ours, theirs)]
    for number, (here, there) in enumerate(zip(*lines, strict=False), start=1):
        if here != there:
            return f"line {number}: {here!r} here, {there!r} there"
    return "" if len(lines[0]) == len(lines[1]) else f"{len(lines[0])} lines here, {len(lines[1])} there"


def reference_files(folder: Path) -> list[Path]:
    """Return the files that are compared, relative to a results folder."""
    found = [path for name in COMPARED for path in [folder / name, *sorted((folder / name).glob("*.csv"))]]
    return [path.relative_to(folder) for path in found if path.is_file()]


def keep(results: Path) -> None:
    """Make the numbers of a run the reference."""
    for path in reference_files(results):
        (REFERENCE / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(results / path, REFERENCE / path)


def main(results: Path) -> int:
    """Print a line per file; return 1 when any differs."""
    differences = {path: difference(REFERENCE / path, results / path) for path in reference_files(REFERENCE)}
    for path, what in differences.items():
        print(f"{'differs' if what else 'same   '}  {path}{f': {what}' if what else ''}")
    if not differences:
        print(f"no reference in {REFERENCE.name}/; keep one with --keep")
    return int(not differences or any(differences.values()))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--keep"]
    folder = Path(arguments[0] if arguments else "results")
    if "--keep" in sys.argv:
        keep(folder)
    sys.exit(main(folder))
