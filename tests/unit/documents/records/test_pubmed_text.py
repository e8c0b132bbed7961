"""PubMed's "Abstract (text)": numbered records without tags, as its page saves them by default."""

from defatlas.documents.records.pubmed_text import read_pubmed_text
from defatlas.documents.records.reading import read_records, record_format
from defatlas.documents.records.record import sort_out

TEXT = """1. J Lamps (Oslo). 2019 Mar 4;12(3):101-9. doi: 10.1234/lamp.7. Epub 2018 Dec
1.

Lamps of the town: a
count.

Lima A(#)(1), Del Ode BC(#)(1)(2), O'Wick Jr(2); Lamp Body.

Author information:
(1)Department of Quays, Harbour University, Oslo, Norway.
(2)Wells Ltd, Bergen, Norway.

Erratum in
    J Lamps (Oslo). 2020;13(1):1.

BACKGROUND: Nobody counts lamps.
METHODS: We count them.

RESULTS: There are nine. See
also 2. below.

Copyright © 2019 The Lamp Society.

DOI: 10.1234/lamp.7
PMCID: PMC1
PMID: 30000001 [Indexed for MEDLINE]

Conflict of interest statement: None.


2. Wells. 1998;4:1.

[Wells of the coast].

[Article in Norwegian]

We measure wells. We also
name them.

PMID: 9000002


3. Quays Rev. 2001 May.

Quays.

Berg K.

DOI: 10.1234/quay
PMID: 9000003
"""


def test_records_of_pubmed_text() -> None:
    (first, second, third), unusable = sort_out(read_pubmed_text(TEXT))
    assert unusable == []
    assert (first.title, first.year, first.venue) == ("Lamps of the town: a count.", "2019", "J Lamps (Oslo)")
    assert first.doi == "10.1234/lamp.7"
    assert first.authors == ("Lima, A", "Del Ode, BC", "O'Wick, Jr", "Lamp Body")
    assert first.abstract == (
        "BACKGROUND: Nobody counts lamps. METHODS: We count them. RESULTS: There are nine. See also 2. below."
    )
    assert (second.title, second.authors, second.language) == ("Wells of the coast.", (), "no")
    assert second.abstract == "We measure wells. We also name them."
    assert (third.title, third.authors, third.abstract, third.doi) == ("Quays.", ("Berg, K",), "", "10.1234/quay")


def test_pubmed_text_is_known_by_its_content() -> None:
    data = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    assert record_format(data, ".txt") == "pubmed-text"
    records, unusable = read_records(data, "pubmed-text", None)
    assert ([record.number for record in records], unusable) == ([1, 2, 3], [])


def test_numbered_prose_is_no_pubmed_text() -> None:
    prose = b"1. Introduction. 2019 was a year of lamps.\n\nWe count lamps.\n\nLima A.\n\n2. Methods\n\nBy hand.\n"
    assert record_format(prose, ".txt") is None
    cited = prose + b"\nSee PMID: 30000001 for more.\n"
    assert record_format(cited, ".txt") is None
