"""The programs of the environment come first on PATH."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from defatlas.tool_path import put_environment_first


def test_the_environment_comes_first_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join(["/usr/bin", "/bin"]))
    put_environment_first()
    put_environment_first()
    assert os.environ["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/usr/bin", "/bin"]
