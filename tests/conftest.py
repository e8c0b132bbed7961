"""Fixtures that several folders of tests share, and: under CI nothing is skipped but what needs ../shared."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from snakemake_runs import Run, pile_files, snakemake, write_files

SHARED = Path(__file__).parents[2] / "shared"


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure under CI, unless it says that it needs ../shared and that is not there."""
    if os.environ.get("CI", "").lower() in {"", "0", "false"} or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    needs_shared = "../shared" in reason or "got empty parameter set" in reason  # one test per file of ../shared
    if not needs_shared or SHARED.is_dir():
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at the report of every test."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at the report of every file."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture(scope="session")
def pile_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The study of a pile of files of every kind, readable and not, on two cores; leave it as it is."""
    directory = tmp_path_factory.mktemp("pile")
    write_files(directory / "corpus", pile_files())
    run = snakemake(directory, cores=2)
    assert run.returncode == 0, run.output[-6000:]
    return run
