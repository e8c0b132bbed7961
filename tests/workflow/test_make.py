"""What `make` would run, and what it says when it cannot; and that a skip is a failure under CI."""

import os
import subprocess
import sys

import pytest
from snakemake_runs import ROOT

OWN = {"CI", "CORES", "CORPUS", "RESULTS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTEST_ADDOPTS"}  # of the calling make
QUIET = {name: value for name, value in os.environ.items() if name not in OWN}


def make(*arguments, cwd=ROOT):
    """Run make and return what it did."""
    return subprocess.run(["make", *arguments], cwd=cwd, env=QUIET, capture_output=True, text=True, check=False)


def test_cores_corpus_and_results_reach_snakemake():
    plain = make("-n", "study")
    assert plain.stdout.splitlines()[-1] == ".venv/bin/snakemake --cores 2"
    asked = make("-n", "study", "CORES=4", "CORPUS=my papers", "RESULTS=/tmp/out")
    assert asked.stdout.splitlines()[-1] == (
        '.venv/bin/snakemake --cores 4 --config corpus="my papers" results="/tmp/out"'
    )


def test_make_alone_runs_the_study():
    assert make("-n").stdout == make("-n", "study").stdout


@pytest.mark.parametrize(
    ("python", "message"),
    [("", "defatlas needs Python 3.11, 3.12 or 3.13"), ("true", None), ("false", "apt install python3-venv")],
)
def test_a_missing_python_or_venv_is_named_with_the_remedy(tmp_path, python, message):
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text(encoding="utf-8"), encoding="utf-8")
    done = make(".venv/bin/python", f"PYTHON={python}", cwd=tmp_path)
    assert (done.returncode != 0) is (message is not None)
    assert message is None or message in done.stderr


TESTS = """
import pytest

def test_skipped():
    pytest.skip({reason!r})

@pytest.mark.xfail(reason="known")
def test_known():
    assert False
"""


@pytest.mark.parametrize(
    ("ci", "reason", "outcome"),
    [
        ("true", "no browser", "1 failed, 1 xfailed"),
        ("", "no browser", "1 skipped, 1 xfailed"),
        ("true", "../shared/literature is not beside the repository", "1 skipped, 1 xfailed"),
    ],
)
def test_under_ci_only_what_needs_shared_files_is_skipped(tmp_path, ci, reason, outcome):
    folder = tmp_path / "repository" / "tests"
    folder.mkdir(parents=True)
    (folder / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_some.py").write_text(TESTS.format(reason=reason), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(folder)]
    environment = QUIET | {"CI": ci, "PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT / 'scripts'}"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout.splitlines()[-1]
