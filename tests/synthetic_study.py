"""Tables of a study of any size, in made-up words, to see how the page bears it."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import study_tables
from build_atlas import main
from defatlas.schemas import (
    CANDIDATES,
    CLUSTERS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    INITIATIVES,
    PASSAGES,
    REJECTED,
    frame_of,
    write_table,
)

WORDS = "lamp quay tram harbour ferry sensor garden market library bridge kiosk mast canal depot pier signal".split()


def build_synthetic_atlas(folder: Path, definitions: int) -> Path:
    """Write the tables of a study of that many definitions and its page; return the page's path."""
    draw = random.Random(definitions)  # noqa: S311 - the same tables every time
    folder.mkdir()
    paths = study_tables.write_study(folder)
    documents, passages, rows, codes, clusters = [], [], [], [], []
    for number in range(definitions):
        key, document_id = f"{number:012x}", f"study{number // 2}x{1990 + number % 35}"
        defining = "a city of " + " and ".join(draw.choices(WORDS, k=16)) + " for its residents"
        before, after = (" ".join(draw.choices(WORDS, k=40)).capitalize() + "." for _ in range(2))
        text = f"{before} A smart city is {defining}. {after}"
        start = len(before) + 1 + 10_000 * (number % 2)
        place = {"start": start, "end": start + len(defining) + 17}
        spans = {"definiendum_start": start + 2, "definiendum_end": start + 12, "definiens_start": start + 16}
        spans |= {"definiens_end": start + 16 + len(defining), "lead_start": -1, "lead_end": -1}
        base = study_tables.definition(
            "d1", "alpha2010", study_tables.TEXTS["alpha2010"][:39], "a city full of sensors"
        )
        base |= {"definition_id": key, "family_id": f"{number // 3:012x}", "document_id": document_id} | place | spans
        rows.append(
            base | {"definiens": defining, "sentence": f"A smart city is {defining}.", "page": str(number % 30)}
        )
        if number % 2 == 0:
            documents.append(study_tables.document(document_id, year=1990 + number % 35))
            documents[-1]["citation"] = f"Author {number // 2} ({1990 + number % 35})"
        passage = {
            "document_id": document_id if number % 2 == 0 else documents[-1]["document_id"],
            "page": "",
            "section": "",
        }
        rows[-1]["document_id"] = passage["document_id"]
        begin = 10_000 * (number % 2)
        passages.append(
            passage
            | {"passage_id": f"p{number}", "kind": "paragraph", "text": text, "start": begin, "end": begin + len(text)}
        )
        for dimension in ("devices", "residents"):
            for repeat in range(8):
                code = study_tables.code("d1", dimension, "alpha2010", "sensors")
                evidence = {"evidence_start": start + 16 + 6 * repeat, "evidence_end": start + 20 + 6 * repeat}
                codes.append(code | evidence | {"definition_id": key, "dimension": dimension})
        clusters.append(
            study_tables.cluster(key, 1 + number % 4, x=draw.gauss(0, 1), y=draw.gauss(0, 1), label="lamps")
        )
    for name, schema, made in (
        ("documents.csv", DOCUMENTS, documents), ("definitions.parquet", DEFINITIONS, rows),
        ("passages.parquet", PASSAGES, passages), ("codes.parquet", CODES, codes),
        ("clusters.parquet", CLUSTERS, clusters), ("rejected.csv", REJECTED, []),
        ("rejected_candidates.csv", CANDIDATES, [{**row, "reason": "no cue"} for row in rows[:2000]]),
    ):  # fmt: skip
        write_table(frame_of(made, schema), folder / name, schema)
    write_table(frame_of([], INITIATIVES), paths["initiatives"], INITIATIVES)
    (folder / "heterogeneity.json").write_text("[]", encoding="utf-8")
    (folder / "grouping.json").write_text('{"verdict": "not testable", "reason": "made up"}', encoding="utf-8")
    claim = {"claim_id": "lamps", "claim": "Lamps matter.", "verdict": "supported", "found": "2 of them"}
    claims = folder / "claims.csv"
    pd.DataFrame([claim | {"evidence": f"{0:012x}; {3:012x}"}]).to_csv(claims, index=False)
    main(folder, paths["codebook"], paths["initiatives"], "smart city", [], [claims], folder, folder / "atlas.html")
    return folder / "atlas.html"
