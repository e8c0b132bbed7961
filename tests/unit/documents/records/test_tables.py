"""CSV of every era: no row shifts, none is dropped."""

import time

import pytest
from defatlas.documents.records.record import Record, RecordsError, sort_out
from defatlas.documents.records.tables import read_separated

OLD = (
    "Authors,Author(s) ID,Title,Year,Source title,DOI,Link,Abstract,Author Keywords,Funding Text 1,Cited by,Language of"
)
OLD += " Original Document,Document Type,Source,EID"
NEW = '"Authors","Author full names","Author(s) ID","Title","Year","Source title","Cited by","DOI","Link","Abstract",'
NEW += '"Author Keywords","Document Type","Source","EID"'


def _read(text: str, mapping: dict[str, str] | None = None) -> tuple[list[Record], list[tuple[int, str]]]:
    return sort_out(read_separated(text, mapping))


def test_old_scopus_with_an_extra_cell_of_funding_text_in_some_rows() -> None:
    plain = '"Lima A., Ode B.",1;2,Lamps,2019,J. Lamps,10.1234/a,http://x,We count.,lamp; town,Fund A,3,English,Review,'
    plain += "Scopus,2-s2.0-1"
    extra = '"Roe C.",3,Wells,2020,J. Wells,10.1234/b,http://y,[No abstract available],well,Fund A,Fund B,3,'
    extra += "German,Article,Scopus,2-s2.0-2"
    (first, second), unusable = _read(f"{OLD}\n{plain}\n{extra}\n")
    assert unusable == []
    assert (first.authors, first.language, first.publication_type) == (("Lima, A.", "Ode, B."), "en", "review")
    assert (second.title, second.abstract, second.year, second.doi) == ("Wells", "", "2020", "10.1234/b")
    assert (second.language, second.publication_type, second.keywords) == ("de", "article", ("well",))
    assert (first.venue, second.venue) == ("J. Lamps", "J. Wells")


def test_new_scopus_headings_give_full_names() -> None:
    row = '"Lima A.; Ode B.","Lima, Ana (57202138757); Ode, Bo (7402220509)","1; 2","Lamps","2023","J. Lamps","1",'
    row += '"10.1234/a","http://x","We count.","lamp; town","Conference paper","Scopus","2-s2.0-1"'
    (record,), unusable = _read(f"{NEW}\n{row}\n")
    assert unusable == []
    assert (record.authors, record.publication_type) == (("Lima, Ana", "Ode, Bo"), "conference paper")


def test_a_stray_cell_at_the_end_neither_shifts_nor_drops_a_row() -> None:
    (first, second, third), unusable = _read(
        "Title,Year,Abstract\nLamps,2019,We count.,\nWells,2020,Deep.,remark\nBins,2021\n"
    )
    assert unusable == []
    assert [(r.title, r.year, r.abstract) for r in (first, second, third)] == [
        ("Lamps", "2019", "We count."),
        ("Wells", "2020", "Deep."),
        ("Bins", "2021", ""),
    ]


def test_a_row_that_an_unquoted_comma_shifts_is_reported() -> None:
    records, unusable = _read("Title,Year,Abstract\nLamps, wells and bins,2019,We count.\nBins,2021,Empty.\n")
    assert [(r.number, r.title) for r in records] == [(2, "Bins")]
    assert unusable == [(1, "the row has 4 cells for 3 headings and is shifted; check its quotation marks")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(separator: str) -> None:
    text = (
        separator.join(["Title", "Year", "Abstract"]) + "\n" + separator.join(["Lamps", "2019", '"a, b; c|d"']) + "\n"
    )
    (record,), _ = _read(text)
    assert (record.title, record.year, record.abstract) == ("Lamps", "2019", "a, b; c|d")


def test_headings_may_stand_below_a_title_and_again_in_the_middle() -> None:
    records, unusable = _read(
        "My search of May,,\n,,\nTitle,Year,Abstract\nLamps,2019,x\nTitle,Year,Abstract\nBins,2020,y\n"
    )
    assert [(r.number, r.title) for r in records] == [(1, "Lamps"), (3, "Bins")]
    assert unusable == [(2, "the row repeats the headings")]


def test_a_mapping_reads_headings_that_nobody_knows() -> None:
    mapping = {"title": "Kop", "abstract": "Korte inhoud", "year": "Anno Domini"}
    (record,), _ = _read("Nr;Kop;Korte inhoud;Anno Domini\n1;Lantaarns;Wij tellen;2019\n", mapping)
    assert (record.title, record.abstract, record.year) == ("Lantaarns", "Wij tellen", "2019")


def test_unknown_headings_are_named_in_the_reason() -> None:
    with pytest.raises(RecordsError, match=r"no column is known .*'Nr', 'Kop'.*manifest"):
        _read("Nr,Kop\n1,x\n")
    with pytest.raises(RecordsError, match="no column is called 'Titel'"):
        _read("Nr,Kop\n1,x\n", {"title": "Titel"})


def test_a_million_columns_are_refused_before_any_is_read() -> None:
    text = "Title" + ",a" * 1_000_000 + "\n" + ("x" + ",1" * 1_000_000 + "\n") * 3
    started = time.process_time()
    with pytest.raises(RecordsError, match="more than 1,000 columns"):
        _read(text)
    assert time.process_time() - started < 30  # a guard against hours, not a measurement


def test_web_of_science_tab_keeps_quotation_marks() -> None:
    text = 'PT\tAU\tAF\tTI\tSO\tLA\tDT\tDE\tAB\tPY\tDI\t\nJ\tLima, A\tLima, Ana; Ode, Bo\t"Smart" lamps\tJ LAMPS\t'
    text += 'English\tArticle\tlamp; town\t"We count.\t2019\t10.1234/a\t\n'
    text += "J\t\t\tWells\tJ WELLS\tEnglish\tReview\t\tDeep.\t2020\t\t\n"
    (first, second), unusable = _read(text)
    assert unusable == []
    assert (first.title, first.abstract, first.authors) == ('"Smart" lamps', '"We count.', ("Lima, Ana", "Ode, Bo"))
    assert (second.title, second.venue, second.publication_type) == ("Wells", "J WELLS", "review")


def test_ieee_springer_lens_and_openalex() -> None:
    ieee = "Document Title,Authors,Publication Title,Publication Year,Abstract,DOI,PDF Link,Author Keywords\n"
    ieee += '"Lamps","A. Lima; B. Ode","Lamp Days","2019","We count.","10.1234/a","x","lamp;town"\n'
    springer = "Item Title,Publication Title,Item DOI,Authors,Publication Year,URL,Content Type\n"
    springer += '"Lamps","Lamp Days","10.1234/a","Ana LimaBo McKay","2019","x","Chapter"\n'
    lens = (
        "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,Abstract,Author/s,DOI,Keywords\n"
    )
    lens += "1-2,Lamps,2019-01-01,2019,journal article,Lamp Days,We count.,Ana Lima; Bo Ode,10.1234/a,lamp; town\n"
    openalex = "id,title,publication_year,doi,type,language,abstract,authorships.author.display_name,"
    openalex += "primary_location.source.display_name,keywords.display_name\n"
    openalex += "https://openalex.org/W1,Lamps,2019,https://doi.org/10.1234/a,article,en,"
    openalex += '"{""count."": [1], ""We"": [0]}",Ana Lima|Bo Ode,Lamp Days,lamp|town\n'
    found = [_read(text)[0][0] for text in (ieee, springer, lens, openalex)]
    assert {(r.title, r.year, r.doi, r.venue) for r in found} == {("Lamps", "2019", "10.1234/a", "Lamp Days")}
    assert [r.abstract for r in found] == ["We count.", "", "We count.", "We count."]
    assert [r.authors for r in found] == [
        ("Lima, A.", "Ode, B."),
        ("Lima, Ana", "McKay, Bo"),
        ("Lima, Ana", "Ode, Bo"),
        ("Lima, Ana", "Ode, Bo"),
    ]
    assert [r.keywords for r in found] == [("lamp", "town"), (), ("lamp", "town"), ("lamp", "town")]
    assert [r.publication_type for r in found] == ["", "chapter", "article", "article"]
