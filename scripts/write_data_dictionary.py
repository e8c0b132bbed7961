"""Write the data dictionary, every column of every table, from the schemas that check them:

python scripts/write_data_dictionary.py docs/data_dictionary.md
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandera.pandas as pa
from defatlas.schemas import TABLES

TYPES = {"int64": "whole number", "Int64": "whole number", "float64": "number", "bool": "true or false"}
HEAD = """\
# Data dictionary

Every table that one step hands to the next, with the columns that its schema allows; a table with another column, type
or value stops the run. Written from `scripts/defatlas/schemas/` by `make docs`: change it there.

Offsets count characters in the normalised text of the document, from 0; `text[start:end]` is the quotation. CSV is
UTF-8 with `True` and `False`, and an empty cell where a value is unknown.
"""


def allowed(column: pa.Column) -> str:
    """Say which values a column may hold, as far as its schema restricts them."""
    said = [_rule(check.name, check.statistics) for check in column.checks]
    if column.unique:
        said.append("no value twice")
    if column.nullable:
        said.append("may be unknown")
    return "; ".join(said)


def _rule(name: str, values: dict[str, Any]) -> str:
    """Say one check of a column.

    Raises:
        ValueError: for a kind of check that has no words here yet.
    """
    low, high = values.get("min_value"), values.get("max_value")
    match name:
        case "isin":
            return ", ".join(f"`{value}`" if value else "empty" for value in values["allowed_values"])
        case "greater_than_or_equal_to":
            return f"{low} or more"
        case "greater_than":
            return f"more than {low}"
        case "in_range":
            return f"{low} to {high}"
        case "str_length":
            return f"{low} characters" if low == high else "not empty"
    raise ValueError(f"no words for the check {name}; add them to scripts/write_data_dictionary.py")


def lines() -> Iterator[str]:
    """Yield the lines of the dictionary."""
    yield HEAD
    for name, schema in TABLES.items():
        yield f"## {name}\n\n{schema.description}\n"
        if schema.unique:
            yield f"No two rows have the same {', '.join(schema.unique)}.\n"
        yield "| column | type | values | meaning |\n|---|---|---|---|"
        for key, column in schema.columns.items():
            cells = (f"`{key}`", TYPES.get(str(column.dtype), "text"), allowed(column), column.description)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        yield ""


def main(dictionary: Path) -> None:
    """Write the dictionary."""
    dictionary.write_text("\n".join(lines()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the data dictionary from the schemas of the tables.")
    parser.add_argument("dictionary", type=Path, help="Markdown file to write, e.g. docs/data_dictionary.md")
    main(parser.parse_args().dictionary)
