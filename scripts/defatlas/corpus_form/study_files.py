"""The files beside the notes: codebook, claims, published codings, initiatives."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from jsonschema import Draft202012Validator
from pandera.errors import SchemaErrors

from defatlas.coding.codebook import CodebookError, read_framework
from defatlas.configuration import nearest
from defatlas.corpus_form.problems import Corpus, Problem
from defatlas.corrections import find_problems, read_corrections
from defatlas.schemas import INITIATIVES

CLAIMS_SCHEMA = {
    "type": "object",
    "required": ["source", "claims"],
    "properties": {
        "claims": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["claim_id", "claim", "section", "basis", "statistic", "rule", "thresholds", "needs"],
                "properties": {
                    "claim_id": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
                    "claim": {"type": "string", "minLength": 10},
                    "section": {"type": "string"},
                    "basis": {"enum": ["literature", "cases", "both"]},
                    "statistic": {"type": "object", "required": ["name", "description"]},
                    "rule": {"type": "object", "required": ["supported", "contradicted", "not_testable"]},
                    "thresholds": {"type": "object"},
                    "needs": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                },
            },
        },
    },
}


def _line_at(path: Path, place: Sequence[str]) -> int:
    """Return the line of a value in a YAML file, or of the deepest part of its place that is there."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
    return line


def check_codebook(corpus: Corpus) -> Iterator[Problem]:
    """Check every framework: its format, its source, and the concepts it applies to."""
    for path in sorted((corpus.folder / "codebook").glob("*.yaml")):
        try:
            framework = read_framework(path)
        except CodebookError as error:
            message = str(error).removeprefix(path.name).lstrip(":, ")
            broken = re.match(r"line (\d+): ", message)
            place = message.split(": ")[0].split(".")
            line = int(broken[1]) if broken else _line_at(path, place)
            message = message.removeprefix(broken[0] if broken else "")
            yield Problem(path, line, message if ";" in message else f"{message}; compare with the other frameworks")
            continue
        if corpus.sources and framework.source not in corpus.sources:
            line = _line_at(path, ["source"])
            yield Problem(path, line, f"source {framework.source} is not in sources.bib; add the entry and its note")
        for name in framework.applies_to:
            if name not in corpus.concept_names:
                line = _line_at(path, ["applies_to"])
                yield Problem(path, line, f"applies to {name!r}, no concept{nearest(name, corpus.concept_names)}")


def check_claims(corpus: Corpus) -> Iterator[Problem]:
    """Check the claims of the source paper: format, source, and that every id stands once."""
    path = corpus.folder / "claims.yaml"
    if not path.exists():
        return
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield Problem(path, mark.line + 1 if mark else 1, "not valid YAML; check the indentation and quotes")
        return
    breaches = list(Draft202012Validator(CLAIMS_SCHEMA).iter_errors(values))
    for breach in breaches:
        place = [str(part) for part in breach.absolute_path]
        remedy = "compare with the other claims"
        yield Problem(path, _line_at(path, place), f"{'.'.join(place) or 'the file'}: {breach.message}; {remedy}")
    if breaches:
        return
    if corpus.sources and values["source"] not in corpus.sources:
        yield Problem(path, _line_at(path, ["source"]), f"source {values['source']} is not in sources.bib; add it")
    seen: set[str] = set()
    for number, claim in enumerate(values["claims"]):
        if claim["claim_id"] in seen:
            line = _line_at(path, ["claims", str(number), "claim_id"])
            yield Problem(path, line, f"claim_id {claim['claim_id']} stands twice; give one another name")
        seen.add(claim["claim_id"])


def check_codings(corpus: Corpus) -> Iterator[Problem]:
    """Check that published codings name known sources, and dimensions of the framework they are named after."""
    for path in sorted((corpus.folder / "coding").glob("*.csv")):
        framework = corpus.folder / "codebook" / f"{path.stem}.yaml"
        if not framework.exists():
            yield Problem(path, 1, f"no framework codebook/{framework.name}; name the file after its framework")
            continue
        try:
            known = {dimension.id for dimension in read_framework(framework).dimensions}
        except CodebookError:  # reported for the framework itself
            continue
        for line, row in _rows(path):
            dimension, source = row.get("dimension"), row.get("source")
            if dimension is None or source is None:
                yield Problem(path, line, "a row lacks `source` or `dimension`; see coding/README.md")
                continue
            if dimension and dimension not in known:
                yield Problem(path, line, f"{dimension!r} is no dimension{nearest(dimension, known)}")
            if corpus.sources and source not in corpus.sources:
                yield Problem(path, line, f"source {source} is not in sources.bib; add the entry and its note")


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a CSV file, each with the line it starts at."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        _ = reader.fieldnames
        rows, line = [], reader.line_num + 1
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    return rows


def check_initiatives(corpus: Corpus) -> Iterator[Problem]:
    """Check initiatives.csv against its schema; the schema's description of a column says what belongs there."""
    path = corpus.folder / "initiatives.csv"
    if not path.exists():
        return
    rows = _rows(path)
    columns = list(INITIATIVES.columns)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading = next(csv.reader(stream), [])
    if sorted(heading) != sorted(columns):
        wrong = sorted(set(heading) ^ set(columns)) or ["a name that stands twice"]
        yield Problem(path, 1, f"columns differ in {', '.join(wrong)}; they are {', '.join(columns)}")
        return
    for line, row in rows:
        if None in row or None in row.values():
            yield Problem(path, line, "the row has more or fewer cells than the heading; quote cells with commas")
            return
    frame = pd.DataFrame([row for _, row in rows], columns=columns, dtype="str")
    for name, column in INITIATIVES.columns.items():
        if column.nullable:
            frame[name] = frame[name].replace("", None)
    try:
        INITIATIVES.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["column", "index"])
        for case in cases.to_dict("records"):
            line = rows[int(case["index"])][0] if pd.notna(case["index"]) else 1
            description = INITIATIVES.columns[case["column"]].description
            value, check = case["failure_case"], case["check"]
            yield Problem(path, line, f"{case['column']} is {value!r}, against {check}; it is to say: {description}")


def check_corrections(corpus: Corpus) -> Iterator[Problem]:
    """Check the form of corrections.csv, and that recodings name dimensions of the codebook.

    Whether its definitions are there, only a run can tell: `results/corrections.csv` does.
    """
    path = corpus.folder / "corrections.csv"
    if not path.exists():
        return
    problems = list(find_problems(path))
    yield from (Problem(path, line, message) for line, message in problems)
    if problems:
        return
    known = set(_dimensions(corpus.folder / "codebook"))
    for correction in read_corrections(path):
        dimension = correction.value[1:]
        if correction.action == "recode" and known and dimension not in known:
            yield Problem(
                path, correction.line, f"{dimension} is no dimension of the codebook{nearest(dimension, known)}"
            )


def _dimensions(codebook: Path) -> Iterator[str]:
    """Yield "framework/dimension" for every dimension of the frameworks that can be read."""
    for path in sorted(codebook.glob("*.yaml")):
        try:
            framework = read_framework(path)
        except CodebookError:  # reported for the framework itself
            continue
        yield from (f"{framework.name}/{dimension.id}" for dimension in framework.dimensions)
