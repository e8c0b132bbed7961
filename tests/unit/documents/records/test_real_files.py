"""Every record of the real files of other projects is accounted for, against counts made without our readers."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from defatlas.documents.records.reading import read_records, record_format
from defatlas.documents.records.record import Record

FOLDER = Path(__file__).parents[4].parent / "shared" / "data" / "inputs" / "bibliographic"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files in ../shared are not here")


def _read(name: str) -> tuple[str | None, list[Record], list[tuple[int, str]]]:
    path = FOLDER / name
    data = path.read_bytes()
    format_name = record_format(data, path.suffix)
    if format_name is None:
        return None, [], []
    return format_name, *read_records(data, format_name)


def _raw_lines(name: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", (FOLDER / name).read_bytes().decode("utf-8-sig"))


def _table(name: str) -> list[list[str]]:
    text = (FOLDER / name).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


RIS_FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.ris") if path.name != "example_wos.ris")


@pytest.mark.parametrize("name", RIS_FILES)
def test_every_ty_of_ris_is_one_record_or_one_reason(name: str) -> None:
    lines = _raw_lines(name)
    format_name, records, unusable = _read(name)
    assert format_name == "ris"
    assert len(records) + len(unusable) == sum(line.startswith("TY  - ") for line in lines)
    texts = ("TI  - ", "T1  - ", "ST  - ", "AB  - ", "N2  - ")
    nothing_to_read = not any(line.startswith(texts) for line in lines)
    assert bool(unusable) == nothing_to_read


def test_lone_cr_line_ends_hide_no_record_of_ieee() -> None:
    _, records, _ = _read("litstudy/example.ris")
    lines = _raw_lines("litstudy/example.ris")
    assert len(records) == 25
    assert [r.title for r in records] == [line[6:].strip() for line in lines if line.startswith("TI  - ")]
    assert [r.doi for r in records if r.doi] == [line[6:].lower() for line in lines if line.startswith("DO  - 10.")]
    assert all(r.abstract and r.year and r.authors for r in records)


@pytest.mark.parametrize(
    ("name", "count"),
    [("wostools/bit-pattern-savedrecs.txt", 500), ("wostools/single-article.txt", 1), ("rispy/example_wos.ris", 2)],
)
def test_every_pt_of_web_of_science_is_one_record(name: str, count: int) -> None:
    lines = _raw_lines(name)
    format_name, records, unusable = _read(name)
    assert (format_name, unusable) == ("wos-tagged", [])
    assert len(records) == count == sum(line.startswith("PT ") for line in lines)
    assert sum(bool(r.abstract) for r in records) == sum(line.startswith("AB ") for line in lines)
    assert [r.doi for r in records if r.doi] == [line[3:].lower() for line in lines if line.startswith("DI ")]
    assert [r.year for r in records] == [line[3:] for line in lines if line.startswith("PY ")]


def test_every_row_of_the_old_scopus_export_with_extra_cells() -> None:
    rows = _table("litstudy/scopus.csv")
    format_name, records, unusable = _read("litstudy/scopus.csv")
    assert (format_name, unusable) == ("scopus-csv", [])
    assert len(records) == len(rows) - 1 == 58
    titles, years, dois = rows[0].index("Title"), rows[0].index("Year"), rows[0].index("DOI")
    assert sum(len(row) > len(rows[0]) for row in rows) == 56
    assert [r.title.split() for r in records] == [row[titles].split() for row in rows[1:]]
    assert [(r.year, r.doi) for r in records] == [(row[years], row[dois].lower()) for row in rows[1:]]
    assert sum(not r.abstract for r in records) == sum(row[16] == "[No abstract available]" for row in rows) == 1
    # counted from the end of each row, where nothing is shifted
    assert [r.language for r in records] == ["en" if row[-7] == "English" else row[-7] for row in rows[1:]]
    reviews = {"Review": "review", "Conference Review": "proceedings"}
    for record, row in zip(records, rows[1:], strict=True):
        assert record.publication_type == reviews.get(row[-5], record.publication_type)


@pytest.mark.parametrize(
    ("name", "format_name", "heading", "count"),
    [
        ("litstudy/ieee.csv", "ieee-csv", "Document Title", 10),
        ("litstudy/springer.csv", "springer-csv", "Item Title", 18),
        ("litstudy/retraction_watch.csv", "table-csv", "Title", 1),
        ("colrev/csv_data.csv", "pubmed-csv", "Title", 2),
    ],
)
def test_every_row_of_other_tables(name: str, format_name: str, heading: str, count: int) -> None:
    rows = _table(name)
    found, records, unusable = _read(name)
    assert (found, unusable) == (format_name, [])
    assert [r.title for r in records] == [row[rows[0].index(heading)] for row in rows[1:]]
    assert len(records) == count
    assert all(r.doi.startswith("10.") and r.authors for r in records)


@pytest.mark.parametrize(
    ("name", "count"), [("colrev/xlsx_data.xlsx", 3), ("smart-city-abstracts/smart-city-2009-2019.xlsx", 2109)]
)
def test_every_row_of_a_workbook(name: str, count: int) -> None:
    with zipfile.ZipFile(FOLDER / name) as archive:
        (sheet,) = (part for part in archive.namelist() if part.startswith("xl/worksheets/sheet"))
        rows = len(re.findall(rb"<row[ >]", archive.read(sheet)))
    format_name, records, unusable = _read(name)
    assert (format_name, unusable) == ("table-xlsx", [])
    assert len(records) == count == rows - 1
    assert all(r.authors for r in records)


def test_the_german_headings_of_the_smart_city_abstracts_are_understood() -> None:
    _, records, _ = _read("smart-city-abstracts/smart-city-2009-2019.xlsx")
    assert all(r.abstract for r in records)
    assert sum(bool(r.year) for r in records) == 2108  # one cell of "Jahr ermittelt" is empty
    assert sum(bool(r.doi) for r in records) == 1992  # cells of "DOI" that hold text


def test_every_entry_of_bibtex_and_its_repeated_key() -> None:
    entries = len(re.findall(r"^@", (FOLDER / "colrev/bib_data.bib").read_text(), re.MULTILINE))
    format_name, records, unusable = _read("colrev/bib_data.bib")
    assert (format_name, len(records), unusable) == ("bibtex", entries, [])
    assert [r.doi for r in records if r.doi] == ["10.3333/xyz.v4444.04", "10.3333/xyz.v4444.04a"]


def test_endnote_gives_what_colrev_expects() -> None:
    _, found, _ = _read("colrev/enl_data.enl")
    _, expected, _ = _read("colrev/enl_data_expected.bib")
    assert len(found) == len(expected) == 3
    for ours, theirs in zip(found, expected, strict=True):
        assert (ours.title, ours.abstract, ours.authors) == (theirs.title, theirs.abstract, theirs.authors)
        assert (ours.year, ours.venue, ours.doi) == (theirs.year, theirs.venue, theirs.doi)


def test_the_other_small_files() -> None:
    format_name, (record,), unusable = _read("colrev/nbib_data.nbib")
    assert (format_name, unusable) == ("pubmed-nbib", [])
    assert (record.authors, record.doi) == (("Smith, Tom", "Hunter, Shawn"), "10.1000/123456789")
    assert record.keywords == ("Keyword 1", "Keyword 2", "Keyword 3")
    assert _read("colrev/md_data.md")[0] is None
