"""Reading notes: front matter, sections, and statements of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from defatlas.concepts import Concept, concept_of, mention_expression
from defatlas.configuration import nearest
from defatlas.corpus_form.problems import Corpus, Problem
from defatlas.documents.markdown import FrontMatterError
from defatlas.documents.notes import NoteError, defines_heading, read_note
from defatlas.language.abbreviations import BEFORE_NUMBERS, MAYBE_FINAL, NEVER_FINAL


def sentences(text: str) -> list[str]:
    """Split one paragraph at its sentence ends, by punctuation and abbreviations only (no language model)."""
    found: list[str] = []
    for piece in re.split(r"(?<=[.!?…])[\"')\]”’]*\s+(?=[\"'(\[“‘]?[A-Z0-9])", text.strip()):
        last = found[-1].split()[-1].lower().lstrip("(") if found else ""
        goes_on = (
            last in NEVER_FINAL
            or last in MAYBE_FINAL
            or re.fullmatch(r"(?:[a-z]\.)+", last)
            or (last.rstrip(".") in BEFORE_NUMBERS and piece[:1].isdigit())
        )
        if found and goes_on:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def check_notes(corpus: Corpus) -> Iterator[Problem]:
    """Check every reading note, and that nothing else lies among them."""
    folder = corpus.folder / "notes"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_dir():
            continue
        if path.suffix != ".md" or path.parent != folder:
            yield Problem(path, 1, "no reading note; name it notes/KEY.md, or move full texts to documents/")
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = 1 + path.read_bytes()[: error.start].count(b"\n")
            yield Problem(path, line, "not UTF-8; save the note as UTF-8")
            continue
        yield from check_note(path, text, corpus)


def check_note(path: Path, text: str, corpus: Corpus) -> Iterator[Problem]:
    """Check one note: format, bibliography entry, headings and statements; one problem per line of the file."""
    lines = text.splitlines()
    found = {problem.line: problem for problem in reversed(list(_check_sections(path, lines, corpus)))}
    try:
        read_note(text, path.stem)
    except FrontMatterError as error:
        mark = getattr(error.__cause__, "problem_mark", None)
        found[2 + mark.line if mark else 1] = Problem(path, 2 + mark.line if mark else 1, str(error))
    except NoteError as error:
        line = _line_of(str(error), lines)
        found.setdefault(line, Problem(path, line, str(error)))
    if path.stem not in corpus.sources:
        found.setdefault(1, Problem(path, 1, f"no entry {path.stem} in sources.bib; add it"))
    if sum(line.startswith("# ") for line in lines) != 1:
        found.setdefault(1, Problem(path, 1, "no single title; give the note one heading `# Author (year), title`"))
    yield from (found[line] for line in sorted(found))


def _line_of(message: str, lines: Sequence[str]) -> int:
    """Return the line that a note's error speaks of: of the key that it opens with, or of what it quotes."""
    key = message.split()[0]
    quoted = re.search(r"'([^']+)'|\"([^\"]+)\"", message)
    words = (quoted[1] or quoted[2]) if quoted else ""
    for number, line in enumerate(lines, start=1):
        if line.startswith(f"{key}:") or (words and key in {"section", "front"} and words in line):
            return number
    return 1


def _check_sections(path: Path, lines: Sequence[str], corpus: Corpus) -> Iterator[Problem]:
    """Check the second-level sections of a note."""
    for number, line in enumerate(lines, start=1):
        if not line.startswith("## "):
            continue
        title = line[3:].strip()
        heading = defines_heading(title)
        if heading is None:
            if title.lower() not in {"links", "remarks"}:
                yield Problem(
                    path, number, f"section {title!r}; write `## Defines CONCEPT`, `## Links` or `## Remarks`"
                )
            continue
        if heading.after and heading.after not in corpus.notes:
            remedy = "write its note, or name the originator in a second paragraph"
            yield Problem(path, number, f"after {heading.after}: no note of that key; {remedy}")
        if heading.after == path.stem:
            yield Problem(path, number, "after its own key; leave `, after …` out")
        concept = concept_of(heading.concept, corpus.concepts)
        if concept is None:
            options = nearest(heading.concept, corpus.concept_names)
            yield Problem(path, number, f"{heading.concept!r} is no concept of the configuration{options}")
        yield from _check_statement(path, number, lines, concept)


def _check_statement(path: Path, heading: int, lines: Sequence[str], concept: Concept | None) -> Iterator[Problem]:
    """Check that the paragraph below a "Defines" heading is one sentence that names the concept."""
    start = heading
    while start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    while end < len(lines) and lines[end].strip() and not lines[end].startswith("#"):
        end += 1
    statement = " ".join(line.strip() for line in lines[start:end])
    if not statement:
        yield Problem(path, heading, "no statement below the heading; write the definition as one sentence")
    elif re.match(r"[-*+>|] |\d+[.)] ", statement):
        yield Problem(path, start + 1, "the statement is a list or a quotation; write it as a plain paragraph")
    elif statement[-1] not in ".!?":
        yield Problem(path, start + 1, "the statement does not end in a full stop; end it")
    elif len(sentences(statement)) > 1:
        opening = sentences(statement)[1][:40]
        yield Problem(path, start + 1, f"the statement goes on at {opening!r}; keep one sentence, comment below it")
    elif concept and not mention_expression([concept]).search(statement):
        yield Problem(path, start + 1, f"the statement does not name {concept.name}; make the concept its subject")
