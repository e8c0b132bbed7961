"""Which column of a table holds which field: the headings of databases, and those a corpus manifest names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from defatlas.documents.records.record import FIELDS, RecordsError

# Headings without blanks, marks and accents, in lower case; the best first, because a row uses the first that has text.
_HEADINGS = {
    "title": "title documenttitle itemtitle articletitle displayname papertitle titleofpublication ti"
    " titel titre titulo titolo tytul",
    "abstract": "abstract abstracts abstracttext abstractnote summary ab zusammenfassung kurzfassung resume resumen"
    " resumo riassunto samenvatting streszczenie",
    "authors": "authorfullnames authors author authornames bookauthorfullnames authorshipsauthordisplayname"
    " authorshipsrawauthorname af au creator creators autor autoren auteur auteurs autores autore autori editors",
    "year": "publicationyear year pubyear yearpublished datepublished publicationdate py date jahr jahrermittelt"
    " erscheinungsjahr annee ano anno jaar rok",
    "doi": "doi itemdoi di doilink digitalobjectidentifier originalpaperdoi",
    "venue": "sourcetitle publicationtitle primarylocationsourcedisplayname primarylocationdisplayname"
    " locationssourcedisplayname hostvenuedisplayname journalbook journal journaltitle booktitle publicationname source"
    " venue so zeitschrift zeitschriftzeitung revue revista rivista tijdschrift publisher",
    "language": "languageoforiginaldocument language languages la sprache langue idioma lingua taal",
    "keywords": "authorkeywords keywords keyword manualtags keywordsdisplayname keywordskeyword de schlagworte"
    " schlagworter schlusselworter motscles palabrasclave palavraschave parolechiave trefwoorden indexkeywords"
    " keywordsplus ieeeterms meshterms id",
    "publication_type": "documenttype publicationtype articletype contenttype itemtype type dt documentidentifier"
    " dokumenttyp dokumententyp",
}
_KNOWN = {field: names.split() for field, names in _HEADINGS.items()}
_SHORT = {"ti", "ab", "af", "au", "py", "di", "so", "la", "de", "id", "dt"}  # tags of Web of Science
LARGEST_WIDTH = 1_000  # columns; the widest export in use has some two hundred

Layout = Mapping[str, Sequence[int]]
"""Column indices by field of `Record`, the best first."""


def folded(heading: str) -> str:
    """Return a heading for comparing: letters and digits in lower case, without accents ("Zeitschrift/Zeitung")."""
    decomposed = unicodedata.normalize("NFKD", heading.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _is_of_wos(headings: Sequence[str]) -> bool:
    """Tell whether the headings are tags of Web of Science."""
    return {"PT", "AU", "TI", "SO"} <= {heading.strip() for heading in headings}


def layout(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> Layout | None:
    """Find the columns of the fields; a field that `mapping` names comes from that column alone.

    Returns:
        Column indices by field; None when there is neither a title nor an abstract among them.

    Raises:
        RecordsError: when the mapping names an unknown field.
    """
    unknown = sorted(set(mapping or ()) - set(FIELDS))
    if unknown:
        raise RecordsError(f"the column mapping names {unknown[0]!r}; the fields are {', '.join(FIELDS)}")
    names = [folded(heading) for heading in headings[:LARGEST_WIDTH]]
    place = {name: index for index, name in reversed(list(enumerate(names)))}
    passed_over = set() if _is_of_wos(headings) else set(_SHORT)
    if "sourcetitle" in place:
        passed_over.add("source")  # of Scopus: the database
    found = {}
    for field, known in _KNOWN.items():
        wanted = (
            [folded(mapping[field])] if mapping and field in mapping else [n for n in known if n not in passed_over]
        )
        found[field] = [place[name] for name in wanted if name in place]
        if mapping and field in mapping and not found[field]:
            return None
    return found if found["title"] or found["abstract"] else None


def table_format(headings: Sequence[str]) -> str:
    """Name the database whose headings these are, or "table-csv"."""
    names = {folded(heading) for heading in headings[:LARGEST_WIDTH]}
    if _is_of_wos(headings):
        return "wos-tab"
    known = {
        "scopus-csv": ({"title", "eid"}, {"sourcetitle", "citedby", "link"}),
        "ieee-csv": ({"documenttitle", "publicationtitle"}, {"pdflink", "ieeeterms", "documentidentifier"}),
        "springer-csv": ({"itemtitle", "itemdoi"}, {"contenttype", "publicationtitle"}),
        "lens-csv": ({"lensid", "title"}, {"lensid"}),
        "pubmed-csv": ({"pmid", "title"}, {"journalbook"}),
        "openalex-csv": ({"id"}, {"authorshipsauthordisplayname", "primarylocationsourcedisplayname", "authornames"}),
    }
    return next((name for name, (all_of, any_of) in known.items() if all_of <= names and any_of & names), "table-csv")
