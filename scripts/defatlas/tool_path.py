"""Where the programs of this environment are."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def put_environment_first() -> None:
    """Put the folder of the running Python first on PATH, so that its Jupyter is the one that runs notebooks."""
    folder = str(Path(sys.executable).parent)
    places = os.environ.get("PATH", "").split(os.pathsep)
    if places[0] != folder:
        os.environ["PATH"] = os.pathsep.join([folder, *places])
