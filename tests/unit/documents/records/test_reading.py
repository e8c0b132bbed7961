"""From bytes to records: what a file is taken for, the same record from every format, and no other error."""

import json
from dataclasses import replace

import pytest
from defatlas.documents.records.reading import FORMATS, read_records, record_format
from defatlas.documents.records.record import Record, RecordsError
from hypothesis import given, settings
from hypothesis import strategies as st

LAMPS = Record(
    1,
    "Größe of lamps & wells: a count",
    "We count ten lamps, and 5% of the wells.",
    ("Lima, Ana B.", "van Ode, Bo"),
    "2019",
    "10.1234/lamp_1",
    "Journal of Lamps",
    "en",
    ("lamp", "street light"),
    "article",
)

RIS = """TY  - JOUR
TI  - Größe of lamps & wells: a count
AB  - We count ten lamps, and 5% of the wells.
AU  - Lima, Ana B.
AU  - van Ode, Bo
PY  - 2019///
DO  - 10.1234/LAMP_1
T2  - Journal of Lamps
LA  - English
KW  - lamp
KW  - street light
ER  -
"""
BIBTEX = r"""@article{lima2019,
  title = {{Gr{\"o}{\ss}e} of lamps \& wells: a count},
  abstract = {We count ten lamps,
     and 5\% of the wells.},
  author = {Lima, Ana B. and Bo van Ode},
  year = {2019}, doi = {https://doi.org/10.1234/lamp\_1}, journal = {Journal of Lamps},
  language = {english}, keywords = {lamp, street light},
}
"""
CSV = """Title,Abstract,Authors,Year,DOI,Journal,Language,Keywords,Document Type
"Größe of lamps & wells: a count","We count ten lamps, and 5% of the wells.",Ana B. Lima; Bo van Ode,2019,\
10.1234/lamp_1,Journal of Lamps,English,lamp; street light,Journal Article
"""
WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AF Lima, Ana B.
   van Ode, Bo
TI Größe of lamps & wells:
   a count
SO Journal of Lamps
LA English
DT Article
DE lamp; street light
AB We count ten lamps, and 5% of the wells.
PY 2019
DI 10.1234/lamp_1
ER

EF
"""
NBIB = """PMID- 1
TI  - Größe of lamps & wells:
      a count
AB  - We count ten lamps, and 5% of the wells.
FAU - Lima, Ana B.
FAU - van Ode, Bo
DP  - 2019 May
LID - 10.1234/lamp_1 [doi]
JT  - Journal of Lamps
LA  - eng
OT  - lamp
OT  - street light
PT  - Journal Article
"""
CSL = json.dumps(
    [
        {
            "type": "article-journal",
            "title": LAMPS.title,
            "abstract": LAMPS.abstract,
            "author": [{"family": "Lima", "given": "Ana B."}, {"family": "van Ode", "given": "Bo"}],
            "issued": {"date-parts": [["2019"]]},
            "DOI": LAMPS.doi,
            "container-title": LAMPS.venue,
            "language": "en",
            "keyword": "lamp; street light",
        }
    ]
)
EXPORTS = [
    (RIS, ".ris", "ris"),
    (BIBTEX, ".bib", "bibtex"),
    (CSV, ".csv", "table-csv"),
    (WOS, ".txt", "wos-tagged"),
    (NBIB, ".txt", "pubmed-nbib"),
    (CSL, ".json", "csl-json"),
]


@pytest.mark.parametrize(("text", "suffix", "format_name"), EXPORTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_same_record_from_every_format(
    text: str, suffix: str, format_name: str, encoding: str, line_end: str
) -> None:
    data = text.replace("\n", line_end).encode(encoding)
    assert record_format(data, suffix) == format_name
    assert read_records(data, format_name) == ([LAMPS], [])


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("# A tool\n\nCite it:\n\n@article{a, title={One}}\n", ".md"),
        ("name,salary\nAna,3\n", ".csv"),
        ("The town counts its lamps each year.\n", ".txt"),
        ("The town\tcounts its title\teach year.\n", ".txt"),
        ('{"name": "package", "version": "1"}', ".json"),
        ("[1, 2]", ".json"),
        ("", ".ris"),
        ("", ".csv"),
        (RIS, ".pdf"),
    ],
)
def test_what_is_no_record_file(text: str, suffix: str) -> None:
    assert record_format(text.encode(), suffix) is None


def test_content_decides_where_endings_share_formats() -> None:
    assert record_format(BIBTEX.encode(), ".txt") == "bibtex"
    assert record_format(RIS.encode(), ".txt") == "ris"
    assert record_format(WOS.encode(), ".ris") == "wos-tagged"
    assert record_format(b"%0 Book\n%T Lamps\n", ".enw") == "endnote-enl"
    assert record_format(b"PT\tAU\tTI\tSO\nJ\tLima, A\tLamps\tJ\n", ".txt") == "wos-tab"
    assert record_format(b"PK broken", ".xlsx") == "table-xlsx"


def test_a_mapping_makes_any_table_a_record_file() -> None:
    data = "Kop;Jaartal\nLantaarns;2019\n".encode("utf-16")
    assert record_format(data, ".csv") is None
    mapping = {"title": "Kop", "year": "Jaartal"}
    assert record_format(data, ".csv", mapping) == "table-csv"
    (record,), _ = read_records(data, "table-csv", mapping)
    assert (record.title, record.year) == ("Lantaarns", "2019")


@pytest.mark.parametrize(
    ("data", "format_name", "reason"),
    [
        (b"", "ris", "holds no record"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-xls", "save it as .xlsx"),
        (b"x", "docx", "no format of records"),
        (b"\0\1\2\3" * 50 + b"\0\0\0\0", "ris", "not text|holds no record"),
        (b"Title,Year\n", "table-csv", "holds no record"),
        (b"{", "csl-json", "not valid JSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, format_name: str, reason: str) -> None:
    with pytest.raises(RecordsError, match=reason):
        read_records(data, format_name)


def _account_for(data: bytes, format_name: str) -> None:
    """Read and check that numbers are all there, and texts can be written as UTF-8."""
    try:
        records, unusable = read_records(data, format_name)
    except RecordsError as error:
        assert str(error)
        return
    numbers = sorted([record.number for record in records] + [number for number, _ in unusable])
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(reason for _, reason in unusable)
    for record in records:
        assert record.title or record.abstract
        "".join((record.title, record.abstract, record.venue, *record.authors, *record.keywords)).encode("utf-8")


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([*FORMATS, ".csv", ".txt", ".json", ".bib", ".xlsx"]))
def test_arbitrary_bytes_raise_nothing_else(data: bytes, kind: str) -> None:
    if kind.startswith("."):
        format_name = record_format(data, kind)
        assert format_name is None or format_name in FORMATS
    else:
        _account_for(data, kind)


_PIECES = st.sampled_from(
    [
        "\n",
        "\r",
        '"',
        ",",
        ";",
        "\t",
        "{",
        "}",
        "@article{a,",
        "title={",
        "\\",
        "$",
        "%",
        "TY  - ",
        "ER  - ",
        "PT J\n",
        "ER\n",
        "TI ",
        "TI  - ",
        "AB",
        "\0",
        "\ufeff",
        "[",
        "]",
        "KW - ",
        "%T ",
        "PMID- 1\n",
        "   ",
        "&#xD800;",
        "\\ud800",
        "Title,Abstract\n",
        "lamp",
        "#",
        "=",
        "(",
        "null",
        "1e999",
        '"title":',
        '"abstract_inverted_index":{"a":[0]}',
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_PIECES, max_size=40), st.sampled_from([f for f in FORMATS if f not in ("table-xlsx", "table-xls")]))
def test_pieces_of_every_format_raise_nothing_else(pieces: list[str], format_name: str) -> None:
    _account_for("".join(pieces).encode("utf-8", "replace"), format_name)


_WORD = st.text(alphabet="abcdefghäéñß", min_size=2, max_size=9)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(_WORD, _WORD, st.integers(1900, 2029)), min_size=1, max_size=12))
def test_every_record_of_every_format_is_there_in_its_order(works: list[tuple[str, str, int]]) -> None:
    ris = "".join(f"TY  - JOUR\nTI  - T{t}\nAB  - A{a}\nPY  - {y}\nER  - \n\n" for t, a, y in works)
    bib = "".join(f"@article{{k,\n title={{T{t}}}, abstract={{A{a}}}, year={y}\n}}\n" for t, a, y in works)
    table = "Title,Abstract,Year,Document Type\n" + "".join(f"T{t},A{a},{y},Article\n" for t, a, y in works)
    expected = [f"T{t}|A{a}|{y}" for t, a, y in works]
    found = [
        read_records(text.encode(), kind)[0] for text, kind in ((ris, "ris"), (bib, "bibtex"), (table, "table-csv"))
    ]
    for records in found:
        assert [f"{r.title}|{r.abstract}|{r.year}" for r in records] == expected
        assert [r.number for r in records] == list(range(1, len(works) + 1))
    assert found[0] == found[1] == found[2]
    assert replace(found[0][0], number=0) == replace(found[2][0], number=0)
