"""The field-tagged export of Web of Science, by wosfile, one record at a time.

wosfile asks for the header lines FN and VR, the closing EF, and a value on each tag's line; a file that someone cut out
of an export has none of these, and one record that breaks a rule costs all that follow. So the text is cut into records
here, and wosfile reads each by itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from wosfile.read import PlainTextReader  # type: ignore[import-untyped]

from defatlas.documents.records.record import Candidate

START = re.compile(r"^PT [A-Z]\w*[ \t]*$", re.MULTILINE)
_TAG_LINE = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|)$")
_OF_THE_FILE = ("FN", "VR", "EF")


def _cut(text: str) -> Iterator[list[str]]:
    """Cut the text into records, each from PT, or from the first tag after an ER, to ER or the next PT."""
    lines: list[str] = []
    for line in text.split("\n"):
        found = _TAG_LINE.match(line.rstrip())
        if found is None:
            if lines and line.strip():
                _continue(lines, line.strip())
            continue
        tag, content = found[1], (found[2] or "").strip()
        if tag in ("PT", "ER", *_OF_THE_FILE) and not (tag == "ER" and content):
            if lines:
                yield lines
            lines = [f"PT {content or 'J'}"] if tag == "PT" else []
        else:
            lines.append(f"{tag} {content}")
    if lines:
        yield lines


def _continue(lines: list[str], text: str) -> None:
    """Add a line that continues a field; it becomes the field's first where the tag stands alone."""
    if lines[-1].startswith("  ") or lines[-1][3:].strip():
        lines.append(f"   {text}")
    else:
        lines[-1] = lines[-1].rstrip() + f" {text}"


def _candidate(lines: list[str]) -> Candidate:
    """Read one record."""
    written = [line for line in lines if line.startswith("  ") or line[3:]]
    text = "\n".join(["FN Web of Science", "VR 1.0", *written, "ER", "", "EF", ""])
    try:
        fields = next(PlainTextReader(io.StringIO(text)))
    except Exception as error:  # wosfile raises ValueError and StopIteration as well as its own ReadError
        return f"the Web of Science record cannot be parsed ({type(error).__name__})"
    authors = next((fields[tag] for tag in ("AF", "AU", "BF", "BA", "CA", "BE") if fields.get(tag)), "")
    return {
        "title": fields.get("TI", ""),
        "abstract": fields.get("AB", ""),
        "authors": authors.split(";"),
        "year": [fields.get(tag, "") for tag in ("PY", "EY", "EA", "PD")],
        "doi": [fields.get(tag, "") for tag in ("DI", "D2")],
        "venue": [fields.get(tag, "") for tag in ("SO", "SE", "PU")],
        "language": fields.get("LA", ""),
        "keywords": fields.get("DE", "") or fields.get("ID", ""),
        "publication_type": fields.get("DT", ""),
    }


def read_tagged_wos(text: str) -> Iterator[Candidate]:
    """Read field-tagged text with plain line ends; every PT gives one candidate."""
    return map(_candidate, _cut(text))
