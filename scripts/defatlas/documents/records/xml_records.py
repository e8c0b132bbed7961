"""Records in XML: PubMed, EndNote, MODS, Dublin Core of repositories (OAI-PMH), and Atom feeds of arXiv."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from defatlas.documents.records.record import Candidate, RecordsError
from defatlas.documents.xml_safety import LARGEST_XML, XmlArticleError, parse_xml
from defatlas.documents.xml_text import children, descendants, name_of, text_of

_HEAD = 100_000  # bytes in which the first record begins
_OF_HOST = {"venue", "year"}  # what a chapter or an article has of the book or journal around it
# Roles in MODS, as terms and as MARC's codes for relators.
_AUTHORS = {"author", "aut", "creator", "cre", "dissertant", "dis", "autor", "auteur", "autore", "verfasser"}
_EDITORS = {"editor", "edt"}


@dataclass(frozen=True)
class _Format:
    """How one format writes its records.

    Attributes:
        start: what stands in the first bytes of such a file, and of no other.
        records: the names of the elements that are records.
        paths: by field, where its values stand: names of elements within each other, each with what an attribute of
            the last must be.
        person: the names of the elements that hold family and given name.
    """

    start: re.Pattern[bytes]
    records: tuple[str, ...]
    paths: Mapping[str, tuple[str, ...]]
    person: tuple[str, str] = ("", "")


_FORMATS = {
    "pubmed-xml": _Format(
        re.compile(rb"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle)[\s>]"),
        ("PubmedArticle", "PubmedBookArticle"),
        {
            "title": ("ArticleTitle", "BookTitle", "VernacularTitle"),
            "abstract": ("Abstract", "OtherAbstract"),
            "authors": ("AuthorList/Author",),
            "year": (
                "Article/Journal/JournalIssue/PubDate/Year",
                "Article/Journal/JournalIssue/PubDate/MedlineDate",
                "ArticleDate/Year",
                "PubDate/Year",
                "PubDate/MedlineDate",
                "PubDate",
            ),
            "doi": ("ELocationID@EIdType=doi", "PubmedData/ArticleIdList/ArticleId@IdType=doi"),
            "venue": ("Journal/Title", "Journal/ISOAbbreviation", "BookTitle"),
            "language": ("Language",),
            "keywords": ("KeywordList/Keyword", "MeshHeadingList/MeshHeading/DescriptorName"),
            "publication_type": ("PublicationTypeList/PublicationType",),
        },
        ("LastName", "ForeName"),
    ),
    "endnote-xml": _Format(
        re.compile(rb"<records>\s*<record[\s>](?s:.){0,4000}?<(?:ref-type|database|source-app|rec-number)[\s>]"),
        ("record",),
        {
            "title": ("titles/title",),
            "abstract": ("abstract",),
            "authors": ("contributors/authors/author", "contributors/secondary-authors/author"),
            "year": ("dates/year", "dates/pub-dates/date"),
            "doi": ("electronic-resource-num", "urls/related-urls/url"),
            "venue": ("periodical/full-title", "titles/secondary-title", "publisher"),
            "language": ("language",),
            "keywords": ("keywords/keyword",),
            "publication_type": ("ref-type@name",),
        },
    ),
    "mods-xml": _Format(
        re.compile(rb"<(?:\w+:)?(?:modsCollection|mods)[\s>]"),
        ("mods",),
        {
            "title": ("titleInfo",),
            "abstract": ("abstract",),
            "authors": ("name",),
            "year": ("originInfo/dateIssued", "part/date", "originInfo/copyrightDate"),
            "doi": ("identifier@type=doi", "identifier@type=uri", "identifier"),
            "venue": ("relatedItem@type=host/titleInfo/title", "originInfo/publisher"),
            "language": ("language/languageTerm",),
            "keywords": ("subject/topic",),
            "publication_type": ("genre",),
        },
        ("family", "given"),
    ),
    "dublin-core-xml": _Format(
        re.compile(rb"<(?:oai_dc:dc|\w+:dc|srw_dc:dc)[\s>]|<dc:title[\s>]"),
        ("dc", "Description", "entry", "item"),
        {
            "title": ("title",),
            "abstract": ("abstract", "description"),
            "authors": ("creator",),
            "year": ("issued", "date"),
            "doi": ("identifier", "relation"),
            "venue": ("bibliographicCitation", "source", "publisher"),
            "language": ("language",),
            "keywords": ("subject",),
            "publication_type": ("type",),
        },
    ),
    "atom-xml": _Format(
        re.compile(rb"\A(?>(?s:.)*?<feed[\s>])(?s:.)*?<summary[\s>]"),
        ("entry",),
        {
            "title": ("title",),
            "abstract": ("summary",),
            "authors": ("author/name",),
            "year": ("published", "updated"),
            "doi": ("doi", "link@title=doi", "id"),
            "venue": ("journal_ref",),
            "keywords": ("category@term",),
        },
    ),
}
FORMATS = tuple(_FORMATS)


def xml_format(data: bytes) -> str | None:
    """Name the XML format of records; None when it is none, as for articles in full text."""
    head = data[:_HEAD].replace(b"\x00", b"")
    if re.search(rb"<(?:\w+:)?(?:TEI|article)[\s>]", head):
        return None
    return next((name for name, form in _FORMATS.items() if form.start.search(head)), None)


def _found(record: Element, field: str, path: str) -> list[str]:
    """Return the texts of a field at a path of names, of the attribute where the path ends in "@name"."""
    return [text for element, attribute in _elements(record, field, path) if (text := _text(element, attribute))]


def _text(element: Element, attribute: str) -> str:
    """Return the text of an element, the parts of a structured abstract each behind its label; or an attribute."""
    if attribute:
        return str(element.get(attribute, ""))
    labelled = [(part, part.get("Label", "")) for part in children(element, "AbstractText")]
    if labelled:
        return " ".join(
            f"{label.capitalize()}: {text_of(part)}" if label else text_of(part) for part, label in labelled
        )
    parts = children(element, "nonSort", "title", "subTitle") if name_of(element) == "titleInfo" else []
    if parts:
        subtitle = [text_of(part) for part in parts if name_of(part) == "subTitle"]
        main = " ".join(text_of(part) for part in parts if name_of(part) != "subTitle")
        return ": ".join([main, *subtitle])
    return text_of(element)


def _inner(element: Element, name: str, *, anywhere: bool) -> list[Element]:
    """Return the children of a name, or, where there are none and it may stand anywhere, the descendants."""
    return children(element, name) or (descendants(element, name) if anywhere else [])


def _of_other_works(record: Element, field: str) -> set[Element]:
    """Return the elements of works that a record in MODS is related to, whose values of a field are not its own.

    The people and works that it is about are such, too.
    """
    others = [
        work for work in descendants(record, "relatedItem") if field not in _OF_HOST or work.get("type") != "host"
    ]
    if field != "keywords":
        others += descendants(record, "subject")
    return {element for work in others for element in work.iter()}


def _elements(record: Element, field: str, path: str) -> list[tuple[Element, str]]:
    """Return the elements of a field at a path, the first step at any depth, each with the attribute asked for."""
    found = [record]
    others = _of_other_works(record, field)
    attribute = ""
    for number, step in enumerate(path.split("/")):
        name, _, condition = step.partition("@")
        key, _, wanted = condition.partition("=")
        attribute = key if key and not wanted else ""
        found = [inner for outer in found for inner in _inner(outer, name, anywhere=not number)]
        found = [element for element in found if not wanted or element.get(key) == wanted]
    return [(element, attribute) for element in found if element not in others]


def _person(element: Element, person: tuple[str, str]) -> str:
    """Return a name as "Family, Given", that of an organisation with a comma at its end, as RIS has it."""
    family, given = (" ".join(_part(element, name)) for name in person)
    if family:
        return ", ".join(filter(None, (family, given)))
    whole = text_of(next(iter(children(element, "CollectiveName", "namePart")), element))
    corporate = bool(children(element, "CollectiveName")) or element.get("type") == "corporate"
    return f"{whole.replace(',', ' ')}," if corporate else whole


def _part(element: Element, name: str) -> list[str]:
    """Return the parts of a name: elements of that name, or, in MODS, parts of that type."""
    typed = [part for part in children(element, "namePart") if part.get("type") == name]
    return list(filter(None, map(text_of, children(element, name) or typed))) if name else []


def _role(person: Element) -> str:
    """Return "author", also where no role is stated, "editor" or "other"."""
    parent = person.getparent()
    if parent is not None and parent.get("Type") == "editors":  # PubMed
        return "editor"
    terms = {text_of(term).rsplit("/", 1)[-1].casefold() for term in descendants(person, "roleTerm")}
    if not terms or terms & _AUTHORS:
        return "author"
    return "editor" if terms & _EDITORS else "other"


def _authors(record: Element, form: _Format) -> list[str]:
    """Return the names of the authors; where there are none, those of the editors."""
    for path in form.paths["authors"]:
        people = [element for element, _ in _elements(record, "authors", path)]
        for role in ("author", "editor"):
            if names := [n for element in people if _role(element) == role and (n := _person(element, form.person))]:
                return names
    return []


def _candidate(record: Element, form: _Format) -> Candidate:
    """Turn a record into raw fields."""
    values = {
        field: [text for path in paths for text in _found(record, field, path)] for field, paths in form.paths.items()
    }
    return {**values, "authors": _authors(record, form)}


def read_xml_records(data: bytes, format: str) -> Iterator[Candidate]:
    """Read records in XML; every record element gives one candidate.

    Raises:
        RecordsError: when the XML is broken or hostile.
    """
    form = _FORMATS[format]
    if len(data) > LARGEST_XML:
        raise RecordsError(f"it is larger than {LARGEST_XML // 1_000_000} MB; export fewer records at a time")
    try:
        root = parse_xml(data)
    except XmlArticleError as error:
        raise RecordsError(str(error)) from error
    for name in form.records:
        found = [root] if name_of(root) == name else descendants(root, name)
        if found:
            return (_candidate(record, form) for record in found)
    return iter(())
