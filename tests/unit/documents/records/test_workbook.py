"""XLSX: typed cells, several sheets, and workbooks that mean harm."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from defatlas.documents.records.record import RecordsError, sort_out
from defatlas.documents.records.workbook import is_workbook, read_workbook
from openpyxl.chart import BarChart


def _workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def test_numbers_and_dates_become_text_and_empty_rows_do_not_count() -> None:
    table: list[list[object]] = [
        ["Export of May"],
        ["Titel", "Jahr", "Abstract", "DOI"],
        ["Lampen", 2019.0, "Wir zählen.", None],
        [None, None, None, None],
        ["Brunnen", datetime.date(2020, 5, 1), None, "10.1234/B"],
        [None, 2021, None, None],
    ]
    data = _workbook(table)
    (first, second), unusable = sort_out(read_workbook(data))
    assert is_workbook(data)
    assert (first.number, first.title, first.year, first.abstract) == (1, "Lampen", "2019", "Wir zählen.")
    assert (second.number, second.year, second.doi) == (2, "2020", "10.1234/b")
    assert unusable == [(3, "the record has neither a title nor an abstract")]


def test_every_sheet_with_headings_is_read() -> None:
    data = _workbook([["Title"], ["Lamps"]], [["Notes"], ["none"]], [["Title"], ["Wells"]])
    records, _ = sort_out(read_workbook(data))
    assert [(r.number, r.title) for r in records] == [(1, "Lamps"), (2, "Wells")]


def test_a_wrongly_stated_size_does_not_cut_the_sheet() -> None:
    data = _workbook([["Title", "Abstract"], ["Lamps", "We count."], ["Wells", "Deep."]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:B3"' in sheet
    cut = _with_part(data, "xl/worksheets/sheet1.xml", sheet.replace(b'"A1:B3"', b'"A1"'))
    records, _ = sort_out(read_workbook(cut))
    assert [(r.title, r.abstract) for r in records] == [("Lamps", "We count."), ("Wells", "Deep.")]


def test_a_mapping_and_unknown_headings() -> None:
    data = _workbook([["Kop", "Korte inhoud"], ["Lantaarns", "Wij tellen"]])
    (record,), _ = sort_out(read_workbook(data, {"title": "Kop", "abstract": "Korte inhoud"}))
    assert (record.title, record.abstract) == ("Lantaarns", "Wij tellen")
    with pytest.raises(RecordsError, match="'Kop', 'Korte inhoud'"):
        list(read_workbook(data))


def test_bombs_and_entities_are_refused() -> None:
    data = _workbook([["Title"], ["Lamps"]])
    bomb = _with_part(data, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 40_000_000)
    with pytest.raises(RecordsError, match="unpacks to far more"):
        list(read_workbook(bomb))
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    with pytest.raises(RecordsError, match="declares entities"):
        list(read_workbook(_with_part(data, "xl/worksheets/sheet1.xml", lol)))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"Title,Year\nLamps,2019"])
def test_what_is_no_workbook_is_refused_with_a_remedy(data: bytes) -> None:
    assert not is_workbook(data)
    with pytest.raises(RecordsError, match="save it again"):
        list(read_workbook(data))


def test_a_sheet_of_a_chart_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("chart").add_chart(BarChart())
    for row in (["Title", "Abstract"], ["Lamps", "We count."]):
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    (record,), _ = sort_out(read_workbook(stream.getvalue()))
    assert (record.title, record.abstract) == ("Lamps", "We count.")
