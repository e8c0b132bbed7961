"""What the repository says is said in our own words, and nothing is said twice."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from defatlas.documents.bibliography import read_bibliography

ROOT = Path(__file__).parents[2]
LITERATURE = ROOT.parent / "shared" / "literature"
RUN = 8  # words in a row


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents, markup and punctuation."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of eight words of a text."""
    row = words(text)
    return {tuple(row[start : start + RUN]) for start in range(len(row) - RUN + 1)}


def own_files() -> list[Path]:
    """The files that hold prose of ours: notes, codebook, claims, initiatives, README and documentation."""
    corpus = ROOT / "corpus"
    patterns = ("notes/*.md", "codebook/*.yaml", "coding/*.md", "*.md", "*.yaml", "*.csv")
    found = [path for pattern in patterns for path in corpus.glob(pattern)]
    found += [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "workflow/report").glob("*.rst")]
    return sorted(found)


def titles() -> list[str]:
    """The titles of the bibliography that are at least three words long, as rows of words."""
    rows = [" ".join(words(source.title)) for source in read_bibliography(ROOT / "corpus/sources.bib").values()]
    return sorted((row for row in rows if row.count(" ") >= 2), key=len, reverse=True)


def without_titles(text: str, known: list[str]) -> list[str]:
    """The stretches of a text between the titles that it names, as rows of words."""
    row = f" {' '.join(words(text))} "
    for title in known:
        row = row.replace(f" {title} ", " | ")
    return row.split("|")


def paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of a note, without front matter and headings."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    yield from (part for part in re.split(r"\n\s*\n|^#.*$", body, flags=re.MULTILINE) if part.strip())


def test_a_run_is_found_across_line_breaks_case_and_accents():
    ours = "A town, says Bakıcı, is a *harbour* with\n  lamps: along its café quays."
    theirs = "… A TOWN, says Bakıcı, is a harbour with lamps along its cafe quays …"
    assert len(runs(ours) & runs(theirs)) == len(words(ours)) - RUN + 1 > 0
    assert not runs("one two three four five six seven") | (
        runs(ours) & runs("is a harbour with lamps along the quays")
    )


@pytest.mark.skipif(not LITERATURE.is_dir(), reason="../shared/literature is not beside the repository")
def test_no_run_of_eight_words_is_taken_from_the_literature():
    sources = sorted(LITERATURE.glob("*.txt"))
    assert sources, "../shared/literature holds no text"
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in sources))
    known = titles()
    taken = {
        f"{path.relative_to(ROOT)}: {' '.join(run)}"
        for path in own_files()
        for stretch in without_titles(path.read_text(encoding="utf-8"), known)
        for run in runs(stretch) & theirs
    }
    assert taken == set()


def test_a_title_is_set_aside_and_what_stands_around_it_is_not():
    text = "As Mapping Harbour Towns in the North says, each quay is a lamp."
    assert without_titles(text, ["mapping harbour towns in the north"]) == [" as ", " says each quay is a lamp "]


def test_no_paragraph_of_a_note_stands_twice():
    places: dict[tuple[str, ...], list[str]] = {}
    for path in sorted((ROOT / "corpus/notes").glob("*.md")):
        for text in paragraphs(path):
            places.setdefault(tuple(words(text)), []).append(path.name)
    twice = [where for row, where in places.items() if len(where) > 1 and len(row) >= RUN]
    assert twice == []


def test_notes_do_not_share_long_runs():
    """Two notes may speak of the same thing; twelve words in a row are a copy of one from the other."""
    seen: dict[tuple[str, ...], str] = {}
    shared = set()
    for path in sorted((ROOT / "corpus/notes").glob("*.md")):
        row = words(" ".join(paragraphs(path)))
        for start in range(len(row) - 11):
            first = seen.setdefault(tuple(row[start : start + 12]), path.name)
            if first != path.name:
                shared.add((first, path.name, " ".join(row[start : start + 12])))
    assert shared == set()
