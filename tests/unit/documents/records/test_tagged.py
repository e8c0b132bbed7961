"""PubMed's NBIB and EndNote's tagged export."""

from defatlas.documents.records.record import sort_out
from defatlas.documents.records.tagged import read_endnote, read_nbib

NBIB = """
PMID- 111
TI  - Lamps of
      the town.
FAU - Lima, Ana
AU  - Lima A
LID - S12 [pii]
LID - 10.1234/lamp [doi]
AB  - We count lamps.
LA  - eng
DP  - 2019 Mar
JT  - Journal of Lamps
PT  - Research Support
PT  - Journal Article
OT  - lamp
OT  - town
MH  - Lighting

PMID- 222
BTI - Book of wells
ED  - Ode B
DP  - 2018
"""

ENDNOTE = """%T Lamps of the town
%0 Journal Article
%A Lima, Ana
%A Bo Ode
%J Journal of Lamps
%D 2019
%X We count lamps.

Twice.
%R 10.1234/LAMP
%K lamp
town
%G English


%0 Book
%T Wells
%I Well Press
"""


def test_nbib() -> None:
    (first, second), unusable = sort_out(read_nbib(NBIB))
    assert unusable == []
    assert (first.title, first.abstract, first.authors) == ("Lamps of the town.", "We count lamps.", ("Lima, Ana",))
    assert (first.year, first.doi, first.venue, first.language) == ("2019", "10.1234/lamp", "Journal of Lamps", "en")
    assert (first.keywords, first.publication_type) == (("lamp", "town"), "article")
    assert (second.number, second.title, second.authors) == (2, "Book of wells", ("Ode, B",))


def test_nbib_records_that_no_empty_line_parts() -> None:
    records, _ = sort_out(read_nbib("PMID- 1\nTI  - One\nPMID- 2\nTI  - Two\n"))
    assert [r.title for r in records] == ["One", "Two"]


def test_endnote() -> None:
    (first, second), unusable = sort_out(read_endnote(ENDNOTE))
    assert unusable == []
    assert (first.title, first.abstract) == ("Lamps of the town", "We count lamps. Twice.")
    assert (first.authors, first.year, first.doi) == (("Lima, Ana", "Ode, Bo"), "2019", "10.1234/lamp")
    assert (first.venue, first.language, first.publication_type) == ("Journal of Lamps", "en", "article")
    assert first.keywords == ("lamp", "town")
    assert (second.title, second.venue, second.publication_type) == ("Wells", "Well Press", "book")
