"""How a table is described: its columns, their types and what each means."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa


def column(kind: Any, description: str, *checks: pa.Check, **options: Any) -> pa.Column:
    """A column with its description."""
    return pa.Column(kind, list(checks) or None, description=description, **options)


def text(description: str, *checks: pa.Check, **options: Any) -> pa.Column:
    """A text column; empty text means that nothing is known."""
    return column(str, description, *checks, **options)


def offset(description: str) -> pa.Column:
    """A character offset, or -1 where there is none."""
    return column("int64", description, pa.Check.ge(-1))


def table(
    name: str, description: str, columns: dict[str, pa.Column], unique: list[str] | None = None
) -> pa.DataFrameSchema:
    """A closed table: no other columns, types coerced."""
    return pa.DataFrameSchema(columns, strict=True, coerce=True, unique=unique, name=name, description=description)
