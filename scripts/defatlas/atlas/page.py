"""Building the page: what it shows, and how it is put into one file that runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from defatlas.coding.codebook import Framework

_HERE = Path(__file__).parent


def definition_entries(
    definitions: pd.DataFrame,
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    codes: pd.DataFrame,
    clusters: pd.DataFrame,
    frameworks: list[Framework],
) -> list[dict[str, Any]]:
    """Return one entry per definition: its text in context, with the place of definiens and of every evidence in it.

    Offsets of an entry count in its `context`, the passage that holds the definition, in UTF-16 units as the page's
    script counts.
    """
    labels = {(f.name, d.id): d.label for f in frameworks for d in f.dimensions}
    document = documents.set_index("document_id").to_dict("index")
    group = clusters.set_index("definition_id")[["cluster", "label"]].to_dict("index")
    evidence: dict[str, list[dict[str, Any]]] = {}
    for code in codes.sort_values(["definition_id", "framework", "evidence_start"]).itertuples():
        entry = {"framework": code.framework, "dimension": labels[code.framework, code.dimension]}
        entry |= {"start": int(code.evidence_start), "end": int(code.evidence_end), "words": code.evidence}
        evidence.setdefault(code.definition_id, []).append(entry)
    holding = {key: part.sort_values("start") for key, part in passages.groupby("document_id")}
    entries = []
    for row in definitions.itertuples():
        source = document[row.document_id]
        parts = holding[row.document_id]
        passage = parts[parts["start"] <= row.start].iloc[-1]
        place = partial(_unit_offset, str(passage["text"]), int(passage["start"]))
        found = [dict(e, start=place(e["start"]), end=place(e["end"])) for e in evidence.get(row.definition_id, [])]
        grouped = group.get(row.definition_id)
        entries.append(
            {
                "id": row.definition_id,
                "concept": row.concept,
                "family": row.family,
                "definiens": row.definiens,
                "context": passage["text"],
                "lead": row.sentence[: row.lead_end - row.lead_start] if row.lead_start >= 0 else "",
                "span": [place(row.definiens_start), place(row.definiens_end)],
                "source": source["citation"],
                "title": source["title"],
                "year": None if pd.isna(source["year"]) else int(source["year"]),
                "type": source["source_type"] or "unknown",
                "checked": bool(source["verified"]),
                "path": source["path"],
                "wording": row.wording,
                "kind": row.kind,
                "page": row.page,
                "section": row.section,
                "cited": row.cited_sources,
                "pattern": row.pattern,
                "negated": bool(row.negated),
                "group": f"{grouped['cluster']}: {grouped['label']}" if grouped else "",
                "evidence": found,
            }
        )
    return sorted(entries, key=lambda entry: (entry["year"] or 9999, entry["source"], entry["id"]))


def _unit_offset(text: str, start: int, offset: int) -> int:
    """Return where a character of the document stands in a passage that starts at `start`, in UTF-16 units."""
    return len(text[: offset - start].encode("utf-16-le")) // 2


def safe_json(value: Any) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - escaped just above


def image_address(path: Path) -> str:
    """Return an SVG file as a data address."""
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()


def description_of(path: Path) -> str:
    """Return the alternative text of a figure, the label of its SVG as a whole; its name when it has none."""
    label = re.match(r'[^<]*(?:<\?[^>]*>\s*)?<svg\b[^>]*? aria-label="([^"]*)"', path.read_text(encoding="utf-8"))
    return html.unescape(label[1]) if label else path.stem


def table_of(path: Path) -> dict[str, Any]:
    """Read a CSV table as text: its headings and rows."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return {"name": path.stem, "headings": list(frame.columns), "rows": frame.to_numpy().tolist()}


def _digest(text: str) -> str:
    """Return the source expression that allows an inline script or style in a Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def build_page(values: dict[str, Any]) -> str:
    """Fill the template; every value is escaped unless it is marked safe.

    Args:
        values: what `page.html` names: title, headline, figures, tables, data, …
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("page.html").render(
        script=Markup(script),  # noqa: S704 - our own file
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy,
        **values,
    )
