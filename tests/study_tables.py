"""A small hand-made study, for tests of what comes behind the extraction: rows, tables and a codebook file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from defatlas.coding.codebook import Dimension, Framework
from defatlas.schemas import (
    CLUSTERS,
    CODES,
    DEFINITIONS,
    DOCUMENTS,
    DUPLICATES,
    INITIATIVE_EVIDENCE,
    INITIATIVES,
    MINED_INITIATIVES,
    PASSAGES,
    REJECTED,
    frame_of,
    write_table,
)

CODEBOOK_TEXT = """\
framework: traits
title: Two traits
source: sample2001
applies_to: [smart city]
dimensions:
  - id: devices
    label: Devices & networks
    definition: >-
      Devices that measure,
      and networks.
    indicators: [sensor, data   network]
    patterns:
      - [{LOWER: metered}, {LEMMA: street}]
    accept: [A smart city has sensors.]
    reject: [A smart city has parks.]
  - id: residents
    label: Residents
    group: outer
    definition: Those who live there.
    indicators: [resident, citizen]
    accept: [A smart city hears its residents.]
    reject: [A smart city has sensors.]
"""
TRAITS = Framework(
    "traits",
    "Two traits",
    "sample2001",
    ("smart city",),
    tuple(
        Dimension(name, label, "", "A definition of ours.", (name,), (), ("yes",), ("no",))
        for name, label in (("devices", "Devices & networks"), ("residents", "Residents"))
    ),
)

TEXTS = {
    "alpha2010": "A smart city is a city full of sensors. It also has parks.",
    "beta2012": "Some say: A smart city is\n\na place that hears its residents. Nothing else.",
    "gamma2015": "By a smart city we mean sensors that serve residents.",
}


def document(document_id: str, **values: Any) -> dict[str, Any]:
    """A row of the documents table."""
    row = {
        "document_id": document_id,
        "path": f"notes/{document_id}.md",
        "sha256": "0" * 64,
        "media_type": "note",
        "citation": f"{document_id[:-4].capitalize()} ({document_id[-4:]})",
        "title": f"On {document_id}",
        "authors": "A. Author",
        "year": int(document_id[-4:]),
        "venue": "",
        "doi": "",
        "language": "en",
        "source_type": "academic",
        "wording": "verbatim",
        "verified": True,
        "licence": "",
        "pages": 0,
        "characters": len(TEXTS.get(document_id, "x")),
        "status": "read",
        "reason": "",
    }
    return row | values


def definition(
    definition_id: str,
    document_id: str,
    sentence: str,
    definiens: str,
    definiendum: str = "smart city",
    lead: str = "",
    **values: Any,
) -> dict[str, Any]:
    """A row of the definitions table, with the offsets that its words have in TEXTS."""
    text = TEXTS[document_id]
    start, defined, defining = text.index(sentence), text.index(definiendum), text.index(definiens)
    row = {
        "definition_id": definition_id,
        "concept": "smart city",
        "family": "smart city",
        "definiendum": definiendum,
        "definiens": definiens,
        "sentence": f"{lead} {sentence}" if lead else sentence,
        "document_id": document_id,
        "section": "",
        "cited_sources": "",
        "cited_keys": "",
        "quoted": False,
        "genus": "",
        "page": "",
        "start": start,
        "end": start + len(sentence),
        "definiendum_start": defined,
        "definiendum_end": defined + len(definiendum),
        "definiens_start": defining,
        "definiens_end": defining + len(definiens),
        "lead_start": text.index(lead) if lead else -1,
        "lead_end": text.index(lead) + len(lead) if lead else -1,
        "wording": "verbatim",
        "kind": "definition",
        "pattern": "is_a",
        "negated": False,
        "probability": None,
        "family_id": definition_id,
    }
    return row | values


def code(definition_id: str, dimension: str, document_id: str, evidence: str) -> dict[str, Any]:
    """A row of the codes table, with the offsets of its evidence in TEXTS."""
    start = TEXTS[document_id].index(evidence)
    return {
        "definition_id": definition_id,
        "framework": "traits",
        "dimension": dimension,
        "evidence": evidence,
        "evidence_start": start,
        "evidence_end": start + len(evidence),
        "coder": "codebook",
    }


def cluster(definition_id: str, number: int, **values: Any) -> dict[str, Any]:
    """A row of the clusters table."""
    row = {"definition_id": definition_id, "cluster": number, "label": "mixed", "stability": 0.5}
    return row | {"exemplar": False, "x": 0.0, "y": 0.0} | values


def initiative(name: str, level: str = "", **values: Any) -> dict[str, Any]:
    """A row of the initiatives table."""
    blank = dict.fromkeys(INITIATIVES.columns, "")
    return (
        blank | {"initiative_id": name.lower(), "name": name, "kind": "cluster", "level": level, "year": None} | values
    )


def mined(name: str, **values: Any) -> dict[str, Any]:
    """A row of the mined initiatives."""
    row = dict.fromkeys(MINED_INITIATIVES.columns, "")
    row |= {"initiative_id": name.lower(), "name": name, "listed": True, "mentions": 1, "documents": 1}
    return row | {"wording": "verbatim"} | values


def said_of(initiative_id: str, words: str, document_id: str = "alpha2010", **values: Any) -> dict[str, Any]:
    """A row of the evidence on initiatives: the first place of some words in a document."""
    row = dict.fromkeys(INITIATIVE_EVIDENCE.columns, "")
    start = TEXTS[document_id].index(words)
    row |= {"initiative_id": initiative_id, "attribute": "mention", "basis": "stated", "taken": True}
    row |= {"document_id": document_id, "words": words, "start": start, "end": start + len(words)}
    return row | {"sentence": words, "wording": "verbatim"} | values


def passages() -> pd.DataFrame:
    """Every text as paragraphs."""
    rows = []
    for document_id, text in TEXTS.items():
        place = 0
        for number, part in enumerate(text.split("\n\n"), start=1):
            start = text.index(part, place)
            place = start + len(part)
            passage = {"document_id": document_id, "passage_id": f"{document_id}:{number}", "page": "", "section": ""}
            rows.append(passage | {"kind": "paragraph", "text": part, "start": start, "end": place})
    return frame_of(rows, PASSAGES)


def study() -> dict[str, pd.DataFrame]:
    """The tables of a whole study: three documents with a definition each, the second one behind a lead-in."""
    return {name: frame.copy() for name, frame in _study().items()}


@lru_cache(maxsize=1)
def _study() -> dict[str, pd.DataFrame]:
    """The tables, validated once."""
    first, third = "A smart city is a city full of sensors.", TEXTS["gamma2015"]
    rows = [
        definition("d1", "alpha2010", first, "a city full of sensors"),
        definition(
            "d2",
            "beta2012",
            "a place that hears its residents.",
            "a place that hears its residents",
            lead="Some say: A smart city is",
        ),
        definition("d3", "gamma2015", third, "sensors that serve residents"),
    ]
    codes = [
        code("d1", "devices", "alpha2010", "sensors"),
        code("d2", "residents", "beta2012", "residents"),
        code("d3", "devices", "gamma2015", "sensors"),
        code("d3", "residents", "gamma2015", "residents"),
    ]
    clusters = [cluster("d1", 1, exemplar=True), cluster("d2", 2, exemplar=True), cluster("d3", 1)]
    return {
        "documents": frame_of([document(name) for name in TEXTS], DOCUMENTS),
        "rejected": frame_of([{"path": "broken.pdf", "reason": "not a PDF; save it again"}], REJECTED),
        "duplicates": frame_of([], DUPLICATES),
        "passages": passages(),
        "definitions": frame_of(rows, DEFINITIONS),
        "codes": frame_of(codes, CODES),
        "clusters": frame_of(clusters, CLUSTERS),
        "initiatives": frame_of([initiative("Delta", "local"), initiative("Epsilon", "national")], INITIATIVES),
        "mined_initiatives": frame_of([mined("Delta"), mined("Zeta", listed=False)], MINED_INITIATIVES),
        "initiative_evidence": frame_of([said_of("delta", "sensors"), said_of("zeta", "city")], INITIATIVE_EVIDENCE),
    }


def duplicate(document_id: str, kept_id: str, **values: Any) -> dict[str, Any]:
    """A row of the duplicates table."""
    row = {
        "document_id": document_id,
        "kept_id": kept_id,
        "ground": "doi",
        "score": 100.0,
        "title": "",
        "kept_title": "",
    }
    return {**row, "path": f"{document_id}.pdf", "kept_path": f"notes/{kept_id}.md", **values}


def flow() -> pd.DataFrame:
    """The flow of the study, counted by hand: three notes that define a smart city, one file that could not be read."""
    numbers = {
        "Files in the corpus folder": 4,
        "Documents and records found in them": 4,
        "Duplicates set aside": 0,
        "Files that could not be read": 1,
        "Records without an abstract, or unusable": 0,
        "In another language": 0,
        "Read in English": 3,
        "Do not use smart city": 0,
        "Use smart city without defining it": 0,
        "Define smart city": 3,
    }
    return pd.DataFrame({"Step": list(numbers), "Number": [str(number) for number in numbers.values()]})


def write_study(folder: Path) -> dict[str, Path]:
    """Write the study's tables as files, and a codebook; return their paths by name."""
    schemas = {
        "documents": DOCUMENTS,
        "definitions": DEFINITIONS,
        "codes": CODES,
        "clusters": CLUSTERS,
        "passages": PASSAGES,
        "rejected": REJECTED,
        "duplicates": DUPLICATES,
        "initiatives": INITIATIVES,
        "mined_initiatives": MINED_INITIATIVES,
        "initiative_evidence": INITIATIVE_EVIDENCE,
    }
    people = {"documents", "rejected", "duplicates", "initiatives", "mined_initiatives", "initiative_evidence"}
    paths = {name: folder / f"{name}.{'csv' if name in people else 'parquet'}" for name in schemas}
    for name, frame in study().items():
        write_table(frame, paths[name], schemas[name])
    codebook = folder / "codebook"
    codebook.mkdir()
    (codebook / "traits.yaml").write_text(CODEBOOK_TEXT, encoding="utf-8")
    return paths | {"codebook": codebook}


_SPECIFICATION = {"representation": "codes", "method": "spectral", "silhouette": 0.25, "null_silhouette": 0.125}
_SPECIFICATION |= {"p_value": 0.25, "p_adjusted": 0.5, "agreement": -0.125, "chosen": True}
_PAIR = {"definition_a": "d1", "place_a": 0, "together": 0.5}
# rows of the tables that the study has no use for
_SAID: dict[str, Any] = {
    "document_id": "alpha2010", "page": "3", "section": "", "sentence": "Clusters support smart cities.", "start": 0,
    "end": 30, "cue": "support", "modality": "asserted", "cited_sources": "", "wording": "verbatim",
}  # fmt: skip
_LINK: dict[str, Any] = {
    **_SAID, "direction": "cluster_to_city", "relation": "support", "cue_start": 9, "cue_end": 16,
    "first": "smart cities", "first_concept": "smart city", "first_start": 17, "first_end": 29,
    "second": "Clusters", "second_concept": "cluster", "second_start": 0, "second_end": 8,
    "polarity": "positive", "implicit": False,
}  # fmt: skip
_FACTOR: dict[str, Any] = {
    **_SAID, "factor": "education", "group": "enabler", "effect": "helps", "touches": "both", "basis": "role",
    "evidence": "schools", "evidence_start": 0, "evidence_end": 7,
}  # fmt: skip
_MEETING: dict[str, Any] = {
    "wording": "verbatim", "unit": "document", "units": 10, "first": 4, "second": 5, "both": 1, "expected": 2.0,
    "ratio": 0.5, "ratio_low": 0.2, "ratio_high": 0.9, "p_value": 0.25,
}  # fmt: skip
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "links": [_LINK | {"statement_id": key} for key in ("s1", "s2")],
    "factors": [_FACTOR | {"statement_id": key} for key in ("f1", "f2")],
    "bridging": [_MEETING | {"period": period} for period in ("all", "2015")],
    "claims": [
        {
            "claim_id": name,
            "claim": "Lamps are common.",
            "section": "1",
            "basis": "literature",
            "statistic": "lamp_share",
            "value": value,
            "interval": "0.400–0.600",
            "n": 20,
            "verdict": "supported",
            "found": "lamps 10/20",
            "rule": "low is at least 0.25.",
            "evidence": "d1; d2",
        }
        for name, value in (("lamps", 0.5), ("trams", None))
    ],
    "specifications": [_SPECIFICATION | {"groups": 2}, _SPECIFICATION | {"groups": 3, "chosen": False}],
    "consensus": [_PAIR | {"definition_b": f"d{i}", "place_b": i} for i in (2, 3)],
    "group_terms": [{"cluster": 1, "term": t, "z": 2.5, "definitions": 1, "of_all": 2} for t in ("lamp", "boat")],
}

_CHANGE = {"comparison": "period", "framework": "traits", "groups": "1990–2000 3/5; 2001–2010 2/5", "sources": 8}
_CHANGE |= {"definitions": 10, "statistic": "chi-square", "value": 0.5, "effect": 0.25, "p_value": 0.5}
_CODING = {"coding": "traits", "coder": "Ada", "dimension": "devices"}
EXAMPLES |= {
    "rarefaction": [
        {"concept": "smart city", "framework": "traits", "kind": "combinations", "definitions": n, "expected": float(n)}
        | {"low": 0.0, "high": 3.0, "new": 1.0}
        for n in (1, 2)
    ],
    "co_occurrence": [
        {"concept": concept, "framework": "traits", "dimension": "devices", "with": "residents", "named": 2}
        | {"with_named": 2, "together": 1, "of": 3, "expected": 1.0, "phi": -0.5, "phi_low": None, "phi_high": None}
        | {"p_value": None, "p_adjusted": None, "wording": "verbatim"}
        for concept in ("smart city", "cluster")
    ],
    "agreement": [
        {
            **_CODING,
            "basis": basis,
            "wording": "verbatim",
            "units": 3,
            "named_by_people": 2,
            "named_by_us": 1,
            "agreed": 2,
        }
        | {"kappa": 0.25, "kappa_low": None, "kappa_high": None, "alpha": 0.5, "alpha_low": -0.5}
        | {"alpha_high": 1.0}
        for basis in ("all", "manifest")
    ],
    "ungrounded_codes": [
        {
            **_CODING,
            "definition_ref": ref,
            "document_id": "",
            "keyword": "lamps",
            "reason": "not in the wording",
        }
        for ref in ("7", "9")
    ],
    "changes": [_CHANGE | {"dimension": d, "p_adjusted": 0.5, "wording": "verbatim"} for d in ("all", "devices")],
    "emergence": [
        {"term": term, "period": "2010–2014", "definitions": 1, "sources": 1, "of_all": 2, "share": 0.5}
        for term in ("smart city", "wired city")
    ],
    "centrality": [
        {"definition_id": d, "document_id": "alpha2010", "mean_distance": 0.5, "rank": 1, "percentile": 50.0}
        | {"core_named": 1, "elements_named": 0, "working": False}
        for d in ("d1", "d2")
    ],
    "working_definition": [
        {"part": "element", "name": name, "label": name, "named": "yes", "value": 0.5, "low": None, "high": None}
        | {"numerator": 1, "denominator": 2, "shared": "yes"}
        for name in ("devices", "residents")
    ],
}
