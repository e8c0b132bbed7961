"""Each rule's messages and uncaught exceptions go to its log file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any


def log_to(paths: Sequence[str]) -> None:
    """Send log messages and uncaught exceptions to the rule's log file, and to the terminal when it has none."""
    handlers: list[logging.Handler] = [logging.FileHandler(paths[0], mode="w", encoding="utf-8")] if paths else []
    handlers.append(logging.StreamHandler(sys.stderr))
    handlers[-1].setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", handlers=handlers, force=True)

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger("defatlas").error("%s", error, exc_info=(kind, error, trace))

    sys.excepthook = report


def start_rule(job: Any) -> Any:
    """Set up the log of a Snakemake job and return the job (its input, output, params, log)."""
    log_to(job.log)
    return job
