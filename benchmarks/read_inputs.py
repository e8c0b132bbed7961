"""Read every file of a folder as the workflow does and print what became of it, with time and peak memory.

Run as `python benchmarks/read_inputs.py FOLDER [--csv FILE]`. Each file has a child process of its own, so that its
peak memory (in MB above the parent's) is its own. Prints one line per kind of file and outcome, and what crashed, hung
or took too much memory; the table of all files goes to the CSV. The exit status is 1 when a file crashed or vanished.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from defatlas.documents.files import Rejection, read_file
from defatlas.documents.isolation import Failure, read_isolated

COLUMNS = ("file", "outcome", "documents", "rejected", "reason", "seconds", "peak_mb")


def _measured(folder: Path, name: str) -> tuple[int, int, str, int]:
    """Return documents, rejections, the first reason, and peak memory in the unit of the system (KB on Linux)."""
    outcomes = read_file(folder, name, {})
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Rejection)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return len(outcomes) - len(reasons), len(reasons), reasons[0] if reasons else "", peak


def _rows(folder: Path) -> Iterator[dict[str, object]]:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    names = sorted(os.path.relpath(Path(place) / name, folder) for place, _, files in os.walk(folder) for name in files)
    for name in names:
        begun = time.monotonic()
        _, found = next(iter(read_isolated([name], lambda path: _measured(folder, path))))
        seconds = round(time.monotonic() - begun, 2)
        if isinstance(found, Failure):
            yield dict(zip(COLUMNS, (name, found.kind, 0, 1, found.reason, seconds, ""), strict=True))
        else:
            documents, rejected, reason, peak = found
            outcome = "read" if documents else "rejected" if rejected else "vanished"
            values = (name, outcome, documents, rejected, reason, seconds, max(0, peak - held) // 1024)
            yield dict(zip(COLUMNS, values, strict=True))


def main() -> int:
    """Print the summary; return 1 when a file crashed, failed or vanished."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--csv", type=Path)
    arguments = parser.parse_args()
    rows = list(_rows(arguments.folder))
    if arguments.csv:
        with arguments.csv.open("w", newline="", encoding="utf-8", errors="backslashreplace") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    groups: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        groups[Path(str(row["file"])).suffix.lower(), str(row["outcome"])].append(row)
    print("ending outcome files documents rejected longest_s peak_mb")
    for (ending, outcome), group in sorted(groups.items()):
        total = [sum(int(str(row[column])) for row in group) for column in ("documents", "rejected")]
        longest = max(float(str(row["seconds"])) for row in group)
        peak = max(int(str(row["peak_mb"] or 0)) for row in group)
        print(ending or "-", outcome, len(group), *total, longest, peak)
    bad = [row for row in rows if row["outcome"] in {"crash", "vanished", "error"}]
    for row in (row for row in rows if row["outcome"] not in {"read", "rejected"}):
        print(f"{row['file']}: {row['outcome']}: {row['reason']}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
