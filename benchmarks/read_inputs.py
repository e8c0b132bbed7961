"""Read every file of a folder as the workflow does and print what became of it, with time and peak memory.

Run as `python benchmarks/read_inputs.py FOLDER [--csv FILE]`. Each file is read in a process of its own, also when it
crashes or is ended for its time or memory. Its peak memory is what the system says of that process and all that it
started, in MB of resident memory; Python and the libraries, which every process begins with, are in it and are printed
first. Prints one line per kind of file and outcome, and what crashed, hung
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
from defatlas.documents.isolation import MEMORY, SECONDS, Failure, read_isolated

COLUMNS = ("file", "outcome", "documents", "rejected", "reason", "seconds", "peak_mb")


def _read(folder: Path, name: str) -> tuple[int, int, str]:
    """Return documents, rejections and the first reason."""
    outcomes = read_file(folder, name, {})
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Rejection)]
    return len(outcomes) - len(reasons), len(reasons), reasons[0] if reasons else ""


def _megabytes(peak: int) -> int:
    """Return the system's figure for the peak of a process in MB; Linux counts in kB, macOS in bytes."""
    return round(peak / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024))


def _measured(folder: Path, name: str) -> tuple[tuple[int, int, str] | Failure, int]:
    """Read a file in a child, as the workflow does, and return what became of it and the child's peak memory in MB.

    This runs in a process for this file alone, since the system tells the highest peak of all the children of one.
    """
    _, found = next(iter(read_isolated([name], lambda path: _read(folder, path))))
    return found, _megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _rows(folder: Path) -> Iterator[dict[str, object]]:
    names = sorted(os.path.relpath(Path(place) / name, folder) for place, _, files in os.walk(folder) for name in files)
    for name in names:
        begun = time.monotonic()
        outer = read_isolated([name], lambda path: _measured(folder, path), seconds=2 * SECONDS, memory=4 * MEMORY)
        _, measured = next(iter(outer))
        seconds = round(time.monotonic() - begun, 2)
        found, peak = (measured, 0) if isinstance(measured, Failure) else measured
        if isinstance(found, Failure):
            values = (name, found.kind, 0, 1, found.reason, seconds, peak)
        else:
            documents, rejected, reason = found
            outcome = "read" if documents else "rejected" if rejected else "vanished"
            values = (name, outcome, documents, rejected, reason, seconds, peak)
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
    print(f"{_megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)} MB are held before a file is read")
    print("ending outcome files documents rejected longest_s peak_mb")
    for (ending, outcome), group in sorted(groups.items()):
        total = [sum(int(str(row[column])) for row in group) for column in ("documents", "rejected")]
        longest = max(float(str(row["seconds"])) for row in group)
        peak = max(int(str(row["peak_mb"])) for row in group)
        print(ending or "-", outcome, len(group), *total, longest, peak)
    bad = [row for row in rows if row["outcome"] in {"crash", "vanished", "error"}]
    for row in (row for row in rows if row["outcome"] not in {"read", "rejected"}):
        print(f"{row['file']}: {row['outcome']}: {row['reason']}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
