"""Small studies made for claims: definitions given by what they name, initiatives by what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from defatlas.claims.study import Finding, Study
from defatlas.claims.verdicts import STATISTICS

ROOT = Path(__file__).parents[1]
CLAIMS = {c["claim_id"]: c for c in yaml.safe_load((ROOT / "corpus/claims.yaml").read_text("utf-8"))["claims"]}
INITIATIVE = dict.fromkeys(["origin", "helix", "sectors", "stakeholders", "aim"], "") | {
    "kind": "cluster",
    "level": "local",
}


def study(
    definitions: Sequence[Mapping[str, Any]] = (),
    initiatives: Sequence[Mapping[str, Any]] = (),
    heterogeneity: Sequence[dict[str, Any]] = (),
    links: Sequence[Mapping[str, str]] = (),
    factors: Sequence[Mapping[str, str]] = (),
) -> Study:
    """A study of definitions `{codes: {framework: dimensions}, year, …}`, one a document unless they name one."""
    rows, documents, codes = [], {}, []
    for number, given in enumerate(definitions):
        name = given.get("document_id", f"source{number:03d}")
        row = {
            "definition_id": f"d{number:03d}",
            "document_id": name,
            "concept": given.get("concept", "smart city"),
            "family": given.get("family", "smart city"),
            "kind": "definition",
            "wording": "verbatim",
            "cited_sources": given.get("cited", ""),
            "family_id": given.get("family_id", f"d{number:03d}"),
        }
        rows.append(row)
        documents[name] = {
            "document_id": name,
            "year": given.get("year", 2015),
            "source_type": given.get("source_type", "academic"),
            "authors": given.get("authors", "Ferry, A."),
            "verified": True,
        }
        for framework, dimensions in given.get("codes", {}).items():
            for place, dimension in enumerate(dimensions):
                words, start = (dimension, 10 * place) if isinstance(dimension, str) else dimension[1:]
                key = dimension if isinstance(dimension, str) else dimension[0]
                code = {"definition_id": row["definition_id"], "framework": framework, "dimension": key}
                codes.append(code | {"evidence": words, "evidence_start": start, "evidence_end": start + len(words)})
    columns = ["definition_id", "framework", "dimension", "evidence", "evidence_start", "evidence_end"]
    cases = [{"initiative_id": f"i{n}", "name": f"I{n}"} | INITIATIVE | dict(g) for n, g in enumerate(initiatives)]
    frame = pd.DataFrame(documents.values(), columns=["document_id", "year", "source_type", "authors", "verified"])
    return Study(
        concept="smart city",
        reference="cluster",
        source="muller2019",
        definitions=pd.DataFrame(
            rows,
            columns=[
                "definition_id", "document_id", "concept", "family", "kind", "wording", "cited_sources", "family_id",
            ],
        ),
        documents=frame.astype({"year": "Int64", "verified": "bool"}),
        codes=pd.DataFrame(codes, columns=columns),
        initiatives=pd.DataFrame(cases, columns=["initiative_id", "name", *INITIATIVE]),
        heterogeneity=list(heterogeneity),
        links=pd.DataFrame(links, columns=["document_id", "direction", "polarity"]),
        factors=pd.DataFrame(factors, columns=["document_id", "effect", "factor"]),
        resamples=200,
        seed=1,
    )  # fmt: skip


def find(claim_id: str, of: Study) -> Finding:
    """What a study says of a claim of the corpus, by its statistic and thresholds."""
    claim = CLAIMS[claim_id]
    return STATISTICS[claim["statistic"]["name"]](of, claim["thresholds"])
