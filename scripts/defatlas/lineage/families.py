"""Families: definitions that are one and the same, quoted or borrowed."""

from __future__ import annotations

import pandas as pd


def effective_number(definitions: pd.DataFrame) -> int:
    """Return the effective number of definitions: each family (column `family_id`) counts once."""
    return int(definitions["family_id"].nunique())
