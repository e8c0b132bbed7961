"""Which concept the claims of a paper are about."""

from __future__ import annotations

from pathlib import Path

import yaml


def studied_concept(path: Path) -> str:
    """Return the concept that a file of claims says it is about; empty when it says none.

    Args:
        path: a `claims.yaml`.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return str(content.get("concept", "")) if isinstance(content, dict) else ""
