"""Two records as every database and program exports them; headings and names of members are those of the exports."""

import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from defatlas.documents.records.reading import read_records, record_format, why_no_records
from defatlas.documents.records.record import Record, RecordsError

TITLES = ("How harbour towns light their quays", "Ferries, ports and lamps: a count")
ABSTRACTS = (
    "We asked the clerks of forty towns how they light their quays. A lamp plan is a list of lamps; towns keep it.",
    'Ferries change what a town lights. We count lamps in nine ports, "small" ones, and find more of them.',
)
AUTHORS = (("Okoro, Ada", "Lind, Bo"), ("van Dyke, Jan Piet",))
VALUES = {
    "title": TITLES,
    "abstract": ABSTRACTS,
    "authors": tuple("; ".join(names) for names in AUTHORS),
    "year": ("2015", "2019"),
    "doi": ("10.1000/lamp.1", "10.1000/lamp.2"),
    "venue": ("Journal of Quays", "Ports & Roads"),
}
FIELDS = tuple(VALUES)


def read(data: bytes, suffix: str, mapping: dict[str, str] | None = None) -> tuple[str | None, list[Record]]:
    """Return the format and the records, none of which is unusable."""
    kind = record_format(data, suffix, mapping)
    if kind is None:
        return None, []
    records, unusable = read_records(data, kind, mapping)
    assert unusable == []
    return kind, records


def check(records: list[Record], *fields: str) -> None:
    """Check these fields of both records against `VALUES`."""
    assert len(records) == 2
    for field in fields:
        found = ["; ".join(r.authors) if field == "authors" else getattr(r, field) for r in records]
        assert tuple(found) == VALUES[field], field


def table(columns: str, fields: dict[str, str], separator: str = ",", end: str = "\r\n") -> str:
    """Return a table of both records.

    Args:
        columns: all headings, separated by commas.
        fields: by heading, the field whose values stand below it.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=end)
    (names,) = csv.reader([columns])
    writer.writerow(names)
    for number in range(2):
        writer.writerow(VALUES[fields[name]][number] if name in fields else "" for name in names)
    return stream.getvalue()


DIMENSIONS = "Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Acknowledgements,Source title,Anthology title,"
DIMENSIONS += "Publication Date,PubYear,Publication Type,Authors,Authors (Raw Affiliation),Corresponding Authors"
ZOTERO = "Key,Item Type,Publication Year,Author,Title,Publication Title,ISBN,DOI,Url,Abstract Note,Date,Date Added,Type"
PERISH = "Cites,Authors,Title,Year,Source,Publisher,ArticleURL,CitesURL,GSRank,QueryDate,Type,DOI,ISSN,Abstract"
LENS = "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,Author/s,Abstract,DOI,References"
WOS = (
    "Publication Type,Authors,Author Full Names,Article Title,Source Title,Abstract,Publication Year,DOI,UT (Unique WOS"
)
EBSCO = "Article Title,Author,Journal Title,ISSN,Publication Date,Accession Number,DOI,Doctype,Subjects,Abstract,PLink"
PROQUEST = "Title,Abstract,StoreId,ArticleType,Authors,documentType,pubdate,pubtitle,year,digitalObjectIdentifier"
COVIDENCE = "Title,Authors,Abstract,Published Year,Published Month,Journal,DOI,Ref,Covidence #,Study,Notes,Tags"
EXPORTS = {
    "dimensions": (
        DIMENSIONS, ("DOI", "Title", "Abstract", "Source title", "PubYear", "Authors"), "doi title abstract venue year",
    ),
    "zotero": (
        ZOTERO, ("DOI", "Title", "Abstract Note", "Publication Title", "Publication Year", "Author"),
        "doi title abstract venue year",
    ),
    "publish or perish": (
        PERISH, ("DOI", "Title", "Abstract", "Source", "Year", "Authors"), "doi title abstract venue year",
    ),
    "lens": (
        LENS, ("DOI", "Title", "Abstract", "Source Title", "Publication Year", "Author/s"),
        "doi title abstract venue year",
    ),
    "web of science, full headings": (
        WOS + " ID)", ("DOI", "Article Title", "Abstract", "Source Title", "Publication Year", "Author Full Names"),
        "doi title abstract venue year",
    ),
    "ebsco": (
        EBSCO, ("DOI", "Article Title", "Abstract", "Journal Title", "Publication Date", "Author"),
        "doi title abstract venue year",
    ),
    "proquest": (
        PROQUEST, ("digitalObjectIdentifier", "Title", "Abstract", "pubtitle", "year", "Authors"),
        "doi title abstract venue year",
    ),
    "covidence": (
        COVIDENCE, ("DOI", "Title", "Abstract", "Journal", "Published Year", "Authors"),
        "doi title abstract venue year",
    ),
    "bibliometrix": (
        "AU,DE,ID,AB,SO,TI,PY,DI,DB", ("DI", "TI", "AB", "SO", "PY", "AU"), "doi title abstract venue year",
    ),
    "citavi": (
        '"Autor, Hrsg. oder Institution",Titel,Jahr ermittelt,Zeitschrift/Zeitung,DOI,Abstract',
        ("DOI", "Titel", "Abstract", "Zeitschrift/Zeitung", "Jahr ermittelt", "Autor, Hrsg. oder Institution"),
        "doi title abstract venue year",
    ),
    "hal": (
        "docid,title_s,authFullName_s,abstract_s,producedDateY_i,doiId_s,journalTitle_s",
        ("doiId_s", "title_s", "abstract_s", "journalTitle_s", "producedDateY_i", "authFullName_s"),
        "doi title abstract venue year",
    ),
    "arxiv": (
        "id,submitter,authors,title,comments,journal-ref,doi,report-no,categories,abstract,update_date",
        ("doi", "title", "abstract", "journal-ref", "update_date", "authors"), "doi title abstract venue year",
    ),
    "scopus in japanese": (
        "著者名,著者 ID,タイトル,出版年,出版物名,巻,引用,DOI,リンク,抄録,著者キーワード,EID",
        ("DOI", "タイトル", "抄録", "出版物名", "出版年", "著者名"), "doi title abstract venue year",
    ),
    "scopus in chinese": (
        "作者,作者 ID,标题,年份,来源出版物名称,卷,DOI,链接,摘要,作者关键字,EID",
        ("DOI", "标题", "摘要", "来源出版物名称", "年份", "作者"), "doi title abstract venue year",
    ),
    "a colleague": (
        "No.,Title of paper,Abstract (English),Year of publication,Author(s) name,Name of journal,DOI link",
        ("DOI link", "Title of paper", "Abstract (English)", "Name of journal", "Year of publication",
         "Author(s) name"),
        "doi title abstract venue year",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_tables_of_databases(name: str) -> None:
    columns, headings, fields = EXPORTS[name]
    text = table(columns, dict(zip(headings, [*fields.split(), "authors"], strict=True)))
    _, records = read(text.encode("utf-8-sig"), ".csv")
    check(records, *FIELDS)


def test_a_line_about_the_export_may_stand_above_the_headings() -> None:
    text = table(DIMENSIONS, {"Title": "title", "Abstract": "abstract"})
    for above in ('"About the data: Exported on May 05, 2024. Criteria: lamps; © 2024"\r\n', "sep=,\r\n", "\r\n\r\n"):
        check(read((above + text).encode(), ".csv")[1], "title", "abstract")


LANGUAGES = {
    "de": "Verfasser;Titel;Erscheinungsjahr;Quelle;Zusammenfassung",
    "fr": "Auteurs;Titre;Année;Revue;Résumé",
    "es": "Autores;Título;Año;Revista;Resumen",
    "it": "Autori;Titolo;Anno;Rivista;Sommario",
    "pt": "Autores;Título;Ano;Revista;Resumo",
    "pl": "Autorzy;Tytuł;Rok;Czasopismo;Streszczenie",
    "cs": "Autoři;Název;Rok;Časopis;Abstrakt",
    "hu": "Szerzők;Cím;Év;Folyóirat;Absztrakt",
    "sv": "Författare;Titel;År;Tidskrift;Sammanfattning",
    "da": "Forfattere;Titel;År;Tidsskrift;Resumé",
    "fi": "Tekijät;Otsikko;Vuosi;Lehti;Tiivistelmä",
    "tr": "Yazarlar;Başlık;Yıl;Dergi;Özet",
    "ru": "Авторы;Название;Год;Журнал;Аннотация",
    "uk": "Автори;Назва;Рік;Журнал;Анотація",
    "el": "Συγγραφείς;Τίτλος;Έτος;Περιοδικό;Περίληψη",
    "ro": "Autori;Titlu;An;Revista;Rezumat",
    "hr": "Autori;Naslov;Godina;Časopis;Sažetak",
    "zh": "作者;标题;年份;期刊;摘要",
    "ja": "著者;タイトル;発行年;雑誌;要旨",
    "ko": "저자;제목;연도;저널;초록",
    "two": "Author-作者;Title-题名;PubTime-发表时间;Source-文献来源;Summary-摘要",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_in_other_languages(language: str) -> None:
    headings = LANGUAGES[language].split(";")
    fields = ("authors", "title", "year", "venue", "abstract")
    text = table(",".join(headings), dict(zip(headings, fields, strict=True)), separator=";")
    check(read(text.encode("utf-8-sig"), ".csv")[1], *fields)


PLAIN = table(
    "Title,Abstract,Authors,Year,DOI", {name.title(): name for name in ("title", "abstract", "authors", "year")}
)
VARIANTS: dict[str, Callable[[str], bytes]] = {
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "utf-16, big end first": lambda text: text.encode("utf-16-be"),
    "windows": lambda text: text.encode("cp1252"),
    "lone carriage returns": lambda text: text.replace("\r\n", "\r").encode(),
    "unix": lambda text: text.replace("\r\n", "\n").encode(),
    "empty rows": lambda text: text.replace("\r\n", "\r\n,,,,\r\n\r\n").encode(),
    "columns at the end that have no heading": lambda text: text.replace("\r\n", ",,\r\n").encode(),
    "a first column without a heading": lambda text: ("," + text.replace("\r\n", "\r\n7,").removesuffix("7,")).encode(),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_of_csv(name: str) -> None:
    check(read(VARIANTS[name](PLAIN), ".csv")[1], "title", "abstract", "authors", "year")


def test_a_table_may_be_named_txt_but_prose_is_none() -> None:
    tabs = table("Article Title,Abstract,Authors,Publication Year", dict(zip(
        ("Article Title", "Abstract", "Authors", "Publication Year"), ("title", "abstract", "authors", "year"),
        strict=True)), separator="\t")  # fmt: skip
    for text in (tabs, PLAIN):
        check(read(text.encode(), ".txt")[1], "title", "abstract", "authors", "year")
    assert record_format(b"Title, abstract and year are what a clerk asks for.\nHe gets none.\n", ".txt") is None
    assert record_format(b"Abstract\nWe count lamps, wells, and bins.\n", ".txt") is None


def test_one_author_is_one_where_other_rows_show_what_separates_authors() -> None:
    text = (
        'Title,Abstract,Authors\nA,a b,"Okoro, Ada; Lind, Bo"\nB,c d,"van Dyke, Jan Piet"\nC,e f,"Ana Roe and Cy Ode"\n'
    )
    _, records = read(text.encode(), ".csv")
    assert [r.authors for r in records] == [
        ("Okoro, Ada", "Lind, Bo"),
        ("van Dyke, Jan Piet",),
        ("Roe, Ana", "Ode, Cy"),
    ]
    text = 'Title,Abstract,Authors\nA,a b,"[\'Ada Okoro\', ""Bo O\'Lind""]"\nB,c d,[broken]\n'
    _, records = read(text.encode(), ".csv")
    assert records[0].authors == ("Okoro, Ada", "O'Lind, Bo")


def test_columns_of_one_name_stand_in_for_each_other() -> None:
    _, records = read(b"Title,Title,Abstract,Abstract\nA,,,We count.\n,B,We ask.,\n", ".csv")
    assert [(r.title, r.abstract) for r in records] == [("A", "We count."), ("B", "We ask.")]


def test_a_table_of_something_else_is_none() -> None:
    assert record_format(b"Date,Type,Description,Amount\n2024-01-01,fee,Lamp oil,3\n", ".csv") is None
    assert "first row has: 'Date', 'Type'" in why_no_records(b"Date,Type,Amount\n2024,fee,3\n", ".csv")
    assert "the first has: 'name', 'age'" in why_no_records(b'[{"name": "A", "age": 3}]', ".json")
    assert "not valid JSON" in why_no_records(b"{", ".json")
    assert "export it again" in why_no_records(b"nothing", ".bib")
    assert why_no_records(b"text", ".png") == ""


NAMES = ((("Okoro", "Ada"), ("Lind", "Bo")), (("van Dyke", "Jan Piet"),))


def items(make: Callable[[int], dict[str, object]]) -> list[dict[str, object]]:
    """Return an item for each record."""
    return [make(number) for number in range(2)]


def people(number: int, family: str, given: str) -> list[dict[str, str]]:
    """Return the authors of a record under these names of members."""
    return [{family: names[0], given: names[1]} for names in NAMES[number]]


def crossref(n: int) -> dict[str, object]:
    date = {"date-parts": [[int(VALUES["year"][n]), 5]]}
    return {"DOI": VALUES["doi"][n], "title": [TITLES[n]], "abstract": f"<jats:p>{ABSTRACTS[n]}</jats:p>",
            "issued": date, "author": people(n, "family", "given"),
            "container-title": [VALUES["venue"][n]]}  # fmt: skip


def lens(n: int) -> dict[str, object]:
    return {"lens_id": "0", "title": TITLES[n], "abstract": ABSTRACTS[n], "year_published": int(VALUES["year"][n]),
            "authors": people(n, "last_name", "first_name"), "source": {"title": VALUES["venue"][n], "type": "Journal"},
            "external_ids": [{"type": "pmid", "value": "7"}, {"type": "doi", "value": VALUES["doi"][n]}]}  # fmt: skip


def zotero(n: int) -> dict[str, object]:
    creators = [{"creatorType": "author", **one} for one in people(n, "lastName", "firstName")]
    creators.append({"creatorType": "editor", "lastName": "Roe", "firstName": "Cy"})
    return {"itemType": "journalArticle", "title": TITLES[n], "abstractNote": ABSTRACTS[n], "DOI": VALUES["doi"][n],
            "creators": creators, "date": f"5/{VALUES['year'][n]}", "publicationTitle": VALUES["venue"][n]}  # fmt: skip


def scholar(n: int) -> dict[str, object]:
    authors = [{"authorId": "1", "name": f"{given} {family}"} for family, given in NAMES[n]]
    return {"paperId": "f", "title": TITLES[n], "abstract": ABSTRACTS[n], "year": int(VALUES["year"][n]),
            "venue": VALUES["venue"][n], "externalIds": {"DOI": VALUES["doi"][n]}, "authors": authors}  # fmt: skip


def europe(n: int) -> dict[str, object]:
    return {"id": "1", "title": TITLES[n], "abstractText": ABSTRACTS[n], "authorString": VALUES["authors"][n],
            "pubYear": VALUES["year"][n], "doi": VALUES["doi"][n], "journalTitle": VALUES["venue"][n]}  # fmt: skip


def headed(n: int) -> dict[str, object]:
    return {"Title": TITLES[n], "Abstract": ABSTRACTS[n], "Authors": VALUES["authors"][n], "Year": VALUES["year"][n],
            "DOI": VALUES["doi"][n], "Journal": VALUES["venue"][n]}  # fmt: skip


JSON = {
    "crossref": {"status": "ok", "message": {"total-results": 2, "items": items(crossref)}},
    "csl": items(crossref),
    "lens": {"total": 2, "data": items(lens), "results": 2},
    "zotero, better bibtex": {"config": {"id": "x"}, "collections": {}, "items": items(zotero)},
    "zotero's interface": [{"key": "A", "version": 1, "data": item} for item in items(zotero)],
    "semantic scholar": {"total": 2, "offset": 0, "data": items(scholar)},
    "europe pmc": {"version": "6", "request": {"query": "x"}, "resultList": {"result": items(europe)}},
    "a table": items(headed),
    "pages": [{"meta": {"page": 1}, "results": items(lens)[:1]}, {"meta": {"page": 2}, "results": items(lens)[1:]}],
    "a search with a title": {"title": "Lamps", "year": 2024, "items": items(headed)},
    "by key": {"a": headed(0), "b": headed(1)},
}


@pytest.mark.parametrize("name", JSON)
def test_json_of_databases(name: str) -> None:
    for indent in (None, 2):
        check(read(json.dumps(JSON[name], indent=indent).encode(), ".json")[1], *FIELDS)


def test_json_values_that_follow_each_other_are_all_read() -> None:
    one, other = (json.dumps(item, indent=1) for item in items(headed))
    check(read(f"{one}\n{other}\n".encode(), ".json")[1], *FIELDS)
    lines = "\n".join(json.dumps({"results": [item]}) for item in items(lens))
    check(read(lines.encode(), ".jsonl")[1], *FIELDS)
    kind = record_format(f"{one}\n{other[:-9]}".encode(), ".json")
    records, unusable = read_records(f"{one}\n{other[:-9]}".encode(), str(kind))
    assert len(records) == 1
    assert unusable[0][0] == 2 and "no valid JSON" in unusable[0][1]


def test_ris_with_identifiers_above_ty_or_tabs() -> None:
    record = "TY  - JOUR\nTI  - {}\nAB  - {}\nER  - \n\n"
    both = "".join(record.format(title, abstract) for title, abstract in zip(TITLES, ABSTRACTS, strict=True))
    for text in (
        both.replace("TY  - ", "ID  - 2015-1\nTY  - "),
        both.replace("  - ", "\t- "),
        both.replace("  - ", "  -"),
        "Provider: A\nContent: text/plain\n\n" + both,
    ):
        check(read(text.encode(), ".ris")[1], "title", "abstract")
    kept = "TY  - JOUR\nTI  - On clots\nAB  - The\nST-segment is up.\nER  - \n"
    assert read(kept.encode(), ".ris")[1][0].abstract == "The ST-segment is up."


DISGUISES = {
    ".csv": "ris bibtex json tabs xlsx",
    ".json": "comma ris",
    ".bib": "ris",
    ".ris": "bibtex wos",
    ".xlsx": "comma ris",
    ".xls": "comma tabs xlsx",
    ".txt": "ris bibtex json comma xlsx",
    "": "ris json comma",
}


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(PLAIN.splitlines()):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def contents() -> dict[str, bytes]:
    """Return both records in formats of every kind, by a short name."""
    numbers = range(2)
    ris = "".join(f"TY  - JOUR\nTI  - {TITLES[n]}\nAB  - {ABSTRACTS[n]}\nER  - \n" for n in numbers)
    bib = "".join(f"@article{{k{n},\n title = {{{TITLES[n]}}},\n abstract = {{{ABSTRACTS[n]}}}\n}}\n" for n in numbers)
    wos = "FN X\nVR 1.0\n" + "".join(f"PT J\nTI {TITLES[n]}\nAB {ABSTRACTS[n]}\nER\n\n" for n in numbers) + "EF\n"
    texts = {"ris": ris, "bibtex": bib, "wos": wos, "json": json.dumps(items(headed)), "comma": PLAIN}
    texts["tabs"] = table("Title,Abstract,Year", {"Title": "title", "Abstract": "abstract", "Year": "year"}, "\t")
    return {"xlsx": workbook(), **{name: text.encode() for name, text in texts.items()}}


@pytest.mark.parametrize(("suffix", "name"), [(s, n) for s, names in DISGUISES.items() for n in names.split()])
def test_exports_saved_under_another_ending(suffix: str, name: str) -> None:
    check(read(contents()[name], suffix)[1], "title", "abstract")


def test_a_workbook_without_known_headings_says_what_it_has() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Item", "Price"])
    stream = io.BytesIO()
    book.save(stream)
    assert record_format(stream.getvalue(), ".xlsx") == "table-xlsx"
    with pytest.raises(RecordsError, match="the first row has: 'Item', 'Price'"):
        read_records(stream.getvalue(), "table-xlsx")
