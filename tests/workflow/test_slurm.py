"""The study on a cluster, up to its first figure: SLURM takes the jobs, and the results are the same bytes.

`.ci/start_slurm` makes a SLURM of one node where none answers.
"""

import os
import shutil
import subprocess

import pytest
from snakemake_runs import pile_files, snakemake, write_files

PROFILE = ["--profile", "profiles/slurm", "--slurm-no-account", "--latency-wait", "5"]
# A SLURM without a data base of past jobs answers squeue, not sacct; small jobs are asked after often.
QUICK = ["--slurm-status-command", "squeue", "--slurm-init-seconds-before-status-checks", "2"]
QUICK += ["--seconds-between-status-checks", "2"]


@pytest.fixture
def slurm():
    """A SLURM that answers."""
    if shutil.which("sinfo") is None or subprocess.run(["sinfo"], capture_output=True, check=False).returncode:
        pytest.skip("no SLURM answers; as root on Debian: bash .ci/start_slurm")


@pytest.mark.skipif(os.geteuid() != 0, reason="SLURM is set up for root alone; see .ci/start_slurm")
def test_slurm_reads_and_extracts_to_the_same_bytes(slurm, pile_run, tmp_path):
    write_files(tmp_path / "corpus", pile_files())
    run = snakemake(tmp_path, *PROFILE, *QUICK, "results/heterogeneity.json")
    assert run.returncode == 0, run.output[-6000:]
    assert "has been submitted with SLURM jobid" in run.output
    here, there = run.tree(), pile_run.tree()
    assert {"definitions.csv", "documents.csv", "heterogeneity.json"} <= set(here)
    assert here == {path: there[path] for path in here}
