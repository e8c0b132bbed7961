"""Authors as files of every kind state them: one person stays one person."""

import pytest
from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.html import read_html
from defatlas.documents.metadata import metadata_of
from defatlas.documents.reading import lay_out_document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def authors(stated: str, media_type: str, **front: object) -> tuple[str, str]:
    """Return the authors and the citation of a document whose file states these authors."""
    read = ReadDocument(media_type, [Block("paragraph", "A lamp is lit.")], "Lamps", stated, "2015", front_matter=front)
    known = metadata_of(lay_out_document(b"x", "lamps.xyz", read), None, {})
    return known.authors, known.citation


@pytest.mark.parametrize("media_type", ["application/pdf", WORD, "text/markdown", "text/html"])
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Okoro, Ada", "Okoro, Ada"),
        ("Ada Okoro", "Okoro, Ada"),
        ("Ada Okoro, Bo Lind", "Okoro, Ada; Lind, Bo"),
        ("Ada Okoro, Bo Lind and Cy Roe", "Okoro, Ada; Lind, Bo; Roe, Cy"),
        ("Okoro, Ada; van Dyke, Jan Piet", "Okoro, Ada; van Dyke, Jan Piet"),
        ("World Lamp Organization", "World Lamp Organization"),
        ("", ""),
    ],
)
def test_what_people_typed_into_properties(media_type: str, stated: str, expected: str) -> None:
    assert authors(stated, media_type)[0] == expected


@pytest.mark.parametrize(
    "media_type", ["application/jats+xml", "application/tei+xml", "application/x-record; format=ris"]
)
def test_names_that_a_format_keeps_apart_are_not_split_at_commas(media_type: str) -> None:
    assert authors("van Dyke, Jan Piet", media_type) == ("van Dyke, Jan Piet", "van Dyke (2015)")
    assert authors("Jan Piet van Dyke", media_type)[0] == "van Dyke, Jan Piet"


def test_a_page_is_cited_by_its_authors_only_where_tags_state_them() -> None:
    assert authors("Okoro, Ada; Lind, Bo", "text/html", authors_are_stated=True)[1] == "Okoro & Lind (2015)"
    assert authors("Okoro, Ada; Lind, Bo", "text/html")[1] == "Lamps (2015)"


def test_an_author_with_a_tag_of_its_own_stays_one() -> None:
    page = '<html><head><meta name="citation_author" content="García Márquez, Gabriel José"></head><body><p>A lamp.'
    known = metadata_of(lay_out_document(b"x", "lamps.html", read_html(page)), None, {})
    assert known.authors == "García Márquez, Gabriel José"
