"""Pairs of documents that are one work, and pairs that only look like it; all of them made up."""

from itertools import count
from typing import Any

import pytest
from defatlas.documents.same_work import (
    Work,
    ground_of,
    is_preprint,
    notice_in,
    numbers_in,
    plain_words,
    same_words,
    surnames_of,
)

ABSTRACT = (
    "We asked the clerks of forty harbour towns how they light their quays, what it costs them and who decides. Towns "
    "with a ferry light more, and pay less for each lamp, than towns without one; nobody could say who decides."
)
OTHER_ABSTRACT = (
    "Bridges are older than the roads that lead to them. This paper follows the tolls of one bridge over two centuries "
    "and shows that its keeper set them by the price of oats, which he fed to the horses of the mail."
)
_DIGESTS = count()
TITLE = "Lighting the quays of small harbour towns"


def work(title: str = TITLE, **values: Any) -> Work:
    """A work; `authors` is a list set off by semicolons."""
    words = plain_words(title)
    fields: dict[str, Any] = {
        "document_id": "w",
        "path": "r.ris#1",
        "sha256": str(next(_DIGESTS)),
        "doi": "",
        "year": 2015,
        "names_are_clear": True,
        "abstract": ABSTRACT,
        "opening": "",
        **values,
    }
    fields["surnames"] = surnames_of(fields.pop("authors", "Okoro, Ada; Lind, Bo"))
    fields["abstract"], fields["opening"] = plain_words(fields["abstract"]), plain_words(fields["opening"])
    return Work(title=words, numbers=tuple(sorted(numbers_in(words).elements())), notice=notice_in(words), **fields)


PAIRS = {
    "the same bytes": (work(sha256="a", path="a.pdf"), work("Else", sha256="a", path="b.pdf", abstract=""), "file"),
    "one DOI": (work(doi="10.1/a"), work(doi="10.1/a", year=2016, abstract=""), "doi"),
    "one DOI, a title in two languages": (
        work(doi="10.1/a"),
        work("Die Beleuchtung der Kais kleiner Hafenstädte", doi="10.1/a"),
        "doi",
    ),
    "the DOI of a volume on two of its papers": (
        work(doi="10.1/a"),
        work("Tolls and oats", doi="10.1/a", abstract=OTHER_ABSTRACT, authors="Poe, E."),
        "",
    ),
    "an erratum under the DOI of its paper": (work(doi="10.1/a"), work(f"Erratum to: {TITLE}", doi="10.1/a"), ""),
    "one record, written a little differently": (
        work(),
        work("Lighting the Quays of Small Harbor Towns", abstract=ABSTRACT + " (C) 2015 Elsevier Ltd."),
        "record",
    ),
    "no abstract on one side": (work(), work(abstract=""), "title"),
    "no abstract and no authors, the same year": (work(), work(abstract="", authors=""), "title"),
    "no abstract, no authors, no year": (work(), work(abstract="", authors="", year=0), ""),
    "two abstracts, the same authors": (work(), work(abstract=OTHER_ABSTRACT), "title"),
    "two abstracts, no authors": (work(), work(abstract=OTHER_ABSTRACT, authors=""), ""),
    "other authors": (work(), work(authors="Poe, E."), ""),
    "a preprint": (work(doi="10.48550/arxiv.1"), work(doi="10.1/a", year=2017), "version"),
    "a preprint with another abstract": (
        work(doi="10.48550/arxiv.1"),
        work(doi="10.1/a", abstract=OTHER_ABSTRACT),
        "version",
    ),
    "three years apart": (work(doi="10.48550/arxiv.1"), work(doi="10.1/a", year=2018), ""),
    "online first": (work(), work(year=2016), "version"),
    "two DOIs, other authors": (work(doi="10.1/a"), work(doi="10.1/b", authors="Poe, E."), ""),
    "two DOIs, no authors, two abstracts": (
        work(doi="10.1/a", authors=""),
        work(doi="10.1/b", abstract=OTHER_ABSTRACT, authors=""),
        "",
    ),
    "two parts": (work(f"{TITLE}: Part 1"), work(f"{TITLE}: Part 2"), ""),
    "two parts in Roman numerals": (work(f"{TITLE}, Part I"), work(f"{TITLE}, Part II"), ""),
    "two parts in words": (work(f"{TITLE}, part one"), work(f"{TITLE}, part two"), ""),
    "one part in two spellings": (work(f"{TITLE} {TITLE}, Part II"), work(f"{TITLE} {TITLE}, Part 2"), "record"),
    "a first part without a number": (work(TITLE), work(f"{TITLE} 2"), ""),
    "a correction": (work(f"{TITLE} {TITLE}"), work(f"Correction to: {TITLE} {TITLE}"), ""),
    "a reply": (work(f"{TITLE} {TITLE}"), work(f"A reply to {TITLE} {TITLE}"), ""),
    "another town": (work(f"{TITLE}: the case of Vienna"), work(f"{TITLE}: the case of Venice"), ""),
    "editorials": (
        work("Editorial", doi="10.1/a", abstract=OTHER_ABSTRACT),
        work("Editorial", doi="10.1/b", year=2016),
        "",
    ),
    "editorials without abstracts": (work("Editorial", abstract=""), work("Editorial", abstract=""), ""),
    "volumes of proceedings": (
        work(authors="", abstract="The proceedings contain 45 papers. " + ABSTRACT),
        work(authors="", abstract="The proceedings contain 46 papers. " + ABSTRACT),
        "",
    ),
    "a template's title in two PDF files": (
        work("Instructions for Authors of Harbour Papers", names_are_clear=False, abstract="", opening=ABSTRACT * 9),
        work("Instructions for Authors of Harbour Papers", names_are_clear=False, abstract="", opening=OTHER_ABSTRACT),
        "",
    ),
    "a PDF file and its record": (
        work(names_are_clear=False, authors="scanner", abstract="", opening=f"{TITLE} Ada Okoro Abstract {ABSTRACT}"),
        work(),
        "record",
    ),
    "a PDF file without its title and its record": (
        work(
            "untitled", names_are_clear=False, authors="", year=2020, abstract="", opening=f"12 {TITLE} {ABSTRACT} We"
        ),
        work(),
        "record",
    ),
    "a PDF file that cites the record": (
        work(
            "untitled", names_are_clear=False, authors="", abstract="", opening=f"{OTHER_ABSTRACT} See {TITLE}, 2015."
        ),
        work(),
        "",
    ),
    "a PDF file and the note on it": (
        work(
            "untitled", names_are_clear=False, authors="", abstract="", opening=f"{TITLE} Ada Okoro and Bo Lind write"
        ),
        work(abstract=""),
        "record",
    ),
    "a PDF file of the second part, and the note on the first": (
        work("untitled", names_are_clear=False, authors="", abstract="", opening=f"{TITLE} part 2 Ada Okoro Bo Lind"),
        work(abstract=""),
        "",
    ),
    "a PDF file of a reply to it": (
        work("untitled", names_are_clear=False, authors="", abstract="", opening=f"Reply to {TITLE} Okoro and Lind"),
        work(abstract=""),
        "",
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_ground(name: str) -> None:
    one, other, ground = PAIRS[name]
    assert ground_of(one, other) == ground
    assert ground_of(other, one) == ground


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Industry 4.0 in 2016", ["0", "2016", "4"]),
        ("Part IV of a study in xi towns", ["4"]),
        ("Chapter B", ["b"]),
        ("World War II and the second city", ["2", "2"]),
        ("I am a city", []),
        ("Civic mix", []),
    ],
)
def test_numbers(title: str, numbers: list[str]) -> None:
    assert sorted(numbers_in(plain_words(title)).elements()) == numbers


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum: Lamps", "correction"),
        ("Lamps (Retracted)", "correction"),
        ("Corrigendum to “Lamps”", "correction"),
        ("A comment on lamps", "reply"),
        ("Response to Lind", "reply"),
        ("Book review", "review"),
        ("Corrective lamps", ""),
        ("A review of lamps", ""),
        ("Responses of lamps to rain", ""),
        ("Commenting on cities", ""),
    ],
)
def test_notices(title: str, kind: str) -> None:
    assert notice_in(plain_words(title)) == kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("e government", "egovernment", True),
        ("the harbour of towns", "harbor of the towns", True),
        ("smart cities in Poland", "smart cities in Holland", False),
        ("urban lamps", "rural lamps", False),
        ("lamps", "lamps and bridges", False),
    ],
)
def test_titles_that_differ_by_spelling(one: str, other: str, same: bool) -> None:
    assert same_words(plain_words(one), plain_words(other)) is same


def test_plain_words_and_names() -> None:
    assert plain_words("Łódź–Gdańsk: “e-Government” & I’s") == "lodz gdansk e government i s"
    assert surnames_of("Bakıcı, Tuba; Ada Okoro; van den Berg, Leo; World Lamp Body") == {
        "bakici",
        "okoro",
        "vandenberg",
        "body",
    }
    assert surnames_of("") == frozenset()
    assert is_preprint("10.48550/arxiv.1", "") and is_preprint("", "SSRN Electronic Journal")
    assert not is_preprint("10.1016/j.x", "Cities")
