"""Code definitions on every framework of the codebook; also from the command line, for any list of texts:

python scripts/code_definitions.py --text FILE.csv [--codebook FOLDER] > codes.csv
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from defatlas.coding.codebook import read_codebook
from defatlas.coding.coder import Coder
from defatlas.language.pipeline import load_pipeline
from defatlas.lineage.corrected import recode
from defatlas.rule_log import start_rule
from defatlas.schemas import CODES, CORRECTIONS, DEFINITIONS, frame_of, read_table, write_table

CODEBOOK = Path(__file__).resolve().parent.parent / "corpus" / "codebook"


def main(definitions: Path, corrections: Path, codebook: Path, codes: Path) -> None:
    """Code the definiens of each definition and recode what people corrected; offsets count in the normalised text."""
    table = read_table(definitions, DEFINITIONS)
    coder = Coder(load_pipeline(), read_codebook(codebook))
    rows: list[dict[str, Any]] = []
    for definition, found in zip(table.itertuples(), coder.code(table["sentence"]), strict=True):
        # a sentence is all in one piece, or a lead-in and the item behind it, each at its place in the document
        behind_lead = definition.lead_end - definition.lead_start + 1 if definition.lead_start >= 0 else 0
        for code in found:
            in_lead = code.end < behind_lead
            shift = definition.lead_start if in_lead else definition.start - behind_lead
            start, end = code.start + shift, code.end + shift
            if definition.definiens_start <= start and end <= definition.definiens_end:
                rows.append(
                    {
                        "definition_id": definition.definition_id,
                        "framework": code.framework,
                        "dimension": code.dimension,
                        "evidence": code.evidence,
                        "evidence_start": start,
                        "evidence_end": end,
                        "coder": "codebook",
                    }
                )
    coded = recode(frame_of(rows, CODES), table, read_table(corrections, CORRECTIONS))
    write_table(coded, codes, CODES)


def print_codes(texts: Path, codebook: Path) -> None:
    """Read a CSV with the columns id and text, and print one row per dimension and evidence as CSV.

    Raises:
        SystemExit: saying what is wrong with the file.
    """
    try:
        with texts.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            found = list(reader.fieldnames or [])
            rows = list(reader)
    except OSError as error:
        raise SystemExit(f"{texts}: cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SystemExit(f"{texts}: not UTF-8; save it as CSV in UTF-8") from error
    if not {"id", "text"} <= set(found):
        raise SystemExit(f"{texts}: the columns id and text are needed; found: {', '.join(found) or 'none'}")
    coder = Coder(load_pipeline(), read_codebook(codebook))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", "framework", "dimension", "evidence", "start", "end"])
    for row, codes in zip(rows, coder.code(row["text"] or "" for row in rows), strict=True):
        for code in codes:
            writer.writerow([row["id"], code.framework, code.dimension, code.evidence, code.start, code.end])


def command_line() -> None:
    """Parse the arguments and print the codes."""
    parser = argparse.ArgumentParser(description="Code texts on every framework of the codebook; prints CSV.")
    parser.add_argument("--text", type=Path, required=True, metavar="FILE.csv", help="CSV with the columns id and text")
    parser.add_argument("--codebook", type=Path, default=CODEBOOK, help="folder of framework files")
    arguments = parser.parse_args()
    print_codes(arguments.text, arguments.codebook)


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.input.definitions),
        Path(snakemake.input.corrections),
        Path(snakemake.params.codebook),
        Path(snakemake.output.codes),
    )
elif __name__ == "__main__":
    command_line()
