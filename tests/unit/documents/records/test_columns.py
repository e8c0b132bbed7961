"""Headings of databases, of other languages, and of a mapping."""

import pytest
from defatlas.documents.records.columns import folded, layout, table_format
from defatlas.documents.records.record import RecordsError


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Authors,Author(s) ID,Title,Year,Source title,Cited by,DOI,Link,Abstract,EID", "scopus-csv"),
        ("Authors,Author full names,Author(s) ID,Title,Year,Source title,Cited by,Link,EID", "scopus-csv"),
        ("Document Title,Authors,Publication Title,Abstract,PDF Link", "ieee-csv"),
        ("Item Title,Publication Title,Item DOI,Content Type", "springer-csv"),
        ("Lens ID,Title,Date Published,Source Title", "lens-csv"),
        ("PMID,Title,Authors,Journal/Book", "pubmed-csv"),
        ("id,title,authorships.author.display_name,abstract", "openalex-csv"),
        ("PT,AU,TI,SO,AB", "wos-tab"),
        ("Titel,Abstract", "table-csv"),
    ],
)
def test_headings_name_their_database(headings: str, expected: str) -> None:
    assert table_format(headings.split(",")) == expected


def test_headings_of_other_languages_and_spellings_are_known() -> None:
    found = layout(["Autor", "Titel", "Jahr ermittelt", "Zeitschrift/Zeitung", "DOI", "Zusammenfassung"])
    assert found is not None
    assert [list(found[field]) for field in ("authors", "title", "year", "venue", "doi", "abstract")] == [
        [0], [1], [2], [3], [4], [5],
    ]  # fmt: skip
    assert layout(["RÉSUMÉ"]) is not None
    assert folded("Mots-clés") == "motscles"


def test_tags_of_web_of_science_mean_nothing_in_other_tables() -> None:
    found = layout(["title", "id", "de"])
    assert found is not None and list(found["keywords"]) == []
    assert layout(["name", "salary", "id"]) is None


def test_the_mapped_column_wins_and_the_others_are_found() -> None:
    found = layout(["Title", "Überschrift", "Year"], {"title": "überschrift"})
    assert found is not None
    assert (list(found["title"]), list(found["year"])) == ([1], [2])
    assert layout(["Title"], {"abstract": "Text"}) is None


def test_a_mapping_of_an_unknown_field_is_refused() -> None:
    with pytest.raises(RecordsError, match="'titel'; the fields are title, abstract"):
        layout(["Title"], {"titel": "Title"})
