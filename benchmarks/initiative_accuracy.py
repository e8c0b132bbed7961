"""How well initiatives are mined: agreement with initiatives.csv, and the initiatives found that nobody listed.

    python benchmarks/initiative_accuracy.py RESULTS [--sample 50]

RESULTS is the folder of a run on the source paper, on abstracts, or on anything else; mined are its documents.csv and
passages.parquet. Prints one JSON object: per attribute how many initiatives (or cells) agree with the coding by people
and how many were compared, the misses, and a seeded sample of the unlisted ones with their sentence, to be judged by
reading.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import mine_initiatives  # noqa: E402
from defatlas.schemas import INITIATIVE_EVIDENCE, MINED_INITIATIVES, read_table  # noqa: E402

SEED = 2019


def main() -> None:
    """Mine and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, help="folder with documents.csv and passages.parquet")
    parser.add_argument("--sample", type=int, default=50, help="how many unlisted initiatives to print")
    options = parser.parse_args()
    config = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        started = time.process_time()
        mine_initiatives.main(
            options.results / "documents.csv",
            options.results / "passages.parquet",
            ROOT / "corpus" / "initiatives.csv",
            {path.stem: path for path in (ROOT / "corpus" / "lexicons").glob("*.yaml")},
            config["concepts"],
            config["links"],
            folder / "initiatives.csv",
            folder / "initiative_evidence.csv",
            folder / "tables",
        )
        seconds = time.process_time() - started
        mined = read_table(folder / "initiatives.csv", MINED_INITIATIVES)
        evidence = read_table(folder / "initiative_evidence.csv", INITIATIVE_EVIDENCE)
        tables = {
            name: pd.read_csv(folder / "tables" / f"initiative_{name}.csv", dtype=str, keep_default_na=False)
            for name in ("agreement", "disagreements")
        }
    unlisted = sorted(mined.loc[~mined["listed"].astype(bool), "initiative_id"])
    random.Random(SEED).shuffle(unlisted)  # noqa: S311 - a sample, no secret
    first = evidence[evidence["attribute"] == "mention"].drop_duplicates("initiative_id").set_index("initiative_id")
    named = mined.set_index("initiative_id")
    said = {
        "listed_found": int(mined["listed"].astype(bool).sum()),
        "unlisted_found": len(unlisted),
        "agreement": tables["agreement"].set_index("Attribute")[["Agree", "Cohen's kappa"]].to_dict("index"),
        "misses": tables["disagreements"][["Initiative", "Attribute", "Coded", "Mined"]].to_dict("records"),
        "unlisted": [
            {"name": named.loc[i, "name"], "kind": named.loc[i, "kind"], "sentence": first.loc[i, "sentence"]}
            for i in unlisted[: options.sample]
        ],
        "seconds": round(seconds, 1),
    }
    print(json.dumps(said, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
